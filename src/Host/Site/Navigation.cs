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
        new("/payments", "Nav.Payments", "credit-card", SeesPayments),
        new("/reports", "Nav.Reports", "report-analytics", SeesPayments),
        new("/papers/due", "Papers.Due.Title", "file-alert", _ => true, IsMore: true),
        new("/archives/lists", "ArchiveLists.Title", "list-check", _ => true, IsMore: true),
        new("/outreach", "Nav.Outreach", "speakerphone", _ => true, IsMore: true),
        new("/notices", "Nav.Notices", "news", _ => true, IsMore: true),
        new("/registers", "Nav.Registers", "database-search", SeesChecks, IsMore: true),
        new("/targets", "Targets.Title", "target-arrow", SeesPayments, IsMore: true),
        new("/indicators", "Indicators.Title", "gauge", SeesPayments, IsMore: true),
        new("/funds", "Funds.Title", "coins", SeesPayments, IsMore: true),
        new("/policies", "Nav.Policies", "scale", SeesPolicies, IsMore: true),
        new("/templates", "Nav.Templates", "template", SeesPolicies, IsMore: true),
        new("/organisations", "Unions.Title", "building-community", SeesStaff, IsMore: true),
        new("/staff", "Staff.Title", "users", SeesStaff, IsMore: true),
        new(StudioSetup.Definitions, "Nav.Definitions", "sitemap", ElsaApiPolicies.MayRead, IsMore: true),
        new(StudioSetup.Instances, "Nav.Instances", "route", ElsaApiPolicies.MayRead, IsMore: true),
        new("/studio/history", "Nav.History", "history", ElsaApiPolicies.MayRead, IsMore: true),
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

    public static bool SeesStaff(ClaimsPrincipal user) => user.IsInRole(StaffRoles.Administrator) || user.IsInRole(StaffRoles.Auditor);

    public static bool SeesPolicies(ClaimsPrincipal user) =>
        new[] { StaffRoles.Reviewer, StaffRoles.Auditor, StaffRoles.Administrator }.Any(user.IsInRole);

    /// <param name="IsMore">In the menu at the end of the row: the header has no room for everything that a reviewer may see.</param>
    internal sealed record Entry(string Path, string Label, string Icon, Func<ClaimsPrincipal, bool> Shown, bool IsMore = false)
    {
        /// <summary>The longest path counts: a list of archives is not the archives themselves.</summary>
        public bool IsCurrent(PathString path) => Leads(path) && !All.Any(other => other.Path.Length > Path.Length && other.Leads(path));

        private bool Leads(PathString path) => path.StartsWithSegments(Path, StringComparison.OrdinalIgnoreCase);
    }
}
