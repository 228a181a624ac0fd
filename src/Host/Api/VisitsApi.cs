using AidWorkflows.Domain.Visits;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Visits;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AidWorkflows.Host.Api;

internal static class VisitsApi
{
    public static void MapVisits(this RouteGroupBuilder api)
    {
        var visits = api.MapGroup("/visits").RequireAuthorization(AidPolicies.ReadChecks);
        visits.MapGet("/quota", QuotaAsync).WithName("GetVisitQuota").WithSummary("A county's visits of a year: needed, made, forecast, still to do.");
        visits.MapGet("/samples", SamplesAsync).WithName("ListVisitSamples").WithSummary("Samples that were drawn, with their seeds.");
        visits.MapGet("/samples/{id:guid}", SampleAsync).WithName("GetVisitSample").WithSummary("One sample with its candidates.");
        visits.MapGet("/samples/{id:guid}/draw-again", DrawAgainAsync).WithName("DrawVisitSampleAgain").WithSummary("Draws a sample again from its recorded seed and candidates.");
        visits.MapPost("/samples", DrawAsync).RequireAuthorization(AidPolicies.WorkOnChecks).WithName("DrawVisitSample").WithSummary("Draws new files to be visited; the seed is recorded.");

        var doubts = api.MapGroup("/cases/{caseNumber}/doubts").RequireAuthorization(AidPolicies.WorkOnChecks);
        doubts.MapPost("", RaiseAsync).WithName("RaiseDoubt").WithSummary("Marks a case as doubtful, such as after a complaint.");
        doubts.MapPost("/{id:guid}/clear", ClearAsync).WithName("ClearDoubt").WithSummary("A county reviewer clears a doubt with a reason.");
    }

    private static async Task<Ok<VisitPlan>> QuotaAsync(string? county, int? year, HttpContext context, VisitPlans plans, CancellationToken cancellationToken) =>
        TypedResults.Ok(await plans.ReadAsync(county, year, context.User.ToActor(), cancellationToken));

    private static async Task<Ok<IReadOnlyList<SampleView>>> SamplesAsync(HttpContext context, VisitSamples samples, CancellationToken cancellationToken) =>
        TypedResults.Ok(await samples.ListAsync(context.User.ToActor(), cancellationToken));

    private static async Task<Ok<SampleView>> SampleAsync(Guid id, HttpContext context, VisitSamples samples, CancellationToken cancellationToken) =>
        TypedResults.Ok(await samples.GetAsync(id, context.User.ToActor(), cancellationToken));

    private static async Task<Ok<SampleCheck>> DrawAgainAsync(Guid id, HttpContext context, VisitSamples samples, CancellationToken cancellationToken) =>
        TypedResults.Ok(await samples.DrawAgainAsync(id, context.User.ToActor(), cancellationToken));

    private static async Task<Created<SampleView>> DrawAsync(ApiBody<SampleRequest> body, HttpContext context, VisitSamples samples, CancellationToken cancellationToken)
    {
        var drawn = await samples.DrawAsync(body.Value.Count, context.User.ToActor(), cancellationToken);
        return TypedResults.Created($"/api/v1/visits/samples/{drawn.Id}", drawn);
    }

    private static async Task<NoContent> RaiseAsync(string caseNumber, ApiBody<DoubtRequest> body, HttpContext context, CaseDoubts doubts, CancellationToken cancellationToken)
    {
        await doubts.RaiseAsync(caseNumber, body.Value.Reason, body.Value.Note, context.User.ToActor(), cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> ClearAsync(string caseNumber, Guid id, ApiBody<ClearRequest> body, HttpContext context, CaseDoubts doubts, CancellationToken cancellationToken)
    {
        await doubts.ClearAsync(caseNumber, id, body.Value.Reason, context.User.ToActor(), cancellationToken);
        return TypedResults.NoContent();
    }
}

internal sealed record SampleRequest
{
    public int? Count { get; init; }
}

internal sealed record DoubtRequest
{
    public DoubtReason? Reason { get; init; }

    public string? Note { get; init; }
}

internal sealed record ClearRequest
{
    public string? Reason { get; init; }
}
