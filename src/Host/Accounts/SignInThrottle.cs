using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace AidWorkflows.Host.Accounts;

/// <summary>
/// Counts failed sign-ins per account and address, and per address, on this node. Unknown accounts count like known ones, so that
/// the answer does not tell them apart. Identity's own lockout, in the database, is the wall behind it for all nodes together.
/// </summary>
public sealed class SignInThrottle(IOptions<AccountOptions> options, TimeProvider clock)
{
    private const int Capacity = 50_000;

    private readonly ConcurrentDictionary<string, Failures> counters = new(StringComparer.Ordinal);

    /// <summary>How long to wait before the next attempt; null when it may go on.</summary>
    public TimeSpan? WaitFor(string account, string address)
    {
        var byAccount = WaitFor(AccountKey(account, address), options.Value.FailuresPerAccountAndAddress);
        var byAddress = WaitFor(address, options.Value.FailuresPerAddress);
        return byAccount > byAddress ? byAccount : byAddress ?? byAccount;
    }

    public void Failed(string account, string address)
    {
        Count(AccountKey(account, address));
        Count(address);
    }

    public void Succeeded(string account, string address) => counters.TryRemove(AccountKey(account, address), out _);

    /// <summary>Until when this node refuses the account, from the address that has to wait longest; null when from none.</summary>
    public DateTimeOffset? WaitsUntil(string account)
    {
        var now = clock.GetUtcNow();
        DateTimeOffset? until = null;
        foreach (var (_, failures) in Of(account).Where(counter => counter.Value.Count >= options.Value.FailuresPerAccountAndAddress))
        {
            if (failures.Since + Window is var end && end > now && !(until >= end))
                until = end;
        }

        return until;
    }

    /// <summary>An administrator knows that it was the person; from any address they may try again.</summary>
    public void Forget(string account)
    {
        foreach (var (key, _) in Of(account))
            counters.TryRemove(key, out _);
    }

    private IEnumerable<KeyValuePair<string, Failures>> Of(string account) =>
        counters.Where(counter => counter.Key.StartsWith(AccountKey(account, ""), StringComparison.Ordinal));

    private TimeSpan? WaitFor(string key, int limit)
    {
        if (!counters.TryGetValue(key, out var failures) || failures.Count < limit)
            return null;

        var wait = failures.Since + Window - clock.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : null;
    }

    private void Count(string key)
    {
        var now = clock.GetUtcNow();
        if (counters.Count >= Capacity)
            DropExpired(now);
        counters.AddOrUpdate(
            key,
            new Failures(1, now),
            (_, failures) => now - failures.Since >= Window ? new Failures(1, now) : failures with { Count = failures.Count + 1 });
    }

    private void DropExpired(DateTimeOffset now)
    {
        foreach (var (key, failures) in counters)
        {
            if (now - failures.Since >= Window)
                counters.TryRemove(key, out _);
        }

        // Still full of young counters: a flood of addresses. Forgetting all of them is safe, because accounts still lock.
        if (counters.Count >= Capacity)
            counters.Clear();
    }

    private TimeSpan Window => TimeSpan.FromMinutes(options.Value.FailureWindowMinutes);

    private static string AccountKey(string account, string address) => $"{account.Trim().ToUpperInvariant()}|{address}";

    private sealed record Failures(int Count, DateTimeOffset Since);
}
