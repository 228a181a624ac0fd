using System.Data.Common;
using System.Runtime.CompilerServices;

namespace AidWorkflows.Data.Sqlite;

/// <summary>
/// One writer at a time, first come first served. SQLite allows one writer anyway, but its waiters poll, starve each other and
/// fail with SQLITE_BUSY under load.
/// </summary>
internal sealed class SqliteWriteGate : IDisposable
{
    /// <summary>Longer than any burst; whoever waits this long waits for itself (a second context inside a transaction).</summary>
    internal static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private static readonly ConditionalWeakTable<DbTransaction, Pass> Passes = [];
    private readonly SemaphoreSlim semaphore = new(1, 1);

    internal bool IsFree => semaphore.CurrentCount == 1;

    public void Dispose() => semaphore.Dispose();

    internal async ValueTask<Pass> EnterAsync(CancellationToken cancellationToken) =>
        await semaphore.WaitAsync(LongestWait, cancellationToken) ? new Pass(semaphore) : throw Stuck();

    internal Pass Enter() => semaphore.Wait(LongestWait) ? new Pass(semaphore) : throw Stuck();

    /// <summary>The gate opens again when the transaction ends, however it ends.</summary>
    internal static void Attach(DbTransaction transaction, Pass pass) => Passes.Add(transaction, pass);

    internal static void Release(DbTransaction transaction)
    {
        if (Passes.TryGetValue(transaction, out var pass))
            pass.Dispose();
    }

    private static TimeoutException Stuck() =>
        new($"AW1302 The database was being written by somebody else for {LongestWait.TotalSeconds:0} s. Nothing was saved; repeat the request.");

    internal sealed class Pass(SemaphoreSlim semaphore) : IDisposable
    {
        private SemaphoreSlim? held = semaphore;

        public void Dispose() => Interlocked.Exchange(ref held, null)?.Release();
    }
}
