using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.HumanTasks;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AidWorkflows.Host.Api;

/// <summary>People who are away for some days, and people who leave.</summary>
internal static class AbsenceApi
{
    public static void MapAbsence(this RouteGroupBuilder api)
    {
        var standIns = api.MapGroup("/stand-ins").RequireAuthorization(AidPolicies.WorkOnTasks);
        standIns.MapGet("", ListAsync).WithName("ListStandIns").WithSummary("Current and coming stand-ins that concern oneself; for administrators, all they oversee.");
        standIns.MapPost("", SetAsync).WithName("SetStandIn");
        standIns.MapPost("/{id:guid}/end", EndAsync).WithName("EndStandIn");

        var staff = api.MapGroup("/staff").RequireAuthorization(AidPolicies.Administer);
        staff.MapGet("/{id:guid}/hand-over", PreviewAsync).WithName("PreviewHandOver").WithSummary("A leaver's tasks, and which of them cannot go to a person.");
        staff.MapPost("/{id:guid}/hand-over", MoveAsync).WithName("HandOver").WithSummary("Moves a leaver's tasks, each by itself.");
    }

    private static async Task<Ok<IReadOnlyList<StandInView>>> ListAsync(HttpContext context, StandIns standIns, CancellationToken cancellationToken) =>
        TypedResults.Ok(await standIns.ListAsync(context.User.ToActor(), cancellationToken));

    private static async Task<Ok<StandInView>> SetAsync(ApiBody<StandInRequest> body, HttpContext context, StandIns standIns, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor();
        var wanted = new WantedStandIn(body.Value.PersonId, body.Value.StandInPersonId, body.Value.FirstDay, body.Value.LastDay);
        return TypedResults.Ok(await standIns.SetAsync(actor, wanted, ApiCalls.KeyOf(context, body, actor.PersonId), cancellationToken));
    }

    private static async Task<Ok<StandInView>> EndAsync(Guid id, ApiBody<NothingMore> body, HttpContext context, StandIns standIns, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor();
        return TypedResults.Ok(await standIns.EndAsync(actor, id, ApiCalls.KeyOf(context, body, actor.PersonId), cancellationToken));
    }

    private static async Task<Ok<HandOverView>> PreviewAsync(Guid id, Guid? toPersonId, HttpContext context, HandOver handOver, CancellationToken cancellationToken) =>
        TypedResults.Ok(await handOver.PreviewAsync(context.User.ToActor(), id, toPersonId, cancellationToken));

    private static async Task<Ok<HandOverView>> MoveAsync(Guid id, ApiBody<HandOverRequest> body, HttpContext context, HandOver handOver, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor();
        return TypedResults.Ok(await handOver.MoveAsync(
            actor, id, body.Value.ToPersonId, body.Value.TaskIds, ApiCalls.KeyOf(context, body, actor.PersonId), cancellationToken));
    }
}

internal sealed record StandInRequest
{
    /// <summary>Who is absent; oneself when left out.</summary>
    public Guid? PersonId { get; init; }

    public Guid? StandInPersonId { get; init; }

    public DateOnly? FirstDay { get; init; }

    public DateOnly? LastDay { get; init; }
}

internal sealed record HandOverRequest
{
    public Guid? ToPersonId { get; init; }

    /// <summary>Only these; all when left out.</summary>
    public IReadOnlyList<Guid>? TaskIds { get; init; }
}
