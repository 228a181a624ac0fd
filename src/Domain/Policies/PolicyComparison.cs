using System.Text.Json;

namespace AidWorkflows.Domain.Policies;

public enum DifferenceKind
{
    Changed,
    Added,
    Removed,
}

/// <summary>One step on the way to a value: a field, or an entry of a list with the name it is known by.</summary>
public sealed record PolicyPlace(string Field, string? Entry);

/// <summary>One difference between two versions.</summary>
/// <param name="Path">In the newer version; for what was removed, in the older one.</param>
/// <param name="Before">As text; null when there was nothing.</param>
public sealed record PolicyDifference(DifferenceKind Kind, string Path, IReadOnlyList<PolicyPlace> Place, string? Before, string? After);

/// <summary>
/// Compares two versions of a pack value by value. Entries of lists are recognised by what they are (their id, kind or rule), not by
/// where they stand, so that inserting one does not make all behind it look changed.
/// </summary>
public static class PolicyComparison
{
    private static readonly string[] Names = ["name", "title", "place", "id", "kind", "measure", "fact"];

    public static IReadOnlyList<PolicyDifference> Compare(string before, string after)
    {
        using var one = JsonDocument.Parse(before);
        using var other = JsonDocument.Parse(after);
        List<PolicyDifference> differences = [];
        Objects(one.RootElement, other.RootElement, "$", [], differences);
        return differences;
    }

    private static void Values(JsonElement before, JsonElement after, string path, IReadOnlyList<PolicyPlace> place, List<PolicyDifference> differences)
    {
        if (before.ValueKind == JsonValueKind.Object && after.ValueKind == JsonValueKind.Object)
            Objects(before, after, path, place, differences);
        else if (IsListOfObjects(before) && IsListOfObjects(after))
            Lists(before, after, path, place, differences);
        else if (Text(before) is var old && Text(after) is var now && old != now)
            differences.Add(new PolicyDifference(DifferenceKind.Changed, path, place, old, now));
    }

    private static void Objects(JsonElement before, JsonElement after, string path, IReadOnlyList<PolicyPlace> place, List<PolicyDifference> differences)
    {
        foreach (var field in after.EnumerateObject())
        {
            PolicyPlace[] here = [.. place, new PolicyPlace(field.Name, null)];
            if (before.TryGetProperty(field.Name, out var old))
                Values(old, field.Value, $"{path}.{field.Name}", here, differences);
            else
                differences.Add(new PolicyDifference(DifferenceKind.Added, $"{path}.{field.Name}", here, null, Text(field.Value)));
        }

        foreach (var field in before.EnumerateObject().Where(field => !after.TryGetProperty(field.Name, out _)))
            differences.Add(new PolicyDifference(DifferenceKind.Removed, $"{path}.{field.Name}", [.. place, new PolicyPlace(field.Name, null)], Text(field.Value), null));
    }

    private static void Lists(JsonElement before, JsonElement after, string path, IReadOnlyList<PolicyPlace> place, List<PolicyDifference> differences)
    {
        var old = Entries(before);
        var now = Entries(after);
        foreach (var (identity, (entry, index)) in now)
        {
            if (old.TryGetValue(identity, out var known))
                Values(known.Entry, entry, $"{path}[{index}]", WithEntry(place, entry), differences);
            else
                differences.Add(new PolicyDifference(DifferenceKind.Added, $"{path}[{index}]", WithEntry(place, entry), null, Text(entry)));
        }

        foreach (var (_, (entry, index)) in old.Where(pair => !now.ContainsKey(pair.Key)))
            differences.Add(new PolicyDifference(DifferenceKind.Removed, $"{path}[{index}]", WithEntry(place, entry), Text(entry), null));

        // Tiers are tested and orders chosen from the top, so changing places is a change.
        var kept = now.Keys.Where(old.ContainsKey).ToList();
        if (!kept.SequenceEqual(old.Keys.Where(now.ContainsKey)))
            differences.Add(new PolicyDifference(DifferenceKind.Changed, path, place, string.Join(", ", old.Values.Select(pair => NameOf(pair.Entry))), string.Join(", ", now.Values.Select(pair => NameOf(pair.Entry)))));
    }

    private static Dictionary<string, (JsonElement Entry, int Index)> Entries(JsonElement list)
    {
        Dictionary<string, (JsonElement Entry, int Index)> entries = new(StringComparer.Ordinal);
        var index = 0;
        foreach (var entry in list.EnumerateArray())
        {
            var identity = Identity(entry);
            for (var twin = 2; entries.ContainsKey(identity); twin++)
                identity = $"{Identity(entry)}#{twin}";
            entries.Add(identity, (entry, index++));
        }

        return entries;
    }

    /// <summary>What an entry is, as opposed to what it says.</summary>
    private static string Identity(JsonElement entry)
    {
        string[] fields = entry.TryGetProperty("id", out _) ? ["id"]
            : entry.TryGetProperty("formula", out _) ? ["kinds", "school"]
            : entry.TryGetProperty("monthly", out _) ? ["organisation", "level", "from"]
            : ["kind", "measure", "fact", "from", "belowStandards", "text"];
        return string.Join('|', fields.Select(field => entry.TryGetProperty(field, out var value) ? Text(value) : ""));
    }

    private static PolicyPlace[] WithEntry(IReadOnlyList<PolicyPlace> place, JsonElement entry) =>
        [.. place.SkipLast(1), place[^1] with { Entry = NameOf(entry) }];

    private static string NameOf(JsonElement entry)
    {
        var name = Names.Where(field => entry.TryGetProperty(field, out _)).Select(field => Text(entry.GetProperty(field))).FirstOrDefault();
        return name ?? (entry.TryGetProperty("rule", out var rule) ? Text(rule) : Text(entry));
    }

    private static bool IsListOfObjects(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(entry => entry.ValueKind == JsonValueKind.Object);

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array when !IsListOfObjects(value) => string.Join(", ", value.EnumerateArray().Select(Text)),

        // 16000 and 16000.00 are one amount.
        JsonValueKind.Number when value.TryGetDecimal(out var number) => number.ToString("0.############################", System.Globalization.CultureInfo.InvariantCulture),
        _ => value.GetRawText(),
    };
}
