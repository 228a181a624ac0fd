using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Domain.HumanTasks;
using Microsoft.EntityFrameworkCore;
using static AidWorkflows.Tests.Host.HumanTasks.StepWorkflow;

namespace AidWorkflows.Tests.Host.HumanTasks;

/// <summary>Opinions, copies, urging, drafts, stand-ins, hand-over, batches.</summary>
public abstract partial class TaskOperationsContract
{
    [Fact]
    public async Task A_colleague_gives_an_opinion_and_the_task_comes_back()
    {
        var flow = await StartAsync(server, 7201, Step("s-county"));
        var task = await flow.TaskAsync("county1");
        Assert.Equal("422 opinion-not-colleague personId", await flow.PostAsync("county1", task, "ask", new { personId = await flow.PersonAsync("province1") }));

        Assert.Equal("200 open", await flow.PostAsync("county1", task, "ask", new { personId = await flow.PersonAsync("cashier"), comment = "账户对吗" }));

        Assert.Equal("409 opinion-awaited", await flow.CompleteAsync("county1", task));
        Assert.Equal("409 opinion-not-asked", await flow.PostAsync("county2", task, "opinion", new { comment = "插话" }));
        Assert.Equal("200 open", await flow.PostAsync("cashier", await flow.TaskAsync("cashier", "asked"), "opinion", new { comment = "账户无误" }));
        Assert.Empty(await flow.TasksAsync("cashier", "asked"));
        Assert.Equal("账户无误", (string?)(await flow.TaskAsync("county1", "mine"))["participants"]![0]!["answer"]);
        Assert.Equal("200 completed", await flow.CompleteAsync("county1", task));
        Assert.Equal(["task-created", "task-opinion-asked", "task-opinion-given", "task-completed"], await flow.EventsAsync());
    }

    [Fact]
    public async Task A_question_is_taken_back()
    {
        var flow = await StartAsync(server, 7202, Step("s-county"));
        var task = await flow.TaskAsync("county1");
        await flow.PostAsync("county1", task, "ask", new { personId = await flow.PersonAsync("county2") });

        Assert.Equal("403 task-not-yours", await flow.PostAsync("county2", task, "take-back"));
        Assert.Equal("200 open", await flow.PostAsync("county1", task, "take-back"));
        Assert.Equal("200 completed", await flow.CompleteAsync("county1", task));
    }

    [Fact]
    public async Task A_copy_is_unread_until_it_is_read_and_goes_to_the_same_union_or_above()
    {
        var flow = await StartAsync(server, 7203, Step("s-county", ("copyTo", """["city:Reviewer"]""")));
        var task = await flow.TaskAsync("county1");
        Assert.Equal("422 copy-target-elsewhere personId", await flow.PostAsync("county1", task, "copies", new { personId = await flow.PersonAsync("grassroots1") }));

        Assert.Equal("200 open", await flow.PostAsync("county1", task, "copies", new { personId = await flow.PersonAsync("province1") }));
        Assert.Null((await flow.TaskAsync("province1", "copies"))["participants"]![0]!["endedAt"]);
        Assert.Equal("200 open", await flow.PostAsync("province1", task, "read"));
        Assert.NotNull((await flow.TaskAsync("province1", "copies"))["participants"]![0]!["endedAt"]);

        Assert.Equal("403 task-not-yours", await flow.CompleteAsync("province1", task));

        // The definition's copy is sent with the decision.
        Assert.Empty(await flow.TasksAsync("city1", "copies"));
        Assert.Equal("200 completed", await flow.CompleteAsync("county1", task));
        Assert.Single(await flow.TasksAsync("city1", "copies"));
    }

    [Fact]
    public async Task A_task_is_urged_at_most_once_an_hour_by_those_who_wait_for_it()
    {
        var flow = await StartAsync(server, 7204, Step("s-county"));
        var task = await flow.TaskAsync("county1");
        await flow.PostAsync("county1", task, "claim");

        Assert.Equal("403 task-not-yours", await flow.PostAsync("city1", task, "urge"));
        Assert.Equal("409 urge-yourself", await flow.PostAsync("county1", task, "urge"));
        Assert.Equal("200 open", await flow.PostAsync("grassroots1", task, "urge"));
        Assert.Equal("409 urged-already", await flow.PostAsync("county2", task, "urge"));
        Assert.Equal("李秀兰", (string?)(await flow.TaskAsync("county1", "mine"))["urgedBy"]!["name"]);
    }

    [Fact]
    public async Task A_draft_is_kept_for_its_writer_alone_and_goes_with_the_completion()
    {
        var flow = await StartAsync(server, 7205, Step("s-county", ("form", """{"type":"object","properties":{"amount":{"type":"number"}},"required":["amount"]}""")));
        var task = await flow.TaskAsync("county1");
        using var first = await server.SignInAsync("county1");
        using var second = await server.SignInAsync("county2");

        using var kept = await first.PutAsJsonAsync($"/api/v1/tasks/{task["id"]}/draft", new { comment = "半", form = new { amount = "未定" } });
        using var again = await first.PutAsJsonAsync($"/api/v1/tasks/{task["id"]}/draft", new { comment = "一半" });

        Assert.True(kept.IsSuccessStatusCode && again.IsSuccessStatusCode);
        Assert.Equal("一半", (string?)(await first.GetFromJsonAsync<JsonObject>($"/api/v1/tasks/{task["id"]}/draft"))!["comment"]);
        Assert.Equal(HttpStatusCode.NotFound, (await second.GetAsync($"/api/v1/tasks/{task["id"]}/draft")).StatusCode);
        Assert.Equal("200 completed", await flow.CompleteAsync("county1", task, form: new { amount = 1 }));
        Assert.Equal(0, await server.InDatabaseAsync(db => db.Set<TaskDraft>().CountAsync()));
    }

    [Fact]
    public async Task A_stand_in_does_the_absent_persons_task_and_is_recorded_so()
    {
        var flow = await StartAsync(server, 7206, Step("s-county"), Step("s-two", ("signRule", "two-person")));
        var task = await flow.TaskAsync("county1");
        await flow.PostAsync("county1", task, "claim");
        Assert.Equal("409 task-assigned-to-other", await flow.CompleteAsync("county2", task));
        using var absent = await server.SignInAsync("county1");
        var day = Today;
        using var foreign = await absent.PostAsJsonAsync("/api/v1/stand-ins", new { standInPersonId = await flow.PersonAsync("province1"), firstDay = day, lastDay = day.AddDays(3) });
        Assert.Equal("422 stand-in-not-colleague standInPersonId", await AidCalls.RefusalAsync(foreign));

        using var set = await absent.PostAsJsonAsync("/api/v1/stand-ins", new { standInPersonId = await flow.PersonAsync("county2"), firstDay = day, lastDay = day.AddDays(3) });
        Assert.True(set.IsSuccessStatusCode, await set.Content.ReadAsStringAsync());
        using var twice = await absent.PostAsJsonAsync("/api/v1/stand-ins", new { standInPersonId = await flow.PersonAsync("county2"), firstDay = day, lastDay = day });
        Assert.Equal("422 stand-in-overlap firstDay", await AidCalls.RefusalAsync(twice));

        Assert.Equal("200 completed", await flow.CompleteAsync("county2", await flow.TaskAsync("county2", "mine")));
        Assert.Contains("task-completed-for", await flow.EventsAsync());

        // S-043: who signed for the absent person cannot be the second person, and neither can the absent person.
        var two = await flow.TaskAsync("county1");
        await flow.PostAsync("county1", two, "claim");
        Assert.Equal("200 open", await flow.CompleteAsync("county2", two));
        Assert.Equal("403 second-person-required", await flow.CompleteAsync("county2", two));
        Assert.Equal("403 second-person-required", await flow.CompleteAsync("county1", two));

        using var ended = await absent.PostAsJsonAsync($"/api/v1/stand-ins/{(await AidServer.ReadAsync(set))["id"]}/end", new { });
        Assert.True(ended.IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_stand_in_is_kept_out_where_the_absent_person_is()
    {
        var flow = await StartAsync(server, 7207, Step("s-visit", ("level", "grassroots"), ("role", "Clerk"), ("excludedPersons", """["registrar"]""")));
        var registrar = await flow.PersonAsync("grassroots1");
        using var client = await server.SignInAsync("grassroots1");
        using var set = await client.PostAsJsonAsync("/api/v1/stand-ins", new { standInPersonId = await flow.PersonAsync("grassroots2"), firstDay = Today, lastDay = Today });
        var task = await flow.TaskAsync("grassroots2");
        var id = Guid.Parse(registrar);
        await server.InDatabaseAsync(db => db.Set<HumanTask>().Where(row => row.WorkflowInstanceId == flow.InstanceId).ExecuteUpdateAsync(row => row.SetProperty(value => value.AssigneePersonId, id)));

        Assert.Equal("403 person-excluded", await flow.CompleteAsync("grassroots2", task));

        await client.PostAsJsonAsync($"/api/v1/stand-ins/{(await AidServer.ReadAsync(set))["id"]}/end", new { });
    }

    [Fact]
    public async Task An_administrator_previews_and_hands_a_leavers_tasks_over()
    {
        var flow = await StartAsync(server, 7208, Step("s-first"), Step("s-second", ("excludeEarlierSteps", """["s-first"]""")));
        Assert.Equal("200 completed", await flow.CompleteAsync("county2", await flow.TaskAsync("county2")));
        var kept = await flow.TaskAsync("county1");
        await flow.PostAsync("county1", kept, "claim");
        var free = await StartAsync(server, 7209, Step("s-free"));
        await free.PostAsync("county1", await free.TaskAsync("county1"), "claim");
        var (from, to) = (await flow.PersonAsync("county1"), await flow.PersonAsync("county2"));
        using var admin = await server.SignInAsync("admin");
        using var clerk = await server.SignInAsync("county2");
        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.GetAsync($"/api/v1/staff/{from}/hand-over")).StatusCode);

        var preview = (await admin.GetFromJsonAsync<JsonObject>($"/api/v1/staff/{from}/hand-over?toPersonId={to}"))!["items"]!.AsArray();
        using var moved = await admin.PostAsJsonAsync($"/api/v1/staff/{from}/hand-over", new { toPersonId = to });

        Assert.Contains(preview, row => (string?)row!["key"] == "s-second" && (string?)row["problem"] == "transfer-target-four-eyes");
        var rows = (await AidServer.ReadAsync(moved))["items"]!.AsArray();
        Assert.Contains(rows, row => (string?)row!["key"] == "s-free" && (bool)row["moved"]!);
        Assert.Single(await free.TasksAsync("county2", "mine"));
        Assert.Single(await flow.TasksAsync("county1", "mine"));
        Assert.Contains("task-handed-over", await free.EventsAsync());
    }

    [Fact]
    public async Task A_batch_approves_what_the_definition_allows_and_says_why_not_for_the_rest()
    {
        (string, string)[] allowed = [("batchApproval", "true"), ("batchUpTo", "5000"), ("amount", "4000.5")];
        var small = await StartAsync(server, 7210, Step("s-small", allowed));
        var large = await StartAsync(server, 7211, Step("s-large", ("batchApproval", "true"), ("batchUpTo", "5000"), ("amount", "5000.01")));
        var single = await StartAsync(server, 7212, Step("s-single"));
        var form = await StartAsync(server, 7213, Step("s-form", [.. allowed, ("form", """{"type":"object","properties":{"a":{"type":"number"}},"required":["a"]}""")]));
        var ids = new List<string>();
        foreach (var flow in new[] { small, large, single, form })
            ids.Add((string)(await flow.TaskAsync("county1"))["id"]!);
        using var client = await server.SignInAsync("county1");

        var list = JsonNode.Parse(await client.GetStringAsync("/api/v1/tasks/batch"))!.AsArray();
        using var answer = await client.PostAsJsonAsync("/api/v1/tasks/batch", new { taskIds = ids, comment = "同意" });

        Assert.Contains(list, row => (string?)row!["key"] == "s-small" && row["problem"] is null);
        var results = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsArray().Select(row => $"{row!["key"]} {row["approved"]} {row["problem"]}".TrimEnd());
        Assert.Equal(["s-small true", "s-large false batch-amount-over", "s-single false batch-not-allowed", "s-form false batch-form-required"], results);
        Assert.Equal("Finished", await small.SubStatusAsync());
        Assert.Equal("Suspended", await large.SubStatusAsync());
        Assert.Contains("task-batch-completed", await small.EventsAsync());
    }
}
