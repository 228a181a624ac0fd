using AidWorkflows.Data;
using AidWorkflows.SystemTests.Hosting;
using AidWorkflows.TestDatabases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace AidWorkflows.SystemTests.Crashes;

/// <summary>
/// The server is killed with SIGKILL at a random moment while samples run, and started again; the clients repeat what they do
/// not know the answer of. The results must be those of an undisturbed run (engine.md 1.3 A1-A3, 1.4 I1-I5).
/// </summary>
public sealed class KillTests(ITestOutputHelper log)
{
    private const string Rechecks = "(SELECT id FROM wf_instance WHERE definition_id = 'recheck') AS rechecks";

    private static readonly int Rounds = Soak.Rounds(everyChange: 5, release: 20);

    private static readonly string[] Samples = ["01-medical-15000.json", "04-medical-20000.01.json", "07-medical-50000.01.json"];

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task Samples_end_as_always_although_the_server_is_killed_again_and_again(DatabaseProvider provider)
    {
        await using TestDatabase database = provider == DatabaseProvider.Sqlite ? await SqliteFile.CreateAsync() : await PostgreSqlDatabase.CreateAsync();
        await using var host = await HostProcess.StartAsync(database);
        var seed = Environment.TickCount;
        log.WriteLine($"seed {seed}");
        for (var round = 0; round < Rounds; round++)
        {
            var samples = SampleRun.RunAsync(host.Address, $"kill-{round}", Samples);
            await Task.Delay(MomentOf(seed, round));
            var early = samples.IsCompleted;
            await host.KillAsync();
            await host.StartAsync();
            var (exitCode, output) = await samples;
            log.WriteLine($"round {round}: killed after {MomentOf(seed, round)} ms{(early ? " (the run had ended)" : "")}");
            Assert.True(exitCode == 0, $"seed {seed}, round {round}:\n{output}\n{host.Output()}");
        }

        await host.KillAsync();
        await CheckInvariantsAsync(database);
    }

    /// <summary>From signing in to the last payment a run of three samples takes about a second.</summary>
    private static int MomentOf(int seed, int round) => 100 + (int)((uint)HashCode.Combine(seed, round) % 1200);

    private static async Task CheckInvariantsAsync(TestDatabase database)
    {
        await using var services = database.CreateServices();
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AidDbContext>();

        Assert.Equal(Rounds * Samples.Length, await CountAsync(db, "SELECT count(*) AS \"Value\" FROM aid_cases"));
        Assert.Equal(Rounds * Samples.Length, await CountAsync(db, "SELECT count(*) AS \"Value\" FROM payments"));
        Assert.Equal(Rounds * Samples.Length, await CountAsync(db, "SELECT count(*) AS \"Value\" FROM wf_instance WHERE status = 1 AND sub_status = 3"));

        // Each round has applicants of its own; each has one archive, and each archive waits for its recheck.
        Assert.Equal(Rounds * Samples.Length, await CountAsync(db, "SELECT count(*) AS \"Value\" FROM household_archives"));
        Assert.Equal(Rounds * Samples.Length, await CountAsync(db, $"SELECT count(*) AS \"Value\" FROM {Rechecks}"));
        Assert.Equal(2 * Rounds * Samples.Length, await CountAsync(db, "SELECT count(*) AS \"Value\" FROM wf_instance"));
        Assert.Equal(0, await CountAsync(db, "SELECT count(*) AS \"Value\" FROM wf_incident"));
        foreach (var table in new[] { "wf_bookmark", "wf_work" })
            Assert.Equal(0, await CountAsync(db, $"SELECT count(*) AS \"Value\" FROM {table} WHERE instance_id IS NULL OR instance_id NOT IN (SELECT id FROM {Rechecks})"));
        Assert.Equal(0, await CountAsync(db, "SELECT count(*) AS \"Value\" FROM (SELECT instance_id FROM wf_journal GROUP BY instance_id HAVING max(seq) + 1 <> count(*)) AS gaps"));
        Assert.Equal(0, await CountAsync(db, "SELECT count(*) AS \"Value\" FROM human_tasks WHERE status = 'Open'"));

        // 1 + 2 + 3 steps for the three samples: each was completed once.
        Assert.Equal(Rounds * 6, await CountAsync(db, "SELECT count(*) AS \"Value\" FROM human_tasks WHERE status = 'Completed'"));
    }

    private static async Task<int> CountAsync(AidDbContext db, string sql) => await db.Database.SqlQueryRaw<int>(sql).SingleAsync();
}
