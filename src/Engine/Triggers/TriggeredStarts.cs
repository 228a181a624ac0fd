using System.Globalization;
using System.Text.Json.Nodes;
using AidWorkflows.Engine.Runtime;

namespace AidWorkflows.Engine.Triggers;

/// <summary>Start rows for triggers that have fired.</summary>
public static class TriggeredStarts
{
    /// <summary>One start for each definition that begins with the event.</summary>
    internal static async ValueTask<IReadOnlyList<NewWork>> FindAsync(IWorkflowUnit unit, string kind, string hash, JsonNode? payload, string? correlationId, CancellationToken cancellationToken) =>
        [.. (await unit.FindTriggersAsync(kind, hash, cancellationToken)).Select(trigger => Row(WorkLane.Interactive, trigger, payload, correlationId, null))];

    /// <summary>The start for one firing of a clock. Its key keeps a second node from starting the same firing again.</summary>
    public static NewWork OfClock(string triggerId, FoundTrigger trigger, DateTimeOffset scheduled) =>
        Row(WorkLane.Timer, trigger, null, null, string.Create(CultureInfo.InvariantCulture, $"trigger:{triggerId}:{scheduled.UtcTicks}"));

    private static NewWork Row(WorkLane lane, FoundTrigger trigger, JsonNode? payload, string? correlationId, string? key) =>
        new(lane, WorkKind.Start, null, null, null, QueuedStart.Write(new StartWorkflow(trigger.DefinitionId)
        {
            VersionId = trigger.VersionId,
            TriggerActivityId = trigger.ActivityId,
            TriggerPayload = payload,
            CorrelationId = correlationId,
        }), key);
}
