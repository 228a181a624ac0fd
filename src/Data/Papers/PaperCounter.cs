namespace AidWorkflows.Data.Papers;

/// <summary>The last number that a union gave to its documents of one kind in a year.</summary>
public sealed class PaperCounter
{
    public Guid OrganisationId { get; set; }

    public string Word { get; set; } = "";

    public int Year { get; set; }

    public int Last { get; set; }
}
