namespace AidWorkflows.Data.Workflows;

/// <summary>lease: which node runs a singleton job; the token grows with each holder and fences a late one off.</summary>
public sealed class LeaseRow
{
    public required string Name { get; init; }
    public required string Holder { get; set; }
    public long Token { get; set; }
    public DateTimeOffset Until { get; set; }
}
