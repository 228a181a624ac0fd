using AidWorkflows.Data.Workflows;
using AidWorkflows.Engine.Bookmarks;
using AidWorkflows.Engine.Incidents;
using AidWorkflows.Engine.Journal;
using AidWorkflows.Engine.Runtime;
using Npgsql;
using NpgsqlTypes;
using static AidWorkflows.Data.PostgreSql.PostgreSqlDialect;

namespace AidWorkflows.Data.PostgreSql;

/// <summary>Everything one burst writes, as one batch; the instance's row is its first command.</summary>
internal static class PostgreSqlBurst
{
    internal static void Fill(NpgsqlBatch batch, UnitWrite write)
    {
        var (changes, now) = (write.Changes, write.Now);
        var id = changes.Header.Id;
        AddInstance(batch, changes);
        AddState(batch, changes);
        AddRemovals(batch, write);
        if (changes.AddedBookmarks.Count > 0)
            AddBookmarks(batch, id, changes.AddedBookmarks);
        if (changes.AddedWork.Count > 0)
            AddWork(batch, changes.AddedWork, now);
        if (changes.Journal.Count > 0)
            AddJournal(batch, id, changes.Journal);
        foreach (var incident in changes.AddedIncidents)
            AddIncident(batch, id, incident);
        if (changes.ResolvedIncidents.Count > 0)
        {
            Add(batch, "UPDATE wf_incident SET resolved_at = $3 WHERE instance_id = $1 AND id = ANY($2) AND resolved_at IS NULL",
                Value(id), Value<string[]>([.. changes.ResolvedIncidents]), Time(now));
        }
    }

    private static void AddInstance(NpgsqlBatch batch, BurstChanges changes)
    {
        var header = changes.Header;
        var sql = changes.ReadVersion is null
            ? """
              INSERT INTO wf_instance (id, definition_id, version_id, definition_version, status, sub_status, correlation_id, name,
                  parent_instance_id, singleton_key, incident_count, journal_sequence, created_at, updated_at, finished_at, row_version)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 1)
              """
            // The division stops the batch, and with it the COMMIT at its end, when the row or its version is not the one that was read.
            : """
              WITH written AS (
              UPDATE wf_instance SET definition_id = $2, version_id = $3, definition_version = $4, status = $5, sub_status = $6, correlation_id = $7,
                  name = $8, parent_instance_id = $9, singleton_key = $10, incident_count = $11, journal_sequence = $12, created_at = $13,
                  updated_at = $14, finished_at = $15, row_version = row_version + 1
              WHERE id = $1 AND row_version = $16
              RETURNING 1)
              SELECT 1 / count(*) FROM written
              """;
        var command = Add(batch, sql,
            Value(header.Id), Value(header.DefinitionId), Value(header.VersionId), Value(header.DefinitionVersion),
            Value((short)header.Status), Value((short)header.SubStatus), Text(header.CorrelationId), Text(header.Name),
            Text(header.ParentInstanceId), Text(header.SingletonKey), Value(header.IncidentCount), Value(header.JournalSequence),
            Time(header.CreatedAt), Time(header.UpdatedAt), Time(header.FinishedAt));
        if (changes.ReadVersion is { } version)
            command.Parameters.Add(Value(version));
    }

    private static void AddState(NpgsqlBatch batch, BurstChanges changes) => Add(batch,
        changes.ReadVersion is null
            ? "INSERT INTO wf_state (instance_id, data) VALUES ($1, $2)"
            : "UPDATE wf_state SET data = $2 WHERE instance_id = $1",
        Value(changes.Header.Id), Value(changes.State));

    private static void AddRemovals(NpgsqlBatch batch, UnitWrite write)
    {
        var id = write.Changes.Header.Id;
        if (write.EndsWork)
            Add(batch, "DELETE FROM wf_work WHERE instance_id = $1", Value(id));
        else if (write.Changes.RemovedBookmarks.Count > 0)
            Add(batch, "DELETE FROM wf_work WHERE instance_id = $1 AND bookmark_id = ANY($2)", Value(id), Value<string[]>([.. write.Changes.RemovedBookmarks]));

        // Like the row version: unless it hits, nothing of the batch is committed.
        if (write.Stimulus is { } stimulus)
            Add(batch, "WITH gone AS (DELETE FROM wf_bookmark WHERE id = $1 AND instance_id = $2 RETURNING 1) SELECT 1 / count(*) FROM gone", Value(stimulus), Value(id));
        string[] removed = [.. write.OtherRemovedBookmarks];
        if (removed.Length > 0)
            Add(batch, "DELETE FROM wf_bookmark WHERE instance_id = $1 AND id = ANY($2)", Value(id), Value(removed));
    }

    private static void AddBookmarks(NpgsqlBatch batch, string instanceId, IReadOnlyList<Bookmark> bookmarks) => Add(batch,
        """
        INSERT INTO wf_bookmark (id, instance_id, name, hash, payload, activity_id, node_id, activity_execution_id, created_at)
        SELECT b.id, $1, b.name, b.hash, b.payload, b.activity_id, b.node_id, b.execution_id, b.at
        FROM unnest($2, $3, $4, $5, $6, $7, $8, $9) AS b (id, name, hash, payload, activity_id, node_id, execution_id, at)
        """,
        Value(instanceId), Column(bookmarks, row => row.Id), Column(bookmarks, row => row.Name), Column(bookmarks, row => row.Hash),
        Column(bookmarks, row => row.Payload?.ToJsonString()), Column(bookmarks, row => row.ActivityId), Column(bookmarks, row => row.NodeId),
        Column(bookmarks, row => row.ActivityExecutionId), Times(bookmarks, row => row.CreatedAt));

    internal static void AddWork(NpgsqlBatch batch, IReadOnlyList<NewWork> added, DateTimeOffset now)
    {
        // Sorted, so that two bursts with the same keys wait for each other in the same order.
        NewWork[] work = [.. added.OrderBy(row => row.DedupeKey, StringComparer.Ordinal)];
        Add(batch,
            """
            INSERT INTO wf_work (lane, kind, visible_at, instance_id, bookmark_id, attempt, payload, dedupe_key)
            SELECT w.lane, w.kind, w.at, w.instance_id, w.bookmark_id, 0, w.payload, w.dedupe_key
            FROM unnest($1, $2, $3, $4, $5, $6, $7) AS w (lane, kind, at, instance_id, bookmark_id, payload, dedupe_key)
            ON CONFLICT (dedupe_key) WHERE dedupe_key IS NOT NULL DO NOTHING
            """,
            Value<short[]>([.. work.Select(row => (short)row.Lane)]), Value<short[]>([.. work.Select(row => (short)row.Kind)]),
            Times(work, row => row.VisibleAt ?? now), Column(work, row => row.InstanceId), Column(work, row => row.BookmarkId),
            Column(work, row => row.Payload), Column(work, row => row.DedupeKey));
    }

    private static void AddJournal(NpgsqlBatch batch, string instanceId, IReadOnlyList<JournalEntry> journal) => Add(batch,
        """
        INSERT INTO wf_journal (instance_id, seq, at, activity_execution_id, parent_execution_id, node_id, event, actor, data)
        SELECT $1, j.* FROM unnest($2, $3, $4, $5, $6, $7, $8, $9) AS j
        """,
        Value(instanceId), Value<int[]>([.. journal.Select(row => row.Sequence)]), Times(journal, row => row.At),
        Column(journal, row => row.ActivityExecutionId), Column(journal, row => row.ParentExecutionId), Column(journal, row => row.NodeId),
        Value<short[]>([.. journal.Select(row => (short)row.Event)]), Column(journal, row => row.Actor), Column(journal, row => row.Data));

    private static void AddIncident(NpgsqlBatch batch, string instanceId, Incident incident) => Add(batch,
        """
        INSERT INTO wf_incident (id, instance_id, activity_execution_id, activity_id, node_id, activity_type, code, message,
            exception_type, timestamp, resolved_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """,
        Value(incident.Id), Value(instanceId), Value(incident.ActivityExecutionId), Value(incident.ActivityId), Value(incident.NodeId),
        Value(incident.ActivityType), Value(incident.Code), Value(incident.Message), Text(incident.ExceptionType),
        Time(incident.Timestamp), Time(incident.ResolvedAt));

    private static NpgsqlParameter<string?[]> Column<TRow>(IReadOnlyList<TRow> rows, Func<TRow, string?> select) =>
        new() { TypedValue = [.. rows.Select(select)], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };

    private static NpgsqlParameter<DateTimeOffset[]> Times<TRow>(IReadOnlyList<TRow> rows, Func<TRow, DateTimeOffset> select) =>
        new()
        {
            TypedValue = [.. rows.Select(row => select(row).ToUniversalTime())],
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz,
        };

    private static NpgsqlParameter<DateTimeOffset?> Time(DateTimeOffset? time) =>
        new() { TypedValue = time?.ToUniversalTime(), NpgsqlDbType = NpgsqlDbType.TimestampTz };
}
