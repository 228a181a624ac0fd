using AidWorkflows.Domain.Payments;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Payments;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AidWorkflows.Host.Api;

internal static class PaymentsApi
{
    private const int MaximumPageSize = 500;

    public static void MapPayments(this RouteGroupBuilder api) =>
        api.MapGet("/payments", ListAsync)
            .RequireAuthorization(AidPolicies.ReadPayments)
            .WithName("ListPayments")
            .WithSummary("Payments of one's organisation and those below it, oldest first.");

    private static async Task<Ok<PaymentPage>> ListAsync(
        string? status, string? caseNumber, int? page, int? pageSize, HttpContext context, PaymentList payments, CancellationToken cancellationToken)
    {
        var (number, size) = ApiCalls.Paging(page, pageSize, MaximumPageSize);
        return TypedResults.Ok(await payments.ListAsync(
            ApiCalls.Choice<PaymentStatus>(status, "status"), caseNumber, number, size, context.User.ToActor(), cancellationToken));
    }
}
