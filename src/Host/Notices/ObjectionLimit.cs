using System.Threading.RateLimiting;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Host.Notices;

/// <summary>How many objections one address may make; each takes a notice down, so they must not be free.</summary>
public sealed class ObjectionLimit : IDisposable
{
    private const int Most = 5;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions { PermitLimit = Most, Window = Window }));

    /// <exception cref="RuleViolationException">too-many-objections.</exception>
    public void Take(string address)
    {
        using var lease = limiter.AttemptAcquire(address);
        if (!lease.IsAcquired)
            throw new RuleViolationException("too-many-objections", $"At most {Most} objections in {Window.TotalMinutes} minutes. Try again later, or go to the union.", null, Most, (int)Window.TotalMinutes);
    }

    public void Dispose() => limiter.Dispose();
}
