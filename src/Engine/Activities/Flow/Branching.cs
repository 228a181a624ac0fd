using System.Text.Json.Nodes;
using AidWorkflows.Engine.Definitions;
using AidWorkflows.Engine.Execution;
using AidWorkflows.Engine.Values;

namespace AidWorkflows.Engine.Activities.Flow;

/// <summary>The workflow itself: runs the root activity and ends with it.</summary>
internal sealed class WorkflowActivity : Activity
{
    public override string Type => WorkflowDefinitionReader.WorkflowType;

    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context) => new(ActivityResult.Schedule(context.Node.Ports[0].Activity));

    public override ValueTask<ActivityResult> ChildCompletedAsync(ActivityContext context, ChildCompletion child) =>
        new(ActivityResult.Complete(Burst.OutcomesAskedOf(context.Execution) ?? []));
}

/// <summary>Runs its children one after the other.</summary>
internal sealed class Sequence : Activity
{
    private const string Position = "position";

    public override string Type => "Elsa.Sequence";

    internal override BreakScope BreakScope => BreakScope.Passes;

    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context) => new(Next(context, 0));

    public override ValueTask<ActivityResult> ChildCompletedAsync(ActivityContext context, ChildCompletion child) =>
        new(child.IsTerminal || Burst.IsBreaking(context.Execution) ? ActivityResult.Complete() : Next(context, (int?)context.Properties[Position] ?? 0));

    internal override bool CanReturn => true;

    internal override async ValueTask<ActivityResult> ReturnAsync(ActivityContext context, ActivityNode target)
    {
        await context.Burst.CancelChildrenAsync(context.Execution, _ => true);
        context.Burst.DropScheduled(context.Execution, _ => true);
        return Next(context, Array.IndexOf(context.Node.PortsOf("activities"), target));
    }

    private static ActivityResult Next(ActivityContext context, int position)
    {
        var children = context.Node.PortsOf("activities");
        if (position >= children.Length)
            return ActivityResult.Complete();
        context.Properties[Position] = position + 1;
        return ActivityResult.Schedule(children[position]);
    }
}

/// <summary>Runs one of two children.</summary>
internal sealed class If : Activity
{
    public override string Type => "Elsa.If";

    public override IReadOnlyList<InputDescriptor> Inputs { get; } = [new("Condition", "Boolean", JsonValue.Create(false))];

    public override IReadOnlyList<OutputDescriptor> Outputs { get; } = [new("Result", "Boolean")];

    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        var condition = context.Flag("Condition");
        context.SetOutput("Result", condition);
        var branch = context.Node.Ports.FirstOrDefault(port => port.Name == (condition ? "then" : "else"));
        return new(branch is null ? ActivityResult.Complete() : ActivityResult.Schedule(branch.Activity));
    }
}

/// <summary>Goes one of two ways in a flowchart.</summary>
internal sealed class FlowDecision : Activity
{
    public override string Type => "Elsa.FlowDecision";

    public override bool EndsAtOnce => true;

    public override bool ChangesNothing => true;

    public override bool ReturnsOneOutcome(ActivityNode node) => true;

    public override IReadOnlyList<InputDescriptor> Inputs { get; } = [new("Condition", "Boolean", JsonValue.Create(false))];

    public override IReadOnlyList<string> PossibleOutcomes(ActivityNode node) => ["True", "False"];

    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context) => new(ActivityResult.Complete(context.Flag("Condition") ? "True" : "False"));
}

/// <summary>Goes the way of the first matching case, or of all, or of "Default".</summary>
internal sealed class FlowSwitch : Activity
{
    public override string Type => "Elsa.FlowSwitch";

    public override bool EndsAtOnce => true;

    public override bool ChangesNothing => true;

    public override bool ReturnsOneOutcome(ActivityNode node) => StatedInput.Of(node, "mode") is { IsFixed: true, Text: not "MatchAny" };

    public override IReadOnlyList<InputDescriptor> Inputs { get; } = [new("Cases", "Object", IsWrapped: false), new("Mode", "String", JsonValue.Create("MatchFirst"))];

    public override IReadOnlyList<string> PossibleOutcomes(ActivityNode node) =>
        [.. (node.Json["cases"] as JsonArray ?? []).OfType<JsonObject>().Select(candidate => ValueTypes.AsText(candidate["label"]) ?? ""), "Default"];

    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        var matched = new List<string>();
        var first = context.Text("Mode") != "MatchAny";
        if (context.Node.Json["cases"] is JsonArray cases)
        {
            foreach (var candidate in cases.OfType<JsonObject>())
            {
                if (!ValueTypes.IsTrue(context.Evaluate(candidate["condition"])))
                    continue;
                matched.Add((string?)candidate["label"] ?? "");
                if (first)
                    break;
            }
        }

        return new(ActivityResult.Complete(matched.Count > 0 ? [.. matched] : ["Default"]));
    }
}

/// <summary>Goes all its ways at once.</summary>
internal sealed class FlowFork : Activity
{
    public override string Type => "Elsa.FlowFork";

    public override bool EndsAtOnce => true;

    public override bool ChangesNothing => true;

    public override IReadOnlyList<InputDescriptor> Inputs { get; } = [new("Branches", "String[]")];

    public override IReadOnlyList<string> PossibleOutcomes(ActivityNode node) => LiteralTexts(node, "branches");

    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context) =>
        new(context.Input("Branches") is null ? ActivityResult.Complete() : ActivityResult.CompleteWith(context.Texts("Branches")));
}

/// <summary>Where branches meet; the flowchart decides when it runs.</summary>
internal sealed class FlowJoin : Activity
{
    public override string Type => "Elsa.FlowJoin";

    public override bool EndsAtOnce => true;

    public override bool ChangesNothing => true;

    public override IReadOnlyList<InputDescriptor> Inputs { get; } = [new("Mode", "String", JsonValue.Create("WaitAny"))];

    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context) => new(ActivityResult.Complete());
}

/// <summary>Where a flowchart begins.</summary>
internal sealed class Start : Activity
{
    public override string Type => "Elsa.Start";

    public override bool EndsAtOnce => true;

    public override bool ChangesNothing => true;

    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context) => new(ActivityResult.Complete());
}

/// <summary>Ends its container.</summary>
internal sealed class End : Activity
{
    public override string Type => "Elsa.End";

    public override bool IsTerminal => true;

    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context) => new(ActivityResult.Complete());
}
