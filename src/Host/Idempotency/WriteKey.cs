namespace AidWorkflows.Host.Idempotency;

/// <summary>Names one write, so that repeating it has its effect once.</summary>
/// <param name="Scope">Person and call; the same key of another person or call is another write.</param>
/// <param name="RequestHash">Hash of the body; a key that comes back with another body is refused.</param>
public sealed record WriteKey(string Scope, string Key, byte[] RequestHash)
{
    /// <summary>One of several effects of the same call that are committed one by one.</summary>
    public WriteKey Of(Guid part) => this with { Scope = $"{PartScope}{part:N}" };

    /// <summary>How the scopes of its parts begin; the part follows.</summary>
    public string PartScope => $"{Scope} ";
}
