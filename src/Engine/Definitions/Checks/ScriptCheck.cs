using System.Text.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Engine.Activities;
using AidWorkflows.Engine.Expressions;
using AidWorkflows.Engine.Expressions.JavaScript;

namespace AidWorkflows.Engine.Definitions.Checks;

/// <summary>The expressions of one activity: whether they can be read, and whether what they name exists.</summary>
internal sealed class ScriptCheck(WorkflowDefinition definition, ActivityNode node, ActivityCatalog catalog, FoundProblems problems)
{
    /// <summary>What loops and dispatched children give to scripts without anybody declaring it.</summary>
    private static readonly string[] Handed =
        ["CurrentValue", "CurrentIndex", "Item", "ChildInstanceId", "WorkflowInstanceId", "WorkflowStatus", "WorkflowSubStatus", "WorkflowOutput"];

    private readonly HashSet<string> variables = VariablesInReach(definition, node);

    public void Run()
    {
        foreach (var (property, value) in node.Json)
        {
            if (property is "id" or "nodeId" or "type" or "name" or "metadata" or "customProperties" or "connections" or "activities" or "variables")
                continue;
            Visit(property, value);
        }
    }

    private void Visit(string property, JsonNode? value)
    {
        switch (value)
        {
            case JsonArray array:
                foreach (var item in array)
                    Visit(property, item);
                break;
            case JsonObject json when !IsActivity(json):
                VisitObject(property, json);
                break;
        }
    }

    private void VisitObject(string property, JsonObject json)
    {
        if (json["expression"] is JsonObject expression)
            CheckExpression(property, expression);
        else if (json["condition"] is JsonObject condition)
            CheckExpression(property, condition);
        else if (property == "variable" && node.Type == "Elsa.SetVariable")
            CheckVariable(property, Text(json["id"]) ?? Text(json["name"]));
    }

    private void CheckExpression(string property, JsonObject expression)
    {
        switch (Text(expression["type"]))
        {
            case "JavaScript":
                CheckScript(property, Text(expression["value"]) ?? Text((expression["value"] as JsonObject)?["value"]));
                break;
            case null or "Literal" when node.Type == "Elsa.RunJavaScript" && property == "script":
                CheckScript(property, Text(expression["value"]));
                break;
            case "Variable":
                CheckVariable(property, Text(expression["value"]) ?? Text((expression["value"] as JsonObject)?["id"]));
                break;
            case "Input":
                CheckInput(property, Text(expression["value"]) ?? Text((expression["value"] as JsonObject)?["name"]));
                break;
            case "Output" when expression["value"] is JsonObject output:
                CheckOutput(property, Text(output["activityId"]) ?? "", Text(output["outputName"]));
                break;
        }
    }

    private void CheckVariable(string property, string? id)
    {
        if (!string.IsNullOrEmpty(id) && !variables.Contains(id))
            problems.Fail("unknown-variable", node, property, id, $"There is no variable '{id}' in reach.");
    }

    private void CheckInput(string property, string? name)
    {
        if (!string.IsNullOrEmpty(name) && !definition.Inputs.Any(declared => declared.Name == name) && !Handed.Contains(name))
            problems.Warn("unknown-input", node, property, name, $"The workflow has no input '{name}'.");
    }

    private void CheckOutput(string property, string activity, string? output)
    {
        if (activity.Length == 0)
            return;
        var found = definition.Nodes.Where(candidate => candidate.Workflow == node.Workflow && (candidate.Id == activity || (candidate.Name is { } name && (name == activity || Pascal(name) == activity)))).ToList();
        if (found.Count == 0)
            problems.Warn("unknown-activity", node, property, activity, $"There is no activity '{activity}' to take a result from.");
        else if (output is not null && found.TrueForAll(candidate => DefinitionCheck.ActivityOf(candidate, catalog) is { } type && !type.Outputs.Any(declared => declared.Name == output)))
            problems.Warn("unknown-output", node, property, output, $"The activity '{found[0].DisplayName}' has no result '{output}'.");
    }

    private void CheckScript(string property, string? source)
    {
        if (string.IsNullOrWhiteSpace(source))
            return;
        IReadOnlySet<string> free;
        try
        {
            free = JavaScriptProgram.Parse(source).FreeNames;
            foreach (var name in free.Where(name => !IsKnown(name)))
                problems.Fail("unknown-name", node, property, name, $"The script uses '{name}', which does not exist.");
        }
        catch (JavaScriptException exception)
        {
            problems.Add(new DefinitionProblem(
                ProblemSeverity.Error, "syntax-error", node.Id, node.NodeId, node.DisplayName, property, exception.Message, exception.Message, exception.Line, exception.Column));
            return;
        }

        CheckNames(property, ScriptUses.Read(source)!, free);
    }

    /// <summary>Reading a variable that does not exist gives null and no error, which makes a comparison silently wrong; setting one faults.</summary>
    private void CheckNames(string property, ScriptUses uses, IReadOnlySet<string> free)
    {
        foreach (var name in uses.Variables.Where(name => !variables.Contains(name)).Distinct(StringComparer.Ordinal))
            problems.Warn("unknown-variable", node, property, name, $"There is no variable '{name}' in reach; reading it gives nothing.");
        foreach (var name in uses.NamedSets.Where(name => !variables.Contains(name)).Distinct(StringComparer.Ordinal))
            problems.Fail("unknown-variable", node, property, name, $"There is no variable '{name}' in reach that could be set.");
        foreach (var name in uses.Inputs.Distinct(StringComparer.Ordinal))
            CheckInput(property, name);
        foreach (var use in uses.Outputs.Distinct().Where(use => use.Function == "getOutputFrom" || IsOutputFunction(use, free)))
            CheckOutput(property, use.Activity, use.Output);
    }

    /// <summary>getDateFromForm may as well be a function of the script, or read a variable DateFromForm.</summary>
    private bool IsOutputFunction(OutputUse use, IReadOnlySet<string> free) =>
        free.Contains(use.Function)
        && !variables.Any(variable => Pascal(variable) == use.Function[3..])
        && !definition.Inputs.Any(input => Pascal(input.Name) == use.Function[3..])
        && definition.Nodes.Any(candidate => candidate.Id == use.Activity || (candidate.Name is { } name && Pascal(name) == use.Activity));

    private bool IsKnown(string name)
    {
        if (WorkflowFunctions.All.ContainsKey(name) || WorkflowFunctions.Objects.Contains(name))
            return true;
        if (name.Length <= 3 || (!name.StartsWith("get", StringComparison.Ordinal) && !name.StartsWith("set", StringComparison.Ordinal)))
            return false;
        var rest = name[3..];
        if (variables.Any(variable => Pascal(variable) == rest))
            return true;
        if (name[0] == 's')
            return false;
        if (definition.Inputs.Any(input => Pascal(input.Name) == rest))
            return true;
        var from = rest.IndexOf("From", StringComparison.Ordinal);
        return from > 0 && definition.Nodes.Any(candidate => candidate.Id == rest[(from + 4)..] || (candidate.Name is { } known && Pascal(known) == rest[(from + 4)..]));
    }

    /// <summary>Ids and names: definitions refer to variables by either.</summary>
    private static HashSet<string> VariablesInReach(WorkflowDefinition definition, ActivityNode node)
    {
        var reach = new HashSet<string>(StringComparer.Ordinal);
        for (var scope = node; scope is not null; scope = scope.Parent)
            foreach (var variable in scope.Parent is null ? definition.Variables : scope.Variables)
                reach.UnionWith([variable.Id, variable.Name]);

        reach.UnionWith(Handed);
        return reach;
    }

    private static bool IsActivity(JsonObject json) => Text(json["id"]) is not null && Text(json["type"]) is not null;

    private static string? Text(JsonNode? value) => value is JsonValue text && text.GetValueKind() == JsonValueKind.String ? text.GetValue<string>() : null;

    private static string Pascal(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];
}
