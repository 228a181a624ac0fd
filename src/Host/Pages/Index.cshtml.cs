using AidWorkflows.Data;
using AidWorkflows.Data.HumanTasks;
using AidWorkflows.Data.People;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Payments;
using AidWorkflows.Domain.People;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.HumanTasks;
using AidWorkflows.Host.Site;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Pages;

internal sealed class IndexModel(AidDbContext db, StaffDirectory staff, TaskCandidates candidates, TimeProvider clock) : PageModel
{
    private static readonly CaseStatus[] Open = [CaseStatus.Submitted, CaseStatus.InReview, CaseStatus.AwaitingSupplement];

    public string Name { get; private set; } = "";

    public IReadOnlyList<Tile> Tiles { get; private set; } = [];

    public async Task OnGetAsync()
    {
        var actor = await staff.WithAbsentAsync(User.ToActor(), clock.GetUtcNow(), HttpContext.RequestAborted);
        var path = actor.OrganisationPath;
        Name = actor.Name;
        List<Tile> tiles = [];
        if (actor.IsAdministrator || actor.IsAuditor)
        {
            tiles.Add(await TaskTileAsync("Tasks.View.all", actor, TaskListKind.All, "list-check"));
            var stuck = await candidates.FindStuckAsync(TaskViews.Of(db, actor, TaskListKind.All), HttpContext.RequestAborted);
            tiles.Add(new Tile("Tasks.View.stuck", "/tasks?view=stuck", "user-off", stuck.Count, 0));
        }
        else
        {
            tiles.Add(await TaskTileAsync("Home.Mine", actor, TaskListKind.Mine, "checklist"));
            tiles.Add(await TaskTileAsync("Home.Group", actor, TaskListKind.Group, "hand-grab"));
        }

        var openCases = await db.Set<AidCase>().CountAsync(aidCase => aidCase.OrganisationPath.StartsWith(path) && Open.Contains(aidCase.Status));
        tiles.Add(new Tile("Home.OpenCases", "/cases", "folders", openCases, 0));
        if (Navigation.SeesPayments(User))
        {
            var pending = await db.Set<Payment>().CountAsync(payment => payment.Status == PaymentStatus.Pending
                && db.Set<AidCase>().Any(aidCase => aidCase.Id == payment.CaseId && aidCase.OrganisationPath.StartsWith(path)));
            tiles.Add(new Tile("Home.PendingPayments", "/payments?status=Pending", "credit-card", pending, 0));
        }

        Tiles = tiles;
    }

    private async Task<Tile> TaskTileAsync(string label, Actor actor, TaskListKind kind, string icon)
    {
        var tasks = TaskViews.Of(db, actor, kind);
        var now = clock.GetUtcNow();
        var tab = kind.ToString().ToLowerInvariant();
        return new Tile(label, $"/tasks?view={tab}", icon, await tasks.CountAsync(), await tasks.CountAsync(task => task.DueAt <= now));
    }
}

internal sealed record Tile(string Label, string Path, string Icon, int Count, int Overdue);
