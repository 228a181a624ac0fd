using System.Text.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Engine.Definitions;
using AidWorkflows.Engine.Execution;
using AidWorkflows.Engine.Values;

namespace AidWorkflows.Engine.Activities.Flow;

/// <summary>Runs its branches at the same time; goes on with the first (and cancels the others) or with the last.</summary>
internal sealed class Fork : Activity
{
    private const string Ended = "ended";

    public override string Type => "Elsa.Fork";

    public override IReadOnlyList<InputDescriptor> Inputs { get; } = [new("JoinMode", "String", JsonValue.Create("WaitAll"), IsWrapped: false)];

    internal override BreakScope BreakScope => BreakScope.Passes;

    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        var branches = context.Node.PortsOf("branches");
        return new(branches.Length == 0 ? ActivityResult.Complete() : ActivityResult.Schedule(branches));
    }

    public override ValueTask<ActivityResult> ChildCompletedAsync(ActivityContext context, ChildCompletion child)
    {
        if (Burst.IsBreaking(context.Execution) || IsWaitAny(context.Evaluate(context.Node.Json["joinMode"])))
            return new(ActivityResult.Complete());
        if (context.Properties[Ended] is not JsonArray ended)
            context.Properties[Ended] = ended = [];
        ended.Add(child.Node.Id);
        return new(ended.Count < context.Node.PortsOf("branches").Length ? ActivityResult.Continue : ActivityResult.Complete());
    }

    /// <summary>Elsa writes the mode as a name and reads its number too.</summary>
    private static bool IsWaitAny(JsonNode? mode) =>
        mode is JsonValue value && (value.GetValueKind() == JsonValueKind.Number ? ValueTypes.AsText(value) == "1" : ValueTypes.AsText(value) == "WaitAny");
}

/// <summary>Runs its children at the same time and waits for all of them.</summary>
internal sealed class Parallel : Activity
{
    private const string Remaining = "remaining";

    public override string Type => "Elsa.Parallel";

    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        var children = context.Node.PortsOf("activities");
        if (children.Length == 0)
            return new(ActivityResult.Complete());
        context.Properties[Remaining] = children.Length;
        return new(ActivityResult.Schedule(children));
    }

    public override ValueTask<ActivityResult> ChildCompletedAsync(ActivityContext context, ChildCompletion child)
    {
        var remaining = (int)context.Properties[Remaining]! - 1;
        context.Properties[Remaining] = remaining;
        return new(remaining > 0 ? ActivityResult.Continue : ActivityResult.Complete());
    }
}

/// <summary>Runs the activity of the first matching case, or of all, or the default one.</summary>
internal sealed class Switch : Activity
{
    private const string Remaining = "remaining";

    public override string Type => "Elsa.Switch";

    public override IReadOnlyList<InputDescriptor> Inputs { get; } = [new("Cases", "Object", IsWrapped: false), new("Mode", "String", JsonValue.Create("MatchFirst"))];

    public override IReadOnlyList<OutputDescriptor> Outputs { get; } = [new("Output", "Object")];

    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        var matching = FindMatching(context);
        List<ActivityNode> children = matching.Count == 0 && context.Node.Port("default") is { } other
            ? [other]
            : [.. matching.Select(id => context.Node.Ports.FirstOrDefault(port => port.Name == "cases" && port.Activity.Id == id)?.Activity).OfType<ActivityNode>()];
        if (children.Count == 0)
            return new(ActivityResult.Complete());
        context.Properties[Remaining] = children.Count;
        return new(ActivityResult.Schedule([.. children]));
    }

    public override ValueTask<ActivityResult> ChildCompletedAsync(ActivityContext context, ChildCompletion child)
    {
        var remaining = (int)context.Properties[Remaining]! - 1;
        context.Properties[Remaining] = remaining;
        return new(remaining > 0 ? ActivityResult.Continue : ActivityResult.Complete());
    }

    /// <summary>The activity ids of the cases that hold; null stands for a case without an activity.</summary>
    private static List<string?> FindMatching(ActivityContext context)
    {
        var first = context.Text("Mode") is not ("MatchAny" or "1");
        var matching = new List<string?>();
        foreach (var candidate in (context.Node.Json["cases"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (!ValueTypes.IsTrue(context.Evaluate(candidate["condition"])))
                continue;
            matching.Add((string?)(candidate["activity"]?["id"] as JsonValue));
            if (first)
                break;
        }

        return matching;
    }
}

/// <summary>Ends the workflow, or the nested workflow, that it is in.</summary>
internal sealed class Complete : Activity
{
    public override string Type => "Elsa.Complete";

    public override bool IsTerminal => true;

    public override IReadOnlyList<InputDescriptor> Inputs { get; } = [new("Outcomes", "Object")];

    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        // A designer writes a list as text; no outcome is called like one.
        var given = context.Input("Outcomes");
        string[] outcomes = (ValueTypes.AsText(given) is ['[', ..] list ? ValueTypes.Convert(list, "String[]", true) : given) switch
        {
            null => ["Done"],
            JsonArray several => [.. several.Select(outcome => ValueTypes.AsText(outcome) ?? "")],
            var one => [ValueTypes.AsText(one) ?? ""],
        };
        return new(ActivityResult.CompleteWorkflow(outcomes));
    }
}
