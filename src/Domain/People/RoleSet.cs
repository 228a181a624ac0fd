using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.People;

/// <summary>
/// The roles of one person. Separation of duties begins here: who arranges accounts or audits does no case work, who approves does not pay;
/// and nobody gets a role that could do nothing at the level of their union.
/// </summary>
public static class RoleSet
{
    private static readonly OrganisationLevel[] AllLevels = Enum.GetValues<OrganisationLevel>();

    /// <summary>The levels at which a role has something to do, lowest first; none for a role that does not exist.</summary>
    public static IReadOnlyList<OrganisationLevel> LevelsOf(string role) => role switch
    {
        StaffRoles.Administrator or StaffRoles.Auditor => AllLevels,

        // Applications and first reviews at the bottom (S-040); registers, comparisons and visits also at the county.
        StaffRoles.Clerk => [OrganisationLevel.Grassroots, OrganisationLevel.County],
        StaffRoles.Reviewer => [OrganisationLevel.County, OrganisationLevel.City, OrganisationLevel.Province, OrganisationLevel.National],

        // S-070: the county pays.
        StaffRoles.Cashier => [OrganisationLevel.County],
        _ => [],
    };

    /// <summary>The roles that can be given at a level.</summary>
    public static IEnumerable<string> RolesAt(OrganisationLevel level) => StaffRoles.All.Where(role => LevelsOf(role).Contains(level));

    /// <summary>Everything that is wrong with these roles at this level; empty when they can be given.</summary>
    public static IReadOnlyList<ValidationProblem> Problems(IEnumerable<string> roles, OrganisationLevel level)
    {
        var wanted = roles.Distinct(StringComparer.Ordinal).ToList();
        if (wanted.Count == 0)
            return [Problem("roles-required", $"Give at least one of these roles: {string.Join(", ", RolesAt(level))}.")];
        if (wanted.Any(role => LevelsOf(role).Count == 0))
            return [Problem("role-unknown", $"There are these roles: {string.Join(", ", StaffRoles.All)}.", string.Join(", ", StaffRoles.All))];

        List<ValidationProblem> problems = [];
        foreach (var alone in new[] { StaffRoles.Administrator, StaffRoles.Auditor }.Where(alone => wanted.Count > 1 && wanted.Contains(alone)))
            problems.Add(Problem(alone == StaffRoles.Administrator ? "administrator-alone" : "auditor-alone", $"{alone} is not combined with any other role. Give the other work to another person."));
        if (wanted.Contains(StaffRoles.Cashier) && wanted.Contains(StaffRoles.Reviewer))
            problems.Add(Problem("cashier-not-reviewer", "Who approves does not pay: Cashier and Reviewer need two persons."));
        foreach (var role in wanted.Where(role => !LevelsOf(role).Contains(level)))
            problems.Add(Problem("role-not-at-this-level", $"{role} can do nothing at the level {level}. Right would be: {string.Join(", ", RolesAt(level))}.", new RoleName(role), level, new RoleNames([.. RolesAt(level)])));
        return problems;
    }

    private static ValidationProblem Problem(string code, string message, params IReadOnlyList<object?> arguments) => new(code, "roles", message, arguments);
}

/// <summary>A role in the text of a problem; pages write it in the reader's language.</summary>
public sealed record RoleName(string Role)
{
    public override string ToString() => Role;
}

/// <summary>Several roles in the text of a problem.</summary>
public sealed record RoleNames(IReadOnlyList<string> Roles)
{
    public override string ToString() => string.Join(", ", Roles);
}
