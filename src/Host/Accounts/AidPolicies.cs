using System.Security.Claims;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using Microsoft.AspNetCore.Authorization;

namespace AidWorkflows.Host.Accounts;

/// <summary>The rules endpoints and pages name. What a person sees of one case or task is decided there, by organisation.</summary>
public static class AidPolicies
{
    /// <summary>Any active member of staff.</summary>
    public const string Staff = "staff";

    /// <summary>S-040: applications are taken by the employer's or township union.</summary>
    public const string RegisterApplications = "register-applications";

    public const string ReadCases = "read-cases";

    /// <summary>Candidates, and administrators who hand tasks over.</summary>
    public const string WorkOnTasks = "work-on-tasks";

    public const string ReadTasks = "read-tasks";

    public const string ReadPayments = "read-payments";

    /// <summary>S-070: make, check, export and settle batches of payments, and keep the funds; by the county union.</summary>
    public const string PayAid = "pay-aid";

    /// <summary>Look at policy packs, their versions and contradictions.</summary>
    public const string ReadPolicies = "read-policies";

    /// <summary>Look at register imports, comparisons, visit quotas and samples.</summary>
    public const string ReadChecks = "read-checks";

    /// <summary>Import and enter register answers, compare, visit; by grass-roots and county unions.</summary>
    public const string WorkOnChecks = "work-on-checks";

    /// <summary>Look at what applicants handed in; make documents.</summary>
    public const string WorkOnPapers = "work-on-papers";

    /// <summary>Q-15: declare relatives; whoever works on cases.</summary>
    public const string DeclareRelatives = "declare-relatives";

    /// <summary>Look at unions, staff and accounts at and below one's own union.</summary>
    public const string ReadStaff = "read-staff";

    /// <summary>Arrange things at and below one's own union.</summary>
    public const string Administer = "administer";

    /// <summary>Change what concerns every union, such as the simulated clock; definitions have <c>ElsaApiPolicies.Edit</c>.</summary>
    public const string AdministerAll = "administer-all";

    /// <summary>Look at workflow instances, journals and incidents.</summary>
    public const string Inspect = "inspect";

    internal static void Configure(AuthorizationOptions options)
    {
        string[] staff = [.. StaffRoles.All];
        Add(options, Staff, staff);
        options.AddPolicy(RegisterApplications, policy => Demand(policy, StaffRoles.Clerk).RequireClaim(AidClaims.Level, nameof(OrganisationLevel.Grassroots)));
        Add(options, ReadCases, staff);
        Add(options, ReadTasks, staff);
        Add(options, WorkOnTasks, StaffRoles.Clerk, StaffRoles.Reviewer, StaffRoles.Cashier, StaffRoles.Administrator);
        Add(options, ReadPayments, StaffRoles.Cashier, StaffRoles.Reviewer, StaffRoles.Auditor, StaffRoles.Administrator);
        options.AddPolicy(PayAid, policy => Demand(policy, StaffRoles.Cashier).RequireClaim(AidClaims.Level, nameof(OrganisationLevel.County)));
        Add(options, ReadPolicies, StaffRoles.Reviewer, StaffRoles.Auditor, StaffRoles.Administrator);
        Add(options, ReadChecks, StaffRoles.Clerk, StaffRoles.Reviewer, StaffRoles.Auditor, StaffRoles.Administrator);
        options.AddPolicy(WorkOnChecks, policy => Demand(policy, StaffRoles.Clerk, StaffRoles.Reviewer)
            .RequireClaim(AidClaims.Level, nameof(OrganisationLevel.Grassroots), nameof(OrganisationLevel.County)));
        Add(options, WorkOnPapers, StaffRoles.Clerk, StaffRoles.Reviewer, StaffRoles.Cashier);
        Add(options, DeclareRelatives, StaffRoles.Clerk, StaffRoles.Reviewer, StaffRoles.Cashier);
        Add(options, Administer, StaffRoles.Administrator);
        Add(options, ReadStaff, StaffRoles.Administrator, StaffRoles.Auditor);
        options.AddPolicy(AdministerAll, policy => Demand(policy, StaffRoles.Administrator).RequireClaim(AidClaims.Level, nameof(OrganisationLevel.National)));
        Add(options, Inspect, StaffRoles.Administrator, StaffRoles.Auditor);

        // An endpoint that forgot its rule is closed, not open.
        options.FallbackPolicy = options.GetPolicy(Staff);
        options.DefaultPolicy = options.GetPolicy(Staff)!;
    }

    /// <summary>For pages: who passes <see cref="AdministerAll"/>.</summary>
    internal static bool AdministersAll(this ClaimsPrincipal user) =>
        user.IsInRole(StaffRoles.Administrator) && user.HasClaim(AidClaims.Level, nameof(OrganisationLevel.National));

    private static void Add(AuthorizationOptions options, string name, params string[] roles) =>
        options.AddPolicy(name, policy => Demand(policy, roles));

    private static AuthorizationPolicyBuilder Demand(AuthorizationPolicyBuilder policy, params string[] roles) =>
        policy.RequireAuthenticatedUser().RequireClaim(AidClaims.PersonId).RequireRole(roles);
}
