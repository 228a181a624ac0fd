using System.ComponentModel.DataAnnotations;

namespace AidWorkflows.Host.Payments;

/// <summary>S-072: how long aid may wait to be paid.</summary>
public sealed class PaymentOptions : IValidatableObject
{
    public const string Section = "Payments";

    /// <summary>Working days at which a group of the ageing list ends; the last group is open. Empty here, because settings are added to a list.</summary>
    [MinLength(1)]
    public int[] AgeingGroups { get; set; } = [];

    /// <summary>After more working days than these a payment is late.</summary>
    [Range(0, 250)]
    public int LateAfterWorkingDays { get; set; } = 10;

    /// <summary>The largest result file of a bank.</summary>
    [Range(1024, 1024 * 1024)]
    public int LargestResultFileBytes { get; set; } = 256 * 1024;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (AgeingGroups.Any(days => days < 0) || !AgeingGroups.SequenceEqual(AgeingGroups.Distinct().Order()))
            yield return new ValidationResult("Payments:AgeingGroups must be rising numbers of working days.");
    }
}
