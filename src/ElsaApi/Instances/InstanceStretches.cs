using AidWorkflows.Data;
using AidWorkflows.Data.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.ElsaApi.Instances;

/// <summary>
/// Reads the instances in stretches of their ids side by side, each through a connection of its own, because a search through
/// a hundred thousand texts takes one processor too long. Where the stretches end is remembered: being out of date only makes
/// them uneven.
/// </summary>
/// <param name="few">So few instances are read in one stretch; more connections would cost more than they save.</param>
/// <param name="processors">How many can work side by side; one is left to the rest of the server.</param>
internal sealed class InstanceStretches(IServiceScopeFactory scopes, TimeProvider time, int few, int processors)
{
    public const int Few = 20_000;

    private const int Most = 3;
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    private (DateTimeOffset At, List<string> Ends) known = (DateTimeOffset.MinValue, []);

    /// <summary>What <paramref name="read"/> finds in each stretch, oldest first.</summary>
    /// <param name="filter">Makes the query again for the connection of each stretch.</param>
    public async Task<IReadOnlyList<TResult>> ReadAsync<TResult>(
        AidDbContext db, Func<AidDbContext, IQueryable<InstanceRow>> filter, Func<IQueryable<InstanceRow>, Task<TResult>> read, CancellationToken cancellationToken)
    {
        var ends = await EndsAsync(db, cancellationToken);
        if (ends.Count == 0)
            return [await read(filter(db))];

        // Task.Run, because SQLite works on the thread of whoever asks.
        return await Task.WhenAll(Enumerable.Range(0, ends.Count + 1).Select(index => Task.Run(
            async () =>
            {
                await using var scope = scopes.CreateAsyncScope();
                var rows = filter(scope.ServiceProvider.GetRequiredService<AidDbContext>());
#pragma warning disable CA1309 // The database compares, in its own order of the ids.
                if (index > 0)
                    rows = rows.Where(instance => string.Compare(instance.Id, ends[index - 1]) >= 0);
                if (index < ends.Count)
                    rows = rows.Where(instance => string.Compare(instance.Id, ends[index]) < 0);
#pragma warning restore CA1309
                return await read(rows);
            },
            cancellationToken)));
    }

    private async Task<List<string>> EndsAsync(AidDbContext db, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (now - known.At < Remembered && now >= known.At)
            return known.Ends;
        var ends = new List<string>();
        var stretches = Math.Clamp(processors - 1, 1, Most);
        var count = stretches == 1 ? 0 : await db.Instances.CountAsync(cancellationToken);
        for (var stretch = 1; count > few && stretch < stretches; stretch++)
        {
            ends.Add(await db.Instances.OrderBy(instance => instance.Id).Select(instance => instance.Id)
                .Skip((int)((long)count * stretch / stretches)).FirstOrDefaultAsync(cancellationToken) ?? "");
        }

        known = (now, ends);
        return ends;
    }
}
