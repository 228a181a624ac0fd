using System.Text.Json;
using System.Text.Json.Nodes;

namespace AidWorkflows.Tests.ElsaApi;

/// <summary>
/// Every request that was recorded with the real server, sent to ours in the same order: the same status, and an answer with the
/// same paths of the same kinds. What differs on purpose stands in <see cref="RecordedDifferences"/> with its reason.
/// </summary>
public sealed class RecordedWalkTests(ElsaServer server) : IClassFixture<ElsaServer>
{
    private readonly Dictionary<string, string> ids = new(StringComparer.Ordinal);
    private readonly RecordedDifferences intended = new();
    private readonly List<string> differences = [];

    [Fact]
    public async Task Every_recorded_request_gets_an_answer_of_the_recorded_shape()
    {
        var calls = server.Administrator;
        foreach (var entry in Recording("index.json").AsArray().Select(entry => entry!.AsObject()))
        {
            var name = (string)entry["name"]!;
            var path = (string)entry["request"]!["path"]!;
            if (intended.IsNotServed(name) || !path.StartsWith("/elsa/api", StringComparison.Ordinal))
                continue;
            using var answer = await calls.SendAsync(new HttpMethod((string)entry["request"]!["method"]!), Ours(path["/elsa/api".Length..]), entry["request"]!["body"] is { } body ? Ours(body.ToJsonString()) : null);
            var text = await answer.Content.ReadAsStringAsync();
            CompareStatus(name, (int)entry["status"]!, (int)answer.StatusCode, text);
            if ((string?)entry["response_file"] is not { } file || !file.EndsWith(".json", StringComparison.Ordinal))
                continue;
            var (theirs, ours) = (Recording(file), Parse(text));
            Learn(theirs, ours);
            Compare(name, PathsOf(theirs), PathsOf(ours));
        }

        Assert.True(differences.Count == 0, string.Join("\n", differences));
        Assert.True(intended.Unused.Count == 0, "No longer different: " + string.Join(", ", intended.Unused));
    }

    private void CompareStatus(string name, int theirs, int ours, string text)
    {
        if (ours != theirs && !intended.IsStatus(name, ours))
            differences.Add($"{name}: status {theirs} there, {ours} here {text[..Math.Min(text.Length, 200)]}");
    }

    private void Compare(string name, Dictionary<string, HashSet<string>> theirs, Dictionary<string, HashSet<string>> ours)
    {
        foreach (var (path, kinds) in theirs)
        {
            if (!ours.TryGetValue(path, out var here))
            {
                if (ours.ContainsKey(Above(path)) && !intended.IsMissing(path))
                    differences.Add($"{name}: {path} is missing here");
            }
            else if (!kinds.Overlaps(here) && !here.Contains("null") && !kinds.Contains("null") && !intended.IsOtherKind(path))
            {
                differences.Add($"{name}: {path} is {string.Join("/", kinds)} there, {string.Join("/", here)} here");
            }
        }

        foreach (var path in ours.Keys.Where(path => !theirs.ContainsKey(path) && theirs.ContainsKey(Above(path)) && !intended.IsMore(path)))
            differences.Add($"{name}: {path} is only here");
    }

    /// <summary>Ids that the real server gave out, and what ours are for the same things.</summary>
    private void Learn(JsonNode? theirs, JsonNode? ours)
    {
        switch (theirs, ours)
        {
            case (JsonObject there, JsonObject here):
                foreach (var (key, value) in there)
                    Learn(value, here[key]);
                break;
            case (JsonArray there, JsonArray here):
                foreach (var (first, second) in there.Zip(here))
                    Learn(first, second);
                break;
            case (JsonValue there, JsonValue here) when there.GetValueKind() == JsonValueKind.String && here.GetValueKind() == JsonValueKind.String
                && there.GetValue<string>() is { Length: >= 13 and <= 16 } id && id.All(char.IsAsciiHexDigitLower):
                ids.TryAdd(id, here.GetValue<string>());
                break;
        }
    }

    private string Ours(string text) => ids.Aggregate(text, (current, pair) => current.Replace(pair.Key, pair.Value, StringComparison.Ordinal));

    private static JsonNode Recording(string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "ElsaApi", "Recordings", file)))!;

    private static JsonNode? Parse(string text)
    {
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Above(string path) => path.EndsWith("[]", StringComparison.Ordinal) ? path[..^2] : path.LastIndexOf('.') is > 0 and var dot ? path[..dot] : "";

    private static Dictionary<string, HashSet<string>> PathsOf(JsonNode? node)
    {
        var paths = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        Collect(node, "$", paths);
        return paths;
    }

    private static void Collect(JsonNode? node, string path, Dictionary<string, HashSet<string>> paths)
    {
        if (!paths.TryGetValue(path, out var kinds))
            paths.Add(path, kinds = []);
        kinds.Add(node?.GetValueKind() switch
        {
            null => "null",
            JsonValueKind.True or JsonValueKind.False => "boolean",
            var kind => kind.Value.ToString().ToLowerInvariant(),
        });

        // Dots in keys would look like steps of the path.
        if (node is JsonObject json)
            foreach (var (key, value) in json)
                Collect(value, $"{path}.{key.Replace('.', '·')}", paths);
        if (node is JsonArray array)
            foreach (var item in array)
                Collect(item, path + "[]", paths);
    }
}
