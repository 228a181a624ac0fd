namespace AidWorkflows.Data.Workflows;

/// <summary>wf_alteration_plan: alterations asked for many instances at once, with what came of each.</summary>
public sealed class AlterationPlanRow
{
    public required string Id { get; init; }

    /// <summary>Who asked for it.</summary>
    public required string Actor { get; init; }

    /// <summary>JSON: alterations, filter, and a job for each instance.</summary>
    public required string Content { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? CompletedAt { get; set; }
}
