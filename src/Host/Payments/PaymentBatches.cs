using AidWorkflows.Data;
using AidWorkflows.Data.Cases;
using AidWorkflows.Data.Conventions;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Funds;
using AidWorkflows.Domain.Payments;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Idempotency;
using AidWorkflows.Host.Site;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Payments;

/// <summary>Makes, checks and gives up batches of payments. Every change is one commit with the fund's ledger.</summary>
internal sealed class PaymentBatches(AidDbContext db, CaseNumbers numbers, PayeeChecks payees, SharedCards cards, IdempotentWrites writes, TimeProvider clock)
{
    private const string BankCard = "bank-card";

    /// <exception cref="RuleViolationException">forbidden, payment-method, payments-missing, payment-not-pending, payment-over-balance, and what <see cref="PayeeChecks"/> refuses. Nothing is stored then.</exception>
    public Task<BatchView> MakeAsync(BatchForm form, Actor actor, WriteKey? key, CancellationToken cancellationToken) =>
        writes.RunAsync<BatchView>(key, async answer =>
        {
            PaymentRights.RequirePay(actor);
            if (form.Method is not null and not BankCard)
                throw new RuleViolationException("payment-method", "Aid is paid to the holder's bank card; there is no other way, and no cash.", "method");
            if (form.Payments is not { Count: > 0 } wanted)
                throw new RuleViolationException("payments-missing", "A batch has at least one payment.", "payments");
            if (wanted.Count > PaymentBatch.MostPayments)
                throw new RuleViolationException("payments-too-many", $"A batch has at most {PaymentBatch.MostPayments} payments.", "payments", PaymentBatch.MostPayments);

            var now = clock.GetUtcNow();
            var fund = await FundAsync(form.FundId, actor, cancellationToken);
            Guid[] ids = [.. wanted.Distinct()];
            var payments = await db.Set<Payment>().Where(payment => ids.Contains(payment.Id)).OrderBy(payment => payment.CreatedAt).ThenBy(payment => payment.Id).ToListAsync(cancellationToken);
            if (payments.Count != ids.Length)
                throw new RuleViolationException("not-found", "There is no such payment in your county.", "payments");

            RequirePending(payments);
            await payees.RequireAsync(payments, fund, actor, cancellationToken);
            var number = await numbers.NextBatchAsync(ChinaTime.DateOf(now).Year, cancellationToken);
            var batch = PaymentBatch.Make(number, fund, payments, actor, now);
            db.Add(batch);
            var warnings = await cards.FindAsync(payments, actor, cancellationToken);
            answer.Is(() => View(batch, fund.Name, Named(actor), [], warnings));

            // Two cashiers at the same moment: one passes, and the other one is told at the next look.
            await db.SaveLedgerAsync(() => db.SaveChangesAsync(cancellationToken));
            return View(batch, fund.Name, Named(actor), [], warnings);
        }, cancellationToken);

    /// <exception cref="RuleViolationException">forbidden, not-found, batch-state, batch-own, and what <see cref="PayeeChecks"/> refuses.</exception>
    public Task<BatchView> CheckAsync(Guid id, Actor actor, WriteKey? key, CancellationToken cancellationToken) =>
        ChangeAsync(id, actor, key, async opened =>
        {
            opened.Batch.Check(actor, clock.GetUtcNow());
            await payees.RequireAsync(opened.Payments, opened.Fund, actor, cancellationToken);
        }, cancellationToken);

    /// <exception cref="RuleViolationException">forbidden, not-found, batch-state.</exception>
    public Task<BatchView> CancelAsync(Guid id, Actor actor, WriteKey? key, CancellationToken cancellationToken) =>
        ChangeAsync(id, actor, key, opened =>
        {
            opened.Batch.Cancel(opened.Fund, opened.Payments, actor.PersonId, clock.GetUtcNow());
            return Task.CompletedTask;
        }, cancellationToken);

    public async Task<BatchList> ListAsync(PaymentBatchStatus? status, int page, int pageSize, Actor actor, CancellationToken cancellationToken)
    {
        var path = actor.OrganisationPath;
        var all = from batch in db.Set<PaymentBatch>().AsNoTracking()
                  join fund in db.Set<Fund>() on batch.FundId equals fund.Id
                  where batch.OrganisationPath.StartsWith(path) && (status == null || batch.Status == status)
                  select new { Batch = batch, FundName = fund.Name };
        var rows = await all.OrderByDescending(row => row.Batch.MadeAt).ThenByDescending(row => row.Batch.Id).Skip((page - 1) * pageSize).Take(pageSize)
            .Select(row => new BatchSummary(row.Batch.Id, row.Batch.Number, row.Batch.Status, row.FundName, row.Batch.Count, row.Batch.Total, row.Batch.MadeAt))
            .ToListAsync(cancellationToken);
        return new BatchList(rows, await all.CountAsync(cancellationToken));
    }

    /// <exception cref="RuleViolationException">not-found.</exception>
    public async Task<BatchView> GetAsync(Guid id, Actor actor, CancellationToken cancellationToken)
    {
        var batch = await db.Set<PaymentBatch>().AsNoTracking().Include(candidate => candidate.Attempts).SingleOrDefaultAsync(candidate => candidate.Id == id, cancellationToken);
        if (batch is null || !actor.Oversees(batch.OrganisationPath))
            throw Missing();

        var fundName = await db.Set<Fund>().Where(fund => fund.Id == batch.FundId).Select(fund => fund.Name).SingleAsync(cancellationToken);
        var files = await db.Set<PaymentResultFile>().AsNoTracking().Where(file => file.BatchId == id).OrderBy(file => file.ImportedAt).ToListAsync(cancellationToken);
        var names = await StaffNames.ReadAsync(db, [batch.MadeBy, batch.CheckedBy, .. files.Select(file => (Guid?)file.ImportedBy)]);
        var payments = await db.Set<Payment>().AsNoTracking().Where(payment => db.Set<PaymentAttempt>().Any(attempt => attempt.BatchId == id && attempt.PaymentId == payment.Id)).ToListAsync(cancellationToken);
        return View(batch, fundName, names, files, await cards.FindAsync(payments, actor, cancellationToken));
    }

    /// <summary>
    /// A batch that is to be changed, with everything that changes with it. The batch itself is read last: if somebody changes it in
    /// between, it says so, or the fund that was read before is out of date and the save is refused.
    /// </summary>
    /// <exception cref="RuleViolationException">forbidden, not-found.</exception>
    public async Task<OpenedBatch> OpenAsync(Guid id, Actor actor, CancellationToken cancellationToken)
    {
        PaymentRights.RequirePay(actor);
        var fundId = await db.Set<PaymentBatch>().Where(batch => batch.Id == id && batch.OrganisationId == actor.OrganisationId)
            .Select(batch => (Guid?)batch.FundId).SingleOrDefaultAsync(cancellationToken) ?? throw Missing();
        var fund = await db.Set<Fund>().SingleAsync(candidate => candidate.Id == fundId, cancellationToken);
        var payments = await db.Set<Payment>().Where(payment => db.Set<PaymentAttempt>().Any(attempt => attempt.BatchId == id && attempt.PaymentId == payment.Id)).ToListAsync(cancellationToken);
        var batch = await db.Set<PaymentBatch>().Include(candidate => candidate.Attempts).SingleAsync(candidate => candidate.Id == id, cancellationToken);
        return new OpenedBatch(batch, fund, payments);
    }

    private Task<BatchView> ChangeAsync(Guid id, Actor actor, WriteKey? key, Func<OpenedBatch, Task> change, CancellationToken cancellationToken) =>
        writes.RunAsync<BatchView>(key, async answer =>
        {
            var opened = await OpenAsync(id, actor, cancellationToken);
            await change(opened);
            var (batch, fund, payments) = opened;
            var names = await StaffNames.ReadAsync(db, [batch.MadeBy, batch.CheckedBy]);
            var warnings = await cards.FindAsync(payments, actor, cancellationToken);
            answer.Is(() => View(batch, fund.Name, names, [], warnings));
            await db.SaveLedgerAsync(() => db.SaveChangesAsync(cancellationToken));
            return View(batch, fund.Name, names, [], warnings);
        }, cancellationToken);

    private async Task<Fund> FundAsync(Guid? id, Actor actor, CancellationToken cancellationToken)
    {
        var fund = id is null ? null : await db.Set<Fund>().SingleOrDefaultAsync(candidate => candidate.Id == id, cancellationToken);
        return fund is not null && fund.OrganisationId == actor.OrganisationId
            ? fund
            : throw new InvalidInputException([new ValidationProblem(id is null ? "field-required" : "unknown-fund", "fundId", id is null ? "This field is required." : "Your union has no such fund.")]);
    }

    private static void RequirePending(IEnumerable<Payment> payments)
    {
        foreach (var payment in payments)
            payment.RequirePending();
    }

    private static Dictionary<Guid, string> Named(Actor actor) => new() { [actor.PersonId] = actor.Name };

    private static RuleViolationException Missing() => new("not-found", "There is no such batch.");

    private static BatchView View(PaymentBatch batch, string fundName, IReadOnlyDictionary<Guid, string> names, IReadOnlyList<PaymentResultFile> files, IReadOnlyList<PaymentWarning> warnings) => new()
    {
        Id = batch.Id,
        Number = batch.Number,
        Status = batch.Status,
        FundId = batch.FundId,
        FundName = fundName,
        Count = batch.Count,
        Total = batch.Total,
        MakerId = batch.MadeBy,
        MadeBy = names.GetValueOrDefault(batch.MadeBy, "-"),
        MadeAt = batch.MadeAt,
        CheckedBy = batch.CheckedBy is { } checker ? names.GetValueOrDefault(checker, "-") : null,
        CheckedAt = batch.CheckedAt,
        SentAt = batch.SentAt,
        FileHash = batch.FileHash,
        Payments = [.. batch.Attempts.OrderBy(attempt => attempt.Line).Select(attempt => new AttemptView(
            attempt.Line, attempt.PaymentId, attempt.PaymentNumber, attempt.Number, attempt.PayeeName, attempt.BankName, attempt.AccountMask, attempt.Amount, attempt.Status, attempt.Reason, attempt.BankDay))],
        ResultFiles = [.. files.Select(file => new ResultFileView(file.FileName, file.FileHash, file.Accepted, file.Refused, names.GetValueOrDefault(file.ImportedBy, "-"), file.ImportedAt))],
        Warnings = warnings,
    };
}

/// <summary>A batch with the fund that it is paid from and its payments.</summary>
internal sealed record OpenedBatch(PaymentBatch Batch, Fund Fund, IReadOnlyList<Payment> Payments);
