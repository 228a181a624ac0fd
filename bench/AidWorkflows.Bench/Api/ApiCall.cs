using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace AidWorkflows.Bench.Api;

/// <summary>One call as Studio makes it. The request is made anew each time, so that no two ask for quite the same.</summary>
internal sealed record ApiCall(string Name, Func<int, HttpRequestMessage> Request)
{
    private const string Definitions = "workflow-definitions?IsSystem=False&";

    /// <summary>Studio's calls by area: the definition list and editor, what the designer offers, the instance list and viewer.</summary>
    public static IReadOnlyList<ApiCall> All(JsonObject draft, string versionId, string executionId) =>
    [
        Get("definitions: latest, a page", i => $"{Definitions}versionOptions=Latest&Page={i % 20}&PageSize=10&OrderBy=Name&OrderDirection=Ascending"),
        Get("definitions: latest, by creation", i => $"{Definitions}versionOptions=Latest&Page={i % 20}&PageSize=10&OrderBy=Created&OrderDirection=Descending"),
        Get("definitions: published of a page", i => $"{Definitions}versionOptions=Published&{string.Join('&', Enumerable.Range(i % 190, 10).Select(number => "DefinitionIds=" + FiftySteps.DefinitionId(number)))}"),
        Get("definitions: search", i => $"{Definitions}versionOptions=Latest&Page=0&PageSize=10&SearchTerm={i % 200:000}"),
        Get("definitions: latest or published, all", _ => $"{Definitions}versionOptions=LatestOrPublished"),
        Get("definitions: name is unique", i => $"workflow-definitions/validation/is-name-unique?name=Workflow%20{i}"),
        Get("definition: by definition id", i => $"workflow-definitions/by-definition-id/{FiftySteps.DefinitionId(i % ApiSeed.Definitions)}?versionOptions=Latest"),
        Get("definition: by version id", _ => $"workflow-definitions/by-id/{versionId}"),
        Get("definition: versions", i => $"{Definitions}versionOptions=AllVersions&DefinitionIds={FiftySteps.DefinitionId(i % ApiSeed.Definitions)}"),
        Post("definition: save a draft", "workflow-definitions", i => new JsonObject { ["model"] = Moved(draft, i), ["publish"] = false }),
        Post("definition: save and publish", "workflow-definitions", i => new JsonObject { ["model"] = Moved(draft, i), ["publish"] = true }),
        Get("definition: export", i => $"workflow-definitions/{FiftySteps.DefinitionId(i % ApiSeed.Definitions)}/export?versionOptions=Latest"),
        Get("definition: subgraph", _ => $"workflow-definitions/subgraph/{versionId}?parentNodeId=Workflow1:flow"),
        Get("descriptors: activities", _ => "descriptors/activities?Refresh=True"),
        Get("descriptors: expressions", _ => "descriptors/expression-descriptors"),
        Get("descriptors: variables", _ => "descriptors/variables"),
        Get("descriptors: incident strategies", _ => "descriptors/incident-strategies"),
        Get("features", _ => "features/installed"),
        Post("script: type definitions", i => $"scripting/javascript/type-definitions/{FiftySteps.DefinitionId(i % ApiSeed.Definitions)}", _ => new JsonObject { ["activityTypeName"] = "Elsa.SetVariable", ["propertyName"] = "value" }),
        List("instances: newest", _ => []),
        List("instances: definition", i => new() { ["definitionIds"] = new JsonArray(FiftySteps.DefinitionId(i % ApiSeed.Definitions)) }),
        List("instances: running", _ => new() { ["statuses"] = new JsonArray("Running") }),
        List("instances: finished", _ => new() { ["statuses"] = new JsonArray("Finished") }),
        List("instances: faulted", _ => new() { ["subStatuses"] = new JsonArray("Faulted") }),
        List("instances: faulted or cancelled", _ => new() { ["subStatuses"] = new JsonArray("Faulted", "Cancelled") }),
        List("instances: with incidents", _ => new() { ["hasIncidents"] = true }),
        List("instances: without incidents", _ => new() { ["hasIncidents"] = false }),
        List("instances: case number", i => new() { ["correlationId"] = ApiSeed.CaseNumber(i * 37 + 1) }),
        List("instances: version", _ => new() { ["version"] = 1 }),
        List("instances: created since", i => new() { ["timestampFilters"] = Since("CreatedAt", "GreaterThan", i) }),
        List("instances: updated before", i => new() { ["timestampFilters"] = Since("UpdatedAt", "LessThan", i) }),
        List("instances: finished since, of a definition", i => new() { ["timestampFilters"] = Since("FinishedAt", "GreaterThanOrEqual", i), ["definitionIds"] = new JsonArray(FiftySteps.DefinitionId(i % ApiSeed.Definitions)) }),
        List("instances: oldest first", _ => new() { ["orderDirection"] = "Ascending" }),
        List("instances: by last execution", _ => new() { ["orderBy"] = "LastExecuted" }),
        List("instances: by end", _ => new() { ["orderBy"] = "Finished" }),
        List("instances: by name", _ => new() { ["orderBy"] = "Name", ["orderDirection"] = "Ascending" }),
        List("instances: search a case number", i => new() { ["searchTerm"] = ApiSeed.CaseNumber(i * 37 + 1) }),
        List("instances: search part of a number", i => new() { ["searchTerm"] = string.Create(CultureInfo.InvariantCulture, $"{i * 37 + 1:000000}") }),
        List("instances: search two characters", i => new() { ["searchTerm"] = i % 2 == 0 ? "医疗" : "助学" }),
        List("instances: search without a hit", i => new() { ["searchTerm"] = string.Create(CultureInfo.InvariantCulture, $"nothing-{i}") }),
        List("instances: search among the running", i => new() { ["searchTerm"] = "助学救助", ["statuses"] = new JsonArray("Running"), ["page"] = i % 10 }),
        List("instances: page 5,000 of 10,000", i => new() { ["page"] = 5_000 + i }),
        List("instances: last page", i => new() { ["page"] = ApiSeed.Instances / 10 - 1 - i }),
        List("instances: page 5,000 by last execution", i => new() { ["page"] = 5_000 + i, ["orderBy"] = "LastExecuted" }),
        List("instances: page 5,000 by name", i => new() { ["page"] = 5_000 + i, ["orderBy"] = "Name" }),
        List("instances: page 3,500 of the finished", i => new() { ["page"] = 3_500 + i, ["statuses"] = new JsonArray("Finished") }),
        List("instances: page 2,500 by end", i => new() { ["page"] = 2_500 + i, ["orderBy"] = "Finished" }),
        List("instances: page 1,600 of a search", i => new() { ["page"] = 1_600 + i, ["searchTerm"] = "医疗救助" }),
        List("instances: updated since", i => new() { ["timestampFilters"] = Since("UpdatedAt", "GreaterThan", i + 60) }),
        Get("instance", i => $"workflow-instances/{ApiSeed.WholeInstanceId(i)}"),
        Get("instance: variables", i => $"workflow-instances/{ApiSeed.WholeInstanceId(i)}/variables"),
        Get("instance: execution state", i => $"workflow-instances/{ApiSeed.WholeInstanceId(i)}/execution-state"),
        Post("instance: journal", i => $"workflow-instances/{ApiSeed.WholeInstanceId(i)}/journal?skip=0&take=110", _ => []),
        Post("instance: journal of an activity", i => $"workflow-instances/{ApiSeed.WholeInstanceId(i)}/journal?skip=0&take=110", _ => new JsonObject { ["filter"] = new JsonObject { ["activityIds"] = new JsonArray("step07") } }),
        Post("instance: report of all nodes", "activity-executions/report", i => new JsonObject { ["workflowInstanceId"] = ApiSeed.WholeInstanceId(i), ["activityNodeIds"] = new JsonArray([.. Enumerable.Range(1, FiftySteps.Count).Select(step => (JsonNode)FiftySteps.NodeId(step))]) }),
        Get("instance: executions of a node", i => $"activity-executions/list?WorkflowInstanceId={ApiSeed.WholeInstanceId(i)}&ActivityNodeId={FiftySteps.NodeId(7)}"),
        Get("instance: summaries of a node, each second", i => $"activity-execution-summaries/list?WorkflowInstanceId={ApiSeed.WholeInstanceId(i)}&ActivityNodeId={FiftySteps.NodeId(7)}"),
        Get("instance: execution, each second", i => $"activity-executions/by-id?id={ApiSeed.WholeInstanceId(i)}-{executionId}"),
        Get("instance: call stack", i => $"activity-executions/{ApiSeed.WholeInstanceId(i)}-{executionId}/call-stack"),
    ];

    private static ApiCall Get(string name, Func<int, string> path) => new(name, i => new HttpRequestMessage(HttpMethod.Get, new Uri(path(i), UriKind.Relative)));

    private static ApiCall Post(string name, string path, Func<int, JsonObject> body) => Post(name, _ => path, body);

    private static ApiCall Post(string name, Func<int, string> path, Func<int, JsonObject> body) =>
        new(name, i => new HttpRequestMessage(HttpMethod.Post, new Uri(path(i), UriKind.Relative)) { Content = JsonContent.Create(body(i)) });

    /// <summary>A page of ten of the instance list, which Studio asks for every ten seconds.</summary>
    private static ApiCall List(string name, Func<int, JsonObject> filter) => Post(name, "workflow-instances", i =>
    {
        var body = filter(i);
        body["page"] ??= 0;
        body["pageSize"] = 10;
        body["isSystem"] = false;
        body["orderDirection"] ??= "Descending";
        return body;
    });

    /// <summary>As after dragging an activity.</summary>
    private static JsonObject Moved(JsonObject draft, int to)
    {
        var moved = (JsonObject)draft.DeepClone();
        moved["root"]!["activities"]![7]!["metadata"]!["designer"]!["position"]!["x"] = 300 + to;
        return moved;
    }

    private static JsonArray Since(string column, string comparison, int days) =>
        new(new JsonObject { ["column"] = column, ["operator"] = comparison, ["timestamp"] = TimeProvider.System.GetUtcNow().AddDays(20 + days % 20).ToString("O", CultureInfo.InvariantCulture) });
}
