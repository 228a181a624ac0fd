using System.Text.Json.Nodes;
using AidWorkflows.Engine.Definitions;

namespace AidWorkflows.Engine.Activities.Children;

/// <summary>
/// A workflow used as an activity: its graph runs inside the same instance. Its inputs and outputs are local values of this
/// activity, so nothing of the outer workflow is touched by names that happen to be equal.
/// </summary>
public sealed class WorkflowDefinitionActivity : Activity
{
    /// <summary>Names that every activity has; Elsa puts an underscore before inputs and outputs that are called the same.</summary>
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "Id", "NodeId", "Name", "Type", "Version", "CustomProperties", "SyntheticProperties", "Metadata", "Root", "Variables", "ResultVariable",
        "WorkflowDefinitionId", "WorkflowDefinitionVersionId", "LatestAvailablePublishedVersion", "LatestAvailablePublishedVersionId", "Behaviors",
    };

    private readonly WorkflowDefinition definition;

    public WorkflowDefinitionActivity(string type, WorkflowDefinition definition)
    {
        Type = type;
        this.definition = definition;
        Inputs = [.. definition.Inputs.Select(input => new InputDescriptor(SafeName(input.Name), input.IsArray ? input.TypeName + "[]" : input.TypeName))];
        Outputs = [.. definition.Outputs.Select(output => new OutputDescriptor(SafeName(output.Name), output.TypeName))];
    }

    public override string Type { get; }

    public override IReadOnlyList<InputDescriptor> Inputs { get; }

    public override IReadOnlyList<OutputDescriptor> Outputs { get; }

    public override IReadOnlyList<string> PossibleOutcomes(ActivityNode node) => definition.Outcomes.Count == 0 ? ["Done"] : definition.Outcomes;

    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        var locals = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var output in definition.Outputs)
            locals[output.Name] = null;
        foreach (var input in definition.Inputs)
            locals[input.Name] = context.Input(SafeName(input.Name))?.DeepClone();
        context.Execution.Locals = locals;
        return new(ActivityResult.Schedule(context.Node.Ports[^1].Activity));
    }

    public override ValueTask<ActivityResult> ChildCompletedAsync(ActivityContext context, ChildCompletion child)
    {
        var results = context.Execution.Locals!;
        // From here on names mean the outer workflow's again.
        context.Execution.Locals = null;
        foreach (var output in definition.Outputs)
            context.SetOutput(SafeName(output.Name), results.GetValueOrDefault(output.Name));
        return new(ActivityResult.Complete([.. child.Outcomes]));
    }

    /// <summary>The name of the activity's input or output for one of the workflow's.</summary>
    public static string SafeName(string name) => Reserved.Contains(name) ? "_" + name : name;
}
