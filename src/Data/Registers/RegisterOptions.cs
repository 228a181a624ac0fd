using System.ComponentModel.DataAnnotations;
using AidWorkflows.Domain.Registers;

namespace AidWorkflows.Data.Registers;

/// <summary>Section <c>Registers</c>: how declarations are compared with registers. The documents leave these open, so they are settings.</summary>
public sealed class RegisterOptions
{
    public const string Section = "Registers";

    /// <summary>Up to this share above the declared income a found income is doubtful, beyond it a mismatch.</summary>
    [Range(0.0, 1.0)]
    public decimal IncomeTolerance { get; set; } = 0.10m;

    /// <summary>More savings of a household, in yuan, are doubtful.</summary>
    [Range(0.0, 10_000_000.0)]
    public decimal SavingsDoubtAbove { get; set; } = 50_000m;

    /// <summary>Older data is no answer.</summary>
    [Range(1, 120)]
    public int OldestMonths { get; set; } = 12;

    /// <summary>The largest file in bytes; the site's own limit of a request holds as well.</summary>
    [Range(1024, 64 * 1024 * 1024)]
    public int LargestFileBytes { get; set; } = 8 * 1024 * 1024;

    public ComparisonRules Rules => new(IncomeTolerance, SavingsDoubtAbove, OldestMonths);
}
