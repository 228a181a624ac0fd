using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Payments;

/// <summary>A result file of the bank that was taken over. Its hash is unique, so that the same file is not taken over twice.</summary>
public sealed class PaymentResultFile
{
    public PaymentResultFile(PaymentBatch batch, string fileName, string fileHash, IReadOnlyList<ResultRow> rows, Guid importedBy, DateTimeOffset now)
    {
        Id = RisingId.New(now);
        BatchId = batch.Id;
        FileName = fileName;
        FileHash = fileHash;
        Rows = rows;
        Accepted = rows.Count(row => row.IsGood);
        Refused = rows.Count - Accepted;
        ImportedBy = importedBy;
        ImportedAt = now;
    }

    // For the object-relational mapper.
    private PaymentResultFile()
    {
    }

    public Guid Id { get; private set; }

    public Guid BatchId { get; private set; }

    public string FileName { get; private set; } = "";

    public string FileHash { get; private set; } = "";

    public int Accepted { get; private set; }

    public int Refused { get; private set; }

    /// <summary>The report; it names payments by their numbers, and nobody by name or account.</summary>
    public IReadOnlyList<ResultRow> Rows { get; private set; } = [];

    public Guid ImportedBy { get; private set; }

    public DateTimeOffset ImportedAt { get; private set; }
}

/// <summary>What became of one row of a result file.</summary>
/// <param name="Code">Null for a good row, else what is wrong with it.</param>
public sealed record ResultRow(int Line, string PaymentNumber, bool? IsPaid, string? Code)
{
    public bool IsGood => Code is null;
}
