namespace AidWorkflows.Data.Cases;

/// <summary>The last case number given out in a year.</summary>
internal sealed class CaseNumberCounter
{
    public int Year { get; set; }

    public int Last { get; set; }
}
