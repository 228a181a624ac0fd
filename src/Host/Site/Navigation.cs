using System.Security.Claims;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.ElsaApi;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Studio;

namespace AidWorkflows.Host.Site;

/// <summary>What the header offers to whom. Pages check for themselves; this only hides what would be refused.</summary>
internal static class Navigation
{
    private static readonly Entry[] All =
    [
        new("/tasks", "Nav.Tasks", "checklist", _ => true),
        new("/applications/new", "Nav.NewApplication", "file-plus", TakesApplications),
        new("/cases", "Nav.Cases", "folders", _ => true),
        new("/archives", "Nav.Archives", "archive", _ => true),
        new("/visits", "Nav.Visits", "home-search", SeesChecks),
        new("/reports", "Nav.Reports", "report-analytics", SeesPayments),
        new("/outreach", "Nav.Outreach", "speakerphone", _ => true),
        new("/payments", "Nav.Payments", "credit-card", SeesPayments),
        new("/policies", "Nav.Policies", "scale", SeesPolicies),
        new("/templates", "Nav.Templates", "template", SeesPolicies),
        new(StudioSetup.Definitions, "Nav.Definitions", "sitemap", ElsaApiPolicies.MayRead),
        new(StudioSetup.Instances, "Nav.Instances", "route", ElsaApiPolicies.MayRead),
        new("/studio/history", "Nav.History", "history", ElsaApiPolicies.MayRead),
    ];

    public static IEnumerable<Entry> For(ClaimsPrincipal user) =>
        user.HasClaim(claim => claim.Type == AidClaims.PersonId) && !PasswordChange.IsDue(user) ? All.Where(entry => entry.Shown(user)) : [];

    /// <summary>S-040: applications are taken at the lowest level only.</summary>
    public static bool TakesApplications(ClaimsPrincipal user) =>
        user.IsInRole(StaffRoles.Clerk) && user.HasClaim(AidClaims.Level, nameof(OrganisationLevel.Grassroots));

    public static bool SeesPayments(ClaimsPrincipal user) =>
        new[] { StaffRoles.Cashier, StaffRoles.Reviewer, StaffRoles.Auditor, StaffRoles.Administrator }.Any(user.IsInRole);

    public static bool SeesChecks(ClaimsPrincipal user) =>
        new[] { StaffRoles.Clerk, StaffRoles.Reviewer, StaffRoles.Auditor, StaffRoles.Administrator }.Any(user.IsInRole);

    public static bool SeesPolicies(ClaimsPrincipal user) =>
        new[] { StaffRoles.Reviewer, StaffRoles.Auditor, StaffRoles.Administrator }.Any(user.IsInRole);

    internal sealed record Entry(string Path, string Label, string Icon, Func<ClaimsPrincipal, bool> Shown)
    {
        public bool IsCurrent(PathString path) => path.StartsWithSegments(Path, StringComparison.OrdinalIgnoreCase);
    }
}
