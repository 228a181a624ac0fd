using System.Security.Cryptography;
using System.Text.Json.Nodes;
using AidWorkflows.Data;
using AidWorkflows.Data.Conventions;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Payments;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Engine.Runtime;
using AidWorkflows.Host.Idempotency;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AidWorkflows.Host.Payments;

/// <summary>
/// Takes over what the bank says. Everything it changes is one commit: payments, ledger, timelines, the file's hash, and a workflow with a
/// task for each payment that failed.
/// </summary>
internal sealed class BatchResults(AidDbContext db, PaymentBatches batches, WorkflowRuntime runtime, IdempotentWrites writes, IOptions<PaymentOptions> options, TimeProvider clock)
{
    public const string FailedDefinition = "failed-payment";
    private const int LongestFileName = 200;

    /// <summary>Says what the file would do, and stores nothing.</summary>
    /// <exception cref="RuleViolationException">forbidden, not-found, batch-state, result-file-known, result-file-too-large, and what <see cref="BankResultSheet"/> refuses.</exception>
    public async Task<ResultReport> PreviewAsync(Guid id, byte[] bytes, Actor actor, CancellationToken cancellationToken)
    {
        var batch = (await batches.OpenAsync(id, actor, cancellationToken)).Batch;
        await RefuseKnownAsync(HashOf(bytes), cancellationToken);
        return ReportOf(Read(batch, bytes), false);
    }

    /// <param name="acceptGood">Take over the good rows although others are not; else a file with a wrong row changes nothing.</param>
    /// <exception cref="RuleViolationException">As for the preview.</exception>
    public Task<ResultReport> ImportAsync(Guid id, string fileName, byte[] bytes, bool acceptGood, Actor actor, CancellationToken cancellationToken) =>
        writes.RunAsync<ResultReport>(null, async _ =>
        {
            var (batch, fund, payments) = await batches.OpenAsync(id, actor, cancellationToken);
            var hash = HashOf(bytes);
            await RefuseKnownAsync(hash, cancellationToken);
            var sheet = Read(batch, bytes);
            if (sheet.Good.Count == 0 || (!acceptGood && sheet.Good.Count < sheet.Rows.Count))
                return ReportOf(sheet, false);

            var now = clock.GetUtcNow();
            db.AddRange(batch.TakeResults(sheet.Good, fund, payments, actor.PersonId, now));
            var name = Path.GetFileName(fileName.Replace('\\', '/'));
            db.Add(new PaymentResultFile(batch, name.Length > LongestFileName ? name[^LongestFileName..] : name, hash, sheet.Rows, actor.PersonId, now));
            var starts = await StartsAsync(sheet, payments, actor, cancellationToken);

            // The same file at the same moment: the unique indexes let one pass, and the other one is told at the next look.
            await db.SaveLedgerAsync(() => runtime.QueueStartsAsync(starts, cancellationToken));
            return ReportOf(sheet, true);
        }, cancellationToken);

    private BankResultSheet Read(PaymentBatch batch, byte[] bytes)
    {
        batch.RequireAwaitingResults();
        return bytes.Length <= options.Value.LargestResultFileBytes
            ? BankResultSheet.Read(bytes, batch, ChinaTime.Today(clock))
            : throw new RuleViolationException("result-file-too-large", "The file is too large.", "file", options.Value.LargestResultFileBytes / 1024);
    }

    private async Task RefuseKnownAsync(string hash, CancellationToken cancellationToken)
    {
        var known = await db.Set<PaymentResultFile>().AsNoTracking().Where(file => file.FileHash == hash).Select(file => (DateTimeOffset?)file.ImportedAt).SingleOrDefaultAsync(cancellationToken);
        if (known is { } at)
            throw new RuleViolationException("result-file-known", $"This very file was taken over on {ChinaTime.DateOf(at):yyyy-MM-dd}. Nothing was stored.", "file", ChinaTime.DateOf(at));
    }

    private async Task<StartWorkflow[]> StartsAsync(BankResultSheet sheet, IReadOnlyList<Payment> payments, Actor actor, CancellationToken cancellationToken)
    {
        var failed = sheet.Good.Where(result => !result.IsPaid).Select(result => payments.Single(payment => payment.Number == result.PaymentNumber)).ToList();
        Guid[] ids = [.. failed.Select(payment => payment.CaseId).Distinct()];
        var cases = await db.Set<AidCase>().AsNoTracking().Where(aidCase => ids.Contains(aidCase.Id)).ToDictionaryAsync(aidCase => aidCase.Id, aidCase => aidCase.CaseNumber, cancellationToken);
        return [.. failed.Select(payment => new StartWorkflow(FailedDefinition)
        {
            CorrelationId = cases[payment.CaseId],
            Name = payment.Number,
            Actor = actor.PersonId.ToString(),
            Input = new JsonObject { ["CaseId"] = payment.CaseId.ToString(), ["PaymentId"] = payment.Id.ToString() },
        })];
    }

    private static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static ResultReport ReportOf(BankResultSheet sheet, bool stored) => new(stored, sheet.Good.Count, sheet.Rows.Count - sheet.Good.Count, sheet.Rows);
}
