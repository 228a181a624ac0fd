using System.Data;
using System.Data.Common;
using AidWorkflows.Engine.Execution;
using AidWorkflows.Engine.Runtime;

namespace AidWorkflows.Data.Workflows;

/// <summary>The engine's SQL. One instance per process and database.</summary>
internal abstract class WorkflowDialect
{
    /// <summary>An event for more bookmarks than this is a broadcast and must not push clerks' work aside.</summary>
    protected const int LargestInteractiveEvent = 100;

    protected const string HeaderColumns =
        "id, definition_id, version_id, definition_version, status, sub_status, correlation_id, name, parent_instance_id, "
        + "singleton_key, incident_count, journal_sequence, created_at, updated_at, finished_at, row_version";

    /// <summary>Children that have ended with a fault still hold what they waited for, so a cancelled parent takes them too.</summary>
    protected static readonly string CancelChildren = $"""
        INSERT INTO wf_work (lane, kind, visible_at, instance_id, attempt, dedupe_key)
        SELECT {(int)WorkLane.Child}, {(int)WorkKind.Cancel}, @now, id, 0, 'cancel:' || id FROM wf_instance
        WHERE parent_instance_id = @id AND (status = {(int)WorkflowStatus.Running} OR sub_status = {(int)WorkflowSubStatus.Faulted})
        ON CONFLICT (dedupe_key) WHERE dedupe_key IS NOT NULL DO NOTHING
        """;

    protected static readonly string DropQueuedChildren = $"DELETE FROM wf_work WHERE kind = {(int)WorkKind.Start} AND substr(dedupe_key, 1, length(@prefix)) = @prefix";

    public abstract IsolationLevel IsolationLevel { get; }

    /// <summary>Whether <see cref="WriteAsync"/> can send COMMIT along with its last statement.</summary>
    public abstract bool CommitsWithWrites { get; }

    /// <summary>The first statements of a unit: the instance's lock first, the database's clock plus the simulated offset last.</summary>
    public abstract Task<OpeningRows> OpenAsync(DbTransaction transaction, UnitRequest request, CancellationToken cancellationToken);

    public async Task<DateTimeOffset> NowAsync(DbTransaction transaction, CancellationToken cancellationToken) =>
        (await OpenAsync(transaction, new UnitRequest(), cancellationToken)).Now;

    public abstract Task<StoredInstance?> LockAsync(DbTransaction transaction, string instanceId, bool skipLocked, CancellationToken cancellationToken);

    public abstract Task<string?> FindInstanceOfBookmarkAsync(DbTransaction transaction, string bookmarkId, CancellationToken cancellationToken);

    public abstract Task<bool> ConsumeBookmarkAsync(DbTransaction transaction, string instanceId, string bookmarkId, CancellationToken cancellationToken);

    public abstract Task<bool> ConsumeWorkAsync(DbTransaction transaction, long workId, Guid leaseToken, CancellationToken cancellationToken);

    public abstract Task<List<QueuedResume>> QueueResumesAsync(
        DbTransaction transaction, StimulusFilter filter, string? payload, DateTimeOffset now, CancellationToken cancellationToken);

    public abstract Task InsertWorkAsync(DbTransaction transaction, IReadOnlyList<NewWork> work, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Deletes the Start rows of the instance's children, then queues the cancellation of those that exist.</summary>
    /// <remarks>
    /// In this order: the delete waits for a start that is just being committed, and the second statement then sees its instance.
    /// </remarks>
    public abstract Task QueueChildCancelsAsync(DbTransaction transaction, string instanceId, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Ids of triggers that are due by the database's clock; read without any lock.</summary>
    public abstract Task<List<string>> FindDueTriggersAsync(int count, CancellationToken cancellationToken);

    /// <summary>Writes everything of one burst; false when the instance's row version had changed.</summary>
    public abstract Task<bool> WriteAsync(DbTransaction transaction, UnitWrite write, CancellationToken cancellationToken);

    public abstract Task<IReadOnlyList<WorkRow>> ClaimAsync(WorkLane lane, int count, TimeSpan lease, CancellationToken cancellationToken);

    public abstract Task<TimeSpan?> NextDueAsync(WorkLane lane, CancellationToken cancellationToken);

    /// <summary>False when the definition was already there (waiting for whoever is making it right now).</summary>
    public async Task<bool> CreateDefinitionAsync(DbTransaction transaction, string definitionId, string name, DateTimeOffset now, CancellationToken cancellationToken)
    {
        const string Insert = "INSERT INTO wf_definition (definition_id, name, created_at) VALUES (@id, @name, @at) ON CONFLICT DO NOTHING";
        return await ExecuteAsync(transaction, Insert, cancellationToken, ("id", definitionId), ("name", name), ("at", StoreTime(now))) == 1;
    }

    /// <summary>Keeps an event that nobody waits for yet.</summary>
    public async Task KeepEventAsync(DbTransaction transaction, StimulusFilter filter, string? payload, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        const string Insert = "INSERT INTO wf_event (kind, key_hash, instance_id, correlation_id, payload, expires_at) VALUES (@kind, @hash, @instance, @correlation, @payload, @expires)";
        await ExecuteAsync(transaction, Insert, cancellationToken, ("kind", filter.Kind), ("hash", filter.KeyHash), ("instance", filter.InstanceId),
            ("correlation", filter.CorrelationId), ("payload", payload), ("expires", StoreTime(expiresAt)));
    }

    /// <summary>Locks a definition's row until the transaction ends; false when there is none.</summary>
    public abstract Task<bool> LockDefinitionAsync(DbTransaction transaction, string definitionId, CancellationToken cancellationToken);

    public abstract bool IsSingletonViolation(DbException exception);

    private static async Task<int> ExecuteAsync(DbTransaction transaction, string sql, CancellationToken cancellationToken, params (string Name, object? Value)[] parameters)
    {
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }

        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    protected abstract object StoreTime(DateTimeOffset time);

    protected abstract DateTimeOffset ReadTime(DbDataReader reader, int ordinal);

    protected static string? ReadText(DbDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetString(ordinal);

    protected (InstanceHeader Header, long RowVersion) ReadHeader(DbDataReader reader) => (new InstanceHeader
    {
        Id = reader.GetString(0),
        DefinitionId = reader.GetString(1),
        VersionId = reader.GetString(2),
        DefinitionVersion = reader.GetInt32(3),
        Status = (WorkflowStatus)reader.GetInt16(4),
        SubStatus = (WorkflowSubStatus)reader.GetInt16(5),
        CorrelationId = ReadText(reader, 6),
        Name = ReadText(reader, 7),
        ParentInstanceId = ReadText(reader, 8),
        SingletonKey = ReadText(reader, 9),
        IncidentCount = reader.GetInt32(10),
        JournalSequence = reader.GetInt32(11),
        CreatedAt = ReadTime(reader, 12),
        UpdatedAt = ReadTime(reader, 13),
        FinishedAt = reader.IsDBNull(14) ? null : ReadTime(reader, 14),
    }, reader.GetInt64(15));
}

/// <summary>What a unit found as it opened.</summary>
internal sealed record OpeningRows(DateTimeOffset Now, StoredInstance? Instance, bool BookmarkIsOpen, bool WorkConsumed, string? PublishedVersionId);

/// <summary>One burst's rows.</summary>
/// <param name="Resumed">The bookmark that the unit was opened for.</param>
/// <param name="Commit">Nothing is written after these rows; only where <see cref="WorkflowDialect.CommitsWithWrites"/>.</param>
internal sealed record UnitWrite(BurstChanges Changes, DateTimeOffset Now, string? Resumed, bool Commit)
{
    /// <summary>The stimulus: its delete must hit one row. Null when the bookmark stays open.</summary>
    public string? Stimulus { get; } = Resumed is not null && Changes.RemovedBookmarks.Contains(Resumed) ? Resumed : null;

    /// <summary>Bookmarks that go with it, or went before.</summary>
    public IEnumerable<string> OtherRemovedBookmarks => Changes.RemovedBookmarks.Where(id => id != Stimulus);

    /// <summary>Whatever an ended instance still had queued goes; a faulted one may be retried and keeps its own.</summary>
    public bool EndsWork => Changes is { ReadVersion: not null, Header: { Status: WorkflowStatus.Finished, SubStatus: not WorkflowSubStatus.Faulted } };
}
