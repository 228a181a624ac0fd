using System.Text.Json.Nodes;
using AidWorkflows.Engine.Definitions;
using AidWorkflows.Engine.Values;

namespace AidWorkflows.Engine.Execution;

/// <summary>Variables and outputs: scopes are the containers, looked up from the inside out.</summary>
internal sealed partial class Burst
{
    private Dictionary<string, JsonNode?>? rootVariables;

    public (VariableDefinition Definition, JsonNode? Value, ActivityExecution Scope)? FindVariable(ActivityExecution from, string idOrName)
    {
        for (var scope = from; scope is not null; scope = ParentOf(scope))
        {
            if (scope.Variables is null)
                continue;
            foreach (var variable in VariablesOf(scope.Node))
                if (variable.Id == idOrName || string.Equals(variable.Name, idOrName, StringComparison.Ordinal))
                    return (variable, scope.Variables.GetValueOrDefault(variable.Id), scope);
        }

        return null;
    }

    public bool TrySetVariable(ActivityExecution from, string idOrName, JsonNode? value)
    {
        if (FindVariable(from, idOrName) is not { } found)
            return false;
        found.Scope.Variables![found.Definition.Id] = ValueTypes.Convert(value, found.Definition.TypeName, found.Definition.IsArray)?.DeepClone();
        return true;
    }

    /// <summary>Every variable in reach, inner ones first; a name may be hidden by an inner scope.</summary>
    public IEnumerable<VariableDefinition> VariablesInReach(ActivityExecution from)
    {
        for (var scope = from; scope is not null; scope = ParentOf(scope))
            if (scope.Variables is not null)
                foreach (var variable in VariablesOf(scope.Node))
                    yield return variable;
    }

    public JsonObject OutputsOf(ActivityNode node)
    {
        if (!State.Outputs.TryGetValue(node.Id, out var outputs))
            State.Outputs.Add(node.Id, outputs = []);
        return outputs;
    }

    private ActivityExecution? ParentOf(ActivityExecution execution) =>
        execution.ParentId is null ? null : State.Executions.Find(candidate => candidate.Id == execution.ParentId);

    private IReadOnlyList<VariableDefinition> VariablesOf(ActivityNode node) =>
        node.Parent is null ? Definition.Variables : node.Variables;

    private void InitialiseVariables(ActivityExecution execution)
    {
        var variables = VariablesOf(execution.Node);
        if (variables.Count == 0)
            return;
        execution.Variables = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var variable in variables)
            execution.Variables[variable.Id] = variable.Default?.DeepClone();
        if (execution.ParentId is null)
            rootVariables = execution.Variables;
    }
}
