using AidWorkflows.Domain.Organisations;

namespace AidWorkflows.Domain.People;

/// <summary>Who acts in this request: the person, where they stand in the tree, and what they may do now.</summary>
public sealed record Actor(
    Guid PersonId,
    string Name,
    Guid OrganisationId,
    string OrganisationPath,
    OrganisationLevel Level,
    IReadOnlySet<string> Roles)
{
    /// <summary>The absent people whose stand-in this person is today.</summary>
    public IReadOnlySet<Guid> StandsInFor { get; init; } = new HashSet<Guid>();

    public bool IsAdministrator => Roles.Contains(StaffRoles.Administrator);

    public bool IsAuditor => Roles.Contains(StaffRoles.Auditor);

    /// <summary>The person or, today, their stand-in.</summary>
    public bool Is(Guid? personId) => personId is { } id && (id == PersonId || StandsInFor.Contains(id));

    public bool Has(string role) => Roles.Contains(role);

    /// <summary>Object-level rule for reading: one's own organisation and everything below it.</summary>
    public bool Oversees(string organisationPath) => organisationPath.StartsWith(OrganisationPath, StringComparison.Ordinal);
}
