using AidWorkflows.Domain.Payments;

namespace AidWorkflows.Host.Payments;

/// <summary>What a new batch takes up.</summary>
public sealed record BatchForm
{
    public Guid? FundId { get; init; }

    public IReadOnlyList<Guid>? Payments { get; init; }

    /// <summary>There is one way to pay, "bank-card" (S-071). Anything else is refused.</summary>
    public string? Method { get; init; }
}

public sealed record BatchList(IReadOnlyList<BatchSummary> Items, int TotalCount);

public sealed record BatchSummary(Guid Id, string Number, PaymentBatchStatus Status, string FundName, int Count, decimal Total, DateTimeOffset MadeAt);

public sealed record BatchView
{
    public required Guid Id { get; init; }

    public required string Number { get; init; }

    public required PaymentBatchStatus Status { get; init; }

    public required Guid FundId { get; init; }

    public required string FundName { get; init; }

    public required int Count { get; init; }

    public required decimal Total { get; init; }

    public required Guid MakerId { get; init; }

    public required string MadeBy { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public string? CheckedBy { get; init; }

    public DateTimeOffset? CheckedAt { get; init; }

    public DateTimeOffset? SentAt { get; init; }

    public string? FileHash { get; init; }

    public required IReadOnlyList<AttemptView> Payments { get; init; }

    public required IReadOnlyList<ResultFileView> ResultFiles { get; init; }

    /// <summary>What the cashiers should look into; nothing is refused for it.</summary>
    public required IReadOnlyList<PaymentWarning> Warnings { get; init; }
}

public sealed record AttemptView(
    int Line, Guid PaymentId, string PaymentNumber, int Attempt, string PayeeName, string BankName, string AccountNumberMask, decimal Amount, PaymentAttemptStatus Status, string? Reason, DateOnly? BankDay);

public sealed record ResultFileView(string FileName, string FileHash, int Accepted, int Refused, string ImportedBy, DateTimeOffset ImportedAt);

/// <summary>A file for the bank.</summary>
public sealed record BatchFile(string Name, string ContentType, byte[] Content);

/// <summary>What a result file says, row by row, and whether it was taken over.</summary>
public sealed record ResultReport(bool Stored, int Good, int Bad, IReadOnlyList<ResultRow> Rows);
