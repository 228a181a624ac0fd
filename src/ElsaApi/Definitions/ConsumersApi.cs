using System.Security.Claims;
using AidWorkflows.Data;
using AidWorkflows.Data.Definitions;
using AidWorkflows.ElsaApi.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.ElsaApi.Definitions;

/// <summary>Who uses a definition as an activity, and what clients call to have the server look at its definitions anew.</summary>
internal static class ConsumersApi
{
    public static void MapConsumers(RouteGroupBuilder read, RouteGroupBuilder edit)
    {
        read.MapGet("/workflow-definitions/{definitionId}/consumers", ListAsync);
        edit.MapPost("/workflow-definitions/{definitionId}/update-references", UpdateAsync);
        edit.MapPost("/actions/workflow-definitions/reload", () => Results.Ok());
        edit.MapPost("/actions/workflow-definitions/refresh", RefreshAsync);
    }

    private static async Task<IResult> ListAsync(string definitionId, DefinitionLibrary library, DefinitionConsumers consumers, CancellationToken cancellationToken)
    {
        _ = await library.GetLatestAsync(definitionId, cancellationToken) ?? throw new DefinitionNotFoundException(definitionId);
        return ElsaJson.Ok(new { consumingWorkflowDefinitionIds = (await consumers.FindAllAsync(definitionId, cancellationToken)).Select(consumer => consumer.DefinitionId) });
    }

    private static async Task<IResult> UpdateAsync(string definitionId, ClaimsPrincipal user, DefinitionLibrary library, DefinitionConsumers consumers, CancellationToken cancellationToken)
    {
        var published = await library.GetPublishedAsync(definitionId, cancellationToken) ?? throw new DefinitionNotFoundException(definitionId);
        return ElsaJson.Ok(new { affectedWorkflows = (await consumers.UpdateAsync(published, user, cancellationToken)).Select(consumer => consumer.Name) });
    }

    /// <summary>Nothing has to be loaded anew here: every start reads what is published from the database.</summary>
    private static async Task<IResult> RefreshAsync(HttpRequest request, AidDbContext db, CancellationToken cancellationToken)
    {
        var wanted = (await RequestBody.ReadAsync(request, cancellationToken)).Texts("definitionIds");
        var known = await db.DefinitionVersions.Where(version => version.IsPublished && (wanted.Count == 0 || wanted.Contains(version.DefinitionId)))
            .Select(version => version.DefinitionId).ToListAsync(cancellationToken);
        return ElsaJson.Ok(new { refreshed = known, notFound = wanted.Except(known) });
    }
}
