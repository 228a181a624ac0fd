using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Domain.People;
using Microsoft.EntityFrameworkCore;
using static AidWorkflows.Tests.Host.HumanTasks.StepWorkflow;

namespace AidWorkflows.Tests.Host.HumanTasks;

/// <summary>Writes with an Idempotency-Key that change several rows, or none of a task.</summary>
public abstract partial class TaskOperationsContract
{
    [Fact]
    public async Task Setting_and_ending_a_stand_in_twice_with_one_key_has_one_effect_and_one_answer()
    {
        using var client = await server.SignInAsync("grassroots2");
        var other = await PersonOfAsync("grassroots1");
        var day = Today.AddDays(40);
        var wanted = new { standInPersonId = other, firstDay = day, lastDay = day };

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SendAsync(client, "/api/v1/stand-ins", "stand-in-1", wanted)));
        var again = await SendAsync(client, "/api/v1/stand-ins", "stand-in-1", wanted);

        Assert.All(answers, answer => Assert.Equal(again, answer));
        var id = (Guid)JsonNode.Parse(again[4..])!["id"]!;
        Assert.Equal(1, await server.InDatabaseAsync(db => db.Set<StandIn>().CountAsync(row => row.FirstDay == day)));
        Assert.StartsWith("422", await SendAsync(client, "/api/v1/stand-ins", "stand-in-2", wanted), StringComparison.Ordinal);
        Assert.Contains("idempotency-key-reused", await SendAsync(client, "/api/v1/stand-ins", "stand-in-1", new { standInPersonId = other, firstDay = day, lastDay = day.AddDays(1) }), StringComparison.Ordinal);

        var ended = await SendAsync(client, $"/api/v1/stand-ins/{id}/end", "end-1", new { });
        Assert.StartsWith("200", ended, StringComparison.Ordinal);
        Assert.Equal(ended, await SendAsync(client, $"/api/v1/stand-ins/{id}/end", "end-1", new { }));
    }

    [Fact]
    public async Task A_batch_sent_again_with_its_key_gets_its_first_answer_and_signs_nothing_twice()
    {
        (string, string)[] allowed = [("batchApproval", "true"), ("batchUpTo", "5000"), ("amount", "4000")];
        var first = await StartAsync(server, 7301, Step("s-one", allowed), Step("s-next"));
        var second = await StartAsync(server, 7302, Step("s-two", allowed));
        var single = await StartAsync(server, 7303, Step("s-single"));
        var body = new { taskIds = new[] { await IdAsync(first), await IdAsync(second), await IdAsync(single) }, comment = "同意" };
        using var client = await server.SignInAsync("county1");

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => SendAsync(client, "/api/v1/tasks/batch", "batch-1", body)));
        var again = await SendAsync(client, "/api/v1/tasks/batch", "batch-1", body);

        Assert.All(answers, answer => Assert.Equal(again, answer));
        Assert.Equal(["s-one true", "s-two true", "s-single false batch-not-allowed"], RowsOf(again, "approved"));
        Assert.Equal(["s-one Completed", "s-next Open"], await first.StatusesAsync());
        Assert.Equal(1, await server.InDatabaseAsync(db => db.Set<HumanTask>().Where(task => task.WorkflowInstanceId == first.InstanceId).SelectMany(task => task.Signatures).CountAsync()));
        Assert.Equal(["s-one false task-already-completed", "s-two false task-already-completed", "s-single false batch-not-allowed"], RowsOf(await SendAsync(client, "/api/v1/tasks/batch", "batch-2", body), "approved"));
    }

    /// <summary>As after a crash between two tasks: one is signed under the key, and the whole answer was never kept.</summary>
    [Fact]
    public async Task A_batch_that_broke_off_half_way_is_finished_by_its_repetition()
    {
        (string, string)[] allowed = [("batchApproval", "true"), ("batchUpTo", "5000"), ("amount", "4000")];
        var first = await StartAsync(server, 7304, Step("s-one", allowed));
        var second = await StartAsync(server, 7305, Step("s-two", allowed));
        var body = new { taskIds = new[] { await IdAsync(first), await IdAsync(second) }, comment = (string?)null };
        using var client = await server.SignInAsync("county1");
        await SendAsync(client, "/api/v1/tasks/batch", "batch-broken", body);
        await server.InDatabaseAsync(db => db.IdempotentRequests.Where(row => row.Key == "batch-broken" && row.Scope.EndsWith("/batch")).ExecuteDeleteAsync());

        Assert.Equal(["s-one true", "s-two true"], RowsOf(await SendAsync(client, "/api/v1/tasks/batch", "batch-broken", body), "approved"));

        Assert.Equal(["s-one Completed"], await first.StatusesAsync());
    }

    [Fact]
    public async Task A_hand_over_sent_again_with_its_key_gets_its_first_answer()
    {
        var flow = await StartAsync(server, 7306, Step("s-leaver"));
        var task = await flow.TaskAsync("county1");
        await flow.PostAsync("county1", task, "claim");
        var (from, to) = (await PersonOfAsync("county1"), await PersonOfAsync("county2"));
        using var admin = await server.SignInAsync("admin");
        var body = new { toPersonId = to, taskIds = new[] { (string)task["id"]! } };

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => SendAsync(admin, $"/api/v1/staff/{from}/hand-over", "leaver-1", body)));
        var again = await SendAsync(admin, $"/api/v1/staff/{from}/hand-over", "leaver-1", body);

        Assert.All(answers, answer => Assert.Equal(again, answer));
        Assert.Equal(["s-leaver true"], RowsOf(again, "moved"));
        Assert.Equal(1, (await flow.EventsAsync()).Count(code => code == "task-handed-over"));
        Assert.Empty(RowsOf(await SendAsync(admin, $"/api/v1/staff/{from}/hand-over", "leaver-2", body), "moved"));
        await flow.CompleteAsync("county2", await flow.TaskAsync("county2", "mine"));
    }

    private static async Task<string> IdAsync(StepWorkflow flow) => (string)(await flow.TaskAsync("county1"))["id"]!;

    /// <summary>Status and body.</summary>
    private static async Task<string> SendAsync(HttpClient client, string path, string key, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await client.SendAsync(request);
        return $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
    }

    private static IEnumerable<string> RowsOf(string answer, string flag)
    {
        var body = JsonNode.Parse(answer[4..])!;
        return (body as JsonArray ?? body["items"]!.AsArray()).Select(row => $"{row!["key"]} {row[flag]} {row["problem"]}".TrimEnd());
    }
}
