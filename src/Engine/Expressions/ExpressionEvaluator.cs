using System.Text.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Engine.Activities;
using AidWorkflows.Engine.Expressions.JavaScript;
using AidWorkflows.Engine.Values;

namespace AidWorkflows.Engine.Expressions;

/// <summary>Elsa's expression types: Literal, Object, Variable, Input, Output and JavaScript.</summary>
internal static class ExpressionEvaluator
{
    /// <summary>
    /// Steps and bytes bound a script the same way every time; the clock is only the last resort, and generous, because a busy
    /// machine must not turn an ordinary condition into an incident.
    /// </summary>
    private static readonly JavaScriptLimits Limits = new() { WallTime = TimeSpan.FromSeconds(2) };

    /// <summary>Evaluates a wrapped input, a bare expression, or a plain value, whichever the definition holds.</summary>
    public static JsonNode? Evaluate(JsonNode? node, ActivityContext context)
    {
        if (node is not JsonObject json)
            return node;
        if (json["expression"] is JsonObject expression)
            return EvaluateExpression(expression, context);
        if (json.ContainsKey("expression") || json.ContainsKey("memoryReference"))
            return (string?)(json["memoryReference"]?["id"] as JsonValue) is { } id ? ReadVariable(id, context) : null;
        return json.ContainsKey("type") && json.ContainsKey("value") ? EvaluateExpression(json, context) : json;
    }

    /// <exception cref="ActivityFaultException">The script is wrong or failed; the message has its place in the script.</exception>
    public static JsonNode? RunScript(string source, ActivityContext context)
    {
        try
        {
            return context.Definition.Compile(source).Run(WorkflowScope.Create(context), Limits);
        }
        catch (JavaScriptException exception)
        {
            var code = exception.Kind switch
            {
                JavaScriptErrorKind.Syntax => "AW2201",
                JavaScriptErrorKind.Limit => "AW2202",
                _ => "AW2203",
            };
            throw new ActivityFaultException(code, $"{exception.Message} (line {exception.Line}, column {exception.Column})", exception);
        }
    }

    /// <summary>Whether an input is bound to a variable, an input of the workflow or an output, and not to a value of its own.</summary>
    public static bool IsReference(JsonNode? input) =>
        input is JsonObject json && (string?)(json["expression"]?["type"] as JsonValue) is "Variable" or "Input" or "Output";

    private static JsonNode? EvaluateExpression(JsonObject expression, ActivityContext context)
    {
        var value = expression["value"];
        return (string?)(expression["type"] as JsonValue) switch
        {
            null or "Literal" => value,

            // JSON as text; the type of what it is given to decides whether it is read.
            "Object" or "Json" => string.IsNullOrWhiteSpace(ValueTypes.AsText(value)) ? null : value,
            "Variable" => NameIn(value, "id") is { } id ? ReadVariable(id, context) : null,
            "Input" => NameIn(value, "name") is { } name ? ReadInput(name, context) : null,
            "Output" => value is JsonObject output ? ReadOutput((string?)output["activityId"] ?? "", (string?)output["outputName"] ?? "Result", context) : null,
            "JavaScript" => NameIn(value, "value") is { Length: > 0 } source ? RunScript(source, context) : null,
            var other => throw new ActivityFaultException("AW2204", $"Expressions of type '{other}' are not supported. Use Literal, Object, Variable, Input, Output or JavaScript."),
        };
    }

    private static string? NameIn(JsonNode? value, string property) => value switch
    {
        JsonObject json => (string?)(json[property] as JsonValue),
        JsonValue text when text.GetValueKind() == JsonValueKind.String => text.GetValue<string>(),
        _ => null,
    };

    private static JsonNode? ReadVariable(string id, ActivityContext context)
    {
        if (context.Burst.FindVariable(context.Execution, id) is not { } found)
            throw new ActivityFaultException("AW2003", $"There is no variable '{id}' in reach of '{context.Node.DisplayName}'.");
        WorkflowScope.Record(context, found.Definition.Name, found.Value);
        return found.Value;
    }

    private static JsonNode? ReadInput(string name, ActivityContext context)
    {
        var value = context.WorkflowInput(name);
        WorkflowScope.Record(context, name, value);
        return value;
    }

    private static JsonNode? ReadOutput(string activityId, string outputName, ActivityContext context)
    {
        var key = context.Definition.Nodes.FirstOrDefault(node => node.Workflow == context.Node.Workflow && node.Id == activityId)?.OutputKey ?? activityId;
        var value = context.Burst.State.Outputs.TryGetValue(key, out var outputs) ? outputs[outputName] : null;
        WorkflowScope.Record(context, $"{activityId}.{outputName}", value);
        return value;
    }
}
