using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace AidWorkflows.Data.Sqlite;

/// <summary>
/// The database file of this process: its write gate, and the lock file beside it that keeps a second process out (the gate
/// works inside one process only). Hosts of one process may share a file, as tests that restart a host do.
/// </summary>
internal sealed class SqliteDatabaseFile : IDisposable
{
    private static readonly Lock Registry = new();
    private static readonly Dictionary<string, Shared> Files = [];
    private readonly Lock claiming = new();
    private readonly Shared shared;
    private bool disposed;
    private volatile bool claimed;

    internal SqliteDatabaseFile(string connectionString)
    {
        var builder = new SqliteConnectionStringBuilder(connectionString);
        if (builder.DataSource is "" or ":memory:" || builder.Mode == SqliteOpenMode.Memory || builder.DataSource.StartsWith("file:", StringComparison.Ordinal))
            throw new InvalidOperationException($"AW1303 ConnectionStrings:Aid must name a database file ('Data Source=data/aid.db'), not '{builder.DataSource}'.");

        Path = System.IO.Path.GetFullPath(builder.DataSource);
        builder.DataSource = Path;
        ConnectionString = builder.ToString();
        lock (Registry)
        {
            if (!Files.TryGetValue(Path, out var found))
                Files.Add(Path, found = new Shared());
            found.Users++;
            shared = found;
        }
    }

    internal string Path { get; }

    internal string ConnectionString { get; }

    internal SqliteWriteGate Gate => shared.Gate;

    /// <summary>Makes the folder and takes the lock file; cheap when already done.</summary>
    internal void Claim()
    {
        if (claimed)
            return;
        lock (claiming)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            shared.Claim(Path);
            claimed = true;
        }
    }

    internal async Task<SqliteConnection> OpenAsync(CancellationToken cancellationToken)
    {
        Claim();
        var connection = new SqliteConnection(ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            Prepare(connection);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    internal void Prepare(DbConnection connection)
    {
        using var command = connection.CreateCommand();

        // FULL: a commit that was reported survives a power cut. The journal mode is kept in the file, so once is enough.
        command.CommandText = "PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000; PRAGMA foreign_keys=ON;"
            + (shared.IsWriteAhead ? "" : "PRAGMA journal_mode=WAL;");
        command.ExecuteNonQuery();
        shared.IsWriteAhead = true;
    }

    public void Dispose()
    {
        lock (Registry)
        {
            if (disposed)
                return;
            disposed = true;
            if (--shared.Users > 0)
                return;
            Files.Remove(Path);
        }

        // Pooled connections would keep the file open after the lock is gone.
        using (var connection = new SqliteConnection(ConnectionString))
            SqliteConnection.ClearPool(connection);
        shared.Dispose();
    }

    private sealed class Shared : IDisposable
    {
        private readonly Lock locking = new();
        private FileStream? lockFile;

        public int Users { get; set; }

        public bool IsWriteAhead { get; set; }

        public SqliteWriteGate Gate { get; } = new();

        public void Claim(string path)
        {
            lock (locking)
            {
                if (lockFile is not null)
                    return;
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
                try
                {
                    lockFile = new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                }
                catch (IOException exception)
                {
                    throw new InvalidOperationException(
                        $"AW1304 The database {path} is in use by another process ({path}.lock is locked). Stop that process, or use PostgreSQL for more than one node.",
                        exception);
                }
            }
        }

        public void Dispose()
        {
            Gate.Dispose();
            lockFile?.Dispose();
        }
    }
}
