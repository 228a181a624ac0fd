using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Archives;
using AidWorkflows.Host.Reports;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AidWorkflows.Host.Api;

/// <summary>The household after its archive is open: incomes, exits, objections; and the monthly reports.</summary>
internal static class ExitsApi
{
    public static void MapExits(this RouteGroupBuilder api)
    {
        var archives = api.MapGroup("/archives/{archiveNumber}").RequireAuthorization(AidPolicies.ReadCases);
        archives.MapPut("/incomes/{month}", RecordIncomeAsync).RequireAuthorization(AidPolicies.WorkOnTasks)
            .WithName("RecordIncome").WithSummary("Records or corrects the income a head of one month (2026-05), with its evidence.");
        archives.MapGet("/exits", ListAsync).WithName("ListExits").WithSummary("Exits of an archive with their objections, the newest first.");
        archives.MapPost("/exit-requests", BeginAsync).RequireAuthorization(AidPolicies.WorkOnTasks)
            .WithName("RequestExit").WithSummary("Enters a worker's signed request to leave, or begins a finding on a visit.");
        archives.MapPost("/appeals", AppealAsync).RequireAuthorization(AidPolicies.WorkOnTasks)
            .WithName("AppealExit").WithSummary("Enters a worker's objection to an exit, within a month of the notice.");
        var reports = api.MapGroup("/reports").RequireAuthorization(AidPolicies.ReadCases);
        reports.MapGet("", ReportsAsync).WithName("ListReports").WithSummary("Monthly reports of the counties one oversees.");
        reports.MapGet("/{id:guid}", ReportAsync).WithName("GetReport").WithSummary("One monthly report.");
    }

    private static async Task<Ok<MonthlyIncomeView>> RecordIncomeAsync(
        string archiveNumber, string month, ApiBody<MonthlyIncomeForm> body, HttpContext context, IncomeLedger ledger, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor();
        return TypedResults.Ok(await ledger.RecordAsync(archiveNumber, month, body.Value, actor, ApiCalls.KeyOf(context, body, actor.PersonId), cancellationToken));
    }

    private static async Task<Ok<IReadOnlyList<ExitView>>> ListAsync(string archiveNumber, HttpContext context, ExitQueries exits, CancellationToken cancellationToken) =>
        TypedResults.Ok(await exits.ListAsync(archiveNumber, context.User.ToActor(), cancellationToken));

    private static async Task<Created<ExitView>> BeginAsync(
        string archiveNumber, ApiBody<ExitRequestForm> body, HttpContext context, ArchiveExits exits, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor();
        var begun = await exits.BeginAsync(archiveNumber, body.Value, actor, ApiCalls.KeyOf(context, body, actor.PersonId), cancellationToken);
        return TypedResults.Created($"/api/v1/archives/{archiveNumber}/exits", begun);
    }

    private static async Task<Created<ExitView>> AppealAsync(
        string archiveNumber, ApiBody<AppealForm> body, HttpContext context, ArchiveExits exits, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor();
        var received = await exits.AppealAsync(archiveNumber, body.Value, actor, ApiCalls.KeyOf(context, body, actor.PersonId), cancellationToken);
        return TypedResults.Created($"/api/v1/archives/{archiveNumber}/exits", received);
    }

    private static async Task<Ok<ReportPage>> ReportsAsync(
        int? year, int? month, int? page, int? pageSize, HttpContext context, ReportList reports, CancellationToken cancellationToken)
    {
        var (number, size) = ApiCalls.Paging(page, pageSize, ReportList.MaximumPageSize);
        return TypedResults.Ok(await reports.ListAsync(year, month, number, size, context.User.ToActor(), cancellationToken));
    }

    private static async Task<Ok<ReportView>> ReportAsync(Guid id, HttpContext context, ReportList reports, CancellationToken cancellationToken) =>
        TypedResults.Ok(await reports.GetAsync(id, context.User.ToActor(), cancellationToken));
}
