using System.Security.Claims;
using System.Text.Json.Nodes;
using AidWorkflows.Data.Definitions;
using AidWorkflows.ElsaApi.Publishing;
using AidWorkflows.ElsaApi.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AidWorkflows.ElsaApi.Definitions;

/// <summary>Saving, publishing and deleting definitions.</summary>
internal static class DefinitionEditingApi
{
    public static void MapDefinitionEditing(this RouteGroupBuilder edit)
    {
        var group = edit.MapGroup("/workflow-definitions");
        group.MapPost("", SaveAsync);
        group.MapPost("/{definitionId}/publish", PublishAsync);
        group.MapPost("/{definitionId}/retract", RetractAsync);
        group.MapPost("/{definitionId}/revert/{version:int}", RevertAsync);
        group.MapDelete("/{definitionId}", DeleteAsync);
        group.MapDelete("/{definitionId}/version/{version:int}", DeleteVersionByNumberAsync);
        edit.MapDelete("/workflow-definition-versions/{id}", DeleteVersionAsync);
    }

    /// <summary>Saves a draft; with publish:true the version is published as well, or nothing is changed.</summary>
    private static async Task<IResult> SaveAsync(HttpRequest request, ClaimsPrincipal user, DefinitionSaving saving, DefinitionConsumers consumers, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadDefinitionAsync(request, cancellationToken);
        var model = body["model"] as JsonObject ?? throw ElsaRefusal.BadRequest("'model' is missing.");
        if (!body.Flag("publish"))
        {
            var saved = await saving.SaveAsync(model, user, cancellationToken);
            return ElsaJson.Ok(new DefinitionSaved(DefinitionViews.Full(saved, mayEdit: true), saved.IsPublished, 0, []));
        }

        return await PublishedAsync((await saving.SaveAndPublishAsync(model, user, PublicationComment.Read(request, body), cancellationToken)).Demand(), consumers, user, cancellationToken);
    }

    private static async Task<IResult> PublishAsync(string definitionId, HttpRequest request, ClaimsPrincipal user, DefinitionSaving saving, DefinitionConsumers consumers, CancellationToken cancellationToken)
    {
        var comment = PublicationComment.Read(request, await RequestBody.ReadAsync(request, cancellationToken));
        return await PublishedAsync((await saving.PublishAsync(definitionId, user, comment, cancellationToken)).Demand(), consumers, user, cancellationToken);
    }

    private static async Task<IResult> PublishedAsync(SavedPublication published, DefinitionConsumers consumers, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var (version, updated) = (published.Result.Version, await consumers.UpdateAsync(published.Result.Version, user, cancellationToken));
        return ElsaJson.Ok(new DefinitionSaved(
            DefinitionViews.Full(version, mayEdit: true), published.Result.AlreadyPublished, updated.Count, [.. published.Problems.Select(problem => ProblemView.From(problem))]));
    }

    private static async Task<IResult> RetractAsync(string definitionId, ClaimsPrincipal user, DefinitionLibrary library, CancellationToken cancellationToken)
    {
        var retracted = await library.RetractAsync(definitionId, user.Editor(), cancellationToken) ?? throw ElsaRefusal.BadRequest($"Workflow with id {definitionId} is not published");
        return ElsaJson.Ok(DefinitionViews.Full(retracted, mayEdit: true));
    }

    private static async Task<IResult> RevertAsync(string definitionId, int version, ClaimsPrincipal user, DefinitionLibrary library, CancellationToken cancellationToken)
    {
        var draft = await library.RevertAsync(definitionId, version, user.Editor(), cancellationToken);
        return ElsaJson.Created($"/elsa/api/workflow-definitions/by-id/{draft.Id}", DefinitionViews.Summary(draft, null, DefinitionViews.Links(definitionId, mayEdit: true)));
    }

    private static async Task<IResult> DeleteAsync(string definitionId, ClaimsPrincipal user, DefinitionLibrary library, CancellationToken cancellationToken)
    {
        await library.DeleteAsync(definitionId, user.Editor(), cancellationToken);
        return Results.NoContent();
    }

    private static async Task<IResult> DeleteVersionByNumberAsync(string definitionId, int version, ClaimsPrincipal user, DefinitionLibrary library, CancellationToken cancellationToken)
    {
        await library.DeleteVersionAsync(definitionId, version, user.Editor(), cancellationToken);
        return Results.Ok();
    }

    private static async Task<IResult> DeleteVersionAsync(string id, ClaimsPrincipal user, DefinitionLibrary library, CancellationToken cancellationToken)
    {
        var version = await library.GetVersionAsync(id, cancellationToken) ?? throw new DefinitionNotFoundException(id);
        await library.DeleteVersionAsync(version.DefinitionId, version.Version, user.Editor(), cancellationToken);
        return Results.NoContent();
    }
}
