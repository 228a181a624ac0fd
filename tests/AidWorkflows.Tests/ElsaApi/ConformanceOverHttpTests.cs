using System.Text.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Tests.Engine.Conformance;

namespace AidWorkflows.Tests.ElsaApi;

/// <summary>The recorded scenarios, driven and read through the API as Elsa's own clients would.</summary>
public sealed class ConformanceOverHttpTests(ElsaServer server) : IClassFixture<ElsaServer>
{
    private static IReadOnlyList<JsonNode> All => ElsaConformanceTests.All;

    private ElsaCalls Admin => server.Administrator;

    /// <summary>Those that wait for real time belong to the engine's own tests, which move the clock.</summary>
    public static TheoryData<string> Names =>
        [.. All.Where(scenario => !scenario!["steps"]!.AsArray().Any(step => step!["wait"] is not null)).Select(scenario => (string)scenario!["name"]!)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_API_tells_of_the_same_run_as_the_real_one(string name)
    {
        var scenario = All.Single(candidate => (string?)candidate!["name"] == name)!;
        foreach (var definition in scenario["definitions"]!.AsArray())
            await Admin.SaveAsync((JsonObject)definition!, publish: true);
        using var answer = await Admin.SendAsync(HttpMethod.Post, $"/workflow-definitions/{scenario["run"]}/execute", new JsonObject { ["input"] = scenario["input"]?.DeepClone() });
        Assert.Equal((int)scenario["expected"]!["execute"]!, (int)answer.StatusCode);
        var instance = (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["workflowState"]!["id"]!;
        await server.PumpAsync();

        var expected = scenario["expected"]!["snapshots"]!.AsArray();
        Assert.Equal(Sorted(expected[0]), Sorted(await SnapshotAsync(instance)));
        foreach (var (step, index) in scenario["steps"]!.AsArray().Select((step, index) => (step!, index)))
        {
            await TakeStepAsync(instance, step);
            await server.PumpAsync();
            Assert.Equal(Sorted(expected[index + 1]), Sorted(await SnapshotAsync(instance)));
        }
    }

    private async Task TakeStepAsync(string instance, JsonNode step)
    {
        if (step["event"] is { } name)
            await Admin.PostAsync($"/events/{name}/trigger", new JsonObject { ["workflowInstanceId"] = instance, ["input"] = step["payload"]?.DeepClone(), ["workflowExecutionMode"] = "Synchronous" });
        else if (step["task"]!.GetValueKind() == JsonValueKind.String)
            foreach (var child in (await Admin.PostAsync("/workflow-instances", new { page = 0, pageSize = 50, status = "Running", definitionId = "cf-waiting-child" }))["items"]!.AsArray())
                foreach (var task in await WaitingTasksAsync((string)child!["id"]!))
                    await Admin.PostAsync($"/tasks/{task}/complete", new JsonObject());
        else if ((await WaitingTasksAsync(instance)).FirstOrDefault() is { } first)
            await Admin.PostAsync($"/tasks/{first}/complete", new JsonObject { ["result"] = step["result"]?.DeepClone() });
    }

    private async Task<List<string>> WaitingTasksAsync(string instance) =>
        [.. (await Admin.GetAsync($"/workflow-instances/{instance}"))["workflowState"]!["bookmarks"]!.AsArray()
            .Where(bookmark => (string?)bookmark!["name"] == "Elsa.RunTask").Select(bookmark => (string)bookmark!["payload"]!["taskId"]!)];

    private async Task<JsonObject> SnapshotAsync(string id)
    {
        var instance = await Admin.GetAsync($"/workflow-instances/{id}");
        var state = instance["workflowState"]!;
        var journal = (await Admin.GetAsync($"/workflow-instances/{id}/journal?skip=0&take=500"))["items"]!.AsArray().Where(line => (string?)line!["activityType"] != "Elsa.Workflow").ToList();
        var lines = new List<(DateTimeOffset At, JsonNode? Text)>();
        foreach (var node in journal.Where(line => (string?)line!["activityType"] == "Elsa.WriteLine").Select(line => (string)line!["nodeId"]!).Distinct())
            foreach (var execution in (await Admin.GetAsync($"/activity-executions/list?workflowInstanceId={id}&activityNodeId={node}"))["items"]!.AsArray())
                lines.Add(((DateTimeOffset)execution!["startedAt"]!, execution["activityState"]?["Text"]?.DeepClone()));
        return new JsonObject
        {
            ["status"] = (string?)instance["status"],
            ["subStatus"] = (string?)instance["subStatus"],
            ["correlationId"] = (string?)instance["correlationId"],
            ["name"] = (string?)instance["name"],
            ["output"] = state["output"]!.DeepClone(),
            ["started"] = Texts(journal.Where(line => (string?)line!["eventName"] == "Started").Select(line => (string?)line!["activityId"])),
            ["events"] = new JsonObject(journal.GroupBy(line => $"{line!["activityId"]}:{line["eventName"]}").Select(group => KeyValuePair.Create(group.Key, (JsonNode?)group.Count()))),
            ["text"] = new JsonArray([.. lines.OrderBy(line => line.At).Select(line => line.Text)]),
            ["bookmarks"] = Texts(state["bookmarks"]!.AsArray().Select(bookmark => (string?)bookmark!["name"]).Order(StringComparer.Ordinal)),
            ["incidents"] = Texts(state["incidents"]!.AsArray().Select(incident => (string?)incident!["activityId"]).Order(StringComparer.Ordinal)),
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
