using System.Text.Json.Nodes;
using AidWorkflows.Data;
using AidWorkflows.Data.Workflows;
using AidWorkflows.ElsaApi.Wire;
using AidWorkflows.Engine.Definitions;
using AidWorkflows.Engine.Journal;
using AidWorkflows.Engine.Runtime;
using AidWorkflows.Engine.Values;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.ElsaApi.Instances;

/// <summary>Reads an instance's journal and gives each line the words of its definition.</summary>
internal sealed class JournalReader(AidDbContext db, DefinitionCache definitions, IWorkflowStore store)
{
    public async Task<ElsaPage<JournalRecord>> ReadAsync(string instanceId, JournalFilter filter, int skip, int take, CancellationToken cancellationToken)
    {
        var definition = await DefinitionAsync(instanceId, cancellationToken);
        var rows = Filter(db.Journal.AsNoTracking().Where(row => row.InstanceId == instanceId), filter, definition);
        var total = await rows.CountAsync(cancellationToken);
        var page = await rows.OrderBy(row => row.Sequence).Skip(Math.Max(skip, 0)).Take(take).ToListAsync(cancellationToken);
        return new ElsaPage<JournalRecord>([.. page.Select(row => ToRecord(row, definition))], total);
    }

    /// <summary>The version that the instance runs on.</summary>
    public async Task<WorkflowDefinition> DefinitionAsync(string instanceId, CancellationToken cancellationToken)
    {
        var versionId = await db.Instances.Where(instance => instance.Id == instanceId).Select(instance => instance.VersionId).SingleOrDefaultAsync(cancellationToken)
            ?? throw new WorkflowInstanceNotFoundException(instanceId);
        return await definitions.GetAsync(store, versionId, cancellationToken);
    }

    private static IQueryable<JournalRow> Filter(IQueryable<JournalRow> rows, JournalFilter filter, WorkflowDefinition definition)
    {
        // The journal knows node ids only; the definition says which those are.
        if (filter.ActivityNodeIds is { Count: > 0 } nodeIds)
            rows = rows.Where(row => nodeIds.Contains(row.NodeId));
        if (filter.ActivityIds is { Count: > 0 } activityIds)
        {
            var wanted = definition.Nodes.Where(node => activityIds.Contains(node.Id)).Select(node => node.NodeId).ToList();
            rows = rows.Where(row => wanted.Contains(row.NodeId));
        }

        if (filter.ExcludedActivityTypes is { Count: > 0 } types)
        {
            var excluded = definition.Nodes.Where(node => types.Contains(node.Type)).Select(node => node.NodeId).ToList();
            rows = rows.Where(row => !excluded.Contains(row.NodeId));
        }

        if (filter.EventNames is { Count: > 0 } names)
        {
            var events = Enum.GetValues<JournalEvent>().Where(value => names.Contains(value.ToString())).ToList();
            rows = rows.Where(row => events.Contains(row.Event));
        }

        return rows;
    }

    private static JournalRecord ToRecord(JournalRow row, WorkflowDefinition definition)
    {
        var node = definition.FindNode(row.NodeId);
        var data = row.Data is null ? null : JsonNode.Parse(row.Data) as JsonObject;
        return new JournalRecord(
            $"{row.InstanceId}-{row.Sequence}",
            ExecutionIds.ToWire(row.InstanceId, row.ActivityExecutionId),
            row.ParentExecutionId is null ? null : ExecutionIds.ToWire(row.InstanceId, row.ParentExecutionId),
            node?.Id ?? row.NodeId[(row.NodeId.LastIndexOf(':') + 1)..],
            node?.Type ?? "Elsa.NotFoundActivity",
            node?.TypeVersion ?? 1,
            node?.Name,
            row.NodeId,
            row.WireTime(),
            row.Sequence,
            row.Event.ToString(),
            Message(data),
            row.Actor,
            data?["state"]?.DeepClone() as JsonObject,
            Payload(row, data));
    }

    /// <summary>What an auditor wants to see at a glance: the error, or the values that the decision read.</summary>
    private static string? Message(JsonObject? data)
    {
        if (data?.Text("error") is { } error)
            return error;
        if (data?.Text("alteration") is { } alteration)
            return $"{alteration} {data.Text("variable") ?? data.Text("activity")} {ValueTypes.AsText(data["from"])} → {ValueTypes.AsText(data["to"])}".Trim(' ', '→');
        return data?["reads"] is JsonObject reads ? string.Join(", ", reads.Select(pair => $"{pair.Key} {ValueTypes.AsText(pair.Value) ?? "-"}")) : null;
    }

    private static JsonObject? Payload(JournalRow row, JsonObject? data)
    {
        var payload = new JsonObject();
        foreach (var (from, to) in new[] { ("reads", "Reads"), ("outcomes", "Outcomes"), ("outputs", "Outputs"), ("code", "Code"), ("errorType", "Exception"), ("alteration", "Alteration"), ("variable", "Variable"), ("activity", "Activity"), ("from", "From"), ("to", "To") })
            if (data?[from] is { } value)
                payload[to] = value.DeepClone();
        if (row.Actor is { } actor)
            payload["Actor"] = actor;
        return payload.Count > 0 ? payload : null;
    }
}
