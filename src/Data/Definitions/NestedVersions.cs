using System.Text.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Engine.Definitions;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Data.Definitions;

/// <summary>Which version an activity means that stands for a workflow.</summary>
internal static class NestedVersions
{
    /// <summary>The pinned version; else that of the number, else the published, else the latest of the definition; else by the type's name alone.</summary>
    public static async Task<string?> FindAsync(AidDbContext context, WorkflowReference reference, CancellationToken cancellationToken)
    {
        var versions = context.DefinitionVersions.AsNoTracking();
        if (reference.VersionId is not null && await versions.AnyAsync(row => row.Id == reference.VersionId, cancellationToken))
            return reference.VersionId;
        if (reference.DefinitionId is not null)
        {
            return await versions.Where(row => row.DefinitionId == reference.DefinitionId)
                .OrderByDescending(row => row.Version == reference.Version).ThenByDescending(row => row.IsPublished).ThenByDescending(row => row.Version)
                .Select(row => row.Id).FirstOrDefaultAsync(cancellationToken);
        }

        var named = await versions.Where(row => row.IsPublished).OrderBy(row => row.DefinitionId).Select(row => new { row.Id, row.Name }).ToListAsync(cancellationToken);
        foreach (var candidate in named.Where(row => WorkflowReference.TypeOf(row.Name) == reference.Type))
            if (IsUsableAsActivity(await versions.Where(row => row.Id == candidate.Id).Select(row => row.Content).SingleAsync(cancellationToken)))
                return candidate.Id;
        return null;
    }

    /// <summary>
    /// The model with the version that each used workflow has now, as far as it does not say so yet: a stored version must
    /// mean the same graph for ever, whatever is published later.
    /// </summary>
    public static async Task<JsonObject> PinAsync(AidDbContext context, JsonObject model, CancellationToken cancellationToken)
    {
        if (!WorkflowReference.In(model["root"]).Any(use => use.Reference.VersionId is null))
            return model;
        var pinned = (JsonObject)model.DeepClone();
        foreach (var (activity, reference) in WorkflowReference.In(pinned["root"]).ToList())
        {
            if (reference.VersionId is not null || await FindAsync(context, reference, cancellationToken) is not { } versionId)
                continue;
            activity["workflowDefinitionId"] ??= await context.DefinitionVersions.Where(row => row.Id == versionId).Select(row => row.DefinitionId).SingleAsync(cancellationToken);
            activity["workflowDefinitionVersionId"] = versionId;
        }

        return pinned;
    }

    private static bool IsUsableAsActivity(string content) =>
        JsonNode.Parse(content)?["options"] is JsonObject options && options["usableAsActivity"] is JsonValue value && value.GetValueKind() == JsonValueKind.True;
}
