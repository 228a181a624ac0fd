using System.ComponentModel.DataAnnotations;

namespace AidWorkflows.Host.Idempotency;

/// <summary>Section <c>Idempotency</c>: how long a repeated write gets its first answer.</summary>
public sealed class IdempotencyOptions
{
    public const string Section = "Idempotency";

    /// <summary>Hours that the answer to a write with an Idempotency-Key is kept. A later repeat is a write of its own.</summary>
    [Range(1, 24 * 365)]
    public int KeepHours { get; set; } = 7 * 24;

    internal TimeSpan KeepFor => TimeSpan.FromHours(KeepHours);
}
