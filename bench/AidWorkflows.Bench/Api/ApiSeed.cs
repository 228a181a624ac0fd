using System.Globalization;
using AidWorkflows.Data;
using AidWorkflows.Data.Definitions;
using AidWorkflows.Engine;
using AidWorkflows.Engine.Runtime;
using AidWorkflows.TestDatabases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AidWorkflows.Bench.Api;

/// <summary>
/// Two hundred definitions and a hundred thousand instances. The definitions are published, and two instances run, by the real
/// code; the others are copies of those two, made by the database itself.
/// </summary>
internal sealed class ApiSeed(TestDatabase database)
{
    public const int Definitions = 200;
    public const int Instances = 100_000;

    /// <summary>Every this many instances has its whole journal; the others have its first lines.</summary>
    private const int Whole = 500;

    private bool IsPostgreSql => database.Provider == DatabaseProvider.PostgreSql;

    public static string InstanceId(int number) => string.Create(CultureInfo.InvariantCulture, $"bench{1_000_000 + number}");

    /// <summary>One with its whole journal.</summary>
    public static string WholeInstanceId(int number) => InstanceId((number % (Instances / Whole) + 1) * Whole);

    public static string CaseNumber(int number) => string.Create(CultureInfo.InvariantCulture, $"AW-2026-{number:000000}");

    public async Task RunAsync()
    {
        await using var services = database.CreateServices(null, collection => collection.AddLogging(log => log.SetMinimumLevel(LogLevel.Warning)).AddWorkflowEngine());
        await using var scope = services.CreateAsyncScope();
        var library = scope.ServiceProvider.GetRequiredService<DefinitionLibrary>();
        for (var number = 0; number < Definitions; number++)
        {
            await library.SaveDraftAsync(FiftySteps.Definition(number), null, null, default);
            await library.PublishAsync(FiftySteps.DefinitionId(number), null, default);
        }

        var (waiting, finished) = await RunTwoAsync(services);
        var db = scope.ServiceProvider.GetRequiredService<AidDbContext>();
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            await CopyAsync(db, waiting, finished);
            await transaction.CommitAsync();
        }

        // What the server does by itself within minutes.
        if (IsPostgreSql)
            await db.Database.ExecuteSqlRawAsync("VACUUM ANALYZE");
    }

    private static async Task<(string Waiting, string Finished)> RunTwoAsync(ServiceProvider services)
    {
        List<string> ids = [];
        foreach (var _ in (string[])["waits", "ends"])
        {
            await using var scope = services.CreateAsyncScope();
            ids.Add((await scope.ServiceProvider.GetRequiredService<WorkflowRuntime>().StartAsync(new StartWorkflow(FiftySteps.DefinitionId(0)), default)).InstanceId);
        }

        await using var last = services.CreateAsyncScope();
        var bookmark = await last.ServiceProvider.GetRequiredService<AidDbContext>().Bookmarks.SingleAsync(row => row.InstanceId == ids[1]);
        await last.ServiceProvider.GetRequiredService<WorkflowRuntime>().ResumeAsync(new ResumeWorkflow(bookmark.Id, null), default);
        return (ids[0], ids[1]);
    }

    /// <summary>Of ten instances one waits, one has failed (with an incident), one was cancelled and seven have finished.</summary>
    private async Task CopyAsync(AidDbContext db, string waiting, string finished)
    {
        var template = $"CASE WHEN i % 10 IN (0, 1) THEN '{waiting}' ELSE '{finished}' END";
        string[] statements =
        [
            $"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Instances})
            INSERT INTO wf_instance (id, definition_id, version_id, definition_version, status, sub_status, correlation_id, name, incident_count,
                journal_sequence, row_version, created_at, updated_at, finished_at)
            SELECT 'bench' || CAST(1000000 + i AS text), v.definition_id, v.id, 1,
                CASE WHEN i % 10 = 0 THEN 0 ELSE 1 END,
                CASE i % 10 WHEN 0 THEN 2 WHEN 1 THEN 5 WHEN 2 THEN 4 ELSE 3 END,
                'AW-2026-' || substr(CAST(1000000 + i AS text), 2),
                'AW-2026-' || substr(CAST(1000000 + i AS text), 2) || CASE i % 3 WHEN 0 THEN ' 医疗救助' WHEN 1 THEN ' 生活救助' ELSE ' 助学救助' END,
                CASE WHEN i % 10 = 1 THEN 1 ELSE 0 END,
                t.journal_sequence, 3, {After("t.created_at", "i * 60")}, {After("t.created_at", "i * 60 + i % 977 * 3600")},
                CASE WHEN i % 10 = 0 THEN NULL ELSE {After("t.created_at", "i * 60 + i % 977 * 3600")} END
            FROM n JOIN wf_instance t ON t.id = {template} JOIN wf_definition_version v ON v.definition_id = 'bench-' || CAST(i % {Definitions} AS text)
            """,
            $"INSERT INTO wf_state (instance_id, data) SELECT i.id, t.data FROM wf_instance i JOIN wf_state t ON t.instance_id = CASE i.sub_status WHEN 2 THEN '{waiting}' WHEN 5 THEN '{waiting}' ELSE '{finished}' END WHERE i.id LIKE 'bench1%'",
            $"""
            INSERT INTO wf_journal (instance_id, seq, at, activity_execution_id, parent_execution_id, node_id, event, actor, data)
            SELECT i.id, j.seq, i.created_at, j.activity_execution_id, j.parent_execution_id, j.node_id, j.event, j.actor, j.data
            FROM wf_instance i JOIN wf_journal j ON j.instance_id = CASE i.sub_status WHEN 2 THEN '{waiting}' WHEN 5 THEN '{waiting}' ELSE '{finished}' END
            WHERE i.id LIKE 'bench1%' AND (j.seq < 8 OR CAST(substr(i.id, 7) AS integer) % {Whole} = 0)
            """,
            $"""
            INSERT INTO wf_bookmark (id, instance_id, name, hash, payload, activity_id, node_id, activity_execution_id, created_at)
            SELECT 'mark' || i.id, i.id, b.name, b.hash, b.payload, b.activity_id, b.node_id, b.activity_execution_id, i.created_at
            FROM wf_instance i CROSS JOIN wf_bookmark b WHERE b.instance_id = '{waiting}' AND i.id LIKE 'bench1%' AND i.sub_status = 2
            """,
            """
            INSERT INTO wf_incident (id, instance_id, activity_execution_id, activity_id, node_id, activity_type, code, message, timestamp)
            SELECT 'incident' || id, id, 'none', 'step40', 'Workflow1:flow:step40', 'Elsa.RunTask', 'AW2001', 'Made for measurements.', updated_at
            FROM wf_instance WHERE id LIKE 'bench1%' AND sub_status = 5
            """,
        ];
        foreach (var statement in statements)
            await db.Database.ExecuteSqlRawAsync(statement);
    }

    /// <summary>Seconds after a time; SQLite keeps microseconds.</summary>
    private string After(string time, string seconds) => IsPostgreSql ? $"{time} + ({seconds}) * interval '1 second'" : $"{time} + ({seconds}) * 1000000";
}
