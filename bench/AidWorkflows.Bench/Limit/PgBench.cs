using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AidWorkflows.Bench.Load;
using AidWorkflows.TestDatabases;
using Npgsql;

namespace AidWorkflows.Bench.Limit;

/// <summary>
/// The physical limit beside the engine: PostgreSQL's own load generator writes the same rows into the same tables of the same
/// server, in a database of its own. Each client walks through instances of its own, three completions each, as the engine does.
/// </summary>
internal sealed partial class PgBench : IAsyncDisposable
{
    private const int InstancesPerClient = 4_000;

    private readonly PostgreSqlDatabase database;
    private readonly CompletionFootprint footprint;
    private readonly ServerProcessor? server;
    private readonly string folder = Directory.CreateTempSubdirectory("aid-pgbench-").FullName;

    private PgBench(PostgreSqlDatabase database, CompletionFootprint footprint, ServerProcessor? server)
    {
        this.server = server;
        this.database = database;
        this.footprint = footprint;
    }

    public static async Task<PgBench> CreateAsync(PostgreSqlServer server, CompletionFootprint footprint, int mostClients)
    {
        var own = await server.CreateDatabaseAsync();
        var bench = new PgBench(own, footprint, await ServerProcessor.FindAsync(own.ConnectionString));
        await bench.SeedAsync(mostClients * InstancesPerClient);
        return bench;
    }

    /// <param name="pipelined">Two round trips as a pipelining client needs, instead of one per statement.</param>
    public async Task<Measurement> RunAsync(int clients, int round, TimeSpan duration, bool pipelined)
    {
        var script = Path.Combine(folder, pipelined ? "pipelined.sql" : "statements.sql");
        await File.WriteAllTextAsync(script, Script(pipelined));
        var logs = Directory.CreateDirectory(Path.Combine(folder, Path.GetRandomFileName())).FullName;
        var cpu = server?.Used();
        var output = await RunAsync(
            "-n", "-M", "prepared", "-c", $"{clients}", "-j", $"{Math.Min(clients, 4)}", "-T", $"{Math.Max(1, Math.Round(duration.TotalSeconds))}",
            "-D", "n=0", "-f", script, "--log", "--log-prefix", Path.Combine(logs, "run"), "--sampling-rate", "0.1");

        // The server counts a backend's time when it has cleared up after it.
        await Task.Delay(200);
        cpu = server?.Used() - cpu;
        var perSecond = Number(TransactionsPerSecond().Match(output), output);
        var transactions = (long)Number(Transactions().Match(output), output);
        double[] latencies = [.. Directory.EnumerateFiles(logs).SelectMany(File.ReadLines)
            .Select(line => double.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture) / 1000).Order()];
        Directory.Delete(logs, recursive: true);
        return new Measurement("postgres", pipelined ? "pgbench pipelined" : "pgbench", clients, round, transactions, TimeSpan.FromSeconds(transactions / perSecond), latencies)
        {
            ServerMicroseconds = cpu?.TotalMicroseconds / Math.Max(1, transactions),
        };
    }

    public async ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        await database.DisposeAsync();
    }

    private async Task SeedAsync(int instances)
    {
        var state = Convert.ToHexString(footprint.State);
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand($"""
            INSERT INTO wf_definition (definition_id, name, created_at) VALUES ('bench', 'bench', now());
            INSERT INTO wf_definition_version (id, definition_id, version, name, is_latest, is_published, content, content_hash, created_at)
            VALUES ('bench-1', 'bench', 1, 'bench', true, true, '{"{}"}', '', now());
            INSERT INTO wf_instance (id, definition_id, version_id, definition_version, status, sub_status, correlation_id, incident_count, journal_sequence, created_at, updated_at, row_version)
            SELECT lpad(i::text, 32, '0'), 'bench', 'bench-1', 1, 0, 2, '330106-2026-000123', 0, 3, now(), now(), 1 FROM generate_series(1, {instances}) i;
            INSERT INTO wf_state (instance_id, data) SELECT id, '\x{state}' FROM wf_instance;
            INSERT INTO wf_bookmark (id, instance_id, name, hash, payload, activity_id, node_id, activity_execution_id, created_at)
            SELECT id, id, 'Elsa.RunTask', repeat('A', 64), '{footprint.BookmarkPayload}', 'Intake', 'Workflow1.Flow.Intake', id, now() FROM wf_instance;
            """);
        await command.ExecuteNonQueryAsync();
        await using var analyze = source.CreateCommand("VACUUM ANALYZE");
        await analyze.ExecuteNonQueryAsync();
    }

    /// <summary>The statements of one completion.</summary>
    private string Script(bool pipelined)
    {
        // No colon inside a literal: pgbench would take what follows for a variable.
        const string instance = "lpad(:i::text, 32, '0')";
        var read = $"""
            SELECT * FROM wf_instance WHERE id = {instance} FOR NO KEY UPDATE;
            SELECT data FROM wf_state WHERE instance_id = {instance};
            DELETE FROM wf_bookmark WHERE id = {instance};
            """;
        var write = $"""
            INSERT INTO wf_journal (instance_id, seq, at, activity_execution_id, parent_execution_id, node_id, event, actor, data) SELECT id, journal_sequence + g, now(), id, id, 'Workflow1.Flow.Intake', 1, 'county1', repeat('d', {footprint.JournalDataLength}) FROM wf_instance, generate_series(0, {footprint.JournalRows - 1}) g WHERE id = {instance};
            UPDATE wf_instance SET status = 0, sub_status = 2, journal_sequence = journal_sequence + {footprint.JournalRows}, updated_at = now(), row_version = row_version + 1 WHERE id = {instance};
            UPDATE wf_state SET data = '\x{Convert.ToHexString(footprint.State)}' WHERE instance_id = {instance};
            INSERT INTO wf_bookmark (id, instance_id, name, hash, payload, activity_id, node_id, activity_execution_id, created_at) VALUES ({instance}, {instance}, 'Elsa.RunTask', md5({instance} || :n::text) || md5(:n::text), '{footprint.BookmarkPayload}', 'Intake', 'Workflow1.Flow.Intake', {instance}, now());
            """;
        var script = new StringBuilder()
            .AppendLine("\\set n :n + 1")
            .AppendLine(CultureInfo.InvariantCulture, $"\\set i :client_id * {InstancesPerClient} + (:n / 3) % {InstancesPerClient} + 1");
        return pipelined
            ? script.AppendLine("\\startpipeline").AppendLine("BEGIN;").AppendLine(read).AppendLine("\\endpipeline")
                .AppendLine("\\startpipeline").AppendLine(write).AppendLine("COMMIT;").AppendLine("\\endpipeline").ToString()
            : script.AppendLine("BEGIN;").AppendLine(read).AppendLine(write).AppendLine("COMMIT;").ToString();
    }

    private async Task<string> RunAsync(params string[] arguments)
    {
        var connection = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        var start = new ProcessStartInfo(FindBinary(), [.. arguments, "-h", connection.Host!, "-p", $"{connection.Port}", "-U", connection.Username!, connection.Database!])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        if (connection.Password is not null)
            start.Environment["PGPASSWORD"] = connection.Password;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output + await error : throw new InvalidOperationException($"pgbench ended with {process.ExitCode}:\n{await error}");
    }

    private static string FindBinary()
    {
        const string root = "/usr/lib/postgresql";
        return (Directory.Exists(root) ? Directory.EnumerateDirectories(root) : [])
            .OrderByDescending(version => int.TryParse(Path.GetFileName(version), out var number) ? number : 0)
            .Select(version => Path.Combine(version, "bin", "pgbench"))
            .FirstOrDefault(File.Exists) ?? "pgbench";
    }

    private static double Number(Match match, string output) => match.Success
        ? double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture)
        : throw new InvalidOperationException($"pgbench said something unexpected:\n{output}");

    [GeneratedRegex(@"^tps = (?<number>[\d.]+) \(without", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex TransactionsPerSecond();

    [GeneratedRegex(@"^number of transactions actually processed: (?<number>\d+)", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Transactions();
}
