using System.Text.Json.Nodes;
using AidWorkflows.Engine.Activities.Looping;
using AidWorkflows.Engine.Execution;
using AidWorkflows.Engine.Runtime;
using AidWorkflows.Engine.Values;

namespace AidWorkflows.Engine.Activities.Children;

/// <summary>
/// Starts one workflow per item. When it waits, each child counts once, however often it reports (a retried child reports
/// again); an activity at the port for ended or faulted children runs at its first report and when it turns from faulted to finished.
/// </summary>
internal sealed class BulkDispatchWorkflows : Activity
{
    private const string Children = "children";
    private const string Running = "running";

    public override string Type => "Elsa.BulkDispatchWorkflows";

    public override IReadOnlyList<InputDescriptor> Inputs { get; } =
    [
        new("WorkflowDefinitionId", "String"), new("Items", "Object"), new("DefaultItemInputKey", "String", JsonValue.Create("Item")),
        new("CorrelationIdFunction", "String") { IsLazy = true }, new("Input", "ObjectDictionary"),
        new("WaitForCompletion", "Boolean", JsonValue.Create(true)), new("StartNewTrace", "Boolean"), new("ChannelName", "String"),
    ];

    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        var items = Items.ReadAny(context);
        var bookmark = context.Flag("WaitForCompletion") && items.Count > 0 ? Burst.NewId() : null;
        var children = new JsonObject();
        foreach (var item in items)
            children[await context.Burst.QueueChildAsync(RequestFor(context, item) with { ParentBookmarkId = bookmark }, WorkLane.Bulk)] = null;
        if (bookmark is null)
            return ActivityResult.Complete();
        context.Properties[Children] = children;
        var payload = new JsonObject { ["parentInstanceId"] = context.InstanceId, ["scheduledInstanceIdsCount"] = items.Count };
        return ActivityResult.Wait(new NewBookmark(Type, context.ExecutionId, payload, Id: bookmark) { StaysOpen = true });
    }

    public override ValueTask<ActivityResult> ResumeAsync(ActivityContext context, Resumption resumption)
    {
        var children = (JsonObject)context.Properties[Children]!;
        var end = ChildResult.Read(resumption.Payload);
        var subStatus = end.SubStatus.ToString();
        // A report that is known already, or from nobody we started.
        if (!children.TryGetPropertyValue(end.InstanceId, out var known) || (string?)known == subStatus)
            return new(ActivityResult.Continue);
        children[end.InstanceId] = subStatus;
        var port = end.SubStatus switch
        {
            WorkflowSubStatus.Faulted => context.Node.Port("childFaulted"),
            WorkflowSubStatus.Finished => context.Node.Port("childCompleted"),
            _ => null,
        };
        if (port is null)
            return new(CompleteWhenAllEnded(context));
        context.Properties[Running] = ((int?)context.Properties[Running] ?? 0) + 1;
        return new(ActivityResult.Schedule([new ScheduledChild(port, new()
        {
            ["ChildInstanceId"] = end.InstanceId,
            ["WorkflowInstanceId"] = end.InstanceId,
            ["WorkflowStatus"] = nameof(WorkflowStatus.Finished),
            ["WorkflowSubStatus"] = subStatus,
            ["WorkflowOutput"] = end.Output.DeepClone(),
        })]));
    }

    public override ValueTask<ActivityResult> ChildCompletedAsync(ActivityContext context, ChildCompletion child)
    {
        context.Properties[Running] = (int)context.Properties[Running]! - 1;
        return new(CompleteWhenAllEnded(context));
    }

    private static ActivityResult CompleteWhenAllEnded(ActivityContext context) =>
        ((int?)context.Properties[Running] ?? 0) == 0 && ((JsonObject)context.Properties[Children]!).All(child => child.Value is not null)
            ? ActivityResult.Complete("Completed", "Done")
            : ActivityResult.Continue;

    private static StartWorkflow RequestFor(ActivityContext context, JsonNode? item)
    {
        var request = ChildRequest.Read(context);
        var input = (JsonObject?)request.Input?.DeepClone() ?? [];
        var values = item as JsonObject ?? new JsonObject { [context.Text("DefaultItemInputKey") ?? "Item"] = item?.DeepClone() };
        foreach (var (name, value) in values)
            input[name] = value?.DeepClone();
        return request with { Input = input, CorrelationId = CorrelationOf(context, item) };
    }

    /// <summary>Evaluated per item, which it sees under the item's input name.</summary>
    private static string? CorrelationOf(ActivityContext context, JsonNode? item)
    {
        if (context.Node.Json["correlationIdFunction"] is not { } function)
            return null;
        context.Execution.Locals = new() { [context.Text("DefaultItemInputKey") ?? "Item"] = item };
        var correlationId = ValueTypes.AsText(context.Evaluate(function));
        context.Execution.Locals = null;
        return string.IsNullOrEmpty(correlationId) ? null : correlationId;
    }
}
