using System.Security.Claims;
using System.Text.Json.Nodes;
using AidWorkflows.Data;
using AidWorkflows.Data.Definitions;
using AidWorkflows.Data.Publishing;
using AidWorkflows.ElsaApi.Publishing;
using AidWorkflows.ElsaApi.Wire;
using AidWorkflows.Engine.Definitions;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.ElsaApi.Definitions;

/// <summary>Definitions that use another as an activity.</summary>
internal sealed class DefinitionConsumers(AidDbContext db, DefinitionSaving saving)
{
    /// <summary>Those that use it, and those that use them, nearest first.</summary>
    public async Task<IReadOnlyList<DefinitionVersionRow>> FindAllAsync(string definitionId, CancellationToken cancellationToken)
    {
        var found = new List<DefinitionVersionRow>();
        var known = new HashSet<string>(StringComparer.Ordinal) { definitionId };
        var open = new Queue<string>([definitionId]);
        while (open.TryDequeue(out var used))
        {
            foreach (var consumer in await FindAsync(used, cancellationToken))
            {
                if (!known.Add(consumer.DefinitionId))
                    continue;
                found.Add(consumer);
                open.Enqueue(consumer.DefinitionId);
            }
        }

        return found;
    }

    /// <summary>
    /// Moves what uses a newly published version to it, as far as its author has asked for that. A consumer that was published is
    /// published again where the rules allow it; else its draft waits for somebody to publish it.
    /// </summary>
    public async Task<IReadOnlyList<DefinitionVersionRow>> UpdateAsync(DefinitionVersionRow published, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (DefinitionLibrary.ReadModel(published)["options"] is not JsonObject options || !options.Flag("usableAsActivity") || !options.Flag("autoUpdateConsumingWorkflows"))
            return [];
        var updated = new List<DefinitionVersionRow>();
        var done = new HashSet<string>(StringComparer.Ordinal) { published.DefinitionId };
        var open = new Queue<DefinitionVersionRow>([published]);
        while (open.TryDequeue(out var used))
        {
            foreach (var consumer in await FindAsync(used.DefinitionId, cancellationToken))
            {
                if (!done.Add(consumer.DefinitionId) || await UpdateAsync(consumer, used, user, cancellationToken) is not { } version)
                    continue;
                updated.Add(version);
                if (version.IsPublished)
                    open.Enqueue(version);
            }
        }

        return updated;
    }

    private async Task<DefinitionVersionRow?> UpdateAsync(DefinitionVersionRow consumer, DefinitionVersionRow used, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var model = DefinitionLibrary.ReadModel(consumer);
        var outdated = WorkflowReference.In(model["root"]).Where(use => use.Reference.DefinitionId == used.DefinitionId && use.Reference.VersionId != used.Id).Select(use => use.Activity).ToList();
        if (outdated.Count == 0 || model.Flag("isReadonly"))
            return null;
        foreach (var activity in outdated)
        {
            activity["version"] = used.Version;
            activity["workflowDefinitionVersionId"] = used.Id;
            activity["latestAvailablePublishedVersion"] = used.Version;
            activity["latestAvailablePublishedVersionId"] = used.Id;
        }

        var draft = await saving.ImportAsync(model, user, $"Uses version {used.Version} of {used.Name}", cancellationToken);
        if (!consumer.IsPublished)
            return draft;
        try
        {
            return (await saving.PublishAsync(consumer.DefinitionId, user, $"Uses version {used.Version} of {used.Name}", cancellationToken)).Result.Version;
        }
        catch (Exception exception) when (exception is ElsaRefusal or PublicationRefusedException or PublicationForbiddenException)
        {
            return draft;
        }
    }

    private async Task<List<DefinitionVersionRow>> FindAsync(string definitionId, CancellationToken cancellationToken)
    {
        // The text of the id narrows the search; the document then says whether it is such a use.
        var candidates = await db.DefinitionVersions.AsNoTracking()
            .Where(version => version.IsLatest && version.DefinitionId != definitionId && version.Content.Contains(definitionId)).OrderBy(version => version.DefinitionId).ToListAsync(cancellationToken);
        return [.. candidates.Where(version => WorkflowReference.In(DefinitionLibrary.ReadModel(version)["root"]).Any(use => use.Reference.DefinitionId == definitionId))];
    }
}
