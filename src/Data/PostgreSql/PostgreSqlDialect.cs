using System.Data;
using System.Data.Common;
using AidWorkflows.Data.Conventions;
using AidWorkflows.Data.Workflows;
using AidWorkflows.Engine.Runtime;
using Npgsql;

namespace AidWorkflows.Data.PostgreSql;

/// <summary>Positional parameters and batches: each call is one round trip.</summary>
internal sealed class PostgreSqlDialect(NpgsqlDataSource dataSource) : WorkflowDialect
{
    internal const string Now = "clock_timestamp() + coalesce((SELECT offset_microseconds FROM clock), 0) * interval '1 microsecond'";

    public override IsolationLevel IsolationLevel => IsolationLevel.ReadCommitted;

    public override bool CommitsWithWrites => true;

    public override async Task<OpeningRows> OpenAsync(DbTransaction transaction, UnitRequest request, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch((NpgsqlConnection)transaction.Connection!, (NpgsqlTransaction)transaction);
        Add(batch, "SELECT set_config('lock_timeout', '5s', true)");

        // The lock comes before all else. Whoever waited for it finds in the statements below what the other burst has left.
        if (request.InstanceId is { } instanceId)
        {
            Add(batch, $"SELECT {HeaderColumns} FROM wf_instance WHERE id = $1 FOR NO KEY UPDATE", Value(instanceId));
            Add(batch, "SELECT data FROM wf_state WHERE instance_id = $1", Value(instanceId));
        }
        else if (request.BookmarkId is { } waiting)
        {
            Add(batch, $"SELECT {HeaderColumns} FROM wf_instance WHERE id = (SELECT instance_id FROM wf_bookmark WHERE id = $1) FOR NO KEY UPDATE", Value(waiting));
            Add(batch, "SELECT data FROM wf_state WHERE instance_id = (SELECT instance_id FROM wf_bookmark WHERE id = $1)", Value(waiting));
        }

        var work = request.WorkId is { } workId
            ? Add(batch, "DELETE FROM wf_work WHERE id = $1 AND lease_token = $2", Value(workId), Value(request.LeaseToken))
            : null;
        if (request.BookmarkId is { } bookmarkId)
            Add(batch, "SELECT instance_id FROM wf_bookmark WHERE id = $1", Value(bookmarkId));
        if (request.DefinitionId is { } definitionId)
            Add(batch, "SELECT id FROM wf_definition_version WHERE definition_id = $1 AND is_published", Value(definitionId));
        Add(batch, $"SELECT {Now}");

        try
        {
            var found = await ReadOpeningAsync(batch, request, cancellationToken);
            return found with { WorkConsumed = work is { RecordsAffected: 1 } };
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            throw new InstanceBusyException(request.InstanceId ?? await FindInstanceOfBookmarkAsync(request.BookmarkId!, cancellationToken) ?? "of bookmark " + request.BookmarkId);
        }
    }

    private async Task<OpeningRows> ReadOpeningAsync(NpgsqlBatch batch, UnitRequest request, CancellationToken cancellationToken)
    {
        StoredInstance? instance = null;
        string? version = null;
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        if (request.InstanceId is not null || request.BookmarkId is not null)
        {
            await reader.NextResultAsync(cancellationToken);
            var header = await reader.ReadAsync(cancellationToken) ? ReadHeader(reader) : default;
            await reader.NextResultAsync(cancellationToken);
            var state = await reader.ReadAsync(cancellationToken) ? reader.GetFieldValue<byte[]>(0) : [];
            instance = header.Header is null ? null : new StoredInstance(header.Header, header.RowVersion, state);
        }

        var isOpen = false;
        if (request.BookmarkId is not null)
        {
            await reader.NextResultAsync(cancellationToken);
            isOpen = await reader.ReadAsync(cancellationToken) && reader.GetString(0) == instance?.Header.Id;
        }

        if (request.DefinitionId is not null)
        {
            await reader.NextResultAsync(cancellationToken);
            version = await reader.ReadAsync(cancellationToken) ? reader.GetString(0) : null;
        }

        await reader.NextResultAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var now = ReadTime(reader, 0);

        // Reads the batch to its end, so that a late error is not lost.
        await reader.NextResultAsync(cancellationToken);
        return new OpeningRows(now, instance, isOpen, false, version);
    }

    public override async Task<StoredInstance?> LockAsync(DbTransaction transaction, string instanceId, bool skipLocked, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch((NpgsqlConnection)transaction.Connection!, (NpgsqlTransaction)transaction);

        // NO KEY: still excludes every other burst, but lets foreign keys of domain rows refer to the instance meanwhile.
        Add(batch, $"SELECT {HeaderColumns} FROM wf_instance WHERE id = $1 FOR NO KEY UPDATE{(skipLocked ? " SKIP LOCKED" : "")}", Value(instanceId));

        // A statement of its own: joined to the one above it would show the state of before the wait for the lock.
        Add(batch, "SELECT data FROM wf_state WHERE instance_id = $1", Value(instanceId));
        if (skipLocked)
            Add(batch, "SELECT 1 FROM wf_instance WHERE id = $1", Value(instanceId));

        try
        {
            return await ReadInstanceAsync(batch, instanceId, skipLocked, cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            throw new InstanceBusyException(instanceId);
        }
    }

    private async Task<StoredInstance?> ReadInstanceAsync(NpgsqlBatch batch, string instanceId, bool skipLocked, CancellationToken cancellationToken)
    {
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        if (await reader.ReadAsync(cancellationToken))
        {
            var (header, rowVersion) = ReadHeader(reader);
            await reader.NextResultAsync(cancellationToken);
            var state = await reader.ReadAsync(cancellationToken) ? reader.GetFieldValue<byte[]>(0) : [];
            return new StoredInstance(header, rowVersion, state);
        }

        if (!skipLocked)
            return null;
        await reader.NextResultAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? throw new InstanceBusyException(instanceId) : null;
    }

    public override async Task<string?> FindInstanceOfBookmarkAsync(DbTransaction transaction, string bookmarkId, CancellationToken cancellationToken)
    {
        await using var command = Command(transaction, "SELECT instance_id FROM wf_bookmark WHERE id = $1", Value(bookmarkId));
        return (string?)await command.ExecuteScalarAsync(cancellationToken);
    }

    public override async Task<bool> ConsumeBookmarkAsync(DbTransaction transaction, string instanceId, string bookmarkId, CancellationToken cancellationToken)
    {
        await using var command = Command(
            transaction, "DELETE FROM wf_bookmark WHERE id = $1 AND instance_id = $2", Value(bookmarkId), Value(instanceId));
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    public override async Task<bool> ConsumeWorkAsync(DbTransaction transaction, long workId, Guid leaseToken, CancellationToken cancellationToken)
    {
        await using var command = Command(transaction, "DELETE FROM wf_work WHERE id = $1 AND lease_token = $2", Value(workId), Value(leaseToken));
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    public override async Task<List<QueuedResume>> QueueResumesAsync(
        DbTransaction transaction, StimulusFilter filter, string? payload, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var sql = $"""
            INSERT INTO wf_work (lane, kind, visible_at, instance_id, bookmark_id, attempt, payload)
            SELECT CASE WHEN count(*) OVER () > {LargestInteractiveEvent} THEN {(int)WorkLane.Bulk} ELSE {(int)WorkLane.Interactive} END,
                   {(int)WorkKind.Resume}, $3, b.instance_id, b.id, 0, $4
            FROM wf_bookmark b JOIN wf_instance i ON i.id = b.instance_id
            WHERE b.name = $1 AND b.hash = $2
              {(filter.InstanceId is null ? "" : "AND b.instance_id = $5")}
              {(filter.CorrelationId is null ? "" : $"AND i.correlation_id = {(filter.InstanceId is null ? "$5" : "$6")}")}
            ORDER BY b.id
            RETURNING id, instance_id, bookmark_id
            """;
        await using var command = Command(transaction, sql, Value(filter.Kind), Value(filter.KeyHash), Value(now.ToUniversalTime()), Text(payload));
        if (filter.InstanceId is not null)
            command.Parameters.Add(Value(filter.InstanceId));
        if (filter.CorrelationId is not null)
            command.Parameters.Add(Value(filter.CorrelationId));

        var queued = new List<QueuedResume>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            queued.Add(new QueuedResume(reader.GetInt64(0), reader.GetString(1), reader.GetString(2)));
        return queued;
    }

    public override async Task InsertWorkAsync(DbTransaction transaction, IReadOnlyList<NewWork> work, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch((NpgsqlConnection)transaction.Connection!, (NpgsqlTransaction)transaction);
        PostgreSqlBurst.AddWork(batch, work, now);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    public override async Task QueueChildCancelsAsync(DbTransaction transaction, string instanceId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var drop = Command(transaction, DropQueuedChildren.Replace("@prefix", "$1", StringComparison.Ordinal), Value(QueuedStart.ChildKey(instanceId, "")));
        await drop.ExecuteNonQueryAsync(cancellationToken);
        await using var cancel = Command(
            transaction, CancelChildren.Replace("@id", "$1", StringComparison.Ordinal).Replace("@now", "$2", StringComparison.Ordinal), Value(instanceId), Value(now.ToUniversalTime()));
        await cancel.ExecuteNonQueryAsync(cancellationToken);
    }

    public override async Task<List<string>> FindDueTriggersAsync(int count, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand($"SELECT id FROM wf_trigger WHERE next_fire_at <= {Now} ORDER BY next_fire_at LIMIT $1");
        command.Parameters.Add(Value(count));
        var due = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            due.Add(reader.GetString(0));
        return due;
    }

    public override async Task<bool> WriteAsync(DbTransaction transaction, UnitWrite write, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch((NpgsqlConnection)transaction.Connection!, (NpgsqlTransaction)transaction);
        PostgreSqlBurst.Fill(batch, write);
        if (write.Commit)
            Add(batch, "COMMIT");
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            // Not cancellable with a COMMIT in it: the caller would not know what happened.
            await batch.ExecuteNonQueryAsync(write.Commit ? CancellationToken.None : cancellationToken);
            return true;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.DivisionByZero)
        {
            // The only divisions in the batch are the checks that the version's row and the stimulus were hit.
            return false;
        }
    }

    public override async Task<IReadOnlyList<WorkRow>> ClaimAsync(WorkLane lane, int count, TimeSpan lease, CancellationToken cancellationToken)
    {
        // MATERIALIZED: else the planner may run the limited query as an inner loop and claim more than the limit.
        const string sql = $"""
            WITH now AS MATERIALIZED (SELECT {Now} AS at),
            due AS MATERIALIZED (
                SELECT id, visible_at FROM wf_work WHERE lane = $1 AND visible_at <= (SELECT at FROM now)
                ORDER BY visible_at LIMIT $2 FOR UPDATE SKIP LOCKED)
            UPDATE wf_work w SET attempt = w.attempt + 1, visible_at = (SELECT at FROM now) + $3, lease_token = $4
            FROM due WHERE w.id = due.id
            RETURNING w.id, w.kind, w.instance_id, w.bookmark_id, w.attempt, w.payload, due.visible_at
            """;
        var token = Guid.NewGuid();
        await using var command = dataSource.CreateCommand(sql);
        NpgsqlParameter[] parameters = [Value((short)lane), Value(count), Value(lease), Value(token)];
        command.Parameters.AddRange(parameters);

        var claimed = new List<(DateTimeOffset VisibleAt, WorkRow Row)>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            claimed.Add((ReadTime(reader, 6), new WorkRow(
                reader.GetInt64(0), lane, (WorkKind)reader.GetInt16(1), ReadText(reader, 2), ReadText(reader, 3), reader.GetInt32(4), token, ReadText(reader, 5))));
        }

        return [.. claimed.OrderBy(work => work.VisibleAt).ThenBy(work => work.Row.Id).Select(work => work.Row)];
    }

    public override async Task<TimeSpan?> NextDueAsync(WorkLane lane, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand($"SELECT greatest(min(visible_at) - ({Now}), interval '0') FROM wf_work WHERE lane = $1 HAVING count(*) > 0");
        command.Parameters.Add(Value((short)lane));
        return await command.ExecuteScalarAsync(cancellationToken) is TimeSpan due ? due : null;
    }

    public override async Task<bool> LockDefinitionAsync(DbTransaction transaction, string definitionId, CancellationToken cancellationToken)
    {
        await using var command = Command(transaction, "SELECT 1 FROM wf_definition WHERE definition_id = $1 FOR UPDATE", Value(definitionId));
        return await command.ExecuteScalarAsync(cancellationToken) is not null;
    }

    public override bool IsSingletonViolation(DbException exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: WorkflowTables.SingletonIndex };

    protected override object StoreTime(DateTimeOffset time) => UtcMicroseconds.Truncate(time);

    protected override DateTimeOffset ReadTime(DbDataReader reader, int ordinal) => reader.GetFieldValue<DateTimeOffset>(ordinal);

    internal static NpgsqlParameter<T> Value<T>(T value) => new() { TypedValue = value };

    internal static NpgsqlParameter<string?> Text(string? value) => new() { TypedValue = value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text };

    internal static NpgsqlBatchCommand Add(NpgsqlBatch batch, string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        batch.BatchCommands.Add(command);
        return command;
    }

    /// <summary>On a connection of its own: the unit's transaction has failed.</summary>
    private async Task<string?> FindInstanceOfBookmarkAsync(string bookmarkId, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("SELECT instance_id FROM wf_bookmark WHERE id = $1");
        command.Parameters.Add(Value(bookmarkId));
        return (string?)await command.ExecuteScalarAsync(cancellationToken);
    }

    private static NpgsqlCommand Command(DbTransaction transaction, string sql, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlCommand(sql, (NpgsqlConnection)transaction.Connection!, (NpgsqlTransaction)transaction);
        command.Parameters.AddRange(parameters);
        return command;
    }
}
