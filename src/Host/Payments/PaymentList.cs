using AidWorkflows.Data;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Payments;
using AidWorkflows.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Payments;

/// <summary>Payments of the actor's organisation and those below it: what is owed first, the oldest first, so that nobody waits unseen (S-072); then what was paid, the newest first.</summary>
public sealed class PaymentList(AidDbContext db)
{
    public async Task<PaymentPage> ListAsync(PaymentStatus? status, string? caseNumber, int page, int pageSize, Actor actor, CancellationToken cancellationToken)
    {
        var path = actor.OrganisationPath;
        var query =
            from payment in db.Set<Payment>().AsNoTracking()
            join aidCase in db.Set<AidCase>() on payment.CaseId equals aidCase.Id
            where aidCase.OrganisationPath.StartsWith(path)
            select new { Payment = payment, aidCase.CaseNumber };
        if (status is { } wanted)
            query = query.Where(row => row.Payment.Status == wanted);
        if (!string.IsNullOrWhiteSpace(caseNumber))
            query = query.Where(row => row.CaseNumber == caseNumber);

        var total = await query.CountAsync(cancellationToken);
        var rows = await query.OrderBy(row => row.Payment.Status == PaymentStatus.Paid)
            .ThenByDescending(row => row.Payment.Status == PaymentStatus.Paid ? row.Payment.CreatedAt : DateTimeOffset.UnixEpoch).ThenBy(row => row.Payment.CreatedAt).ThenBy(row => row.Payment.Id)
            .Skip((page - 1) * pageSize).Take(pageSize).ToListAsync(cancellationToken);
        return new PaymentPage(
            [.. rows.Select(row => new PaymentRow(
                row.Payment.Id,
                row.Payment.Number,
                row.CaseNumber,
                row.Payment.AwardId,
                row.Payment.Amount,
                row.Payment.PayeeName,
                row.Payment.BankName,
                row.Payment.AccountMask,
                row.Payment.Status,
                row.Payment.CreatedAt,
                row.Payment.Attempts,
                row.Payment.FailureReason,
                row.Payment.PaidOn))],
            total);
    }
}

public sealed record PaymentPage(IReadOnlyList<PaymentRow> Items, int TotalCount);

public sealed record PaymentRow(
    Guid Id,
    string PaymentNumber,
    string CaseNumber,
    Guid AwardId,
    decimal Amount,
    string PayeeName,
    string BankName,
    string AccountNumberMask,
    PaymentStatus Status,
    DateTimeOffset CreatedAt,
    int Attempts,
    string? FailureReason,
    DateOnly? PaidOn);
