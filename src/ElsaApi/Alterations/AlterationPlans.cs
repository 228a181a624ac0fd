using System.Text.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Data;
using AidWorkflows.Data.Workflows;
using AidWorkflows.ElsaApi.Wire;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.ElsaApi.Alterations;

/// <summary>
/// Alterations of many instances at once. Each instance is a job of its own: one that cannot be altered does not hold up the
/// others, and what came of each is stored as it is known.
/// </summary>
internal sealed class AlterationPlans(AidDbContext db, AlterationRuns runs, TimeProvider time)
{
    public async Task<string> SubmitAsync(JsonObject request, string actor, CancellationToken cancellationToken)
    {
        var alterations = AlterationRuns.Read(request["alterations"]);
        var filter = (request["filter"] as JsonObject)?.Deserialize<AlterationFilter>(ElsaJson.Options) ?? new AlterationFilter();
        var instances = await filter.FindAsync(db, cancellationToken);
        var row = new AlterationPlanRow { Id = NewId(), Actor = actor, Content = "{}", CreatedAt = time.GetUtcNow() };
        var jobs = instances.Select(instance => new AlterationJob(NewId(), row.Id, instance, "Pending", [], row.CreatedAt, null, null)).ToList();
        row.Content = Write(alterations, filter, jobs);
        db.AlterationPlans.Add(row);
        await db.SaveChangesAsync(cancellationToken);

        // A burst that is refused forgets what its scope has tracked, so the plan is written on its own.
        db.ChangeTracker.Clear();
        for (var index = 0; index < jobs.Count; index++)
        {
            var started = time.GetUtcNow();
            var result = await runs.RunAsync(jobs[index].WorkflowInstanceId, alterations, actor, cancellationToken);
            jobs[index] = jobs[index] with { Status = result.IsSuccessful ? "Completed" : "Failed", Log = result.Log.LogEntries, StartedAt = started, CompletedAt = time.GetUtcNow() };
            await StoreAsync(row.Id, Write(alterations, filter, jobs), null, cancellationToken);
        }

        await StoreAsync(row.Id, Write(alterations, filter, jobs), time.GetUtcNow(), cancellationToken);
        return row.Id;
    }

    public async Task<object> GetAsync(string id, CancellationToken cancellationToken)
    {
        var row = await db.AlterationPlans.AsNoTracking().SingleOrDefaultAsync(plan => plan.Id == id, cancellationToken) ?? throw ElsaRefusal.NotFound($"There is no alteration plan '{id}'.");
        var content = JsonNode.Parse(row.Content)!.AsObject();
        return new
        {
            plan = new
            {
                alterations = content["alterations"]!.DeepClone(),
                workflowInstanceFilter = content["filter"]!.DeepClone(),
                status = row.CompletedAt is null ? "Running" : "Completed",
                row.CreatedAt,
                row.CompletedAt,
                row.Id,
            },
            jobs = content["jobs"]!.DeepClone(),
        };
    }

    private async Task StoreAsync(string id, string content, DateTimeOffset? completedAt, CancellationToken cancellationToken) =>
        await db.AlterationPlans.Where(plan => plan.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(plan => plan.Content, content).SetProperty(plan => plan.CompletedAt, completedAt), cancellationToken);

    private static string Write(IReadOnlyList<JsonObject> alterations, AlterationFilter filter, IReadOnlyList<AlterationJob> jobs) =>
        JsonSerializer.Serialize(new { alterations, filter, jobs }, ElsaJson.Options);

    private static string NewId() => Guid.CreateVersion7().ToString("N");
}

/// <summary>The alterations of one instance within a plan.</summary>
internal sealed record AlterationJob(
    string Id,
    string PlanId,
    string WorkflowInstanceId,
    string Status,
    IReadOnlyList<AlterationLogEntry> Log,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? CompletedAt);
