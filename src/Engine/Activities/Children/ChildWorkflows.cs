using System.Text.Json.Nodes;
using AidWorkflows.Engine.Execution;
using AidWorkflows.Engine.Runtime;

namespace AidWorkflows.Engine.Activities.Children;

/// <summary>Runs another workflow as an instance of its own, up to its first wait within this burst.</summary>
internal sealed class ExecuteWorkflow : Activity
{
    public override string Type => "Elsa.ExecuteWorkflow";

    public override IReadOnlyList<InputDescriptor> Inputs { get; } =
        [new("WorkflowDefinitionId", "String"), new("CorrelationId", "String"), new("Input", "ObjectDictionary"), new("WaitForCompletion", "Boolean", JsonValue.Create(false))];

    public override IReadOnlyList<OutputDescriptor> Outputs { get; } = [new("Result", "Object")];

    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        var request = ChildRequest.Read(context);
        var wait = context.Flag("WaitForCompletion");
        var bookmark = wait ? Burst.NewId() : null;
        if (await context.Burst.RunChildAsync(request) is not { } child)
        {
            var id = await context.Burst.QueueChildAsync(request with { ParentBookmarkId = bookmark }, WorkLane.Interactive);
            if (wait)
                return ChildRequest.WaitFor(Type, id, bookmark!);
            context.SetOutput("Result", ChildResult.Describe(id, WorkflowStatus.Running, WorkflowSubStatus.Pending, []));
            return ActivityResult.Complete();
        }

        if (wait && child.Status == WorkflowStatus.Running)
        {
            child.State.Parent = new ParentWait(context.InstanceId, bookmark!);
            return ChildRequest.WaitFor(Type, child.InstanceId, bookmark!);
        }

        context.SetOutput("Result", ChildResult.Describe(child.InstanceId, child.Status, child.SubStatus, child.State.Output));
        return ActivityResult.Complete();
    }

    /// <summary>After a wait Elsa hands out the child's outputs themselves; here they stand beside the fields of the direct answer, so that either way of reading works.</summary>
    public override ValueTask<ActivityResult> ResumeAsync(ActivityContext context, Resumption resumption)
    {
        var end = ChildResult.Read(resumption.Payload);
        var result = ChildResult.Describe(end.InstanceId, WorkflowStatus.Finished, end.SubStatus, end.Output);
        foreach (var (name, value) in end.Output)
            result.TryAdd(name, value?.DeepClone());
        context.SetOutput("Result", result);
        return new(ActivityResult.Complete());
    }
}

/// <summary>Starts another workflow after this burst, and waits for its end if asked to.</summary>
internal sealed class DispatchWorkflow : Activity
{
    public override string Type => "Elsa.DispatchWorkflow";

    public override IReadOnlyList<InputDescriptor> Inputs { get; } =
    [
        new("WorkflowDefinitionId", "String"), new("CorrelationId", "String"), new("Input", "ObjectDictionary"),
        new("WaitForCompletion", "Boolean", JsonValue.Create(false)), new("StartNewTrace", "Boolean"), new("ChannelName", "String"),
    ];

    public override IReadOnlyList<OutputDescriptor> Outputs { get; } = [new("Result", "Object")];

    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        var bookmark = context.Flag("WaitForCompletion") ? Burst.NewId() : null;
        var id = await context.Burst.QueueChildAsync(ChildRequest.Read(context) with { ParentBookmarkId = bookmark }, WorkLane.Interactive);
        return bookmark is null ? ActivityResult.Complete() : ChildRequest.WaitFor(Type, id, bookmark);
    }

    public override ValueTask<ActivityResult> ResumeAsync(ActivityContext context, Resumption resumption)
    {
        context.SetOutput("Result", ChildResult.Read(resumption.Payload).Output);
        return new(ActivityResult.Complete());
    }
}

/// <summary>What the activities that start one child have in common.</summary>
internal static class ChildRequest
{
    public static StartWorkflow Read(ActivityContext context)
    {
        var definitionId = context.Text("WorkflowDefinitionId") ?? throw new ActivityFaultException("AW2013", $"'{context.Node.DisplayName}' does not say which workflow to start.");
        return new StartWorkflow(definitionId) { CorrelationId = context.Text("CorrelationId"), Input = context.Input("Input") as JsonObject };
    }

    public static ActivityResult WaitFor(string type, string childId, string bookmarkId) =>
        ActivityResult.Wait(new NewBookmark(type, childId, new JsonObject { ["childInstanceId"] = childId }, Id: bookmarkId));
}
