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

    private KnownEnds known = new(DateTimeOffset.MinValue, []);

    /// <summary>So few rows are not worth several connections.</summary>
    public int TooFew => few;

    /// <summary>What <paramref name="read"/> finds in each stretch, oldest first.</summary>
    /// <param name="ends">What <see cref="EndsAsync"/> answered; the same for all that belongs to one answer.</param>
    /// <param name="filter">Makes the query again for the connection of each stretch.</param>
    /// <param name="read">Reads what matches in the stretch of this number.</param>
    public async Task<IReadOnlyList<TResult>> ReadAsync<TResult>(
        IReadOnlyList<string> ends, Func<AidDbContext, IQueryable<InstanceRow>> filter, Func<IQueryable<InstanceRow>, int, Task<TResult>> read, CancellationToken cancellationToken) =>

        // Task.Run, because SQLite works on the thread of whoever asks.
        await Task.WhenAll(Enumerable.Range(0, ends.Count + 1).Select(stretch => Task.Run(
            async () =>
            {
                await using var scope = scopes.CreateAsyncScope();
                var rows = filter(scope.ServiceProvider.GetRequiredService<AidDbContext>());
#pragma warning disable CA1309 // The database compares, in its own order of the ids.
                if (stretch > 0)
                    rows = rows.Where(instance => string.Compare(instance.Id, ends[stretch - 1]) >= 0);
                if (stretch < ends.Count)
                    rows = rows.Where(instance => string.Compare(instance.Id, ends[stretch]) < 0);
#pragma warning restore CA1309
                return await read(rows, stretch);
            },
            cancellationToken)));

    /// <summary>Where each stretch ends and the next one begins; none when there are too few instances.</summary>
    public async Task<IReadOnlyList<string>> EndsAsync(AidDbContext db, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (known is var (at, remembered) && now - at < Remembered && now >= at)
            return remembered;
        var ends = new List<string>();
        var stretches = Math.Clamp(processors - 1, 1, Most);
        var count = stretches == 1 ? 0 : await db.Instances.CountAsync(cancellationToken);
        for (var stretch = 1; count > few && stretch < stretches; stretch++)
        {
            ends.Add(await db.Instances.OrderBy(instance => instance.Id).Select(instance => instance.Id)
                .Skip((int)((long)count * stretch / stretches)).FirstOrDefaultAsync(cancellationToken) ?? "");
        }

        known = new KnownEnds(now, ends);
        return ends;
    }

    private sealed record KnownEnds(DateTimeOffset At, IReadOnlyList<string> Ends);
}
