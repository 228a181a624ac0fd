using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Domain.Visits;
using AidWorkflows.Tests.Host.Archives;
using AidWorkflows.Tests.Host.Procedure;
using AidWorkflows.Tests.TestData;
using Microsoft.EntityFrameworkCore;
using static AidWorkflows.Tests.Host.HumanTasks.StepWorkflow;

namespace AidWorkflows.Tests.Host.HumanTasks;

/// <summary>Q-15: who visits a household, reviews or decides about it is no relative of anybody in it.</summary>
public abstract class RelativeExclusionContract(AidServer server)
{
    private const string KeptOut = "403 household-relative";
    private const string TargetKeptOut = "422 transfer-target-household-relative personId";

    [Fact]
    public async Task Q15_who_declared_the_applicant_before_is_a_candidate_for_nothing_in_the_case()
    {
        await server.DeclareAsync("county1", 9901);
        var flow = await StartAsync(server, 9901, Step("s-county", ("batchApproval", "true"), ("returnTo", """["applicant"]""")));
        var task = await flow.TaskAsync("county2");
        var relative = await flow.PersonAsync("county1");

        Assert.Equal(KeptOut, await flow.PostAsync("county1", task, "claim"));
        Assert.Equal(KeptOut, await flow.CompleteAsync("county1", task));
        Assert.Equal(KeptOut, await flow.PostAsync("county1", task, "return", new { toStep = "applicant", comment = "补充" }));
        Assert.Equal(KeptOut, await flow.PostAsync("county1", task, "transfer", new { personId = await flow.PersonAsync("county2") }));
        Assert.Equal(TargetKeptOut, await flow.PostAsync("county2", task, "transfer", new { personId = relative }));
        Assert.Equal(TargetKeptOut, await flow.PostAsync("county2", task, "signers", new { personId = relative, when = "before" }));
        Assert.Equal(TargetKeptOut, await flow.PostAsync("county2", task, "ask", new { personId = relative }));
        Assert.Equal(TargetKeptOut, await flow.PostAsync("admin", task, "transfer", new { personId = relative }));
        Assert.Equal(["household-relative", "household-relative"], await BatchAsync("county1", task));

        Assert.Equal("200 open", await flow.PostAsync("county2", task, "claim"));
        Assert.Equal("transfer-target-household-relative", await HandOverAsync(flow, "county2", relative, task));
        Assert.Equal("200 completed", await flow.CompleteAsync("county2", task));
        Assert.Equal("Finished", await flow.SubStatusAsync());
    }

    [Fact]
    public async Task Q15_a_relative_who_is_declared_later_stops_the_claimed_task_until_the_declaration_is_removed()
    {
        var flow = await StartAsync(server, 9902, Step("s-county"));
        var task = await flow.TaskAsync("county1");
        Assert.Equal("200 open", await flow.PostAsync("county1", task, "claim"));

        var declared = await server.DeclareAsync("county1", 9902);

        Assert.Equal(KeptOut, await flow.PostAsync("county1", task, "claim"));
        Assert.Equal(KeptOut, await flow.CompleteAsync("county1", task));
        Assert.Equal("200 open", await flow.PostAsync("county1", task, "unclaim"));
        Assert.Equal(KeptOut, await flow.PostAsync("county1", task, "claim"));
        Assert.Equal("200", await server.RemoveAsync("county1", declared));
        Assert.Equal("200 completed", await flow.CompleteAsync("county1", task));
    }

    [Fact]
    public async Task Q15_a_stand_in_is_kept_out_by_the_relatives_of_both()
    {
        var flow = await StartAsync(server, 9903, Step("s-own"), Step("s-absent"));
        using var absent = await server.SignInAsync("county1");
        var today = AidWorkflows.Domain.Calendar.ChinaTime.DateOf(await NowAsync());
        using var set = await absent.PostAsJsonAsync("/api/v1/stand-ins", new { standInPersonId = await flow.PersonAsync("county2"), firstDay = today, lastDay = today.AddDays(60) });
        Assert.True(set.IsSuccessStatusCode, await set.Content.ReadAsStringAsync());
        var own = await flow.TaskAsync("county1");
        Assert.Equal("200 open", await flow.PostAsync("county1", own, "claim"));

        var ofStandIn = await server.DeclareAsync("county2", 9903);
        Assert.Equal(KeptOut, await flow.CompleteAsync("county2", own));
        Assert.Equal("200", await server.RemoveAsync("county2", ofStandIn));
        await server.DeclareAsync("county1", 9903);
        Assert.Equal(KeptOut, await flow.CompleteAsync("county2", own));

        using var ended = await absent.PostAsJsonAsync($"/api/v1/stand-ins/{(await AidServer.ReadAsync(set))["id"]}/end", new { });
        Assert.True(ended.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Q15_members_of_the_household_count_and_so_do_the_people_of_the_archive_alone()
    {
        // The case names a member; its archive has one more, whom the application forgot.
        using var county = await server.SignInAsync("county1");
        var (holder, inArchive) = (SyntheticPeople.Person(9904), SyntheticPeople.Person(9906));
        using var entered = await county.PostAsJsonAsync("/api/v1/archives", new
        {
            paperNumber = "旧档-9904",
            organisation = "qingshan",
            openedOn = "2025-01-02",
            name = holder.Name,
            idNumber = holder.IdNumber,
            members = new[] { new { name = inArchive.Name, idNumber = inArchive.IdNumber } },
        });
        Assert.True(entered.IsSuccessStatusCode, await entered.Content.ReadAsStringAsync());
        var application = AidCalls.Application(9904);
        var member = SyntheticPeople.Person(9905);
        application["household"]!["members"] = new JsonArray(new JsonObject { ["name"] = member.Name, ["idNumber"] = member.IdNumber, ["relation"] = "spouse" });
        var walk = await ProcedureWalk.ApplyAsync(server, application);
        await walk.ExpectAsync("county-review");

        await server.DeclareAsync("county1", 9905);
        await server.DeclareAsync("county2", 9906);

        foreach (var userName in new[] { "county1", "county2" })
        {
            using var refused = await walk.TryAsync(userName, "county-review", "同意");
            Assert.Equal(KeptOut, await AidCalls.RefusalAsync(refused));
        }
    }

    [Fact]
    public async Task Q15_a_relative_does_not_visit_in_the_shipped_procedure()
    {
        await server.DeclareAsync("grassroots1", 9907);
        var walk = await ProcedureWalk.ApplyAsync(server, AidCalls.Application(9907));

        using var refused = await walk.TryAsync("grassroots1", "home-visit", "完成走访", ProcedureWalk.Visit);
        Assert.Equal(KeptOut, await AidCalls.RefusalAsync(refused));
        await walk.AnswerAsync("grassroots2", "home-visit", "完成走访", ProcedureWalk.Visit);
    }

    [Fact]
    public async Task Q15_a_visitor_who_turns_out_to_be_a_relative_before_the_second_signature_makes_no_visit()
    {
        var record = new JsonObject { ["id"] = "record", ["type"] = "Aid.RecordVisit", ["version"] = 1 };
        foreach (var (name, value) in new[] { ("purpose", "first-review"), ("taskKey", "s-visit") })
            record[name] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } };
        var flow = await StartAsync(server, 9908, Step("s-visit", ("level", "grassroots"), ("role", "Clerk"), ("signRule", "two-person")), record);
        var task = await flow.TaskAsync("grassroots1");
        await flow.CompleteAsync("grassroots1", task);
        await server.DeclareAsync("grassroots1", 9908);

        await flow.CompleteAsync("grassroots2", task);

        Assert.Equal(["AW3112"], await IncidentsAsync(flow));
        Assert.Equal(0, await server.InDatabaseAsync(db => db.Set<Visit>().CountAsync(visit => db.Set<AidWorkflows.Domain.Cases.AidCase>().Any(aidCase => aidCase.Id == visit.CaseId && aidCase.CaseNumber == flow.CaseNumber))));
    }

    /// <summary>An archive from paper has no case: its check, exit and appeal are found by the archive's number.</summary>
    [Fact]
    public async Task Q15_a_relative_neither_finds_out_about_an_exit_nor_decides_the_appeal()
    {
        var walk = await ExitWalk.EnterAsync(server, 9909);
        await walk.RecordAsync(6, 740.01m);
        Assert.Equal("201", await walk.PostAsync("grassroots1", "exit-requests", new { route = "finding" }));
        var atFirst = await server.DeclareAsync("grassroots1", 9909);
        Assert.Equal(KeptOut, await walk.AnswerAsync("grassroots1", "exit-visit", "已达脱困标准", ExitWalk.Finding()));
        Assert.Equal("200", await server.RemoveAsync("grassroots1", atFirst));
        await walk.DoAsync("grassroots1", "exit-visit", "已达脱困标准", ExitWalk.Finding());
        var between = await server.DeclareAsync("grassroots1", 9909);
        Assert.Equal("409 signer-household-relative", await walk.AnswerAsync("grassroots2", "exit-visit", "已达脱困标准", ExitWalk.Finding()));
        Assert.Equal("200", await server.RemoveAsync("grassroots1", between));
        await walk.DoAsync("grassroots2", "exit-visit", "已达脱困标准", ExitWalk.Finding());
        await walk.DoAsync("grassroots1", "exit-delivery", "已送达", ExitWalk.Delivery);
        await walk.UntilExitAsync(exit => (string)exit["state"]! == "appealable");
        Assert.Equal("201", await walk.AppealAsync());
        await walk.UntilExitAsync(exit => exit["appeal"]?["dueOn"] is not null);

        var form = new JsonObject { ["visited"] = true };
        await walk.DoAsync("county1", "appeal-review", "不符合退出标准", form);
        await server.DeclareAsync("county1", 9909);
        Assert.Equal("409 signer-household-relative", await walk.AnswerAsync("county2", "appeal-review", "不符合退出标准", form));
        using var first = await server.SignInAsync("county1");
        using var takenBack = await first.PostAsJsonAsync($"/api/v1/tasks/{await walk.OpenTaskAsync("appeal-review")}/unclaim", new { });
        Assert.True(takenBack.IsSuccessStatusCode);
        Assert.Equal(KeptOut, await walk.AnswerAsync("county1", "appeal-review", "不符合退出标准", form));
        await walk.DoAsync("county2", "appeal-review", "不符合退出标准", form);
        Assert.Null((await walk.ExitsAsync())[0]!["appeal"]!["decision"]);
        Assert.Empty(await walk.IncidentsAsync());
    }

    [Fact]
    public async Task Q15_a_relative_does_not_decide_an_objection()
    {
        var walk = await ProcedureWalk.ApplyAsync(server, AidCalls.Application(9910));
        await walk.ToNoticeAsync();
        using var anybody = server.CreateClient();
        using var made = await anybody.PostAsJsonAsync($"/api/v1/notices/{(Guid)(await walk.NoticeAsync())!["id"]!}/objections", new { text = "此户有两套住房。" });
        Assert.True(made.IsSuccessStatusCode, await made.Content.ReadAsStringAsync());
        var declared = await server.DeclareAsync("city1", 9910);

        using var refused = await walk.TryAsync("city1", "objection-review", "异议不成立");
        Assert.Equal(KeptOut, await AidCalls.RefusalAsync(refused));
        Assert.Equal("200", await server.RemoveAsync("city1", declared));
        await walk.AnswerAsync("city1", "objection-review", "异议不成立");
    }

    [Fact]
    public async Task Q15_a_step_for_all_is_without_the_relative_and_an_incident_when_nobody_is_left()
    {
        await server.DeclareAsync("county1", 9911);
        var one = await StartAsync(server, 9911, Step("s-all", ("signRule", "all")));
        Assert.Equal(await one.PersonAsync("county2"), (string?)Assert.Single(await one.TasksAsync("county2", "mine"))["assignee"]!["id"]);
        Assert.Empty(await one.TasksAsync("county1", "mine"));

        await server.DeclareAsync("county2", 9911);
        var nobody = await OfCaseAsync(server, one.CaseNumber, Step("s-all", ("signRule", "all")));
        Assert.Equal(["AW3107"], await IncidentsAsync(nobody));
    }

    private async Task<string[]> BatchAsync(string userName, JsonObject task)
    {
        using var client = await server.SignInAsync(userName);
        var list = JsonNode.Parse(await client.GetStringAsync("/api/v1/tasks/batch"))!.AsArray();
        using var answer = await client.PostAsJsonAsync("/api/v1/tasks/batch", new { taskIds = new[] { (string)task["id"]! } });
        var approved = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsArray();
        return [.. new[] { list, approved }.Select(rows => (string)rows.Single(row => (string)row!["taskId"]! == (string)task["id"]!)!["problem"]!)];
    }

    private async Task<string> HandOverAsync(StepWorkflow flow, string leaver, string toPersonId, JsonObject task)
    {
        using var admin = await server.SignInAsync("admin");
        using var answer = await admin.PostAsJsonAsync($"/api/v1/staff/{await flow.PersonAsync(leaver)}/hand-over", new { toPersonId, taskIds = new[] { (string)task["id"]! } });
        return (string)Assert.Single((await AidServer.ReadAsync(answer))["items"]!.AsArray())!["problem"]!;
    }

    private async Task<DateTimeOffset> NowAsync()
    {
        using var admin = await server.SignInAsync("admin");
        return (DateTimeOffset)(await admin.GetFromJsonAsync<JsonObject>("/api/v1/clock"))!["now"]!;
    }

    private Task<List<string>> IncidentsAsync(StepWorkflow flow) =>
        server.InDatabaseAsync(db => db.Incidents.Where(incident => incident.InstanceId == flow.InstanceId).Select(incident => incident.Code).ToListAsync());
}

public sealed class SqliteRelativeExclusionTests(AidServer server) : RelativeExclusionContract(server), IClassFixture<AidServer>;

public sealed class PostgreSqlRelativeExclusionTests(PostgreSqlAidServer server) : RelativeExclusionContract(server.Server), IClassFixture<PostgreSqlAidServer>;
