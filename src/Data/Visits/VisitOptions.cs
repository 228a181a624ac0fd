namespace AidWorkflows.Data.Visits;

/// <summary>Section <c>Visits</c>.</summary>
public sealed class VisitOptions
{
    public const string Section = "Visits";

    /// <summary>Q-16: visits of doubtful files count towards the share of this year's new files.</summary>
    public bool DoubtfulCountTowardsShare { get; set; } = true;

    /// <summary>Q-15: who has declared a relative in a household neither visits it nor works on its cases.</summary>
    public bool ExcludeRelatives { get; set; } = true;
}
