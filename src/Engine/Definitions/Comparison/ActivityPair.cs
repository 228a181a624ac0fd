using System.Text.Json.Nodes;

namespace AidWorkflows.Engine.Definitions.Comparison;

/// <summary>One activity as it was and as it is.</summary>
internal sealed class ActivityPair
{
    /// <summary>Looked at elsewhere, or not a designer's.</summary>
    private static readonly HashSet<string> Structure = new(StringComparer.Ordinal)
    {
        "id", "nodeId", "name", "type", "version", "customProperties", "metadata", "variables", "activities", "connections", "cases", "start",
    };

    private readonly ComparedTree old;
    private readonly ComparedTree now;
    private readonly string key;
    private readonly List<DefinitionChange> changes;
    private readonly JsonObject before;
    private readonly JsonObject after;
    private readonly ComparedActivity activity;

    public ActivityPair(ComparedTree old, ComparedTree now, string key, List<DefinitionChange> changes)
    {
        this.old = old;
        this.now = now;
        this.key = key;
        this.changes = changes;
        (before, after, activity) = (old[key], now[key], now.Describe(key));
    }

    /// <summary>True when the node was moved.</summary>
    public bool Compare()
    {
        var (oldName, name) = (ComparedJson.Text(before, "name"), ComparedJson.Text(after, "name"));
        if (old.Describe(key).Name != activity.Name)
            Add(DefinitionChangeKind.ActivityRenamed, null, new ComparedValue(old.Describe(key).Name), new ComparedValue(activity.Name));

        // Where the name is what is shown, that was said just now.
        if (oldName != name && (old.Describe(key).Name != oldName || activity.Name != name))
            Add(DefinitionChangeKind.ActivitySettingChanged, "name", ComparedJson.Value(before["name"]), ComparedJson.Value(after["name"]));
        if (TypeOf(before) != TypeOf(after))
            Add(DefinitionChangeKind.ActivityTypeChanged, null, new ComparedValue(TypeOf(before)), new ComparedValue(TypeOf(after)));
        else if (!ComparedJson.IsSameSetting(before["version"], after["version"]))
            Add(DefinitionChangeKind.ActivitySettingChanged, "version", ComparedJson.Value(before["version"]), ComparedJson.Value(after["version"]));
        if (old.PlaceOf(key) is var oldPlace && now.PlaceOf(key) is var place && oldPlace != place)
            Add(DefinitionChangeKind.ActivityRehomed, null, new ComparedValue(old.NameOfPlace(oldPlace)), new ComparedValue(now.NameOfPlace(place)));
        VariableComparison.Compare(before["variables"], after["variables"], activity, changes);
        CompareInputs();
        CompareCases();
        CompareSettings("customProperties");
        CompareMetadata();
        CompareOrder();
        return !ComparedJson.IsSameSetting(PositionIn(before), PositionIn(after));
    }

    private void CompareInputs()
    {
        foreach (var name in ComparedJson.Names(before, after).Where(name => !Structure.Contains(name)))
            if (!ComparedTree.HoldsActivities(before[name]) && !ComparedTree.HoldsActivities(after[name]) && !IsSameInput(before[name], after[name]))
                CompareInput(name, before[name], after[name]);
    }

    private void CompareInput(string name, JsonNode? from, JsonNode? to)
    {
        if (IsBinding(from) || IsBinding(to))
            Add(DefinitionChangeKind.ActivityOutputBound, name, old.VariableNamed(ComparedJson.Value(from)), now.VariableNamed(ComparedJson.Value(to)));
        else
            Add(DefinitionChangeKind.ActivityInputChanged, name, old.VariableNamed(ComparedJson.Value(from)), now.VariableNamed(ComparedJson.Value(to)));
    }

    private void CompareCases()
    {
        var (oldCases, cases) = (CasesOf(before), CasesOf(after));
        foreach (var (label, candidate) in cases)
        {
            if (!oldCases.TryGetValue(label, out var oldCase))
                Add(DefinitionChangeKind.CaseAdded, null, null, ComparedJson.Value(candidate["condition"]), label);
            else
                CompareCase(label, oldCase, candidate);
        }

        foreach (var (label, candidate) in oldCases.Where(pair => !cases.ContainsKey(pair.Key)))
            Add(DefinitionChangeKind.CaseRemoved, null, ComparedJson.Value(candidate["condition"]), null, label);

        // The first case that holds wins.
        if (!cases.Keys.Where(oldCases.ContainsKey).SequenceEqual(oldCases.Keys.Where(cases.ContainsKey)))
            Add(DefinitionChangeKind.OrderChanged, "cases", new ComparedValue(string.Join(", ", oldCases.Keys)), new ComparedValue(string.Join(", ", cases.Keys)));
    }

    private void CompareCase(string label, JsonObject from, JsonObject to)
    {
        if (!IsSameInput(from["condition"], to["condition"]))
            Add(DefinitionChangeKind.CaseChanged, "condition", ComparedJson.Value(from["condition"]), ComparedJson.Value(to["condition"]), label);
        var (oldStep, step) = (from["activity"] as JsonObject, to["activity"] as JsonObject);
        if (ComparedJson.Text(oldStep, "id") != ComparedJson.Text(step, "id"))
            Add(DefinitionChangeKind.CaseChanged, "activity", ComparedTree.NameOf(oldStep), ComparedTree.NameOf(step), label);
    }

    private void CompareSettings(string property)
    {
        var (from, to) = (before[property] as JsonObject, after[property] as JsonObject);
        foreach (var name in ComparedJson.Names(from, to).Where(name => !ComparedJson.IsSameSetting(from?[name], to?[name])))
            Add(DefinitionChangeKind.ActivitySettingChanged, name, ComparedJson.Value(from?[name]), ComparedJson.Value(to?[name]));
    }

    private void CompareMetadata()
    {
        var (from, to) = (before["metadata"] as JsonObject, after["metadata"] as JsonObject);
        foreach (var name in ComparedJson.Names(from, to).Where(name => name is not "displayText" and not "designer" && !ComparedJson.IsSameSetting(from?[name], to?[name])))
        {
            var kind = name == "description" ? DefinitionChangeKind.ActivityDescriptionChanged : DefinitionChangeKind.ActivitySettingChanged;
            Add(kind, name, ComparedJson.Value(from?[name]), ComparedJson.Value(to?[name]));
        }
    }

    private void CompareOrder()
    {
        if (TypeOf(after) == "Elsa.Flowchart")
        {
            var (oldStart, start) = (old.StartOf(key), now.StartOf(key));
            if (oldStart is not null && start is not null && oldStart.Id != start.Id)
                Add(DefinitionChangeKind.StartChanged, null, new ComparedValue(oldStart.Name), new ComparedValue(start.Name));
            return;
        }

        var (from, to) = (old.ChildrenOf(key).ToList(), now.ChildrenOf(key).ToList());
        if (!to.Where(from.Contains).SequenceEqual(from.Where(to.Contains)))
            Add(DefinitionChangeKind.OrderChanged, "activities", new ComparedValue(Names(old, from)), new ComparedValue(Names(now, to)));
    }

    private void Add(DefinitionChangeKind kind, string? property, ComparedValue? from, ComparedValue? to, string? subject = null) =>
        changes.Add(new DefinitionChange(kind) { Activity = activity, Property = property, Old = from, New = to, Subject = subject });

    /// <summary>Sizes are measured by the designer's browser; nobody chose them.</summary>
    private static JsonNode? PositionIn(JsonObject json) => ((json["metadata"] as JsonObject)?["designer"] as JsonObject)?["position"];

    private static string Names(ComparedTree tree, IEnumerable<string> keys) => string.Join(", ", keys.Select(key => tree.Describe(key).Name));

    private static string TypeOf(JsonObject activity) => ComparedJson.Text(activity, "type") ?? "";

    /// <summary>An output that goes into a variable, and no expression.</summary>
    private static bool IsBinding(JsonNode? value) =>
        value is JsonObject json && json["expression"] is null && json["memoryReference"] is JsonObject memory && ComparedJson.Text(memory, "id") is not null;

    /// <summary>Designers write out types and empty references beside the value; the value is what counts.</summary>
    private static bool IsSameInput(JsonNode? left, JsonNode? right) =>
        JsonNode.DeepEquals(left, right)
        || (IsEmpty(left) && IsEmpty(right))
        || (left is JsonObject before && right is JsonObject after && IsSameExpression(before, after));

    private static bool IsSameExpression(JsonObject left, JsonObject right)
    {
        if (IsBinding(left) && IsBinding(right))
            return JsonNode.DeepEquals(left["memoryReference"], right["memoryReference"]);
        return left["expression"] is JsonObject before && right["expression"] is JsonObject after
            && (ComparedJson.Text(before, "type") ?? "Literal") == (ComparedJson.Text(after, "type") ?? "Literal")
            && JsonNode.DeepEquals(before["value"], after["value"]);
    }

    private static bool IsEmpty(JsonNode? value) => value switch
    {
        null => true,
        JsonArray array => array.Count == 0,
        JsonObject json when json["expression"] is JsonObject expression => expression["value"] is null,
        JsonObject json => (json.ContainsKey("expression") || json.ContainsKey("memoryReference")) && !IsBinding(json),
        _ => false,
    };

    private static Dictionary<string, JsonObject> CasesOf(JsonObject activity)
    {
        var cases = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var candidate in ComparedJson.Objects(activity["cases"]))
            cases.TryAdd(ComparedJson.Text(candidate, "label") ?? "", candidate);
        return cases;
    }
}
