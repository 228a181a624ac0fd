using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Engine.Values;

namespace AidWorkflows.Engine.Definitions.Checks.Conditions;

/// <summary>
/// The variables and inputs of a definition as conditions see them. A variable with a number as default that nothing ever sets is
/// that number; inputs never change during a run.
/// </summary>
internal sealed class KnownValues
{
    private static readonly HashSet<string> Numeric = new(StringComparer.Ordinal) { "Decimal", "Double", "Single", "Int16", "Int32", "Int64" };

    private readonly WorkflowDefinition definition;
    private readonly Dictionary<string, VariableDefinition> variables = new(StringComparer.Ordinal);
    private readonly Dictionary<ActivityNode, ValueChanges> changes = [];
    private readonly Dictionary<ActivityNode, ValueChanges> sums = [];
    private readonly ValueChanges all = new();

    public KnownValues(WorkflowDefinition definition, Func<ActivityNode, bool> isKnown)
    {
        this.definition = definition;
        foreach (var variable in definition.Variables)
        {
            variables.TryAdd(variable.Id, variable);
            variables.TryAdd(variable.Name, variable);
        }

        foreach (var node in definition.Nodes.Where(node => node.Parent is not null))
            changes[node] = ReadChanges(node, isKnown);
        foreach (var own in changes.Values)
            all.Add(own);
    }

    public Operand? Variable(string idOrName)
    {
        // A container's variable of the same name may hide it.
        if (!variables.TryGetValue(idOrName, out var variable) || definition.Nodes.Any(node => node.Parent is not null && node.Variables.Any(inner => inner.Name == variable.Name || inner.Id == variable.Id)))
            return null;
        if (variable.IsArray)
            return null;
        if (!all.Touches(variable.Id) && Number(variable.Default) is { } constant && Numeric.Contains(variable.TypeName))
            return new Operand(null, constant, $"{variable.Name} ({constant.ToString("0.############", CultureInfo.InvariantCulture)})");
        return new Operand(new ValueName(variable.Id, false, variable.Name, Numeric.Contains(variable.TypeName)), null, variable.Name);
    }

    public Operand? Input(string name) =>
        definition.Inputs.FirstOrDefault(input => input.Name == name) is { IsArray: false } input
            ? new Operand(new ValueName(input.Name, true, input.Name, Numeric.Contains(input.TypeName)), null, input.Name)
            : null;

    /// <summary>getX(): a variable first, then an input, as scripts find them.</summary>
    public Operand? Getter(string pascalName)
    {
        if (definition.Variables.FirstOrDefault(variable => Pascal(variable.Name) == pascalName) is { } variable)
            return Variable(variable.Id);
        return definition.Inputs.FirstOrDefault(input => Pascal(input.Name) == pascalName) is { } input ? Input(input.Name) : null;
    }

    /// <summary>What an activity sets, with everything inside it.</summary>
    public ValueChanges ChangesIn(ActivityNode node)
    {
        if (sums.TryGetValue(node, out var sum))
            return sum;
        sums.Add(node, sum = new ValueChanges());
        foreach (var (inner, own) in changes)
            if (inner == node || IsInside(inner, node))
                sum.Add(own);
        return sum;
    }

    private static bool IsInside(ActivityNode inner, ActivityNode outer)
    {
        for (var node = inner.Parent; node is not null; node = node.Parent)
            if (node == outer)
                return true;
        return false;
    }

    private ValueChanges ReadChanges(ActivityNode node, Func<ActivityNode, bool> isKnown)
    {
        var found = new ValueChanges { Everything = !isKnown(node) };
        if (node.Type == "Elsa.SetVariable")
            Touch(found, node.Json["variable"] is JsonObject variable ? Text(variable["id"]) ?? Text(variable["name"]) : Text(node.Json["variable"]));
        foreach (var (_, value) in node.Json)
            if (value is JsonObject json && json["expression"] is null && json["memoryReference"] is JsonObject memory)
                Touch(found, Text(memory["id"]));
        foreach (var uses in ScriptUses.Of(node))
        {
            found.Everything |= uses.SetsAnything;
            foreach (var name in uses.Sets)
                Touch(found, name);
        }

        return found;
    }

    private void Touch(ValueChanges found, string? name)
    {
        if (name is null)
            return;
        foreach (var variable in definition.Variables.Where(variable => variable.Id == name || variable.Name == name || Pascal(variable.Name) == name))
            found.Variables.Add(variable.Id);
    }

    private static decimal? Number(JsonNode? value) =>
        value is JsonValue scalar && scalar.GetValueKind() == JsonValueKind.Number
        && decimal.TryParse(ValueTypes.AsText(scalar), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? Text(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private static string Pascal(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];
}

/// <summary>Variables that some part of a definition may set.</summary>
internal sealed class ValueChanges
{
    public HashSet<string> Variables { get; } = new(StringComparer.Ordinal);

    public bool Everything { get; set; }

    public bool Touches(string variableId) => Everything || Variables.Contains(variableId);

    public void Add(ValueChanges other)
    {
        Everything |= other.Everything;
        Variables.UnionWith(other.Variables);
    }
}
