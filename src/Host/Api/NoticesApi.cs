using AidWorkflows.Host.Notices;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AidWorkflows.Host.Api;

/// <summary>The public notice board, open to everybody.</summary>
internal static class NoticesApi
{
    public static void MapNotices(this RouteGroupBuilder api)
    {
        var notices = api.MapGroup("/notices").AllowAnonymous();
        notices.MapGet("", ListAsync).WithName("ListNotices").WithSummary("Public notices that are shown now, with the least data.");
        notices.MapPost("/{id:guid}/objections", ObjectAsync).WithName("ObjectToNotice").WithSummary("An objection; the notice comes down until it is decided.");
    }

    private static async Task<Ok<NoticeList>> ListAsync(NoticeBoard board, CancellationToken cancellationToken) =>
        TypedResults.Ok(await board.ListAsync(cancellationToken));

    private static async Task<Created<ObjectionReceipt>> ObjectAsync(
        Guid id, ApiBody<ObjectionForm> body, HttpContext context, NoticeBoard board, CancellationToken cancellationToken) =>
        TypedResults.Created((string?)null, await board.ObjectAsync(id, body.Value, context.Connection.RemoteIpAddress?.ToString() ?? "", cancellationToken));
}
