using AidWorkflows.Data.Conventions;
using AidWorkflows.Data.Workflows;
using AidWorkflows.Engine.Runtime;
using Microsoft.Data.Sqlite;

namespace AidWorkflows.Data.Sqlite;

/// <summary>Everything one burst writes: one prepared command per table, run once per row. SQLite knows no real asynchrony.</summary>
internal sealed class SqliteBurst(SqliteTransaction transaction, UnitWrite write)
{
    private readonly BurstChanges changes = write.Changes;
    private readonly DateTimeOffset now = write.Now;
    private readonly string id = write.Changes.Header.Id;

    internal bool Write()
    {
        if (WriteInstance() != 1)
            return false;

        Run(
            changes.ReadVersion is null
                ? "INSERT INTO wf_state (instance_id, data) VALUES (@p0, @p1)"
                : "UPDATE wf_state SET data = @p1 WHERE instance_id = @p0",
            [[id, changes.State.ToArray()]]);
        if (!WriteRemovals())
            return false;
        WriteBookmarks();
        WriteWork();
        WriteJournal();
        WriteIncidents();
        return true;
    }

    private int WriteInstance()
    {
        var header = changes.Header;
        object?[] seldom =
        [
            header.Id, header.DefinitionId, header.VersionId, header.DefinitionVersion, (int)header.Status, (int)header.SubStatus,
            header.CorrelationId, header.Name, header.ParentInstanceId, header.SingletonKey, header.IncidentCount, Time(header.CreatedAt), Time(header.FinishedAt),
        ];
        if (changes.ReadVersion is not { } version)
        {
            return Run(
                """
                INSERT INTO wf_instance (id, definition_id, version_id, definition_version, status, sub_status, correlation_id, name,
                    parent_instance_id, singleton_key, incident_count, created_at, finished_at, journal_sequence, updated_at, row_version)
                VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, 1)
                """,
                [[.. seldom, header.JournalSequence, Time(header.UpdatedAt)]]);
        }

        if (Run(
            "UPDATE wf_instance SET journal_sequence = @p1, updated_at = @p2, row_version = row_version + 1 WHERE id = @p0 AND row_version = @p3",
            [[header.Id, header.JournalSequence, Time(header.UpdatedAt), version]]) != 1)
        {
            return 0;
        }

        // Apart, because SQLite writes every index of a column that is named here, also where its value stays the same.
        Run(
            """
            UPDATE wf_instance SET definition_id = @p1, version_id = @p2, definition_version = @p3, status = @p4, sub_status = @p5,
                correlation_id = @p6, name = @p7, parent_instance_id = @p8, singleton_key = @p9, incident_count = @p10, created_at = @p11, finished_at = @p12
            WHERE id = @p0 AND (definition_id, version_id, definition_version, status, sub_status, correlation_id, name, parent_instance_id, singleton_key,
                incident_count, created_at, finished_at) IS NOT (@p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12)
            """,
            [seldom]);
        return 1;
    }

    private bool WriteRemovals()
    {
        if (write.EndsWork)
            Run("DELETE FROM wf_work WHERE instance_id = @p0", [[id]]);
        else
            Run("DELETE FROM wf_work WHERE instance_id = @p0 AND bookmark_id = @p1", changes.RemovedBookmarks.Select(bookmark => new object?[] { id, bookmark }));
        Run("DELETE FROM wf_bookmark WHERE instance_id = @p0 AND id = @p1", write.OtherRemovedBookmarks.Select(bookmark => new object?[] { id, bookmark }));
        return write.Stimulus is not { } stimulus || Run("DELETE FROM wf_bookmark WHERE instance_id = @p0 AND id = @p1", [[id, stimulus]]) == 1;
    }

    private void WriteBookmarks() => Run(
        """
        INSERT INTO wf_bookmark (id, instance_id, name, hash, payload, activity_id, node_id, activity_execution_id, created_at)
        VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8)
        """,
        changes.AddedBookmarks.Select(row => new object?[]
        {
            row.Id, id, row.Name, row.Hash, row.Payload?.ToJsonString(), row.ActivityId, row.NodeId, row.ActivityExecutionId, Time(row.CreatedAt),
        }));

    private void WriteWork() => WriteWork(transaction, changes.AddedWork, now);

    internal static void WriteWork(SqliteTransaction transaction, IReadOnlyList<NewWork> work, DateTimeOffset now) => Run(
        transaction,
        """
        INSERT INTO wf_work (lane, kind, visible_at, instance_id, bookmark_id, attempt, payload, dedupe_key)
        VALUES (@p0, @p1, @p2, @p3, @p4, 0, @p5, @p6)
        ON CONFLICT (dedupe_key) WHERE dedupe_key IS NOT NULL DO NOTHING
        """,
        work.Select(row => new object?[]
        {
            (int)row.Lane, (int)row.Kind, Time(row.VisibleAt ?? now), row.InstanceId, row.BookmarkId, row.Payload, row.DedupeKey,
        }));

    private void WriteJournal() => Run(
        """
        INSERT INTO wf_journal (instance_id, seq, at, activity_execution_id, parent_execution_id, node_id, event, actor, data)
        VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8)
        """,
        changes.Journal.Select(row => new object?[]
        {
            id, row.Sequence, Time(row.At), row.ActivityExecutionId, row.ParentExecutionId, row.NodeId, (int)row.Event, row.Actor, row.Data,
        }));

    private void WriteIncidents()
    {
        Run(
            """
            INSERT INTO wf_incident (id, instance_id, activity_execution_id, activity_id, node_id, activity_type, code, message,
                exception_type, timestamp, resolved_at)
            VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10)
            """,
            changes.AddedIncidents.Select(row => new object?[]
            {
                row.Id, id, row.ActivityExecutionId, row.ActivityId, row.NodeId, row.ActivityType, row.Code, row.Message, row.ExceptionType,
                Time(row.Timestamp), Time(row.ResolvedAt),
            }));
        Run(
            "UPDATE wf_incident SET resolved_at = @p2 WHERE instance_id = @p0 AND id = @p1 AND resolved_at IS NULL",
            changes.ResolvedIncidents.Select(incident => new object?[] { id, incident, Time(now) }));
    }

    private static long? Time(DateTimeOffset? time) => time is { } value ? UtcMicroseconds.From(value) : null;

    private int Run(string sql, IEnumerable<object?[]> rows) => Run(transaction, sql, rows);

    private static int Run(SqliteTransaction transaction, string sql, IEnumerable<object?[]> rows)
    {
        var affected = 0;
        SqliteCommand? command = null;
        try
        {
            foreach (var row in rows)
            {
                command ??= SqliteDialect.Command(transaction, sql);
                for (var i = 0; i < row.Length; i++)
                {
                    if (command.Parameters.Count == i)
                        command.Parameters.AddWithValue($"@p{i}", row[i] ?? DBNull.Value);
                    else
                        command.Parameters[i].Value = row[i] ?? DBNull.Value;
                }

                affected += command.ExecuteNonQuery();
            }
        }
        finally
        {
            command?.Dispose();
        }

        return affected;
    }
}
