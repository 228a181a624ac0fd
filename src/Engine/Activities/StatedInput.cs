using System.Text.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Engine.Definitions;
using AidWorkflows.Engine.Values;

namespace AidWorkflows.Engine.Activities;

/// <summary>An input as it stands in a definition, before anything runs.</summary>
/// <param name="IsGiven">The definition says something; else the default holds.</param>
/// <param name="IsFixed">It is the same in every run: plain text, a number, a list written out.</param>
/// <param name="Text">The text when it is fixed.</param>
public readonly record struct StatedInput(bool IsGiven, bool IsFixed, string? Text)
{
    public static StatedInput Of(ActivityNode node, string property)
    {
        if (node.Json[property] is not { } value)
            return new StatedInput(false, true, null);
        if (value is not JsonObject json)
            return new StatedInput(true, true, ValueTypes.AsText(value));
        if (json["expression"] is not JsonObject expression)
            return json["memoryReference"] is JsonObject ? new StatedInput(true, false, null) : new StatedInput(false, true, null);
        var type = expression["type"] is JsonValue name && name.GetValueKind() == JsonValueKind.String ? name.GetValue<string>() : null;
        if (type is not (null or "Literal" or "Object" or "Json"))
            return new StatedInput(true, false, null);
        var text = ValueTypes.AsText(expression["value"]);
        return new StatedInput(!string.IsNullOrEmpty(text), true, string.IsNullOrEmpty(text) ? null : text);
    }
}

/// <summary>Something wrong with how one activity is set up.</summary>
/// <param name="Code">Stable name such as "task-without-role".</param>
/// <param name="Property">The activity's property.</param>
/// <param name="Subject">The value that is wrong.</param>
/// <param name="Message">A sentence for a designer.</param>
public sealed record SetupProblem(ProblemSeverity Severity, string Code, string? Property, string? Subject, string Message);
