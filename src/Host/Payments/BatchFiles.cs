using System.Security.Cryptography;
using AidWorkflows.Data;
using AidWorkflows.Data.Protection;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Payments;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Spreadsheets;

namespace AidWorkflows.Host.Payments;

/// <summary>Which form the bank wants its file in.</summary>
public enum BatchFileFormat
{
    Csv = 0,
    Xlsx = 1,
}

/// <summary>
/// The file for the bank: the only place where full card numbers leave the system. Each export is an event of the batch; the first one
/// makes it sent.
/// </summary>
internal sealed class BatchFiles(AidDbContext db, PaymentBatches batches, PayeeChecks payees, FieldProtector protector, TimeProvider clock)
{
    private const string Purpose = "困难职工帮扶资金";

    private static readonly SheetColumn[] Columns =
    [
        new("序号", ColumnKind.Number, 6),
        new("批次号", ColumnKind.Text, 18),
        new("付款编号", ColumnKind.Text, 22),
        new("收款人户名", ColumnKind.Text, 16),
        new("收款人卡号", ColumnKind.Text, 24),
        new("开户银行", ColumnKind.Text, 28),
        new("金额", ColumnKind.Money, 14),
        new("用途", ColumnKind.Text, 20),
        new("制单日期", ColumnKind.Date, 12),
    ];

    /// <exception cref="RuleViolationException">forbidden, not-found, batch-state, and what <see cref="PayeeChecks"/> refuses.</exception>
    public async Task<BatchFile> ExportAsync(Guid id, BatchFileFormat format, Actor actor, CancellationToken cancellationToken)
    {
        var (batch, fund, payments) = await batches.OpenAsync(id, actor, cancellationToken);
        batch.RequireExportable();
        if (batch.SentAt is null)
            await payees.RequireAsync(payments, fund, actor, cancellationToken);

        var sheet = SheetOf(batch, payments.ToDictionary(payment => payment.Id));
        var csv = CsvFile.Write(sheet);
        batch.Send(Convert.ToHexStringLower(SHA256.HashData(csv)), format.ToString(), actor.PersonId, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return format == BatchFileFormat.Csv
            ? new BatchFile($"{batch.Number}.csv", CsvFile.ContentType, csv)
            : new BatchFile($"{batch.Number}.xlsx", XlsxFile.ContentType, XlsxFile.Write(sheet));
    }

    private Sheet SheetOf(PaymentBatch batch, Dictionary<Guid, Payment> payments) => new(
        "代发清单",
        Columns,
        [.. batch.Attempts.OrderBy(attempt => attempt.Line).Select(attempt => (IReadOnlyList<object?>)
        [
            attempt.Line,
            batch.Number,
            attempt.PaymentNumber,
            attempt.PayeeName,
            protector.Open(SealedColumns.PaymentAccount, attempt.PaymentId, payments[attempt.PaymentId].AccountSealed),
            attempt.BankName,
            attempt.Amount,
            Purpose,
            ChinaTime.DateOf(batch.MadeAt),
        ])])
    {
        Titles = [$"困难职工帮扶资金代发清单 {batch.Number}"],
        Total = ["合计", null, null, null, null, $"{batch.Count} 笔", batch.Total, null, null],
    };
}
