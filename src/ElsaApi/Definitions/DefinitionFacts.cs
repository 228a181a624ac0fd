using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using AidWorkflows.Data;
using AidWorkflows.ElsaApi.Wire;
using AidWorkflows.Engine.Definitions;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.ElsaApi.Definitions;

/// <summary>What lists need of a version's document.</summary>
internal sealed record DefinitionFact(string? Description, string? ToolVersion, bool IsReadonly, bool IsSystem, IReadOnlyList<ActivityType> Types)
{
    /// <summary>Null when it is not offered as an activity.</summary>
    public WorkflowSignature? Signature { get; init; }

    /// <summary>Definitions that it starts and whose end it waits for.</summary>
    public IReadOnlyList<string> WaitsFor { get; init; } = [];
}

/// <summary>What a workflow looks like when it is used as an activity.</summary>
internal sealed record WorkflowSignature(string Name, string? Category, IReadOnlyList<ArgumentDefinition> Inputs, IReadOnlyList<ArgumentDefinition> Outputs, IReadOnlyList<string> Outcomes);

/// <summary>An activity type that a document uses.</summary>
internal readonly record struct ActivityType(string Name, int Version);

/// <summary>
/// Facts about stored documents by version and content hash, so that a list of hundreds of definitions does not read and parse
/// each document again. A document of the same hash never changes, so nothing is ever stale.
/// </summary>
internal sealed class DefinitionFacts
{
    private const int Capacity = 5_000;

    private readonly ConcurrentDictionary<string, (string Hash, DefinitionFact Fact)> known = new(StringComparer.Ordinal);

    public async Task<IReadOnlyDictionary<string, DefinitionFact>> FindAsync(
        AidDbContext db, IReadOnlyList<(string Id, byte[] Hash)> versions, CancellationToken cancellationToken)
    {
        var facts = new Dictionary<string, DefinitionFact>(StringComparer.Ordinal);
        var missing = new List<string>();
        foreach (var (id, hash) in versions)
        {
            if (known.TryGetValue(id, out var entry) && entry.Hash == Convert.ToHexString(hash))
                facts[id] = entry.Fact;
            else
                missing.Add(id);
        }

        if (known.Count > Capacity)
            known.Clear();
        foreach (var batch in missing.Chunk(50))
        {
            var rows = await db.DefinitionVersions.AsNoTracking().Where(version => batch.Contains(version.Id))
                .Select(version => new { version.Id, version.Content, version.ContentHash }).ToListAsync(cancellationToken);
            foreach (var row in rows)
            {
                var fact = Read(row.Content);
                known[row.Id] = (Convert.ToHexString(row.ContentHash), fact);
                facts[row.Id] = fact;
            }
        }

        return facts;
    }

    private static DefinitionFact Read(string content)
    {
        var model = (JsonObject)JsonNode.Parse(content)!;
        var types = new HashSet<ActivityType>();
        if (model["root"] is JsonObject root)
            AddTypes(root, types);
        return new DefinitionFact(model.Text("description"), model.Text("toolVersion"), model.Flag("isReadonly"), model.Flag("isSystem"), [.. types])
        {
            Signature = ReadSignature(model),
            WaitsFor = ReadWaits(model),
        };
    }

    private static IReadOnlyList<string> ReadWaits(JsonObject model)
    {
        try
        {
            return DefinitionCheck.WaitsFor(WorkflowDefinitionReader.Read(model));
        }
        catch (Exception exception) when (exception is DefinitionFormatException or InvalidOperationException or FormatException or ArgumentException)
        {
            // What cannot be read cannot run either, so it waits for nothing.
            return [];
        }
    }

    private static WorkflowSignature? ReadSignature(JsonObject model)
    {
        if (model["options"] is not JsonObject options || !options.Flag("usableAsActivity"))
            return null;
        var definition = WorkflowDefinitionReader.Read(model);
        return new WorkflowSignature(definition.Name ?? "", options.Text("activityCategory"), definition.Inputs, definition.Outputs, definition.Outcomes);
    }

    private static void AddTypes(JsonNode? node, HashSet<ActivityType> types)
    {
        switch (node)
        {
            case JsonArray array:
                foreach (var item in array)
                    AddTypes(item, types);
                break;
            case JsonObject json:
                if (json.Text("id") is not null && json.Text("type") is { } type)
                    types.Add(new ActivityType(type, json["version"] is JsonValue value && value.TryGetValue<int>(out var version) ? version : 1));
                foreach (var (name, value) in json)
                    if (name is not ("metadata" or "customProperties" or "connections"))
                        AddTypes(value, types);
                break;
        }
    }
}
