using System.Text.Json.Nodes;
using AidWorkflows.Data.Definitions;
using AidWorkflows.ElsaApi.Wire;

namespace AidWorkflows.ElsaApi.Definitions;

/// <summary>A row of the definition list.</summary>
internal sealed record DefinitionSummary
{
    public IReadOnlyList<ElsaLink>? Links { get; init; }
    public bool IsMaterializerAvailable { get; init; } = true;
    public required string Id { get; init; }
    public required string DefinitionId { get; init; }
    public string? Name { get; init; }
    public string? Description { get; init; }
    public required int Version { get; init; }
    public string? ToolVersion { get; init; }
    public required bool IsLatest { get; init; }
    public required bool IsPublished { get; init; }
    public bool IsReadonly { get; init; }
    public string MaterializerName { get; init; } = "Json";
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>What came of a save or a publication.</summary>
internal sealed record DefinitionSaved(JsonObject WorkflowDefinition, bool AlreadyPublished, int ConsumingWorkflowCount, IReadOnlyList<ProblemView> ValidationErrors);

/// <summary>Definitions as Elsa's clients see them.</summary>
internal static class DefinitionViews
{
    public const string SchemaUrl = "https://elsaworkflows.io/schemas/workflow-definition/v3.0.0/schema.json";

    /// <summary>The whole document with today's flags, the permissions, and the mark by which a later save shows what it was based on.</summary>
    public static JsonObject Full(DefinitionVersionRow version, bool mayEdit)
    {
        var model = DefinitionLibrary.ReadModel(version);
        DefinitionModel.Complete(model);
        DefinitionModel.MarkBase(model, version);
        var answer = new JsonObject { ["links"] = LinksJson(version.DefinitionId, mayEdit && !model.Flag("isReadonly")) };
        foreach (var (name, value) in model.ToList())
        {
            model.Remove(name);
            answer[name] = value;
        }

        return answer;
    }

    public static JsonObject ForExport(DefinitionVersionRow version)
    {
        var model = DefinitionLibrary.ReadModel(version);
        DefinitionModel.Complete(model);
        var export = new JsonObject { ["$schema"] = SchemaUrl };
        foreach (var (name, value) in model.ToList())
        {
            model.Remove(name);
            export[name] = value;
        }

        return export;
    }

    public static DefinitionSummary Summary(DefinitionVersionRow version, DefinitionFact? fact, IReadOnlyList<ElsaLink>? links) => new()
    {
        Links = links,
        Id = version.Id,
        DefinitionId = version.DefinitionId,
        Name = version.Name,
        Description = fact?.Description,
        Version = version.Version,
        ToolVersion = fact?.ToolVersion,
        IsLatest = version.IsLatest,
        IsPublished = version.IsPublished,
        IsReadonly = fact?.IsReadonly == true,
        CreatedAt = version.CreatedAt,
    };

    public static IReadOnlyList<ElsaLink> Links(string definitionId, bool mayEdit)
    {
        var path = "/workflow-definitions/" + Uri.EscapeDataString(definitionId);
        List<ElsaLink> links =
        [
            new(path, "self", "GET"),
            new("/workflow-definitions/by-definition-id/" + Uri.EscapeDataString(definitionId), "self", "GET"),
            new(path + "/versions", "versions", "GET"),
            new(path + "/export", "export", "GET"),
        ];
        if (mayEdit)
        {
            links.AddRange(
            [
                new(path + "/dispatch", "dispatch", "POST"),
                new(path + "/bulk-dispatch", "bulk-dispatch", "POST"),
                new(path + "/execute", "execute", "POST"),
                new(path + "/publish", "publish", "POST"),
                new(path + "/retract", "retract", "POST"),
                new(path, "delete", "DELETE"),
                new(path + "/import", "import", "PUT"),
            ]);
        }

        return links;
    }

    public static IReadOnlyList<ElsaLink> ListLinks(bool mayEdit)
    {
        List<ElsaLink> links =
        [
            new("/workflow-definitions", "self", "GET"),
            new("/workflow-definitions/validation/is-name-unique", "is-name-unique", "GET"),
            new("/workflow-definitions/query/count", "count", "GET"),
            new("/workflow-definitions/many-by-id", "many-by-id", "GET"),
        ];
        if (mayEdit)
        {
            links.AddRange(
            [
                new("/bulk-actions/delete/workflow-definitions/by-definition-id", "bulk-delete-by-definition-id", "POST"),
                new("/bulk-actions/delete/workflow-definitions/by-id", "bulk-delete-by-id", "POST"),
                new("/bulk-actions/publish/workflow-definitions/by-definition-ids", "bulk-publish", "POST"),
                new("/bulk-actions/retract/workflow-definitions/by-definition-ids", "bulk-retract", "POST"),
                new("/workflow-definitions/import", "import", "POST"),
                new("/workflow-definitions/import-files", "import-files", "POST"),
                new("/workflow-definitions", "create", "POST"),
            ]);
        }

        return links;
    }

    private static JsonArray LinksJson(string definitionId, bool mayEdit) =>
        new([.. Links(definitionId, mayEdit).Select(link => new JsonObject { ["href"] = link.Href, ["rel"] = link.Rel, ["method"] = link.Method })]);
}
