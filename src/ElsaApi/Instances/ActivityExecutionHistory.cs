using System.Text.Json.Nodes;
using AidWorkflows.Data;
using AidWorkflows.Data.Workflows;
using AidWorkflows.ElsaApi.Wire;
using AidWorkflows.Engine.Definitions;
using AidWorkflows.Engine.Journal;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.ElsaApi.Instances;

/// <summary>Activity executions are no table of their own: the lines of the journal with the same execution id are one.</summary>
internal sealed class ActivityExecutionHistory(AidDbContext db, JournalReader journal)
{
    public async Task<IReadOnlyList<ActivityExecutionView>> ListAsync(string instanceId, string? nodeId, string? activityId, CancellationToken cancellationToken)
    {
        var definition = await journal.DefinitionAsync(instanceId, cancellationToken);
        var rows = db.Journal.AsNoTracking().Where(row => row.InstanceId == instanceId);
        if (!string.IsNullOrEmpty(nodeId))
            rows = rows.Where(row => row.NodeId == nodeId);
        if (!string.IsNullOrEmpty(activityId))
        {
            var nodes = definition.Nodes.Where(node => node.Id == activityId).Select(node => node.NodeId).ToList();
            rows = rows.Where(row => nodes.Contains(row.NodeId));
        }

        return Group(await rows.OrderBy(row => row.Sequence).ToListAsync(cancellationToken), definition);
    }

    /// <summary>The executions that led to this one, outermost first, itself last.</summary>
    public async Task<IReadOnlyList<ActivityExecutionView>> CallStackAsync(string wireId, CancellationToken cancellationToken)
    {
        var (instanceId, executionId) = ExecutionIds.Parse(wireId);
        var definition = await journal.DefinitionAsync(instanceId, cancellationToken);
        var stack = new List<ActivityExecutionView>();
        for (string? next = executionId; next is not null;)
        {
            var id = next;
            var rows = await db.Journal.AsNoTracking().Where(row => row.InstanceId == instanceId && row.ActivityExecutionId == id).OrderBy(row => row.Sequence).ToListAsync(cancellationToken);
            stack.InsertRange(0, Group(rows, definition));
            next = rows.FirstOrDefault()?.ParentExecutionId;
        }

        return [.. stack.Select((execution, depth) => execution with { CallStackDepth = depth })];
    }

    public async Task<ActivityExecutionView> GetAsync(string wireId, CancellationToken cancellationToken)
    {
        var (instanceId, executionId) = ExecutionIds.Parse(wireId);
        var rows = await db.Journal.AsNoTracking().Where(row => row.InstanceId == instanceId && row.ActivityExecutionId == executionId).OrderBy(row => row.Sequence).ToListAsync(cancellationToken);
        return rows.Count == 0
            ? throw ElsaRefusal.NotFound($"There is no activity execution '{wireId}'.")
            : Group(rows, await journal.DefinitionAsync(instanceId, cancellationToken))[0];
    }

    /// <summary>Counts per node, without reading what the lines hold.</summary>
    public async Task<IReadOnlyList<ActivityStats>> StatsAsync(string instanceId, IReadOnlyCollection<string>? nodeIds, CancellationToken cancellationToken)
    {
        var rows = db.Journal.AsNoTracking().Where(row => row.InstanceId == instanceId);
        if (nodeIds is { Count: > 0 })
            rows = rows.Where(row => nodeIds.Contains(row.NodeId));
        var lines = await rows.OrderBy(row => row.Sequence).Select(row => new { row.NodeId, row.ActivityExecutionId, row.Event }).ToListAsync(cancellationToken);
        return [.. lines.GroupBy(line => line.NodeId).Select(node =>
        {
            var executions = node.GroupBy(line => line.ActivityExecutionId).Select(group => group.Select(line => line.Event).ToList()).ToList();
            var completed = executions.Count(events => events[^1] == JournalEvent.Completed);
            var faults = executions.Sum(events => events.Count(value => value == JournalEvent.Faulted));
            return new ActivityStats(
                node.Key[(node.Key.LastIndexOf(':') + 1)..],
                node.Key,
                executions.Count,
                completed,
                executions.Count - completed,
                executions.Exists(events => events[^1] == JournalEvent.Suspended),
                executions.Exists(events => events[^1] == JournalEvent.Faulted),
                faults,
                new JsonObject { ["HasRetryAttempts"] = executions.Exists(events => events.Contains(JournalEvent.Retried)) });
        })];
    }

    private static List<ActivityExecutionView> Group(IEnumerable<JournalRow> rows, WorkflowDefinition definition) =>
        [.. rows.GroupBy(row => row.ActivityExecutionId).Select(group => ActivityExecutionView.From([.. group], definition))];
}
