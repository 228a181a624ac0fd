using System.Text.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Engine.Expressions;
using AidWorkflows.Engine.Expressions.JavaScript;

namespace AidWorkflows.Engine.Definitions;

/// <summary>The expressions of one activity: whether they can be read, and whether what they name exists.</summary>
internal sealed class ScriptCheck(WorkflowDefinition definition, ActivityNode node)
{
    private readonly HashSet<string> variables = VariablesInReach(definition, node);

    public List<DefinitionProblem> Problems { get; } = [];

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
            case "Input" when (Text(expression["value"]) ?? Text((expression["value"] as JsonObject)?["name"])) is { Length: > 0 } input
                && !definition.Inputs.Any(declared => declared.Name == input):
                Add(ProblemSeverity.Warning, "unknown-input", property, input, $"The workflow has no input '{input}'.");
                break;
        }
    }

    private void CheckVariable(string property, string? id)
    {
        if (!string.IsNullOrEmpty(id) && !variables.Contains(id))
            Add(ProblemSeverity.Error, "unknown-variable", property, id, $"There is no variable '{id}' in reach.");
    }

    private void CheckScript(string property, string? source)
    {
        if (string.IsNullOrWhiteSpace(source))
            return;
        try
        {
            foreach (var name in JavaScriptProgram.Parse(source).FreeNames.Where(name => !IsKnown(name)))
                Add(ProblemSeverity.Error, "unknown-name", property, name, $"The script uses '{name}', which does not exist.");
        }
        catch (JavaScriptException exception)
        {
            Add(ProblemSeverity.Error, "syntax-error", property, exception.Message, exception.Message, exception.Line, exception.Column);
        }
    }

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

    private void Add(ProblemSeverity severity, string code, string property, string? subject, string message, int? line = null, int? column = null) =>
        Problems.Add(new DefinitionProblem(severity, code, node.Id, node.NodeId, node.DisplayName, property, subject, message, line, column));

    /// <summary>Ids and names: definitions refer to variables by either.</summary>
    private static HashSet<string> VariablesInReach(WorkflowDefinition definition, ActivityNode node)
    {
        var reach = new HashSet<string>(StringComparer.Ordinal);
        for (var scope = node; scope is not null; scope = scope.Parent)
            foreach (var variable in scope.Parent is null ? definition.Variables : scope.Variables)
                reach.UnionWith([variable.Id, variable.Name]);

        // Loops give their children these without declaring them.
        reach.UnionWith(["CurrentValue", "CurrentIndex"]);
        return reach;
    }

    private static bool IsActivity(JsonObject json) => Text(json["id"]) is not null && Text(json["type"]) is not null;

    private static string? Text(JsonNode? value) => value is JsonValue text && text.GetValueKind() == JsonValueKind.String ? text.GetValue<string>() : null;

    private static string Pascal(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];
}
