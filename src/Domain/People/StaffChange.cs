using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.People;

/// <summary>What can happen to a person and their account. The numbers are stored.</summary>
public enum StaffChangeKind
{
    Created = 0,
    RolesChanged = 1,
    Moved = 2,
    Renamed = 3,
    Deactivated = 4,
    Reactivated = 5,
    PasswordReset = 6,
    Unlocked = 7,
}

/// <summary>A line of a person's history: who did what and when, with what was before. Only ever added to.</summary>
public sealed class StaffChange
{
    internal StaffChange(Guid personId, StaffChangeKind kind, Actor? by, DateTimeOffset now)
    {
        Id = RisingId.New(now);
        PersonId = personId;
        Kind = kind;
        ByPersonId = by?.PersonId;
        At = now;
    }

    // For the object-relational mapper.
    private StaffChange()
    {
    }

    public Guid Id { get; private set; }

    public Guid PersonId { get; private set; }

    public StaffChangeKind Kind { get; private set; }

    /// <summary>Null when it was the command that makes the first administrator.</summary>
    public Guid? ByPersonId { get; private set; }

    public DateTimeOffset At { get; private set; }

    /// <summary>Role names with commas between them.</summary>
    public string? RolesBefore { get; internal init; }

    public string? RolesAfter { get; internal init; }

    public Guid? OrganisationBefore { get; internal init; }

    public Guid? OrganisationAfter { get; internal init; }

    public string? NameBefore { get; internal init; }

    public string? NameAfter { get; internal init; }

    /// <summary>The roles in the order in which the program lists them.</summary>
    public static string Join(IReadOnlyCollection<string> roles) => string.Join(',', StaffRoles.All.Where(roles.Contains));
}
