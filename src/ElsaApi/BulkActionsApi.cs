using System.Security.Claims;
using System.Text.Json.Nodes;
using AidWorkflows.Data;
using AidWorkflows.Data.Definitions;
using AidWorkflows.Data.Workflows;
using AidWorkflows.ElsaApi.Definitions;
using AidWorkflows.ElsaApi.Instances;
using AidWorkflows.ElsaApi.Publishing;
using AidWorkflows.ElsaApi.Wire;
using AidWorkflows.Engine.Execution;
using AidWorkflows.Engine.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.ElsaApi;

/// <summary>The same things for many at once. Each is done by itself: one that cannot be done does not undo the others.</summary>
internal static class BulkActionsApi
{
    private const int MaxItems = 1_000;

    public static void MapBulkActions(this RouteGroupBuilder edit)
    {
        var group = edit.MapGroup("/bulk-actions");
        group.MapPost("/publish/workflow-definitions/by-definition-ids", PublishAsync);
        group.MapPost("/retract/workflow-definitions/by-definition-ids", RetractAsync);
        group.MapPost("/delete/workflow-definitions/by-definition-id", DeleteDefinitionsAsync);
        group.MapPost("/delete/workflow-definitions/by-id", DeleteVersionsAsync);
        group.MapPost("/cancel/workflow-instances", CancelAsync);
        group.MapPost("/delete/workflow-instances/by-id", DeleteInstancesAsync);
        group.MapPost("/import/workflow-instances", RefuseImport);
    }

    private static async Task<IResult> PublishAsync(
        HttpRequest request, ClaimsPrincipal user, DefinitionSaving saving, DefinitionLibrary library, DefinitionConsumers consumers, EngineOptions engine, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, cancellationToken);
        var comment = PublicationComment.Read(request, body);
        List<string> published = [], already = [], missing = [], refused = [], updatedConsumers = [];
        var warnings = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var id in ReadIds(body, "definitionIds"))
        {
            if (await library.GetLatestAsync(id, cancellationToken) is not { } latest)
            {
                missing.Add(id);
                continue;
            }

            if (latest.IsPublished)
            {
                already.Add(id);
                continue;
            }

            try
            {
                var version = (await saving.PublishAsync(id, user, comment, cancellationToken)).Demand().Result.Version;
                published.Add(id);
                updatedConsumers.AddRange((await consumers.UpdateAsync(version, user, cancellationToken)).Select(consumer => consumer.DefinitionId));
            }
            catch (Exception exception) when (ElsaRefusal.From(exception, engine) is { } refusal)
            {
                refused.Add(id);
                warnings[id] = refusal.Messages;
            }
        }

        if (refused.Count > 0 && published.Count == 0)
            throw new ElsaRefusal(StatusCodes.Status400BadRequest, [.. warnings.Values.SelectMany(messages => messages).Take(20)]);
        return ElsaJson.Ok(new { published, alreadyPublished = already, notFound = missing, skipped = Array.Empty<string>(), updatedConsumers, failed = refused, warnings });
    }

    private static async Task<IResult> RetractAsync(HttpRequest request, ClaimsPrincipal user, DefinitionLibrary library, CancellationToken cancellationToken)
    {
        List<string> retracted = [], already = [], missing = [];
        foreach (var id in await ReadIdsAsync(request, "definitionIds", cancellationToken))
        {
            try
            {
                (await library.RetractAsync(id, user.Editor(), cancellationToken) is null ? already : retracted).Add(id);
            }
            catch (DefinitionNotFoundException)
            {
                missing.Add(id);
            }
        }

        return ElsaJson.Ok(new { retracted, alreadyRetracted = already, skipped = Array.Empty<string>(), notPublished = already, notFound = missing });
    }

    private static async Task<IResult> DeleteDefinitionsAsync(HttpRequest request, ClaimsPrincipal user, DefinitionLibrary library, CancellationToken cancellationToken) =>
        await DeleteEachAsync(await ReadIdsAsync(request, "definitionIds", cancellationToken), async id =>
        {
            await library.DeleteAsync(id, user.Editor(), cancellationToken);
            return true;
        });

    private static async Task<IResult> DeleteVersionsAsync(HttpRequest request, ClaimsPrincipal user, DefinitionLibrary library, CancellationToken cancellationToken) =>
        await DeleteEachAsync(await ReadIdsAsync(request, "ids", cancellationToken), async id =>
        {
            var version = await library.GetVersionAsync(id, cancellationToken) ?? throw new DefinitionNotFoundException(id);
            await library.DeleteVersionAsync(version.DefinitionId, version.Version, user.Editor(), cancellationToken);
            return true;
        });

    private static async Task<IResult> DeleteEachAsync(IReadOnlyList<string> ids, Func<string, Task<bool>> delete)
    {
        var deleted = 0;
        var refused = new List<string>();
        foreach (var id in ids)
        {
            try
            {
                if (await delete(id))
                    deleted++;
            }
            catch (DefinitionNotFoundException)
            {
                // Gone already, which is what was wanted.
            }
            catch (Exception exception) when (exception is DefinitionInUseException or InstanceInUseException)
            {
                refused.Add(exception.Message);
            }
        }

        return refused.Count > 0 ? throw new ElsaRefusal(StatusCodes.Status400BadRequest, [.. refused]) : ElsaJson.Ok(new { deleted });
    }

    /// <summary>By ids, or all running ones of a definition or version. Those that have ended are left out of the count.</summary>
    private static async Task<IResult> CancelAsync(HttpRequest request, ClaimsPrincipal user, AidDbContext db, WorkflowRuntime runtime, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, cancellationToken);
        var ids = body.Texts("ids");
        if (ids.Count == 0)
        {
            var (version, definition) = (body.Text("definitionVersionId"), body.Text("definitionId"));
            if (version is null && definition is null)
                throw ElsaRefusal.BadRequest("Say which instances: 'ids', 'definitionId' or 'definitionVersionId'.");
            ids = await db.Instances.Where(instance => instance.Status == WorkflowStatus.Running
                    && (version == null || instance.VersionId == version) && (definition == null || instance.DefinitionId == definition))
                .OrderBy(instance => instance.Id).Select(instance => instance.Id).Take(MaxItems).ToListAsync(cancellationToken);
        }

        var cancelled = 0;
        foreach (var id in ids.Take(MaxItems))
        {
            try
            {
                await runtime.CancelAsync(id, user.Person(), cancellationToken);
                cancelled++;
            }
            catch (Exception exception) when (exception is WorkflowInstanceNotFoundException or InstanceStateException)
            {
                // Ended or deleted in the meantime.
            }
        }

        return ElsaJson.Ok(new { cancelled });
    }

    private static async Task<IResult> DeleteInstancesAsync(HttpRequest request, ClaimsPrincipal user, InstanceDeletion deletion, CancellationToken cancellationToken) =>
        await DeleteEachAsync(await ReadIdsAsync(request, "ids", cancellationToken), id => deletion.DeleteAsync(id, user.Person(), cancellationToken));

    /// <summary>An instance from a file would be a history that never happened here; auditors could not trust any other.</summary>
    private static IResult RefuseImport() =>
        throw ElsaRefusal.BadRequest("不支持导入流程实例。 / Workflow instances cannot be imported: the journal records only what happened on this server.");

    private static async Task<IReadOnlyList<string>> ReadIdsAsync(HttpRequest request, string name, CancellationToken cancellationToken) =>
        ReadIds(await RequestBody.ReadAsync(request, cancellationToken), name);

    private static IReadOnlyList<string> ReadIds(JsonObject body, string name)
    {
        var ids = body.Texts(name);
        return ids.Count <= MaxItems ? ids : throw ElsaRefusal.BadRequest($"More than {MaxItems} at once are not accepted.");
    }
}
