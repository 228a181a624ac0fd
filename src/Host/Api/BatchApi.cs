using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.HumanTasks;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AidWorkflows.Host.Api;

internal static class BatchApi
{
    public static void MapBatchApproval(this RouteGroupBuilder tasks)
    {
        tasks.MapGet("/batch", ListAsync).RequireAuthorization(AidPolicies.WorkOnTasks).WithName("ListBatch").WithSummary("My tasks, and why some cannot be approved together.");
        tasks.MapPost("/batch", ApproveAsync).RequireAuthorization(AidPolicies.WorkOnTasks).WithName("ApproveBatch").WithSummary("Approves several tasks, each by itself; the answer has a row for each.");
    }

    private static async Task<Ok<IReadOnlyList<BatchRow>>> ListAsync(HttpContext context, BatchApproval batch, CancellationToken cancellationToken) =>
        TypedResults.Ok(await batch.ListAsync(context.User.ToActor(), cancellationToken));

    private static async Task<Ok<IReadOnlyList<BatchRow>>> ApproveAsync(ApiBody<BatchRequest> body, HttpContext context, BatchApproval batch, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor();
        return TypedResults.Ok(await batch.ApproveAsync(
            actor, body.Value.TaskIds, body.Value.Comment, ApiCalls.KeyOf(context, body, actor.PersonId), cancellationToken));
    }
}

internal sealed record BatchRequest
{
    public IReadOnlyList<Guid>? TaskIds { get; init; }

    public string? Comment { get; init; }
}
