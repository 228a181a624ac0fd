using System.Security.Claims;
using System.Text.Json.Nodes;
using AidWorkflows.Data.Publishing;
using AidWorkflows.ElsaApi.Descriptors;
using AidWorkflows.ElsaApi.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AidWorkflows.ElsaApi.Publishing;

/// <summary>History, comparison, preview and approval of publications. Not Elsa's; our own clients use it.</summary>
internal static class PublishingApi
{
    private const int MostEvents = 500;

    public static void MapPublishing(RouteGroupBuilder read, RouteGroupBuilder edit)
    {
        read.MapGet("/workflow-definitions/{definitionId}/history", HistoryAsync);
        read.MapGet("/workflow-definitions/{definitionId}/compare", CompareAsync);
        read.MapPost("/workflow-definitions/problems", PreviewAsync);
        read.MapGet("/publication-requests", RequestsAsync);
        edit.MapPost("/publication-requests/{id}/approve", ApproveAsync);
        edit.MapPost("/publication-requests/{id}/reject", RejectAsync);
    }

    private static async Task<IResult> HistoryAsync(string definitionId, DefinitionHistory history, CancellationToken cancellationToken)
    {
        var events = await history.ListAsync(definitionId, MostEvents, cancellationToken);
        var requests = await history.RequestsAsync(events, cancellationToken);
        return ElsaJson.Ok(new ElsaList<object>([.. events.Select(row => new
        {
            row.Id,
            row.Kind,
            row.DefinitionId,
            row.Name,
            row.Version,
            row.FromVersion,
            by = row.PersonId is null ? null : new { id = row.PersonId, name = row.PersonName, account = row.Account },
            row.At,
            row.Comment,
            row.Warnings,
            request = row.RequestId is { } id && requests.GetValueOrDefault(id) is { } request ? View(request) : null,
        })]));
    }

    private static async Task<IResult> CompareAsync(string definitionId, int? from, int? to, HttpContext http, PublicationDesk desk, CancellationToken cancellationToken)
    {
        var compared = await desk.CompareAsync(definitionId, from, to, DescriptorTexts.LanguageOf(http), cancellationToken);
        return ElsaJson.Ok(new { compared.DefinitionId, compared.From, compared.To, items = compared.Changes, count = compared.Changes.Count });
    }

    /// <summary>Of the model in the body, just as it would be published; or of what is stored, by "definitionId".</summary>
    private static async Task<IResult> PreviewAsync(HttpRequest request, ClaimsPrincipal user, PublicationDesk desk, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadDefinitionAsync(request, cancellationToken);
        var language = DescriptorTexts.LanguageOf(request.HttpContext);
        if (body["model"] is JsonObject model)
            return ElsaJson.Ok(await desk.PreviewAsync(model, user, language, cancellationToken));
        return body.Text("definitionId") is { Length: > 0 } definitionId
            ? ElsaJson.Ok(await desk.PreviewAsync(definitionId, user, language, cancellationToken))
            : throw ElsaRefusal.BadRequest("Say what to check: 'model' or 'definitionId'.");
    }

    private static async Task<IResult> RequestsAsync(DefinitionHistory history, CancellationToken cancellationToken) =>
        ElsaJson.Ok(new ElsaList<object>([.. (await history.WaitingAsync(cancellationToken)).Select(View)]));

    private static async Task<IResult> ApproveAsync(string id, ClaimsPrincipal user, PublicationDesk desk, CancellationToken cancellationToken)
    {
        var version = await desk.ApproveAsync(RequestId(id), user, cancellationToken);
        return ElsaJson.Ok(new { version.DefinitionId, version.Version, version.IsPublished });
    }

    private static async Task<IResult> RejectAsync(string id, HttpRequest request, ClaimsPrincipal user, PublicationDesk desk, CancellationToken cancellationToken)
    {
        await desk.RejectAsync(RequestId(id), user, (await RequestBody.ReadAsync(request, cancellationToken)).Text("reason") ?? "", cancellationToken);
        return Results.NoContent();
    }

    /// <summary>What is no id is the id of no request.</summary>
    private static Guid RequestId(string id) => Guid.TryParse(id, out var parsed) ? parsed : Guid.Empty;

    private static object View(PublicationRequestRow request) => new
    {
        request.Id,
        request.DefinitionId,
        request.Name,
        request.Version,
        request.Status,
        requestedBy = new { id = request.RequestedBy, name = request.RequestedByName, account = request.RequestedByAccount },
        request.RequestedAt,
        request.Comment,
        request.Warnings,
        decidedBy = request.DecidedBy is null ? null : new { id = request.DecidedBy, name = request.DecidedByName },
        request.DecidedAt,
        request.Reason,
    };
}
