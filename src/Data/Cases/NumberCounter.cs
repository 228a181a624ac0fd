namespace AidWorkflows.Data.Cases;

/// <summary>The last number given out in a year, for each series: cases, archives, batches of payments.</summary>
internal sealed class NumberCounter
{
    public required string Series { get; init; }

    public int Year { get; init; }

    public int Last { get; set; }
}
