using System.Text.Json.Nodes;

namespace AidWorkflows.Engine.Definitions.Comparison;

/// <summary>
/// What differs between two versions of a definition. Every property of the documents counts, known or not, but for identity,
/// flags and the drawing; so an empty list means that both do the same.
/// </summary>
public static class DefinitionComparison
{
    /// <summary>Set by the library or by tools, not by designers.</summary>
    private static readonly HashSet<string> Identity = new(StringComparer.Ordinal)
    {
        "$schema", "id", "definitionId", "version", "toolVersion", "createdAt", "isLatest", "isPublished", "links", "nodeId",
        "providerName", "materializerName", "materializerContext", "originalSource", "tenantId",
    };

    private static readonly HashSet<string> Compared = new(StringComparer.Ordinal)
    {
        "name", "description", "variables", "inputs", "outputs", "outcomes", "options", "customProperties", "root",
    };

    /// <summary>In reading order: the definition itself, its values, its activities, its connections, and last the drawing.</summary>
    public static IReadOnlyList<DefinitionChange> Compare(JsonObject from, JsonObject to)
    {
        var changes = new List<DefinitionChange>();
        CompareTexts(from, to, changes);
        VariableComparison.Compare(from["variables"], to["variables"], null, changes);
        CompareArguments(from, to, changes);
        CompareSettings(from["options"] as JsonObject, to["options"] as JsonObject, DefinitionChangeKind.OptionChanged, changes);
        CompareSettings(from["customProperties"] as JsonObject, to["customProperties"] as JsonObject, DefinitionChangeKind.SettingChanged, changes);
        foreach (var name in ComparedJson.Names(from, to).Where(name => !Identity.Contains(name) && !Compared.Contains(name)))
            if (!ComparedJson.IsSameSetting(from[name], to[name]))
                changes.Add(new DefinitionChange(DefinitionChangeKind.SettingChanged) { Property = name, Old = ComparedJson.Value(from[name]), New = ComparedJson.Value(to[name]) });
        new ActivityComparison(from, to, changes).Run();
        return changes;
    }

    /// <summary>Whether nothing but the drawing differs.</summary>
    public static bool IsOnlyLayout(JsonObject from, JsonObject to) => Compare(from, to).All(change => change.Kind == DefinitionChangeKind.LayoutChanged);

    private static void CompareTexts(JsonObject from, JsonObject to, List<DefinitionChange> changes)
    {
        foreach (var (property, kind) in new[] { ("name", DefinitionChangeKind.NameChanged), ("description", DefinitionChangeKind.DescriptionChanged) })
        {
            var (old, now) = (ComparedJson.Text(from, property) ?? "", ComparedJson.Text(to, property) ?? "");
            if (old != now)
                changes.Add(new DefinitionChange(kind) { Old = new ComparedValue(old), New = new ComparedValue(now) });
        }
    }

    private static void CompareArguments(JsonObject from, JsonObject to, List<DefinitionChange> changes)
    {
        CompareArguments(from["inputs"], to["inputs"], DefinitionChangeKind.InputAdded, DefinitionChangeKind.InputRemoved, DefinitionChangeKind.InputChanged, changes);
        CompareArguments(from["outputs"], to["outputs"], DefinitionChangeKind.OutputAdded, DefinitionChangeKind.OutputRemoved, DefinitionChangeKind.OutputChanged, changes);
        var (old, now) = (ComparedJson.Texts(from["outcomes"]).ToHashSet(StringComparer.Ordinal), ComparedJson.Texts(to["outcomes"]).ToHashSet(StringComparer.Ordinal));
        changes.AddRange(now.Except(old).Select(outcome => new DefinitionChange(DefinitionChangeKind.OutcomeAdded) { Subject = outcome }));
        changes.AddRange(old.Except(now).Select(outcome => new DefinitionChange(DefinitionChangeKind.OutcomeRemoved) { Subject = outcome }));
    }

    private static void CompareArguments(
        JsonNode? from, JsonNode? to, DefinitionChangeKind added, DefinitionChangeKind removed, DefinitionChangeKind changed, List<DefinitionChange> changes)
    {
        var (old, now) = (ByName(from), ByName(to));
        foreach (var (name, argument) in now)
        {
            if (!old.TryGetValue(name, out var before))
            {
                changes.Add(new DefinitionChange(added) { Subject = name, New = new ComparedValue(ComparedJson.Text(argument, "type")) });
                continue;
            }

            foreach (var property in ComparedJson.Names(before, argument).Where(property => !ComparedJson.IsSameSetting(before[property], argument[property])))
                changes.Add(new DefinitionChange(changed) { Subject = name, Property = property, Old = ComparedJson.Value(before[property]), New = ComparedJson.Value(argument[property]) });
        }

        changes.AddRange(old.Keys.Where(name => !now.ContainsKey(name)).Select(name => new DefinitionChange(removed) { Subject = name }));
    }

    private static Dictionary<string, JsonObject> ByName(JsonNode? arguments)
    {
        var byName = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var argument in ComparedJson.Objects(arguments))
            byName.TryAdd(ComparedJson.Text(argument, "name") ?? "", argument);
        return byName;
    }

    private static void CompareSettings(JsonObject? from, JsonObject? to, DefinitionChangeKind kind, List<DefinitionChange> changes)
    {
        foreach (var name in ComparedJson.Names(from, to).Where(name => !ComparedJson.IsSameSetting(from?[name], to?[name])))
            changes.Add(new DefinitionChange(kind) { Property = name, Old = ComparedJson.Value(from?[name]), New = ComparedJson.Value(to?[name]) });
    }
}
