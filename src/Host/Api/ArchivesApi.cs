using AidWorkflows.Domain.Archives;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Archives;
using AidWorkflows.Host.Visits;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AidWorkflows.Host.Api;

internal static class ArchivesApi
{
    public static void MapArchives(this RouteGroupBuilder api)
    {
        var archives = api.MapGroup("/archives").RequireAuthorization(AidPolicies.ReadCases);
        archives.MapGet("", ListAsync).WithName("ListArchives").WithSummary("Household archives of one's organisation and those below it.");
        archives.MapGet("/{archiveNumber}", GetAsync).WithName("GetArchive").WithSummary("One household archive with its income ledger.");
        archives.MapGet("/{archiveNumber}/visits", VisitsAsync).WithName("ListArchiveVisits").WithSummary("Visits to the household, from the application to the last recheck, exit or re-examination.");
        archives.MapPost("", EnterAsync).RequireAuthorization(AidPolicies.WorkOnTasks).WithName("EnterPaperArchive").WithSummary("Takes over an archive that the county kept on paper.");
    }

    private static async Task<Ok<ArchiveList>> ListAsync(
        string? state, string? search, int? page, int? pageSize, HttpContext context, ArchiveQueries archives, CancellationToken cancellationToken)
    {
        var (number, size) = ApiCalls.Paging(page, pageSize, ArchiveQueries.MaximumPageSize);
        return TypedResults.Ok(await archives.ListAsync(ApiCalls.Choice<ArchiveState>(state, "state"), search, number, size, context.User.ToActor(), cancellationToken));
    }

    private static async Task<Ok<ArchiveDetails>> GetAsync(string archiveNumber, HttpContext context, ArchiveQueries archives, CancellationToken cancellationToken) =>
        TypedResults.Ok(await archives.GetAsync(archiveNumber, context.User.ToActor(), cancellationToken));

    private static async Task<Ok<IReadOnlyList<VisitDetails>>> VisitsAsync(string archiveNumber, HttpContext context, VisitRecords visits, CancellationToken cancellationToken) =>
        TypedResults.Ok(await visits.OfArchiveAsync(archiveNumber, context.User.ToActor(), cancellationToken));

    private static async Task<Created<ArchiveDetails>> EnterAsync(
        ApiBody<PaperArchiveForm> body, HttpContext context, PaperArchives archives, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor();
        var entered = await archives.EnterAsync(body.Value, actor, ApiCalls.KeyOf(context, body, actor.PersonId), cancellationToken);
        return TypedResults.Created($"/api/v1/archives/{entered.ArchiveNumber}", entered);
    }
}
