using System.Text.Json;
using System.Text.Json.Nodes;

namespace AidWorkflows.Tests.ElsaApi;

/// <summary>Our answers have every field of the real server's recorded ones, of the same kind, for the same workflow in the same state.</summary>
public sealed class RecordedShapeTests(ElsaServer server) : IClassFixture<ElsaServer>
{
    /// <summary>Fields that Studio does not read, or that say how Elsa works inside.</summary>
    private static readonly HashSet<string> Unread = new(StringComparer.Ordinal)
    {
        "_type", "tenantId", "clrType", "runAsynchronously", "autoEvaluate", "isSerializable", "Type", "completionCallbacks",
        // Only activities that have ended have outputs here.
        "outputs",
    };

    private ElsaCalls Admin => server.Administrator;

    [Fact]
    public async Task Answers_have_the_recorded_shapes()
    {
        var model = (JsonObject)Recording("workflow-definitions-post-create-draft")["workflowDefinition"]!.DeepClone();
        foreach (var name in new[] { "id", "links", "createdAt" })
            model.Remove(name);
        var save = await Admin.PostAsync("/workflow-definitions", new JsonObject { ["model"] = model, ["publish"] = true });
        Compare("workflow-definitions-post-create-draft", save);
        var version = (string)save["workflowDefinition"]!["id"]!;
        var run = await Admin.PostAsync("/workflow-definitions/oracle-human/execute", """{"correlationId":"corr-h"}""");
        var id = (string)run["workflowState"]!["id"]!;
        const string Task = "Workflow1:Flowchart1:TaskA";

        Compare("workflow-instance-get-suspended", await Admin.GetAsync($"/workflow-instances/{id}"));
        Compare("workflow-instance-journal", await Admin.GetAsync($"/workflow-instances/{id}/journal?page=0&pageSize=100"));
        Compare("workflow-instance-variables", await Admin.GetAsync($"/workflow-instances/{id}/variables"));
        Compare("workflow-instances-list-get", await Admin.GetAsync("/workflow-instances?page=0&pageSize=5&orderBy=Created&orderDirection=Descending"), "finishedAt");
        Compare("activity-executions-list", await Admin.GetAsync($"/activity-executions/list?workflowInstanceId={id}&activityNodeId={Task}"));
        var summaries = await Admin.GetAsync($"/activity-execution-summaries/list?workflowInstanceId={id}&activityNodeId={Task}");
        Compare("activity-execution-summaries", summaries);
        Compare("activity-executions-call-stack", await Admin.GetAsync($"/activity-executions/{summaries["items"]![0]!["id"]}/call-stack"));
        Compare("activity-executions-report", await Admin.PostAsync("/activity-executions/report", new { workflowInstanceId = id, activityNodeIds = new[] { "Workflow1:Flowchart1", Task } }));
        Compare("workflow-definitions-list-latest", await Admin.GetAsync("/workflow-definitions?versionOptions=Latest&page=0&pageSize=10"), "providerName");
        Compare("workflow-definitions-subgraph", await Admin.GetAsync($"/workflow-definitions/subgraph/{version}?parentNodeId=Workflow1:Flowchart1"));
        Compare("descriptors-activities-one", await Admin.GetAsync("/descriptors/activities/Elsa.WriteLine"), "description");
    }

    private static JsonNode Recording(string name) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "ElsaApi", "Recordings", name + ".json")))!;

    private static void Compare(string recording, JsonNode ours, params string[] except)
    {
        var differences = new List<string>();
        Compare(Recording(recording), ours, recording, [.. Unread, .. except], differences);
        Assert.True(differences.Count == 0, string.Join("\n", differences.Take(20)));
    }

    private static void Compare(JsonNode? theirs, JsonNode? ours, string path, HashSet<string> except, List<string> differences)
    {
        // A null of theirs says nothing about the kind.
        if (theirs is null)
            return;
        if (Kind(theirs) != Kind(ours))
        {
            differences.Add($"{path}: {Kind(theirs)} there, {Kind(ours)} here");
            return;
        }

        if (theirs is JsonObject json)
            foreach (var (name, value) in json.Where(pair => !except.Contains(pair.Key) && pair.Value is not null))
                Compare(value, ours![name], $"{path}.{name}", except, differences);
        if (theirs is JsonArray { Count: > 0 } array)
            Compare(array[0], ours!.AsArray().FirstOrDefault(), path + "[0]", except, differences);
    }

    private static string Kind(JsonNode? node) => node?.GetValueKind() switch
    {
        null => "nothing",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        { } kind => kind.ToString(),
    };
}
