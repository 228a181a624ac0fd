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
            if (scope.Locals is not null && scope.Locals.TryGetValue(idOrName, out var local))
                return (LocalVariable(idOrName), local, scope);
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
        if (found.Scope.Locals?.ContainsKey(idOrName) == true)
            found.Scope.Locals[idOrName] = value?.DeepClone();
        else
            found.Scope.Variables![found.Definition.Id] = ValueTypes.Convert(value, found.Definition.TypeName, found.Definition.IsArray)?.DeepClone();
        return true;
    }

    /// <summary>Every variable in reach, inner ones first; a name may be hidden by an inner scope.</summary>
    public IEnumerable<VariableDefinition> VariablesInReach(ActivityExecution from)
    {
        for (var scope = from; scope is not null; scope = ParentOf(scope))
        {
            if (scope.Locals is not null)
                foreach (var name in scope.Locals.Keys)
                    yield return LocalVariable(name);
            if (scope.Variables is not null)
                foreach (var variable in VariablesOf(scope.Node))
                    yield return variable;
        }
    }

    public JsonObject OutputsOf(ActivityNode node)
    {
        if (!State.Outputs.TryGetValue(node.OutputKey, out var outputs))
            State.Outputs.Add(node.OutputKey, outputs = []);
        return outputs;
    }

    /// <summary>Inputs and outputs of the workflow, or of the nested workflow, that the execution is in; null for the instance's own.</summary>
    public Dictionary<string, JsonNode?>? ArgumentsOf(ActivityExecution from)
    {
        for (var scope = from; scope is not null; scope = ParentOf(scope))
            if (scope.Node.NestedWorkflow is not null && scope != from)
                return scope.Locals;
        return null;
    }

    /// <summary>A value that a container handed down; scripts may ask for it as an input too, as in the answers of dispatched children.</summary>
    public JsonNode? LocalOf(ActivityExecution from, string name)
    {
        for (var scope = from; scope is not null; scope = ParentOf(scope))
            if (scope.Locals?.TryGetValue(name, out var value) == true)
                return value;
        return null;
    }

    private static VariableDefinition LocalVariable(string name) => new(name, name, "Object", false, null);

    /// <summary>Its container; of one that outlived it, the nearest around that is still there.</summary>
    private ActivityExecution? ParentOf(ActivityExecution execution)
    {
        if (execution.ParentId is null)
            return null;
        var parent = State.Executions.Find(candidate => candidate.Id == execution.ParentId);
        for (var node = execution.Node.Parent?.Parent; parent is null && node is not null; node = node.Parent)
            parent = State.Executions.Find(candidate => candidate.NodeId == node.NodeId);
        return parent;
    }

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
