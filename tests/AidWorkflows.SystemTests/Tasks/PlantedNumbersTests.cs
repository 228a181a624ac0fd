using System.Text;
using System.Text.Json.Nodes;
using AidWorkflows.SystemTests.Hosting;
using AidWorkflows.TestDatabases;

namespace AidWorkflows.SystemTests.Tasks;

/// <summary>Identity, card and phone numbers that went in are nowhere to be read: not in the database's files, not in the log.</summary>
public sealed class PlantedNumbersTests
{
    [Fact]
    public async Task No_number_of_any_sample_stands_in_the_database_or_the_log()
    {
        await using var database = await SqliteFile.CreateAsync();
        string log;
        await using (var host = await HostProcess.StartAsync(database))
        {
            var (exitCode, output) = await SampleRun.RunAsWrittenAsync(host.Address, [.. SampleFiles().Select(Path.GetFileName)!]);
            Assert.True(exitCode == 0, output);
            await host.KillAsync();
            log = host.Output();
        }

        var numbers = SampleFiles().SelectMany(file => Numbers(JsonNode.Parse(File.ReadAllText(file))!["application"]!)).ToHashSet(StringComparer.Ordinal);
        Assert.True(numbers.Count > 50);
        var files = Directory.GetFiles(Path.GetDirectoryName(database.Path)!);
        Assert.Contains(files, file => file.EndsWith("aid.db", StringComparison.Ordinal));
        foreach (var stored in files.Select(file => Encoding.Latin1.GetString(File.ReadAllBytes(file))).Append(log))
            Assert.DoesNotContain(numbers, number => stored.Contains(number, StringComparison.Ordinal));
    }

    private static string[] SampleFiles() => Directory.GetFiles(Path.Combine(HostProcess.RepositoryRoot, "samples"), "*.json");

    private static IEnumerable<string> Numbers(JsonNode node) => node switch
    {
        JsonObject json => json.SelectMany(pair => pair.Key is "idNumber" or "accountNumber" or "phone" or "memberIdNumber" ? [(string)pair.Value!] : pair.Value is null ? [] : Numbers(pair.Value)),
        JsonArray array => array.SelectMany(item => Numbers(item!)),
        _ => [],
    };
}
