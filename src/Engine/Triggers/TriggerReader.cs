using System.Text.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Engine.Definitions;
using AidWorkflows.Engine.Expressions.JavaScript;
using AidWorkflows.Engine.Values;

namespace AidWorkflows.Engine.Triggers;

/// <summary>Finds the activities of a definition that start instances. Their inputs are read when the definition is published, so they may be constants, scripts without inputs, or variables' defaults.</summary>
public static class TriggerReader
{
    private static readonly Dictionary<string, (string Property, string? Default)> Kinds = new(StringComparer.Ordinal)
    {
        ["Elsa.Event"] = ("eventName", null),
        ["Elsa.Timer"] = ("interval", "00:01:00"),
        ["Elsa.Cron"] = ("cronExpression", null),
        ["Elsa.StartAt"] = ("dateTime", null),
    };

    /// <exception cref="DefinitionFormatException">A trigger does not say when or by what it starts.</exception>
    public static IReadOnlyList<TriggerSpec> Read(WorkflowDefinition definition, DateTimeOffset now) =>
        [.. definition.Nodes.Where(CanStart).Select(node => ReadTrigger(definition, node, now))];

    internal static string? ZoneOf(ActivityNode node) => ValueTypes.AsText((node.Json["customProperties"] as JsonObject)?["timeZone"]);

    private static bool CanStart(ActivityNode node) => Kinds.ContainsKey(node.Type)
        && ((node.Json["customProperties"] as JsonObject)?["canStartWorkflow"] as JsonValue)?.GetValueKind() == JsonValueKind.True;

    private static TriggerSpec ReadTrigger(WorkflowDefinition definition, ActivityNode node, DateTimeOffset now)
    {
        var (property, standard) = Kinds[node.Type];
        string? text;
        try
        {
            text = ValueTypes.AsText(Evaluate(definition, node.Json[property], now)) ?? standard;
        }
        catch (JavaScriptException exception)
        {
            throw new DefinitionFormatException("AW1108", node.NodeId, $"The trigger '{node.DisplayName}' cannot be read: {exception.Message}");
        }

        return string.IsNullOrWhiteSpace(text)
            ? throw new DefinitionFormatException("AW1108", node.NodeId, $"The trigger '{node.DisplayName}' has no {property}.")
            : new TriggerSpec(node.Id, node.Type, text, ZoneOf(node));
    }

    private static JsonNode? Evaluate(WorkflowDefinition definition, JsonNode? input, DateTimeOffset now)
    {
        var expression = (input as JsonObject)?["expression"] as JsonObject;
        var value = expression?["value"];
        switch ((string?)(expression?["type"] as JsonValue))
        {
            case "JavaScript" when value is JsonValue script && script.GetValueKind() == JsonValueKind.String:
                var scope = new JavaScriptScope(now, 0);
                scope.ResolveFunction = name => name.StartsWith("get", StringComparison.Ordinal) && Default(definition, name[3..]) is { } found ? _ => found.Default : null;
                return definition.Compile(script.GetValue<string>()).Run(scope);
            case "Variable":
                return Default(definition, ValueTypes.AsText((value as JsonObject)?["id"] ?? value) ?? "")?.Default;
            case null:
                return input as JsonValue;
            default:
                return value;
        }
    }

    private static VariableDefinition? Default(WorkflowDefinition definition, string idOrName) =>
        definition.Variables.FirstOrDefault(variable => variable.Id == idOrName || string.Equals(variable.Name, idOrName, StringComparison.OrdinalIgnoreCase));
}
