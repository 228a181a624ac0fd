using System.Text.Json.Nodes;

namespace AidWorkflows.Engine.Definitions.Comparison;

/// <summary>Variables of a workflow or of a container. They are matched by id, so a renamed one is a change and not a new one.</summary>
internal static class VariableComparison
{
    public static void Compare(JsonNode? from, JsonNode? to, ComparedActivity? container, List<DefinitionChange> changes)
    {
        var (old, now) = (ById(from), ById(to));
        foreach (var (id, variable) in now)
        {
            if (!old.TryGetValue(id, out var before))
                changes.Add(new DefinitionChange(DefinitionChangeKind.VariableAdded) { Activity = container, Subject = NameOf(variable), New = ComparedJson.Value(variable["value"]) });
            else
                CompareOne(before, variable, container, changes);
        }

        foreach (var (id, variable) in old)
            if (!now.ContainsKey(id))
                changes.Add(new DefinitionChange(DefinitionChangeKind.VariableRemoved) { Activity = container, Subject = NameOf(variable), Old = ComparedJson.Value(variable["value"]) });
    }

    private static void CompareOne(JsonObject before, JsonObject after, ComparedActivity? container, List<DefinitionChange> changes)
    {
        foreach (var property in ComparedJson.Names(before, after).Where(property => property != "id"))
        {
            var (old, now) = (before[property], after[property]);

            // A default of "" or false is not the same as none.
            if (property == "value" ? JsonNode.DeepEquals(old, now) : ComparedJson.IsSameSetting(old, now))
                continue;
            changes.Add(new DefinitionChange(DefinitionChangeKind.VariableChanged)
            {
                Activity = container,
                Subject = NameOf(after),
                Property = property,
                Old = ComparedJson.Value(old),
                New = ComparedJson.Value(now),
            });
        }
    }

    private static string NameOf(JsonObject variable) => ComparedJson.Text(variable, "name") ?? ComparedJson.Text(variable, "id") ?? "";

    private static Dictionary<string, JsonObject> ById(JsonNode? variables)
    {
        var byId = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var variable in ComparedJson.Objects(variables))
            byId.TryAdd(ComparedJson.Text(variable, "id") ?? NameOf(variable), variable);
        return byId;
    }
}
