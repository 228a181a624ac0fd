namespace AidWorkflows.Data.Workflows;

/// <summary>wf_idem: the stored answer to a request with an Idempotency-Key, written in the commit that has the effect.</summary>
public sealed class IdempotencyRow
{
    public required string Scope { get; init; }
    public required string Key { get; init; }
    public required byte[] RequestHash { get; init; }
    public int StatusCode { get; set; }
    public string? Response { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
}
