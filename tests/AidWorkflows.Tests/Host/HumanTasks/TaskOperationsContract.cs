using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Engine.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static AidWorkflows.Tests.Host.HumanTasks.StepWorkflow;

namespace AidWorkflows.Tests.Host.HumanTasks;

/// <summary>Ways back: to an earlier step, to the applicant, one's own step taken back, the application withdrawn.</summary>
public abstract partial class TaskOperationsContract(AidServer server)
{
    [Fact]
    public async Task A_task_goes_back_to_an_earlier_step_and_its_former_signer_has_it_again()
    {
        var flow = await StartAsync(server, 7001, Step("s-county"), Step("s-province", ("level", "province"), ("returnTo", """["s-county"]""")));
        Assert.Equal("200 completed", await flow.CompleteAsync("county2", await flow.TaskAsync("county1")));
        var late = await flow.TaskAsync("province1");

        Assert.Equal("200 returned", await flow.PostAsync("province1", late, "return", new { toStep = "s-county", comment = "请核实" }));

        var again = await flow.TaskAsync("county2", "mine");
        Assert.Equal("s-county", (string?)again["key"]);
        Assert.Empty(await flow.TasksAsync("province1"));
        Assert.Equal("200 completed", await flow.CompleteAsync("county2", again));
        Assert.Equal("200 completed", await flow.CompleteAsync("province1", await flow.TaskAsync("province1")));
        Assert.Equal("Finished", await flow.SubStatusAsync());
        Assert.Equal(["s-county Completed", "s-province Returned", "s-county Completed", "s-province Completed"], await flow.StatusesAsync());
        Assert.Contains("task-returned", await flow.EventsAsync());
        Assert.Equal(1, await server.InDatabaseAsync(db => db.Journal.CountAsync(line => line.InstanceId == flow.InstanceId && line.Data!.Contains("returnedTo"))));
    }

    [Theory]
    [InlineData("s-county", "", "422 field-required comment", 7011)]
    [InlineData("s-other", "x", "422 return-not-allowed toStep", 7012)]
    [InlineData("s-never", "x", "422 return-no-such-step toStep", 7013)]
    [InlineData("applicant", "x", "422 return-not-allowed toStep", 7014)]
    public async Task A_return_that_the_definition_does_not_allow_changes_nothing(string toStep, string reason, string refusal, int seed)
    {
        var flow = await StartAsync(server, seed, Step("s-county"), Step("s-province", ("level", "province"), ("returnTo", """["s-county","s-never"]""")), Step("s-never"));
        await flow.CompleteAsync("county1", await flow.TaskAsync("county1"));
        var late = await flow.TaskAsync("province1");

        Assert.Equal(refusal, await flow.PostAsync("province1", late, "return", new { toStep, comment = reason }));

        Assert.Equal(["s-county Completed", "s-province Open"], await flow.StatusesAsync());
        Assert.Equal(1, await flow.BookmarksAsync());
    }

    [Fact]
    public async Task The_applicants_union_supplements_and_the_same_reviewer_goes_on()
    {
        var flow = await StartAsync(server, 7002, Step("s-county", ("returnTo", """["applicant"]""")));
        var task = await flow.TaskAsync("county1");

        Assert.Equal("200 waiting", await flow.PostAsync("county1", task, "return", new { toStep = "applicant", comment = "缺发票" }));

        Assert.Equal("awaiting-supplement", (string?)(await server.CaseAsync(flow.CaseNumber))["status"]);
        Assert.Equal("409 task-waiting", await flow.CompleteAsync("county1", task));
        var supplement = await flow.TaskAsync("grassroots2");
        Assert.Equal("缺发票", (string?)supplement["request"]);
        Assert.Equal("200 completed", await flow.CompleteAsync("grassroots2", supplement, "已补充"));
        Assert.Equal("in-review", (string?)(await server.CaseAsync(flow.CaseNumber))["status"]);
        Assert.Equal("200 completed", await flow.CompleteAsync("county1", await flow.TaskAsync("county1", "mine")));
        Assert.Equal("Finished", await flow.SubStatusAsync());
    }

    [Fact]
    public async Task One_takes_the_own_step_back_while_nobody_has_begun_with_the_next()
    {
        var flow = await StartAsync(server, 7003, Step("s-county"), Step("s-province", ("level", "province")));
        var first = await flow.TaskAsync("county1");
        await flow.CompleteAsync("county1", first);

        Assert.Equal("403 recall-not-yours", await flow.PostAsync("county2", first, "recall"));
        Assert.Equal("200 recalled", await flow.PostAsync("county1", first, "recall"));

        Assert.Empty(await flow.TasksAsync("province1"));
        Assert.Equal("200 completed", await flow.CompleteAsync("county1", await flow.TaskAsync("county1", "mine"), "no"));
        var next = await flow.TaskAsync("province1");
        Assert.Equal("200 open", await flow.PostAsync("province1", next, "claim"));
        var second = (await flow.TasksAsync("county1", "done")).Single(task => (string?)task["status"] == "completed");
        Assert.Equal("409 recall-too-late", await flow.PostAsync("county1", second, "recall"));
        Assert.Equal("200 completed", await flow.CompleteAsync("province1", next));
        Assert.Equal("Finished", await flow.SubStatusAsync());
    }

    [Fact]
    public async Task A_recall_and_an_answer_at_the_same_moment_do_not_both_happen()
    {
        var flow = await StartAsync(server, 7004, Step("s-county"), Step("s-province", ("level", "province")));
        var first = await flow.TaskAsync("county1");
        await flow.CompleteAsync("county1", first);
        var next = await flow.TaskAsync("province1");

        var answers = await Task.WhenAll(flow.PostAsync("county1", first, "recall"), flow.CompleteAsync("province1", next));

        Assert.Single(answers, answer => answer.StartsWith("200", StringComparison.Ordinal));
        Assert.Equal(answers[0] == "200 recalled" ? "Suspended" : "Finished", await flow.SubStatusAsync());
    }

    [Fact]
    public async Task The_union_that_took_an_application_withdraws_it_before_the_decision()
    {
        var number = await server.OpenCaseAsync(7005);
        using var county = await server.SignInAsync("county1");
        using var clerk = await server.SignInAsync("grassroots2");
        var task = Assert.Single(await county.TasksAsync(number));

        using var foreign = await county.PostAsJsonAsync($"/api/v1/cases/{number}/withdraw", new { });
        Assert.Equal("403 withdraw-not-yours", await AidCalls.RefusalAsync(foreign));
        using var answer = await clerk.PostAsJsonAsync($"/api/v1/cases/{number}/withdraw", new { });

        Assert.Equal("withdrawn", (string?)(await AidServer.ReadAsync(answer))["status"]);
        Assert.Equal("409 task-cancelled", await AidCalls.RefusalAsync(await county.CompleteAsync(task)));
        using var again = await clerk.PostAsJsonAsync($"/api/v1/cases/{number}/withdraw", new { });
        Assert.True(again.IsSuccessStatusCode);

        var decided = await server.OpenCaseAsync(7006);
        await server.DecideAsync("county1", decided);
        using var late = await clerk.PostAsJsonAsync($"/api/v1/cases/{decided}/withdraw", new { });
        Assert.Equal("409 withdraw-decided", await AidCalls.RefusalAsync(late));
    }

    [Fact]
    public async Task The_decision_on_an_aid_item_that_was_withdrawn_just_before_it_began_ends_at_once()
    {
        var number = await server.OpenCaseAsync(7008);
        using var clerk = await server.SignInAsync("grassroots2");
        using var withdrawn = await clerk.PostAsJsonAsync($"/api/v1/cases/{number}/withdraw", new { });
        withdrawn.EnsureSuccessStatusCode();
        var request = await server.InDatabaseAsync(db => db.Set<AidCase>().Where(aidCase => aidCase.CaseNumber == number)
            .Select(aidCase => new { aidCase.Id, RequestId = aidCase.Requests.Single().Id }).SingleAsync());

        await using var scope = server.Services.CreateAsyncScope();
        var input = new JsonObject { ["CaseId"] = request.Id.ToString(), ["RequestId"] = request.RequestId.ToString(), ["Kind"] = "medical", ["RequestedAmount"] = 100 };
        var late = await scope.ServiceProvider.GetRequiredService<WorkflowRuntime>().StartAsync(new StartWorkflow("aid-approval") { CorrelationId = number, Input = input }, default);

        Assert.Equal("Finished", await new StepWorkflow(server, number, late.InstanceId).SubStatusAsync());
        Assert.False(await server.InDatabaseAsync(db => db.Incidents.AnyAsync(incident => incident.InstanceId == late.InstanceId)));
        Assert.Equal("withdrawn", (string?)(await server.CaseAsync(number))["status"]);
    }

    [Fact]
    public async Task A_task_from_before_there_were_steps_is_completed_as_ever()
    {
        var flow = await StartAsync(server, 7007, Step("s-county"));
        var task = await flow.TaskAsync("county1");
        await server.InDatabaseAsync(db => db.Database.ExecuteSqlAsync($"UPDATE human_tasks SET step_id = NULL WHERE workflow_instance_id = {flow.InstanceId}"));

        Assert.Equal("200 open", await flow.PostAsync("county1", task, "claim"));
        Assert.Equal("200 completed", await flow.CompleteAsync("county1", task));
        Assert.Equal("Finished", await flow.SubStatusAsync());
    }

    private DateOnly Today => ChinaTime.Today(server.Services.GetRequiredService<TimeProvider>());

    private async Task<T> TaskRowAsync<T>(StepWorkflow flow, System.Linq.Expressions.Expression<Func<HumanTask, T>> read) =>
        await server.InDatabaseAsync(db => db.Set<HumanTask>().Where(task => task.WorkflowInstanceId == flow.InstanceId).Select(read).SingleAsync());
}

public sealed class SqliteTaskOperationsTests(AidServer server) : TaskOperationsContract(server), IClassFixture<AidServer>;

public sealed class PostgreSqlTaskOperationsTests(PostgreSqlAidServer server) : TaskOperationsContract(server.Server), IClassFixture<PostgreSqlAidServer>;
