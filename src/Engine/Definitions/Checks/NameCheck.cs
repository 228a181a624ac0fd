using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Engine.Values;

namespace AidWorkflows.Engine.Definitions.Checks;

/// <summary>Names that mean two things, and values that do not fit their type.</summary>
internal sealed class NameCheck(WorkflowDefinition definition, FoundProblems problems)
{
    private static readonly string[] Inexact = ["Double", "Single", "Float"];
    private static readonly string[] Whole = ["Int16", "Int32", "Int64"];
    private static readonly string[] AmountWords = ["Amount", "Money", "Yuan", "金额"];
    private static readonly string[] LimitWords = ["Threshold", "限额"];

    public void Run()
    {
        CheckActivities();
        CheckArguments();
        CheckVariables(definition.Json["variables"]);
        foreach (var node in definition.Nodes.Where(node => node.Parent is not null && !node.IsNested))
            CheckVariables(node.Json["variables"]);
    }

    /// <summary>Scripts find an activity by its name and take the first one.</summary>
    private void CheckActivities()
    {
        var named = definition.Nodes.Where(node => node.Parent is not null && !node.IsNested && node.Name is { Length: > 0 });
        foreach (var twins in named.GroupBy(node => node.Name!, StringComparer.Ordinal).Where(group => group.Count() > 1))
            problems.Warn("duplicate-activity-name", twins.Last(), null, twins.Key, $"{twins.Count()} activities have the name '{twins.Key}'; scripts that ask for it get the first one.");
    }

    private void CheckArguments()
    {
        foreach (var name in Repeated(definition.Inputs.Select(input => input.Name)))
            problems.Say(ProblemSeverity.Warning, "duplicate-input", "inputs", name, $"The workflow has more than one input '{name}'.");
        foreach (var name in Repeated(definition.Outputs.Select(output => output.Name)))
            problems.Say(ProblemSeverity.Warning, "duplicate-output", "outputs", name, $"The workflow has more than one output '{name}'.");
        foreach (var name in Repeated(definition.Variables.Select(variable => variable.Name)))
            problems.Say(ProblemSeverity.Warning, "duplicate-variable", "variables", name, $"More than one variable is called '{name}'; scripts see the first one.");
        foreach (var name in definition.Inputs.Select(input => input.Name).Intersect(definition.Variables.Select(variable => variable.Name), StringComparer.Ordinal))
            problems.Say(ProblemSeverity.Warning, "input-hidden-by-variable", "inputs", name, $"'{name}' is both an input and a variable; scripts see the variable.");
    }

    private void CheckVariables(JsonNode? variables)
    {
        foreach (var variable in (variables as JsonArray ?? []).OfType<JsonObject>())
        {
            var name = Text(variable["name"]) ?? Text(variable["id"]) ?? "";
            var type = Text(variable["typeName"]) ?? "Object";
            var isArray = variable["isArray"] is JsonValue flag && flag.GetValueKind() == JsonValueKind.True;
            if (!Fits(variable["value"], type, isArray))
                problems.Say(ProblemSeverity.Error, "default-does-not-fit", "variables", name, $"The default value of the variable '{name}' is no {type}.");
            var isText = type == "String" && decimal.TryParse(Text(variable["value"]), NumberStyles.Float, CultureInfo.InvariantCulture, out _);
            if (((Inexact.Contains(type) || isText) && (Has(name, AmountWords) || Has(name, LimitWords))) || (Whole.Contains(type) && Has(name, AmountWords)))
                problems.Say(ProblemSeverity.Warning, "money-not-decimal", "variables", name, $"The variable '{name}' holds money but has the type {type}, which does not keep it exactly; use Decimal.", type);
        }
    }

    private static bool Has(string name, string[] words) => Array.Exists(words, word => name.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static bool Fits(JsonNode? value, string type, bool isArray)
    {
        // Studio writes "no default" as an empty text.
        if (value is JsonValue text && text.GetValueKind() == JsonValueKind.String && text.GetValue<string>().Length == 0)
            return true;
        try
        {
            ValueTypes.ConvertGiven(value?.DeepClone(), type, isArray);
            return true;
        }
        catch (ValueConversionException)
        {
            return false;
        }
    }

    private static IEnumerable<string> Repeated(IEnumerable<string> names) =>
        names.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key);

    private static string? Text(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}
