using AidWorkflows.SystemTests.Hosting;
using AidWorkflows.TestDatabases;

namespace AidWorkflows.SystemTests.Tasks;

/// <summary>
/// A county's year over the public API: S-004, S-029 to S-032, S-043 to S-054, S-080 to S-089 and S-095 together, with the sums that
/// have to hold at its end.
/// </summary>
public sealed class YearTests
{
    [Fact]
    public async Task Everything_adds_up_after_a_year_of_applications_objections_exits_and_new_rules()
    {
        await using var database = await SqliteFile.CreateAsync();
        await using var host = await HostProcess.StartAsync(database, simulatesClock: true);

        var (exitCode, output) = await SampleRun.YearAsync(host.Address);

        Assert.True(exitCode == 0, output);
        Assert.Contains("Everything adds up.", output, StringComparison.Ordinal);
    }
}
