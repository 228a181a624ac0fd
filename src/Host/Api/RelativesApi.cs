using AidWorkflows.Domain.People;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.HumanTasks;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AidWorkflows.Host.Api;

/// <summary>Q-15: relatives that the staff declare, and so keep out of their households' cases.</summary>
internal static class RelativesApi
{
    public static void MapRelatives(this RouteGroupBuilder api)
    {
        api.MapGet("/relatives", ListAsync).RequireAuthorization(AidPolicies.Staff).WithName("ListRelatives").WithSummary("One's own; for reviewers, administrators and auditors those of the people they oversee. Masks only.");
        var writes = api.MapGroup("/relatives").RequireAuthorization(AidPolicies.DeclareRelatives);
        writes.MapPost("", DeclareAsync).WithName("DeclareRelative");
        writes.MapPost("/{id:guid}/remove", RemoveAsync).WithName("RemoveRelative");
    }

    private static async Task<Ok<RelativeList>> ListAsync(int? page, int? pageSize, HttpContext context, RelativeRegister register, CancellationToken cancellationToken)
    {
        var (number, size) = ApiCalls.Paging(page, pageSize, RelativeRegister.MaximumPageSize);
        return TypedResults.Ok(await register.ListAsync(context.User.ToActor(), number, size, cancellationToken));
    }

    private static async Task<Created<RelativeView>> DeclareAsync(ApiBody<RelativeRequest> body, HttpContext context, RelativeRegister register, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor();
        var wanted = new WantedRelative(body.Value.PersonId, body.Value.Relation, body.Value.IdNumber);
        return TypedResults.Created("/api/v1/relatives", await register.DeclareAsync(wanted, actor, ApiCalls.KeyOf(context, body, actor.PersonId), cancellationToken));
    }

    private static async Task<Ok<RelativeView>> RemoveAsync(Guid id, ApiBody<RelativeRemoval> body, HttpContext context, RelativeRegister register, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor();
        return TypedResults.Ok(await register.RemoveAsync(id, body.Value.Reason, actor, ApiCalls.KeyOf(context, body, actor.PersonId), cancellationToken));
    }
}

internal sealed record RelativeRequest
{
    /// <summary>Whose relative; oneself when left out.</summary>
    public Guid? PersonId { get; init; }

    public RelativeKind? Relation { get; init; }

    public string? IdNumber { get; init; }
}

internal sealed record RelativeRemoval
{
    public string? Reason { get; init; }
}
