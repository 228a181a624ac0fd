using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.People;

/// <summary>
/// A person who works for a union. Accounts point to a person, and every separation of duties compares persons, so that a second
/// account of the same person is no second pair of eyes. Each change gives the line of the history that is to be saved with it.
/// </summary>
public sealed class StaffMember
{
    public StaffMember(string name, Guid organisationId, DateTimeOffset now)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Id = RisingId.New(now);
        Name = name;
        OrganisationId = organisationId;
        Active = true;
    }

    // For the object-relational mapper.
    private StaffMember()
    {
    }

    public Guid Id { get; private set; }

    public string Name { get; private set; } = "";

    public Guid OrganisationId { get; private set; }

    public bool Active { get; private set; }

    /// <param name="by">Null for the command that makes the first administrator.</param>
    public StaffChange Created(IReadOnlyCollection<string> roles, Actor? by, DateTimeOffset now) =>
        new(Id, StaffChangeKind.Created, by, now) { RolesAfter = StaffChange.Join(roles), OrganisationAfter = OrganisationId, NameAfter = Name };

    /// <exception cref="RuleViolationException">staff-self.</exception>
    /// <exception cref="InvalidInputException">What <see cref="RoleSet"/> has against the roles.</exception>
    public StaffChange ChangeRoles(IReadOnlyCollection<string> before, IReadOnlyCollection<string> after, Organisation union, Actor by, DateTimeOffset now)
    {
        RequireOther(by);
        RequireRoles(after, union.Level);
        return new(Id, StaffChangeKind.RolesChanged, by, now) { RolesBefore = StaffChange.Join(before), RolesAfter = StaffChange.Join(after) };
    }

    /// <summary>To another union, with the roles that the person has there.</summary>
    /// <param name="heldTasks">Tasks that the person has claimed; at another union nobody could do them.</param>
    /// <exception cref="RuleViolationException">staff-self, staff-same-union, union-closed, staff-holds-tasks.</exception>
    /// <exception cref="InvalidInputException">What <see cref="RoleSet"/> has against the roles at the new level.</exception>
    public StaffChange MoveTo(Organisation union, IReadOnlyCollection<string> before, IReadOnlyCollection<string> after, int heldTasks, Actor by, DateTimeOffset now)
    {
        RequireOther(by);
        if (union.Id == OrganisationId)
            throw new RuleViolationException("staff-same-union", "The person works for this union already.", "organisationId");
        union.RequireOpen("organisationId");
        RequireRoles(after, union.Level);
        if (heldTasks > 0)
            throw new RuleViolationException("staff-holds-tasks", $"The person has claimed {heldTasks} task(s). Hand them over first.", null, heldTasks);

        var change = new StaffChange(Id, StaffChangeKind.Moved, by, now)
        {
            OrganisationBefore = OrganisationId,
            OrganisationAfter = union.Id,
            RolesBefore = StaffChange.Join(before),
            RolesAfter = StaffChange.Join(after),
        };
        OrganisationId = union.Id;
        return change;
    }

    public StaffChange Rename(string name, Actor by, DateTimeOffset now)
    {
        var before = Name;
        Name = name;
        return new(Id, StaffChangeKind.Renamed, by, now) { NameBefore = before, NameAfter = name };
    }

    /// <summary>Always possible but for oneself: who has left must not get in, whatever they still hold.</summary>
    /// <exception cref="RuleViolationException">staff-self, staff-inactive.</exception>
    public StaffChange Deactivate(Actor by, DateTimeOffset now)
    {
        RequireOther(by);
        RequireActive();
        Active = false;
        return new(Id, StaffChangeKind.Deactivated, by, now);
    }

    /// <exception cref="RuleViolationException">staff-active, union-closed.</exception>
    public StaffChange Reactivate(Organisation union, Actor by, DateTimeOffset now)
    {
        if (Active)
            throw new RuleViolationException("staff-active", "The account is active.");
        union.RequireOpen(null);
        Active = true;
        return new(Id, StaffChangeKind.Reactivated, by, now);
    }

    /// <exception cref="RuleViolationException">staff-self: one's own password is changed with the current one. staff-inactive.</exception>
    public StaffChange PasswordReset(Actor by, DateTimeOffset now)
    {
        RequireOther(by);
        RequireActive();
        return new(Id, StaffChangeKind.PasswordReset, by, now);
    }

    public StaffChange Unlocked(Actor by, DateTimeOffset now) => new(Id, StaffChangeKind.Unlocked, by, now);

    // With this, and because two who act on each other wait for each other, one administrator always remains.
    private void RequireOther(Actor by)
    {
        if (by.PersonId == Id)
            throw new RuleViolationException("staff-self", "Nobody does this to their own account. Ask another administrator.");
    }

    private void RequireActive()
    {
        if (!Active)
            throw new RuleViolationException("staff-inactive", "The account is deactivated.");
    }

    private static void RequireRoles(IEnumerable<string> roles, OrganisationLevel level)
    {
        if (RoleSet.Problems(roles, level) is { Count: > 0 } problems)
            throw new InvalidInputException(problems);
    }
}
