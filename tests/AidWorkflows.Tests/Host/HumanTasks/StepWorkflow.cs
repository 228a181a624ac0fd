using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Data.Definitions;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Engine.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Tests.Host.HumanTasks;

/// <summary>A case with a workflow of the test's own beside the shipped one; its steps' keys begin with "s-".</summary>
public sealed record StepWorkflow(AidServer Server, string CaseNumber, string InstanceId)
{
    public static async Task<StepWorkflow> StartAsync(AidServer server, int seed, params JsonObject[] activities) =>
        await OfCaseAsync(server, await server.OpenCaseAsync(seed), activities);

    public static async Task<StepWorkflow> OfCaseAsync(AidServer server, string number, params JsonObject[] activities)
    {
        var definitionId = "test-" + Guid.NewGuid().ToString("N");
        await using var scope = server.Services.CreateAsyncScope();
        var library = scope.ServiceProvider.GetRequiredService<DefinitionLibrary>();
        var definition = new JsonObject
        {
            ["definitionId"] = definitionId,
            ["name"] = definitionId,
            ["root"] = new JsonObject { ["id"] = "steps", ["type"] = "Elsa.Sequence", ["version"] = 1, ["activities"] = new JsonArray([.. activities]) },
        };
        await library.SaveDraftAsync(definition, null, null, default);
        await library.PublishAsync(definitionId, publisher: null, default);
        var result = await scope.ServiceProvider.GetRequiredService<WorkflowRuntime>().StartAsync(new StartWorkflow(definitionId) { CorrelationId = number }, default);
        return new StepWorkflow(server, number, result.InstanceId);
    }

    /// <summary>A human task of the county's reviewers unless told otherwise, with the outcomes yes and no.</summary>
    public static JsonObject Step(string key, params (string Name, string Value)[] inputs)
    {
        var activity = new JsonObject { ["id"] = key, ["type"] = "Aid.HumanTask", ["version"] = 1 };
        (string Name, string Value)[] usual = [("key", key), ("title", key), ("level", "county"), ("role", "Reviewer"), ("outcomes", """["yes","no"]""")];
        foreach (var (name, value) in usual.Where(pair => !inputs.Any(input => input.Name == pair.Name)).Concat(inputs))
        {
            var isJson = value.StartsWith('[') || value.StartsWith('{');
            activity[name] = new JsonObject
            {
                ["typeName"] = "Object",
                ["expression"] = new JsonObject { ["type"] = isJson ? "Object" : "Literal", ["value"] = value },
            };
        }

        return activity;
    }

    /// <summary>This account's tasks of the workflow.</summary>
    public async Task<IReadOnlyList<JsonObject>> TasksAsync(string userName, string view = "group")
    {
        using var client = await Server.SignInAsync(userName);
        return [.. (await client.TasksAsync(CaseNumber, view)).Where(task => ((string)task["workflowInstanceId"]!) == InstanceId)];
    }

    public async Task<JsonObject> TaskAsync(string userName, string view = "group") => Assert.Single(await TasksAsync(userName, view));

    /// <summary>Posts to the task; the answer as one line when it is a refusal, else its status and the task's.</summary>
    public async Task<string> PostAsync(string userName, JsonObject task, string action, object? body = null)
    {
        using var client = await Server.SignInAsync(userName);
        using var answer = await client.PostAsJsonAsync($"/api/v1/tasks/{task["id"]}/{action}", body ?? new { });
        return answer.IsSuccessStatusCode ? $"200 {(await AidServer.ReadAsync(answer))["status"]}" : await AidCalls.RefusalAsync(answer);
    }

    public Task<string> CompleteAsync(string userName, JsonObject task, string outcome = "yes", object? form = null) =>
        PostAsync(userName, task, "complete", new { outcome, comment = "说明", form });

    public async Task<string> PersonAsync(string userName)
    {
        using var client = await Server.SignInAsync(userName);
        return (string)(await client.GetFromJsonAsync<JsonObject>("/api/v1/me"))!["personId"]!;
    }

    public async Task<string> SubStatusAsync() =>
        (await Server.InDatabaseAsync(db => db.Instances.Where(instance => instance.Id == InstanceId).Select(instance => instance.SubStatus).SingleAsync())).ToString();

    public Task<List<string>> EventsAsync() => Server.InDatabaseAsync(async db => (await db.Set<CaseEvent>()
        .Where(entry => db.Set<AidWorkflows.Domain.HumanTasks.HumanTask>().Any(task => task.Id == entry.HumanTaskId && task.WorkflowInstanceId == InstanceId))
        .OrderBy(entry => entry.At).ThenBy(entry => entry.Id).Select(entry => entry.Code).ToListAsync()));

    public Task<List<string>> StatusesAsync() => Server.InDatabaseAsync(async db => (await db.Set<AidWorkflows.Domain.HumanTasks.HumanTask>()
        .Where(task => task.WorkflowInstanceId == InstanceId).OrderBy(task => task.CreatedAt).ThenBy(task => task.Id).ToListAsync()).ConvertAll(task => $"{task.Key} {task.Status}"));

    public Task<int> BookmarksAsync() => Server.InDatabaseAsync(db => db.Bookmarks.CountAsync(bookmark => bookmark.InstanceId == InstanceId));
}
