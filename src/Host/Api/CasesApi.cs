using AidWorkflows.Domain.Cases;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AidWorkflows.Host.Api;

internal static class CasesApi
{
    public static void MapCases(this RouteGroupBuilder api)
    {
        var cases = api.MapGroup("/cases").RequireAuthorization(AidPolicies.ReadCases);
        cases.MapGet("", ListAsync).WithName("ListCases").WithSummary("Cases of one's organisation and those below it.");
        cases.MapGet("/{caseNumber}", GetAsync).WithName("GetCase").WithSummary("One case with its timeline.");
        cases.MapPost("/{caseNumber}/withdraw", WithdrawAsync).WithName("WithdrawCase").WithSummary("The union that took the application takes it back before it is decided.");
    }

    private static async Task<Ok<CaseList>> ListAsync(
        string? status, string? programme, string? search, DateTimeOffset? openedFrom, DateTimeOffset? openedTo, int? page, int? pageSize,
        HttpContext context, CaseQueries cases, CancellationToken cancellationToken)
    {
        var (number, size) = ApiCalls.Paging(page, pageSize, CaseQueries.MaximumPageSize);
        var filter = new CaseFilter
        {
            Status = ApiCalls.Choice<CaseStatus>(status, "status"),
            Programme = programme,
            Search = search,
            OpenedFrom = openedFrom,
            OpenedTo = openedTo,
            Page = number,
            PageSize = size,
        };
        return TypedResults.Ok(await cases.ListAsync(filter, context.User.ToActor(), cancellationToken));
    }

    private static async Task<Ok<CaseDetails>> GetAsync(string caseNumber, HttpContext context, CaseQueries cases, CancellationToken cancellationToken) =>
        TypedResults.Ok(await cases.GetAsync(caseNumber, context.User.ToActor(), cancellationToken));

    private static async Task<Ok<CaseDetails>> WithdrawAsync(
        string caseNumber, ApiBody<WithdrawRequest> body, HttpContext context, CaseWithdrawal withdrawal, CancellationToken cancellationToken) =>
        TypedResults.Ok(await withdrawal.WithdrawAsync(caseNumber, body.Value.RequestId, context.User.ToActor(), cancellationToken));
}

internal sealed record WithdrawRequest
{
    /// <summary>One aid item; all undecided ones when left out.</summary>
    public Guid? RequestId { get; init; }
}
