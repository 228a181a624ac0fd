using System.Text.Json.Nodes;
using AidWorkflows.Data.Definitions;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Engine.Runtime;
using AidWorkflows.Tests.Host;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Tests.Activities;

/// <summary>The human task as workflows of one's own use it: every rule comes from the activity's inputs.</summary>
public sealed class HumanTaskActivityTests(AidServer server) : IClassFixture<AidServer>
{
    [Fact]
    public async Task A_two_person_visit_needs_two_people_and_then_the_workflow_goes_on()
    {
        // S-043: two or more staff make the visit.
        var (number, instanceId) = await StartAsync(6001, Task("visit", ("level", "grassroots"), ("role", "Clerk"), ("signRule", "two-person"), ("outcomes", """["yes","no"]""")));
        using var first = await server.SignInAsync("grassroots1");
        using var second = await server.SignInAsync("grassroots2");
        var task = Assert.Single(await VisitsAsync(first, number));
        var bookmark = await BookmarkAsync(instanceId);

        (await first.CompleteAsync(task, "yes")).EnsureSuccessStatusCode();

        Assert.Equal("李秀兰", (string?)Assert.Single(await VisitsAsync(second, number))["firstSigner"]!["name"]);
        Assert.NotEqual(bookmark, await BookmarkAsync(instanceId));
        Assert.Equal("403 second-person-required", await AidCalls.RefusalAsync(await first.CompleteAsync(task, "yes")));
        Assert.Equal("409 outcomes-differ outcome", await AidCalls.RefusalAsync(await second.CompleteAsync(task, "no")));

        (await second.CompleteAsync(task, "yes")).EnsureSuccessStatusCode();
        Assert.Equal("Finished", await SubStatusAsync(instanceId));
    }

    [Fact]
    public async Task Two_people_who_sign_at_the_same_moment_complete_it_together()
    {
        var (number, instanceId) = await StartAsync(6002, Task("visit", ("level", "grassroots"), ("role", "Clerk"), ("signRule", "two-person"), ("outcomes", """["yes","no"]""")));
        using var first = await server.SignInAsync("grassroots1");
        using var second = await server.SignInAsync("grassroots2");
        var task = Assert.Single(await VisitsAsync(first, number));

        var answers = await System.Threading.Tasks.Task.WhenAll(first.CompleteAsync(task, "yes"), second.CompleteAsync(task, "yes"));

        // The slower one may be asked to look again; it never signs unseen and nothing is lost.
        if (answers.FirstOrDefault(answer => !answer.IsSuccessStatusCode) is { } refused)
        {
            Assert.Equal("409 task-changed", await AidCalls.RefusalAsync(refused));
            (await (refused == answers[0] ? first : second).CompleteAsync(task, "yes")).EnsureSuccessStatusCode();
        }

        Assert.Equal("Finished", await SubStatusAsync(instanceId));
        Assert.Equal(2, await server.InDatabaseAsync(db => db.Set<HumanTask>().Where(candidate => candidate.WorkflowInstanceId == instanceId).SelectMany(candidate => candidate.Signatures).CountAsync()));
    }

    [Fact]
    public async Task The_registrar_can_be_kept_out_of_a_step()
    {
        var (number, _) = await StartAsync(6003, Task("visit", ("level", "grassroots"), ("role", "Clerk"), ("excludedPersons", """["registrar"]"""), ("outcomes", """["yes"]""")));
        using var registrar = await server.SignInAsync("grassroots1");
        using var colleague = await server.SignInAsync("grassroots2");
        var task = Assert.Single(await VisitsAsync(colleague, number));

        Assert.Equal("403 person-excluded", await AidCalls.RefusalAsync(await registrar.CompleteAsync(task, "yes")));
        (await colleague.CompleteAsync(task, "yes")).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task Who_signed_an_earlier_step_may_not_do_the_later_one()
    {
        var (number, instanceId) = await StartAsync(
            6004,
            Task("visit", ("level", "grassroots"), ("role", "Clerk"), ("outcomes", """["yes"]""")),
            Task("visit2", ("level", "grassroots"), ("role", "Clerk"), ("excludeEarlierSteps", """["visit"]"""), ("outcomes", """["yes"]""")));
        using var first = await server.SignInAsync("grassroots1");
        using var second = await server.SignInAsync("grassroots2");
        (await first.CompleteAsync(Assert.Single(await VisitsAsync(first, number)), "yes")).EnsureSuccessStatusCode();
        var later = Assert.Single(await VisitsAsync(second, number));

        Assert.Equal("403 four-eyes", await AidCalls.RefusalAsync(await first.CompleteAsync(later, "yes")));
        (await second.CompleteAsync(later, "yes")).EnsureSuccessStatusCode();
        Assert.Equal("Finished", await SubStatusAsync(instanceId));
    }

    [Theory]
    [InlineData("level", "galaxy", "AW3101")]
    [InlineData("role", "Wizard", "AW3101")]
    [InlineData("outcomes", "[]", "AW3101")]
    [InlineData("form", """{"type":"object","properties":{"x":{"type":"array"}}}""", "AW3105")]
    [InlineData("dueInWorkingDays", "-1", "AW3101")]
    [InlineData("excludedPersons", """["somebody"]""", "AW3101")]
    public async Task A_mistake_of_the_designer_is_an_incident_and_no_task(string input, string value, string code)
    {
        var seed = 6100 + Math.Abs(string.Concat(input, value).Sum(c => c));
        var given = new Dictionary<string, string> { ["level"] = "grassroots", ["role"] = "Clerk", ["outcomes"] = """["yes"]""", [input] = value };
        var (number, instanceId) = await StartAsync(seed, Task("visit", [.. given.Select(pair => (pair.Key, pair.Value))]));

        var codes = await server.InDatabaseAsync(db => db.Incidents.Where(incident => incident.InstanceId == instanceId).Select(incident => incident.Code).ToListAsync());

        Assert.Equal([code], codes);
        using var clerk = await server.SignInAsync("grassroots1");
        Assert.Empty(await VisitsAsync(clerk, number));
    }

    [Fact]
    public async Task Cancelling_the_instance_cancels_its_task()
    {
        var (_, instanceId) = await StartAsync(6005, Task("visit", ("level", "grassroots"), ("role", "Clerk"), ("outcomes", """["yes"]""")));

        await using (var scope = server.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<WorkflowRuntime>().CancelAsync(instanceId, null, default);

        Assert.Equal(HumanTaskStatus.Cancelled, await server.InDatabaseAsync(db => db.Set<HumanTask>().Where(task => task.WorkflowInstanceId == instanceId).Select(task => task.Status).SingleAsync()));
    }

    [Fact]
    public async Task Resuming_the_bookmark_without_a_person_is_refused_and_changes_nothing()
    {
        var (_, instanceId) = await StartAsync(6006, Task("visit", ("level", "grassroots"), ("role", "Clerk"), ("outcomes", """["yes"]""")));
        var bookmark = await BookmarkAsync(instanceId);

        await using var scope = server.Services.CreateAsyncScope();
        var refusal = await Assert.ThrowsAsync<RuleViolationException>(() =>
            scope.ServiceProvider.GetRequiredService<WorkflowRuntime>().ResumeAsync(new ResumeWorkflow(bookmark, new JsonObject { ["Outcome"] = "yes" }), default));

        Assert.Equal("task-answer-missing", refusal.Code);
        Assert.Equal(bookmark, await BookmarkAsync(instanceId));
    }

    private async Task<(string CaseNumber, string InstanceId)> StartAsync(int seed, params JsonObject[] activities)
    {
        var number = await server.OpenCaseAsync(seed);
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
        await library.PublishAsync(definitionId, null, default);
        var result = await scope.ServiceProvider.GetRequiredService<WorkflowRuntime>()
            .StartAsync(new StartWorkflow(definitionId) { CorrelationId = number }, default);
        return (number, result.InstanceId);
    }

    private static JsonObject Task(string id, params (string Name, string Value)[] inputs)
    {
        var activity = new JsonObject { ["id"] = id, ["type"] = "Aid.HumanTask", ["version"] = 1 };
        foreach (var (name, value) in inputs)
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

    private static async Task<IReadOnlyList<JsonObject>> VisitsAsync(HttpClient client, string number) =>
        [.. (await client.TasksAsync(number)).Where(task => ((string)task["key"]!).StartsWith("visit", StringComparison.Ordinal))];

    private Task<string> BookmarkAsync(string instanceId) =>
        server.InDatabaseAsync(db => db.Bookmarks.Where(bookmark => bookmark.InstanceId == instanceId).Select(bookmark => bookmark.Id).SingleAsync());

    private async Task<string> SubStatusAsync(string instanceId) =>
        (await server.InDatabaseAsync(db => db.Instances.Where(instance => instance.Id == instanceId).Select(instance => instance.SubStatus).SingleAsync())).ToString();
}
