using System.Data;
using System.Data.Common;
using AidWorkflows.Data.Conventions;
using AidWorkflows.Data.Workflows;
using AidWorkflows.Engine.Runtime;
using Microsoft.Data.Sqlite;

namespace AidWorkflows.Data.Sqlite;

/// <summary>
/// BEGIN IMMEDIATE is a global write lock, so it stands for row locks, SKIP LOCKED and the lock order all at once; a busy
/// instance shows as waiting in Begin.
/// </summary>
internal sealed class SqliteDialect(SqliteDatabaseFile file) : WorkflowDialect
{
    // SQLite's own clock, as on PostgreSQL the server's: the host's TimeProvider may have the offset in it already.
    private const string Now = "CAST(unixepoch('subsec') * 1000000 AS INTEGER) + coalesce((SELECT offset_microseconds FROM clock), 0)";

    public override IsolationLevel IsolationLevel => IsolationLevel.Serializable;

    public override bool CommitsWithWrites => false;

    public override async Task<OpeningRows> OpenAsync(DbTransaction transaction, UnitRequest request, CancellationToken cancellationToken)
    {
        var instance = request switch
        {
            { InstanceId: { } instanceId } => await LockAsync(transaction, instanceId, skipLocked: false, cancellationToken),
            { BookmarkId: { } bookmarkId } => await ReadInstanceAsync(transaction, "(SELECT instance_id FROM wf_bookmark WHERE id = @id)", bookmarkId, cancellationToken),
            _ => null,
        };
        var workConsumed = request.WorkId is { } workId && await ConsumeWorkAsync(transaction, workId, request.LeaseToken, cancellationToken);
        var isOpen = request.BookmarkId is { } bookmark && instance is not null
            && await FindInstanceOfBookmarkAsync(transaction, bookmark, cancellationToken) == instance.Header.Id;
        await using var command = Command(
            transaction, $"SELECT {Now}, (SELECT id FROM wf_definition_version WHERE definition_id = @id AND is_published)", ("@id", request.DefinitionId));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new OpeningRows(ReadTime(reader, 0), instance, isOpen, workConsumed, ReadText(reader, 1));
    }

    public override Task<StoredInstance?> LockAsync(DbTransaction transaction, string instanceId, bool skipLocked, CancellationToken cancellationToken) =>
        ReadInstanceAsync(transaction, "@id", instanceId, cancellationToken);

    private async Task<StoredInstance?> ReadInstanceAsync(DbTransaction transaction, string which, string id, CancellationToken cancellationToken)
    {
        await using var command = Command(transaction, $"SELECT {HeaderColumns}, data FROM wf_instance LEFT JOIN wf_state ON instance_id = id WHERE id = {which}", ("@id", id));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
            return null;
        var (header, rowVersion) = ReadHeader(reader);
        return new StoredInstance(header, rowVersion, reader.IsDBNull(16) ? [] : reader.GetFieldValue<byte[]>(16));
    }

    public override async Task<string?> FindInstanceOfBookmarkAsync(DbTransaction transaction, string bookmarkId, CancellationToken cancellationToken)
    {
        await using var command = Command(transaction, "SELECT instance_id FROM wf_bookmark WHERE id = @id", ("@id", bookmarkId));
        return (string?)await command.ExecuteScalarAsync(cancellationToken);
    }

    public override async Task<bool> ConsumeBookmarkAsync(DbTransaction transaction, string instanceId, string bookmarkId, CancellationToken cancellationToken)
    {
        await using var command = Command(
            transaction, "DELETE FROM wf_bookmark WHERE id = @id AND instance_id = @instance", ("@id", bookmarkId), ("@instance", instanceId));
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    public override async Task<bool> ConsumeWorkAsync(DbTransaction transaction, long workId, Guid leaseToken, CancellationToken cancellationToken)
    {
        await using var command = Command(
            transaction, "DELETE FROM wf_work WHERE id = @id AND lease_token = @token", ("@id", workId), ("@token", leaseToken));
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    public override async Task<List<QueuedResume>> QueueResumesAsync(
        DbTransaction transaction, StimulusFilter filter, string? payload, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var sql = $"""
            INSERT INTO wf_work (lane, kind, visible_at, instance_id, bookmark_id, attempt, payload)
            SELECT CASE WHEN count(*) OVER () > {LargestInteractiveEvent} THEN {(int)WorkLane.Bulk} ELSE {(int)WorkLane.Interactive} END,
                   {(int)WorkKind.Resume}, @now, b.instance_id, b.id, 0, @payload
            FROM wf_bookmark b JOIN wf_instance i ON i.id = b.instance_id
            WHERE b.name = @name AND b.hash = @hash
              {(filter.InstanceId is null ? "" : "AND b.instance_id = @instance")}
              {(filter.CorrelationId is null ? "" : "AND i.correlation_id = @correlation")}
            ORDER BY b.id
            RETURNING id, instance_id, bookmark_id
            """;
        await using var command = Command(transaction, sql,
            ("@name", filter.Kind), ("@hash", filter.KeyHash), ("@now", UtcMicroseconds.From(now)), ("@payload", payload),
            ("@instance", filter.InstanceId), ("@correlation", filter.CorrelationId));
        var queued = new List<QueuedResume>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            queued.Add(new QueuedResume(reader.GetInt64(0), reader.GetString(1), reader.GetString(2)));
        return queued;
    }

    public override Task InsertWorkAsync(DbTransaction transaction, IReadOnlyList<NewWork> work, DateTimeOffset now, CancellationToken cancellationToken)
    {
        SqliteBurst.WriteWork((SqliteTransaction)transaction, work, now);
        return Task.CompletedTask;
    }

    public override async Task QueueChildCancelsAsync(DbTransaction transaction, string instanceId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var drop = Command(transaction, DropQueuedChildren, ("@prefix", QueuedStart.ChildKey(instanceId, "")));
        await drop.ExecuteNonQueryAsync(cancellationToken);
        await using var cancel = Command(transaction, CancelChildren, ("@id", instanceId), ("@now", UtcMicroseconds.From(now)));
        await cancel.ExecuteNonQueryAsync(cancellationToken);
    }

    public override async Task<List<string>> FindDueTriggersAsync(int count, CancellationToken cancellationToken)
    {
        await using var connection = await file.OpenAsync(cancellationToken);
        await using var command = Command(connection, $"SELECT id FROM wf_trigger WHERE next_fire_at <= {Now} ORDER BY next_fire_at LIMIT @count", ("@count", count));
        var due = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            due.Add(reader.GetString(0));
        return due;
    }

    public override Task<bool> WriteAsync(DbTransaction transaction, UnitWrite write, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(new SqliteBurst((SqliteTransaction)transaction, write).Write());
    }

    public override async Task<IReadOnlyList<WorkRow>> ClaimAsync(WorkLane lane, int count, TimeSpan lease, CancellationToken cancellationToken)
    {
        await using var connection = await file.OpenAsync(cancellationToken);

        // A look without the gate first: idle polls must not make writers wait.
        if (await NextDueAsync(connection, lane, cancellationToken) is not { Ticks: 0 })
            return [];

        using var pass = await file.Gate.EnterAsync(cancellationToken);
        await using var transaction = connection.BeginTransaction();
        var now = await NowAsync(connection, transaction, cancellationToken);
        var token = Guid.NewGuid();
        var claimed = await ReadDueAsync(transaction, lane, count, now, token, cancellationToken);
        await using var command = Command(transaction,
            "UPDATE wf_work SET attempt = attempt + 1, visible_at = @visible, lease_token = @token WHERE id = @id",
            ("@visible", UtcMicroseconds.From(now + lease)), ("@token", token), ("@id", 0L));
        foreach (var row in claimed)
        {
            command.Parameters["@id"].Value = row.Id;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(CancellationToken.None);
        return claimed;
    }

    private static async Task<List<WorkRow>> ReadDueAsync(
        SqliteTransaction transaction, WorkLane lane, int count, DateTimeOffset now, Guid token, CancellationToken cancellationToken)
    {
        await using var command = Command(transaction,
            """
            SELECT id, kind, instance_id, bookmark_id, attempt + 1, payload FROM wf_work
            WHERE lane = @lane AND visible_at <= @now ORDER BY visible_at, id LIMIT @count
            """,
            ("@lane", (int)lane), ("@now", UtcMicroseconds.From(now)), ("@count", count));
        var rows = new List<WorkRow>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(new WorkRow(
                reader.GetInt64(0), lane, (WorkKind)reader.GetInt16(1), ReadText(reader, 2), ReadText(reader, 3), reader.GetInt32(4), token, ReadText(reader, 5)));
        }

        return rows;
    }

    public override async Task<TimeSpan?> NextDueAsync(WorkLane lane, CancellationToken cancellationToken)
    {
        await using var connection = await file.OpenAsync(cancellationToken);
        return await NextDueAsync(connection, lane, cancellationToken);
    }

    private static async Task<TimeSpan?> NextDueAsync(SqliteConnection connection, WorkLane lane, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, "SELECT min(visible_at) FROM wf_work WHERE lane = @lane", ("@lane", (int)lane));
        if (await command.ExecuteScalarAsync(cancellationToken) is not long visibleAt)
            return null;
        var due = UtcMicroseconds.To(visibleAt) - await NowAsync(connection, null, cancellationToken);
        return due > TimeSpan.Zero ? due : TimeSpan.Zero;
    }

    public override async Task<bool> LockDefinitionAsync(DbTransaction transaction, string definitionId, CancellationToken cancellationToken)
    {
        await using var command = Command(transaction, "SELECT 1 FROM wf_definition WHERE definition_id = @id", ("@id", definitionId));
        return await command.ExecuteScalarAsync(cancellationToken) is not null;
    }

    public override bool IsSingletonViolation(DbException exception) =>
        exception is SqliteException { SqliteExtendedErrorCode: SQLitePCL.raw.SQLITE_CONSTRAINT_UNIQUE } unique
        && unique.Message.Contains("wf_instance.singleton_key", StringComparison.Ordinal);

    protected override object StoreTime(DateTimeOffset time) => UtcMicroseconds.From(time);

    protected override DateTimeOffset ReadTime(DbDataReader reader, int ordinal) => UtcMicroseconds.To(reader.GetInt64(ordinal));

    private static async Task<DateTimeOffset> NowAsync(SqliteConnection connection, SqliteTransaction? transaction, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, $"SELECT {Now}");
        command.Transaction = transaction;
        return UtcMicroseconds.To((long)(await command.ExecuteScalarAsync(cancellationToken))!);
    }

    internal static SqliteCommand Command(DbTransaction transaction, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = Command((SqliteConnection)transaction.Connection!, sql, parameters);
        command.Transaction = (SqliteTransaction)transaction;
        return command;
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }
}
