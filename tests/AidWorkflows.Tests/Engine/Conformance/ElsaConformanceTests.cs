using System.Text.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Data;
using AidWorkflows.Engine.Definitions;
using AidWorkflows.Engine.Journal;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Tests.Engine.Conformance;

/// <summary>
/// Definitions and steps with what Elsa 3.8 does: scenarios.json was recorded from the real one, more-scenarios.json was worked
/// out from its source, which each one's comment names. The engine must do the same, on both databases.
/// </summary>
public sealed class ElsaConformanceTests
{
    internal static readonly IReadOnlyList<JsonNode> All = [.. Read("scenarios.json"), .. Read("more-scenarios.json")];

    public static TheoryData<string> Names => [.. All.Select(scenario => (string)scenario!["name"]!)];

    public static TheoryData<DatabaseProvider, string> Runnable
    {
        get
        {
            var data = new TheoryData<DatabaseProvider, string>();
            foreach (var scenario in All)
                foreach (var provider in Enum.GetValues<DatabaseProvider>())
                    data.Add(provider, (string)scenario!["name"]!);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_definition_loads_and_survives_unchanged(string name)
    {
        foreach (var definition in (JsonArray)Scenario(name)["definitions"]!)
        {
            var text = definition!.ToJsonString();
            var read = WorkflowDefinitionReader.Read(text);
            Assert.Equal(text, read.Json.ToJsonString());
            Assert.True(read.Nodes.Count > 1);
        }
    }

    [Theory]
    [MemberData(nameof(Runnable))]
    public async Task The_engine_does_what_the_real_one_did(DatabaseProvider provider, string name)
    {
        var scenario = Scenario(name);
        await using var engine = await EngineHarness.CreateAsync(provider);
        foreach (var definition in (JsonArray)scenario["definitions"]!)
            await engine.PublishAsync((JsonObject)definition!);

        var started = await engine.StartAsync((string)scenario["run"]!, scenario["input"] as JsonObject);
        await engine.PumpAsync();
        var snapshots = new JsonArray(await SnapshotAsync(engine, started.InstanceId));
        foreach (var step in (JsonArray)scenario["steps"]!)
        {
            await TakeStepAsync(engine, started.InstanceId, step!);
            await engine.PumpAsync();
            snapshots.Add(await SnapshotAsync(engine, started.InstanceId));
        }

        var expected = (JsonArray)scenario["expected"]!["snapshots"]!;
        for (var index = 0; index < expected.Count; index++)
            Assert.Equal(Sorted(expected[index]), Sorted(snapshots[index]));
    }

    private static IEnumerable<JsonNode> Read(string file) =>
        ((JsonArray)JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Engine", "Conformance", file)))!).Select(scenario => scenario!);

    private static JsonNode Scenario(string name) => All.Single(scenario => (string?)scenario["name"] == name);

    private static async Task TakeStepAsync(EngineHarness engine, string instanceId, JsonNode step)
    {
        if (step["event"] is { } happened)
        {
            await engine.PublishEventAsync((string)happened!, step["payload"]?.DeepClone(), instanceId);
        }
        else if (step["wait"] is { } seconds)
        {
            await engine.AdvanceAsync(TimeSpan.FromSeconds((double)seconds!));
        }
        else if (step["task"]!.GetValueKind() == JsonValueKind.String)
        {
            // Every task of the children.
            foreach (var task in await engine.InContextAsync(context => context.Bookmarks.Where(row => row.Name == "Elsa.RunTask" && row.InstanceId != instanceId).ToListAsync()))
                await engine.ResumeAsync(task.Id);
        }
        else if ((await engine.StateAsync(instanceId)).Bookmarks.Find(bookmark => bookmark.Name == "Elsa.RunTask") is { } task)
        {
            await engine.ResumeAsync(task.Id, step["result"]?.DeepClone());
        }
    }

    private static async Task<JsonNode> SnapshotAsync(EngineHarness engine, string instanceId)
    {
        var instance = await engine.InstanceAsync(instanceId);
        var state = await engine.StateAsync(instanceId);
        var definition = WorkflowDefinitionReader.Read((await engine.InContextAsync(async context => await context.DefinitionVersions.FindAsync(instance.VersionId)))!.Content);
        var journal = (await engine.JournalAsync(instanceId)).Where(row => row.NodeId != "Workflow1").ToList();
        var ids = journal.Select(row => definition.FindNode(row.NodeId)!).ToList();
        var started = journal.Zip(ids).Where(pair => pair.First.Event == JournalEvent.Started).ToList();
        return new JsonObject
        {
            ["bookmarks"] = Texts(state.Bookmarks.Select(bookmark => bookmark.Name).Order(StringComparer.Ordinal)),
            ["correlationId"] = instance.CorrelationId,
            ["events"] = new JsonObject(journal.Zip(ids).GroupBy(pair => $"{pair.Second.Id}:{pair.First.Event}").Select(group => KeyValuePair.Create(group.Key, (JsonNode?)group.Count()))),
            ["incidents"] = Texts(state.Incidents.Select(incident => incident.ActivityId).Order(StringComparer.Ordinal)),
            ["name"] = instance.Name,
            ["output"] = state.Output.DeepClone(),
            ["started"] = Texts(started.Select(pair => pair.Second.Id)),
            ["status"] = instance.Status.ToString(),
            ["subStatus"] = instance.SubStatus.ToString(),
            ["text"] = new JsonArray([.. started.Where(pair => pair.Second.Type == "Elsa.WriteLine").Select(pair => JsonNode.Parse(pair.First.Data ?? "{}")!["state"]?["Text"]?.DeepClone())]),
        };
    }

    private static JsonArray Texts(IEnumerable<string?> texts) => new([.. texts.Select(text => (JsonNode?)text)]);

    private static string Sorted(JsonNode? node) => node switch
    {
        JsonObject json => "{" + string.Join(",", json.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"\"{pair.Key}\":{Sorted(pair.Value)}")) + "}",
        JsonArray array => "[" + string.Join(",", array.Select(Sorted)) + "]",
        _ => node?.ToJsonString() ?? "null",
    };
}
