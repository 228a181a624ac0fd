namespace AidWorkflows.Data.Outreach;

/// <summary>S-097: how often the public page on the policy was opened on a day. Nothing is kept about who did.</summary>
public sealed class PolicyPageViews
{
    public DateOnly Day { get; init; }

    public long Views { get; init; }
}
