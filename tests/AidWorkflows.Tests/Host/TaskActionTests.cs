using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.HumanTasks;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Tests.Host;

public sealed class TaskActionTests(AidServer server) : IClassFixture<AidServer>
{
    [Fact]
    public async Task Of_many_clerks_who_claim_at_once_one_gets_the_task_and_the_other_is_told_who()
    {
        var number = await server.OpenCaseAsync(3001);
        var task = await server.OnlyTaskAsync("county1", number);
        using var first = await server.SignInAsync("county1");
        using var second = await server.SignInAsync("county2");

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(async i => (Mine: i % 2 == 0, Answer: await (i % 2 == 0 ? first : second).PostAsync($"/api/v1/tasks/{task["id"]}/claim", null))));

        var winners = answers.Where(pair => pair.Answer.IsSuccessStatusCode).Select(pair => pair.Mine).Distinct().ToList();
        Assert.Single(winners);
        var loser = answers.First(pair => pair.Mine != winners[0]).Answer;
        Assert.Equal("409 task-assigned-to-other", await AidCalls.RefusalAsync(loser));
        var problem = await AidServer.ReadAsync(loser);
        Assert.Equal(winners[0] ? "王建华" : "陈雅琴", (string?)problem["by"]);
        Assert.NotNull(problem["at"]);
    }

    [Fact]
    public async Task Of_two_people_who_complete_at_once_one_decides_and_the_other_gets_409_with_who_and_when()
    {
        var number = await server.OpenCaseAsync(3002);
        var task = await server.OnlyTaskAsync("county1", number);
        using var first = await server.SignInAsync("county1");
        using var second = await server.SignInAsync("county2");

        var answers = await Task.WhenAll(first.CompleteAsync(task), second.CompleteAsync(task, "不同意"), first.CompleteAsync(task), second.CompleteAsync(task, "不同意"));

        Assert.Single(answers, answer => answer.IsSuccessStatusCode);
        var refused = answers.First(answer => !answer.IsSuccessStatusCode);
        Assert.Equal("409 task-already-completed", await AidCalls.RefusalAsync(refused));
        var problem = await AidServer.ReadAsync(refused);
        Assert.Contains((string?)problem["by"], (string[])["王建华", "陈雅琴"]);
        Assert.NotNull(problem["at"]);
        Assert.Equal(1, await CountEventsAsync(number, "task-completed"));
    }

    [Fact]
    public async Task Claim_unclaim_and_transfer_move_the_task_between_the_lists()
    {
        var number = await server.OpenCaseAsync(3003);
        using var first = await server.SignInAsync("county1");
        using var second = await server.SignInAsync("county2");
        var task = Assert.Single(await first.TasksAsync(number));
        var id = task["id"];

        (await first.PostAsync($"/api/v1/tasks/{id}/claim", null)).EnsureSuccessStatusCode();
        Assert.Single(await first.TasksAsync(number, "mine"));
        Assert.Empty(await second.TasksAsync(number));

        (await first.PostAsync($"/api/v1/tasks/{id}/unclaim", null)).EnsureSuccessStatusCode();
        Assert.Empty(await first.TasksAsync(number, "mine"));
        Assert.Single(await second.TasksAsync(number));

        var me = await second.GetFromJsonAsync<JsonObject>("/api/v1/me");
        (await first.PostAsJsonAsync($"/api/v1/tasks/{id}/transfer", new { personId = (string)me!["personId"]! })).EnsureSuccessStatusCode();
        Assert.Single(await second.TasksAsync(number, "mine"));

        using var province = await server.SignInAsync("province1");
        var stranger = (string)(await province.GetFromJsonAsync<JsonObject>("/api/v1/me"))!["personId"]!;
        using var refused = await second.PostAsJsonAsync($"/api/v1/tasks/{id}/transfer", new { personId = stranger });
        Assert.Equal("422 transfer-target-not-candidate personId", await AidCalls.RefusalAsync(refused));
    }

    [Fact]
    public async Task The_same_key_and_body_gives_the_first_answer_and_has_its_effect_once()
    {
        var number = await server.OpenCaseAsync(3004);
        using var county = await server.SignInAsync("county1");
        var task = Assert.Single(await county.TasksAsync(number));

        var answers = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            using var answer = await county.CompleteAsync(task, key: "once");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            answers.Add(await answer.Content.ReadAsStringAsync());
        }

        Assert.Single(answers.Distinct());
        Assert.Equal("completed", (string?)JsonNode.Parse(answers[0])!["status"]);
        Assert.Equal(1, await CountEventsAsync(number, "task-completed"));

        using var other = await county.CompleteAsync(task, "不同意", key: "once");
        Assert.Equal("422 idempotency-key-reused Idempotency-Key", await AidCalls.RefusalAsync(other));
    }

    [Fact]
    public async Task The_same_application_sent_several_times_at_once_with_one_key_opens_one_case()
    {
        using var clerk = await server.SignInAsync("grassroots1");
        var application = AidCalls.Application(3005);

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/applications") { Content = JsonContent.Create(application) };
            request.Headers.Add("Idempotency-Key", "application-3005");
            using var answer = await clerk.SendAsync(request);
            return (answer.StatusCode, Body: await answer.Content.ReadAsStringAsync());
        }));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
        Assert.Single(answers.Select(answer => answer.Body).Distinct());
        var number = (string)JsonNode.Parse(answers[0].Body)!["caseNumber"]!;
        Assert.Equal(1, await CountEventsAsync(number, "case-opened"));
    }

    [Fact]
    public async Task The_same_key_of_another_person_or_call_is_another_write()
    {
        var number = await server.OpenCaseAsync(3006);
        using var first = await server.SignInAsync("county1");
        using var second = await server.SignInAsync("county2");
        var task = Assert.Single(await first.TasksAsync(number));

        using var claim = await PostAsync(first, $"/api/v1/tasks/{task["id"]}/claim", "shared");
        using var unclaim = await PostAsync(first, $"/api/v1/tasks/{task["id"]}/unclaim", "shared");
        using var others = await PostAsync(second, $"/api/v1/tasks/{task["id"]}/claim", "shared");

        Assert.Equal(HttpStatusCode.OK, claim.StatusCode);
        Assert.Equal(HttpStatusCode.OK, unclaim.StatusCode);
        Assert.Equal("陈雅琴", (string?)(await AidServer.ReadAsync(others))["assignee"]!["name"]);
    }

    [Fact]
    public async Task A_key_that_is_no_visible_ascii_is_refused()
    {
        using var clerk = await server.SignInAsync("grassroots1");
        using var answer = await PostAsync(clerk, $"/api/v1/tasks/{Guid.NewGuid()}/claim", new string('k', 201));

        Assert.Equal("400 idempotency-key-invalid", await AidCalls.RefusalAsync(answer));
    }

    [Fact]
    public async Task An_unknown_task_is_404_and_a_foreign_organisations_task_is_403_without_details()
    {
        var number = await server.OpenCaseAsync(3007);
        var task = await server.OnlyTaskAsync("county1", number);
        using var province = await server.SignInAsync("province1");
        using var county = await server.SignInAsync("county1");

        using var foreign = await province.CompleteAsync(task);
        using var unknown = await county.CompleteAsync(new JsonObject { ["id"] = Guid.NewGuid().ToString() });

        Assert.Equal("403 task-not-yours", await AidCalls.RefusalAsync(foreign));
        Assert.DoesNotContain(number, await foreign.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("404 not-found", await AidCalls.RefusalAsync(unknown));
        Assert.Equal("open", (string?)(await server.OnlyTaskAsync("county1", number))["status"]);
    }

    [Fact]
    public async Task A_task_has_a_deadline_in_working_days_with_its_reasons()
    {
        var number = await server.OpenCaseAsync(3008);

        var task = await server.OnlyTaskAsync("county1", number);

        Assert.NotNull(task["dueAt"]);
        Assert.Equal("deadline-start-not-counted", (string?)task["dueExplanation"]!["parts"]![0]!["code"]);
        Assert.Equal(AidCalls.Approve, (string?)task["outcomes"]![0]);
        Assert.Equal("number", (string?)task["form"]!["properties"]!["proposedAmount"]!["type"]);
    }

    [Fact]
    public async Task Comments_stay_out_of_the_workflows_state_and_journal()
    {
        var number = await server.OpenCaseAsync(3009);
        await server.DecideAsync("county1", number);

        var traces = await server.InDatabaseAsync(async db => string.Join('\n', [
            .. await db.Journal.Select(entry => entry.Data ?? "").ToListAsync(),
            .. (await db.InstanceStates.ToListAsync()).Select(state => System.Text.Encoding.UTF8.GetString(state.Data)),
        ]));

        Assert.DoesNotContain("已核实", traces, StringComparison.Ordinal);
        Assert.Equal("已核实", await server.InDatabaseAsync(db => db.Set<HumanTask>().Where(task => task.CaseNumber == number).Select(task => task.Comment).SingleAsync()));
    }

    private async Task<int> CountEventsAsync(string number, string code) => await server.InDatabaseAsync(db =>
        db.Set<AidCase>().Where(aidCase => aidCase.CaseNumber == number).SelectMany(aidCase => aidCase.Events).CountAsync(entry => entry.Code == code));

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string path, string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Add("Idempotency-Key", key);
        return client.SendAsync(request);
    }
}
