using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Funds;
using AidWorkflows.Host.Spreadsheets;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AidWorkflows.Host.Api;

internal static class FundsApi
{
    public static void MapFunds(this RouteGroupBuilder api)
    {
        var funds = api.MapGroup("/funds").RequireAuthorization(AidPolicies.ReadPayments);
        funds.MapGet("", ListAsync).WithName("ListFunds").WithSummary("The funds of one's organisation and those below it, with their balances.");
        funds.MapGet("/{id:guid}", GetAsync).WithName("GetFund").WithSummary("One fund.");
        funds.MapGet("/{id:guid}/entries", EntriesAsync).WithName("ListFundEntries").WithSummary("The ledger of a fund, newest line first.");
        funds.MapGet("/{id:guid}/ledger", LedgerAsync).WithName("ExportFundLedger").WithSummary("The whole ledger as a workbook.");
        funds.MapPost("", OpenAsync).RequireAuthorization(AidPolicies.PayAid).WithName("OpenFund").WithSummary("Opens a fund of one source.");
        funds.MapPost("/{id:guid}/allocations", AllocateAsync).RequireAuthorization(AidPolicies.PayAid).WithName("AllocateToFund").WithSummary("Enters money that came in, with the document that allocates it.");
        funds.MapPost("/{id:guid}/corrections", CorrectAsync).RequireAuthorization(AidPolicies.PayAid).WithName("CorrectFund").WithSummary("Corrects the balance with a line of its own, with the reason.");
    }

    private static async Task<Ok<IReadOnlyList<FundView>>> ListAsync(HttpContext context, FundBook book, CancellationToken cancellationToken) =>
        TypedResults.Ok(await book.ListAsync(context.User.ToActor(), cancellationToken));

    private static async Task<Ok<FundView>> GetAsync(Guid id, HttpContext context, FundBook book, CancellationToken cancellationToken) =>
        TypedResults.Ok(await book.GetAsync(id, context.User.ToActor(), cancellationToken));

    private static async Task<Ok<FundEntryPage>> EntriesAsync(Guid id, int? page, int? pageSize, HttpContext context, FundBook book, CancellationToken cancellationToken)
    {
        var (number, size) = ApiCalls.Paging(page, pageSize, FundBook.MaximumPageSize);
        return TypedResults.Ok(await book.EntriesAsync(id, number, size, context.User.ToActor(), cancellationToken));
    }

    private static async Task<FileContentHttpResult> LedgerAsync(Guid id, HttpContext context, FundBook book, CancellationToken cancellationToken) =>
        TypedResults.File(XlsxFile.Write(await book.LedgerAsync(id, context.User.ToActor(), cancellationToken)), XlsxFile.ContentType, "fund-ledger.xlsx");

    private static async Task<Created<FundView>> OpenAsync(ApiBody<FundForm> body, HttpContext context, FundBook book, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor();
        var opened = await book.OpenAsync(body.Value, actor, ApiCalls.KeyOf(context, body, actor.PersonId), cancellationToken);
        return TypedResults.Created($"/api/v1/funds/{opened.Id}", opened);
    }

    private static async Task<Ok<FundView>> AllocateAsync(Guid id, ApiBody<FundEntryForm> body, HttpContext context, FundBook book, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor();
        return TypedResults.Ok(await book.AllocateAsync(id, body.Value, actor, ApiCalls.KeyOf(context, body, actor.PersonId), cancellationToken));
    }

    private static async Task<Ok<FundView>> CorrectAsync(Guid id, ApiBody<FundEntryForm> body, HttpContext context, FundBook book, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor();
        return TypedResults.Ok(await book.CorrectAsync(id, body.Value, actor, ApiCalls.KeyOf(context, body, actor.PersonId), cancellationToken));
    }
}
