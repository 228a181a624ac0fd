using System.Text.Json.Nodes;
using AidWorkflows.Engine.Definitions;
using AidWorkflows.Engine.Execution;
using AidWorkflows.Engine.Values;

namespace AidWorkflows.Engine.Activities.Looping;

/// <summary>Runs its body again and again, one after the other, until it is through or a Break ends it.</summary>
internal abstract class Loop : Activity
{
    internal override BreakScope BreakScope => BreakScope.Loop;

    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context) => new(Next(context));

    public override ValueTask<ActivityResult> ChildCompletedAsync(ActivityContext context, ChildCompletion child) =>
        new(Burst.IsBreaking(context.Execution) ? ActivityResult.Complete() : Next(context));

    protected abstract ActivityResult Next(ActivityContext context);

    protected static ActivityNode? Body(ActivityContext context) => context.Node.Port("body");

    protected static ActivityResult Run(ActivityNode body, Dictionary<string, JsonNode?>? locals) => ActivityResult.Schedule([new ScheduledChild(body, locals)]);
}

/// <summary>Counts from a start to an end.</summary>
internal sealed class For : Loop
{
    private const string Current = "current";

    public override string Type => "Elsa.For";

    public override IReadOnlyList<InputDescriptor> Inputs { get; } =
    [
        new("Start", "Int32", JsonValue.Create(0)), new("End", "Int32", JsonValue.Create(0)), new("Step", "Int32", JsonValue.Create(1)),
        new("OuterBoundInclusive", "Boolean", JsonValue.Create(true)),
    ];

    public override IReadOnlyList<OutputDescriptor> Outputs { get; } = [new("CurrentValue", "Object")];

    internal override long? ProgressOf(ActivityExecution execution) => (long?)execution.Properties?[Current];

    protected override ActivityResult Next(ActivityContext context)
    {
        var step = Number(context, "Step");
        var current = context.Properties[Current] is { } last ? (long)last + step : Number(context, "Start");
        var end = Number(context, "End");
        var inclusive = context.Flag("OuterBoundInclusive");
        var isWithin = step >= 0 ? current < end || (inclusive && current == end) : current > end || (inclusive && current == end);
        if (!isWithin || Body(context) is not { } body)
            return ActivityResult.Complete();
        context.Properties[Current] = current;
        context.SetOutput("CurrentValue", JsonValue.Create(current));
        return Run(body, new() { ["CurrentValue"] = JsonValue.Create(current) });
    }

    private static long Number(ActivityContext context, string name) => (long?)ValueTypes.Convert(context.Input(name), "Int64", false) ?? 0;
}

/// <summary>Runs its body for each item of a list.</summary>
internal sealed class ForEach : Loop
{
    public override string Type => "Elsa.ForEach";

    public override IReadOnlyList<InputDescriptor> Inputs { get; } = [new("Items", "List<Object>")];

    public override IReadOnlyList<OutputDescriptor> Outputs { get; } = [new("CurrentValue", "Object")];

    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        // The list moves out of the activity's state, which is read and written whole at each fuel stop.
        context.Execution.Items = LoopItems.Of(Items.Read(context));
        context.Execution.State?.Remove(nameof(Items));
        return base.ExecuteAsync(context);
    }

    internal override long? ProgressOf(ActivityExecution execution) => execution.Items?.Index;

    protected override ActivityResult Next(ActivityContext context)
    {
        var items = context.Execution.Items!;
        var index = items.Index;
        if (!items.TryNext(out var item))
            return ActivityResult.Complete();
        context.SetOutput("CurrentValue", item);
        return Body(context) is { } body ? Run(body, new() { ["CurrentIndex"] = JsonValue.Create(index), ["CurrentValue"] = item }) : ActivityResult.Complete();
    }
}

/// <summary>Runs its body as long as a condition holds; asked before each round.</summary>
internal sealed class While : Loop
{
    public override string Type => "Elsa.While";

    public override IReadOnlyList<InputDescriptor> Inputs { get; } = [new("Condition", "Boolean", JsonValue.Create(false)) { IsLazy = true }];

    protected override ActivityResult Next(ActivityContext context) =>
        Body(context) is { } body && ValueTypes.IsTrue(context.Evaluate(context.Node.Json["condition"])) ? Run(body, null) : ActivityResult.Complete();
}

/// <summary>Runs its body for all items of a list at the same time.</summary>
internal sealed class ParallelForEach : Activity
{
    private const string Remaining = "remaining";

    public override string Type => "Elsa.ParallelForEach";

    internal override long? ProgressOf(ActivityExecution execution) => (int?)execution.Properties?[Remaining];

    public override IReadOnlyList<InputDescriptor> Inputs { get; } = [new("Items", "Object")];

    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        var items = Items.ReadAny(context);
        if (items.Count == 0 || context.Node.Port("body") is not { } body)
            return new(ActivityResult.Complete());
        context.Properties[Remaining] = items.Count;
        return new(ActivityResult.Schedule([.. items.Select((item, index) =>
            new ScheduledChild(body, new() { ["CurrentValue"] = item, ["CurrentIndex"] = JsonValue.Create(index) }))]));
    }

    public override ValueTask<ActivityResult> ChildCompletedAsync(ActivityContext context, ChildCompletion child)
    {
        var remaining = (int)context.Properties[Remaining]! - 1;
        context.Properties[Remaining] = remaining;
        return new(remaining > 0 ? ActivityResult.Continue : ActivityResult.Complete());
    }
}

/// <summary>Leaves the nearest loop. Sequences and forks on the way end with the child that is running in them.</summary>
internal sealed class Break : Activity
{
    public override string Type => "Elsa.Break";

    public override bool IsTerminal => true;

    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        context.Burst.MarkBreaking(context.Execution);
        return new(ActivityResult.Complete());
    }
}
