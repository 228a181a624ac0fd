using AidWorkflows.Engine.Activities;
using AidWorkflows.Engine.Definitions.Checks;
using AidWorkflows.Engine.Definitions.Checks.Conditions;

namespace AidWorkflows.Engine.Definitions;

/// <summary>
/// Looks for what would go wrong in a definition before anybody runs it. An error is something that faults where it is reached;
/// all else is a warning. In doubt it says nothing: a list with false alarms is not read.
/// </summary>
public static class DefinitionCheck
{
    /// <param name="surroundings">Null leaves out what can only be seen beside the other definitions.</param>
    public static IReadOnlyList<DefinitionProblem> Run(WorkflowDefinition definition, ActivityCatalog catalog, DefinitionSurroundings? surroundings = null)
    {
        var problems = new FoundProblems();
        new NameCheck(definition, problems).Run();
        foreach (var node in definition.Nodes.Where(node => node.Parent is not null && !node.IsNested))
            CheckNode(definition, node, catalog, problems);
        new ConditionCheck(definition, catalog, problems).Run();
        new StepCheck(definition, catalog, problems).Run(surroundings?.RequiredSteps ?? []);
        if (surroundings is not null)
            new ChildCheck(definition, surroundings, problems).Run();
        return problems.All;
    }

    /// <summary>Whether an activity can run: its type is registered, or it stands for a workflow that exists.</summary>
    public static bool IsKnown(ActivityNode node, ActivityCatalog catalog) => ActivityOf(node, catalog) is not null;

    /// <summary>Steps that every way of the one definition passed, and that the other does not have at all although it needs them.</summary>
    public static IReadOnlyList<DefinitionProblem> FindLostSteps(WorkflowDefinition before, WorkflowDefinition after, ActivityCatalog catalog)
    {
        var problems = new FoundProblems();
        foreach (var step in new StepCheck(before, catalog, problems).Kept().Intersect(new StepCheck(after, catalog, problems).Missing(), StringComparer.Ordinal))
            problems.Say(ProblemSeverity.Warning, "step-lost", null, step, $"The published version has the step '{step}' on every way; this version does not have it any more.");
        return problems.All;
    }

    /// <summary>Definitions whose end this one waits for.</summary>
    public static IReadOnlyList<string> WaitsFor(WorkflowDefinition definition) => ChildCheck.WaitsFor(definition);

    internal static Activity? ActivityOf(ActivityNode node, ActivityCatalog catalog) => node.NestedWorkflow ?? catalog.Find(node.Type, node.TypeVersion);

    private static void CheckNode(WorkflowDefinition definition, ActivityNode node, ActivityCatalog catalog, FoundProblems problems)
    {
        if (ActivityOf(node, catalog) is not { } activity)
            problems.Fail("unknown-activity-type", node, null, node.Type, $"The activity type {node.Type} is not known here.");
        else
            foreach (var found in activity.CheckSetup(node))
                problems.Add(new DefinitionProblem(found.Severity, found.Code, node.Id, node.NodeId, node.DisplayName, found.Property, found.Subject, found.Message));
        if (node.Type == "Elsa.Flowchart")
            new FlowCheck(new CheckedFlow(definition, node, catalog), problems).Run();
        new ScriptCheck(definition, node, catalog, problems).Run();
    }
}
