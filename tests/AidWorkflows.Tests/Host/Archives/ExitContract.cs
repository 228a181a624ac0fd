using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Reports;
using AidWorkflows.Domain.Visits;
using AidWorkflows.Tests.Host.HumanTasks;
using AidWorkflows.Tests.Host.Papers;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Tests.Host.Archives;

/// <summary>From the recheck to the end of an exit, by the shipped workflows (S-080 to S-089, S-095).</summary>
public abstract class ExitContract(AidServer server)
{
    /// <summary>S-080, S-081, S-084, S-086: recheck by class, six months above the standard, notice, a month without objection.</summary>
    [Fact]
    public async Task A_household_out_of_hardship_leaves_after_a_month_without_objection()
    {
        var walk = await ExitWalk.EnterAsync(server, 9501);
        var due = (await walk.TodayAsync()).AddMonths(6);
        await walk.AdvanceToAsync(ChinaTime.EndOfDay(due).AddMinutes(-1));
        Assert.Equal(Guid.Empty, await walk.OpenTaskAsync("recheck"));
        await walk.AdvanceToAsync(ChinaTime.EndOfDay(due).AddMinutes(1));
        await walk.RecordAsync(6, 900);
        await walk.DoAsync("grassroots1", "recheck", "完成复核", new JsonObject { ["causeGone"] = true, ["visited"] = true, ["conclusion"] = "脱困" });

        // Whoever says that the household was visited does not say so alone.
        var found = new JsonObject { ["conclusion"] = "脱困", ["causeGone"] = true, ["incomePerHead"] = 900, ["peopleMet"] = "本人" };
        await walk.DoAsync("grassroots1", "recheck-visit", "完成走访", found);
        Assert.Equal("403 second-person-required", await walk.AnswerAsync("grassroots1", "recheck-visit", "完成走访", found));
        Assert.Empty(await walk.VisitsAsync());
        await walk.DoAsync("grassroots2", "recheck-visit", "完成走访", found);
        Assert.Equal(["recheck out-of-hardship 李秀兰+赵国庆"], await walk.VisitsAsync());

        // S-085: no signature and no note is refused while the second person signs; nothing is stored.
        await walk.DoAsync("grassroots1", "exit-visit", "已达脱困标准", ExitWalk.Finding("拒绝签字"));
        Assert.Equal("422 note-required form.note", await walk.AnswerAsync("grassroots2", "exit-visit", "已达脱困标准", ExitWalk.Finding("拒绝签字")));
        Assert.Equal("409 exit-pending archive", await walk.PostAsync("grassroots1", "exit-requests", new { signedOn = "2026-01-01" }));
        var visit = await walk.OpenTaskAsync("exit-visit");
        using (var first = await server.SignInAsync("grassroots1"))
            (await first.PostAsJsonAsync($"/api/v1/tasks/{visit}/unclaim", new { })).EnsureSuccessStatusCode();
        await walk.DoAsync("grassroots1", "exit-visit", "已达脱困标准", ExitWalk.Finding("拒绝签字", "本人拒绝，已当面说明"));
        Assert.Equal("403 second-person-required", await walk.AnswerAsync("grassroots1", "exit-visit", "已达脱困标准", ExitWalk.Finding("拒绝签字", "本人拒绝，已当面说明")));
        await walk.DoAsync("grassroots2", "exit-visit", "已达脱困标准", ExitWalk.Finding("拒绝签字", "本人拒绝，已当面说明"));
        Assert.Equal("409 appeal-not-open archive", await walk.AppealAsync());
        Assert.Equal(["exit out-of-hardship 李秀兰+赵国庆", "recheck out-of-hardship 李秀兰+赵国庆"], await walk.VisitsAsync());
        var noted = await server.InDatabaseAsync(db => db.Set<Visit>().SingleAsync(row => row.TaskId == visit));
        Assert.Equal((VisitPurpose.Exit, WorkerSignature.Refused, "本人拒绝，已当面说明", null), (noted.Purpose, noted.Findings.WorkerSigned, noted.Findings.Note, noted.CaseId));
        Assert.Contains("退出走访", await server.ContentAsync("grassroots1", await server.MakeAsync("grassroots1", "visit-form", noted.Id)), StringComparison.Ordinal);
        await PageShowsAsync(walk, "退出走访", "已达脱困标准", "拒绝签字", "本人拒绝，已当面说明");
        await walk.DoAsync("grassroots2", "exit-delivery", "已送达", ExitWalk.Delivery);

        var exit = await walk.UntilExitAsync(found => (string)found["state"]! == "appealable");
        Assert.Equal(("finding", "refused", "本人拒绝，已当面说明", "written"), ((string)exit["route"]!, (string)exit["workerSigned"]!, (string)exit["signNote"]!, (string)exit["deliveryMethod"]!));
        var until = (await walk.TodayAsync()).AddMonths(1);
        Assert.Equal(until.ToString("O", null), (string)exit["appealUntil"]!);
        await walk.AdvanceToAsync(ChinaTime.EndOfDay(until).AddMinutes(-1));
        Assert.Equal("active", await walk.StateAsync());
        await walk.AdvanceToAsync(ChinaTime.EndOfDay(until).AddSeconds(1));

        // Refused by the clock, whether or not the timer has run yet.
        Assert.Equal("409 appeal-too-late archive", await walk.AppealAsync());
        await walk.UntilStateAsync("out-of-hardship");
        Assert.Equal(0, await server.InDatabaseAsync(db => db.Set<ExitAppeal>().CountAsync(appeal => db.Set<HouseholdArchive>().Any(archive => archive.Id == appeal.ArchiveId && archive.ArchiveNumber == walk.ArchiveNumber))));
        await ExitWalk.UntilAsync(async () => (await walk.RunningAsync()).Count == 0, "a workflow of a closed archive still runs");
        Assert.Empty(await walk.IncidentsAsync());
    }

    /// <summary>S-086 to S-089: others examine again within 15 working days, the result is told, and decides.</summary>
    [Theory]
    [InlineData("不符合退出标准", "active", "does-not-meet", 9502)]
    [InlineData("符合退出标准", "out-of-hardship", "meets-standard", 9503)]
    public async Task An_objection_is_examined_by_others_and_its_result_decides(string result, string state, string decision, int seed)
    {
        var walk = await ExitWalk.EnterAsync(server, seed);
        await walk.RecordAsync(6, 740.01m);
        Assert.Equal("201", await walk.PostAsync("grassroots1", "exit-requests", new { route = "finding" }));
        await walk.InformAsync();

        Assert.Equal("422 field-required receiver,grounds", await walk.PostAsync("grassroots1", "appeals", new { }));
        Assert.Equal("403 forbidden", await walk.PostAsync("city1", "appeals", new { receiver = "county-union", grounds = "x" }));
        Assert.Equal("201", await walk.AppealAsync());
        Assert.Equal("409 appeal-exists archive", await walk.AppealAsync());
        var received = await walk.UntilExitAsync(exit => exit["appeal"]?["dueOn"] is not null);
        Assert.Equal("appealed", (string)received["state"]!);

        // The grounds are sealed, and open for who examines them.
        using var examiner = await server.SignInAsync("county1");
        var task = $"/api/v1/tasks/{await walk.OpenTaskAsync("appeal-review")}";
        using var claimed = await examiner.PostAsJsonAsync($"{task}/claim", new { });
        using var opened = await examiner.PostAsync($"{task}/statement", null);
        Assert.Equal(ExitWalk.Grounds, (string)(await AidServer.ReadAsync(opened))["text"]!);

        // Q-22: who made the finding is kept out, and so is who received it; one person does not sign for two.
        await walk.DoAsync("county1", "appeal-review", result, new JsonObject { ["visited"] = true });
        Assert.Equal("403 second-person-required", await walk.AnswerAsync("county1", "appeal-review", result, new JsonObject { ["visited"] = true }));
        Assert.Equal("active", await walk.StateAsync());
        await walk.DoAsync("county2", "appeal-review", result, new JsonObject { ["visited"] = true });
        Assert.Equal("active", await walk.StateAsync());
        await walk.DoAsync("county1", "appeal-delivery", "已告知", new JsonObject { ["method"] = "短信" });

        var ended = await walk.UntilExitAsync(exit => exit["endedAt"] is not null);
        Assert.Equal((decision, "sms", false), ((string)ended["appeal"]!["decision"]!, (string)ended["appeal"]!["deliveryMethod"]!, (bool)ended["appeal"]!["late"]!));
        await walk.UntilStateAsync(state);
        Assert.Equal(["re-examination", "exit"], (await walk.VisitsAsync()).Select(visit => visit.Split(' ')[0]));
        var (first, again) = ((await walk.VisitsAsync())[^1].Split(' '), (await walk.VisitsAsync())[0].Split(' '));
        Assert.Equal(decision == "meets-standard" ? "out-of-hardship" : "still-in-hardship", again[1]);
        Assert.Empty(first[2].Split('+').Intersect(again[2].Split('+')));
        Assert.Empty(await walk.IncidentsAsync());
    }

    /// <summary>S-087 does not ask for a visit: who decides by papers has made none, and none is recorded.</summary>
    [Fact]
    public async Task S087_a_re_examination_without_a_visit_records_none()
    {
        var walk = await ExitWalk.EnterAsync(server, 9508);
        await walk.RecordAsync(6, 740.01m);
        Assert.Equal("201", await walk.PostAsync("grassroots1", "exit-requests", new { route = "finding" }));
        await walk.InformAsync();
        Assert.Equal("201", await walk.AppealAsync());
        await walk.DoAsync("county1", "appeal-review", "符合退出标准", new JsonObject { ["visited"] = false });
        await walk.DoAsync("county2", "appeal-review", "符合退出标准", new JsonObject { ["visited"] = false });
        await walk.DoAsync("county1", "appeal-delivery", "已告知", new JsonObject { ["method"] = "短信" });
        await walk.UntilStateAsync("out-of-hardship");
        Assert.Equal(["exit"], (await walk.VisitsAsync()).Select(visit => visit.Split(' ')[0]));
    }

    /// <summary>S-084: two people were there and found the household still in hardship: that visit is kept as well.</summary>
    [Fact]
    public async Task S084_a_visit_that_does_not_confirm_the_exit_is_kept_and_the_household_stays()
    {
        var walk = await ExitWalk.EnterAsync(server, 9509);
        Assert.Equal("201", await walk.PostAsync("grassroots1", "exit-requests", new { route = "finding" }));
        await walk.DoAsync("grassroots1", "exit-visit", "未达脱困标准", ExitWalk.Finding());
        await walk.DoAsync("grassroots2", "exit-visit", "未达脱困标准", ExitWalk.Finding());
        await walk.UntilExitAsync(exit => (string)exit["state"]! == "stayed");
        Assert.Equal(["exit still-in-hardship 李秀兰+赵国庆"], await walk.VisitsAsync());
        Assert.Equal("active", await walk.StateAsync());
    }

    /// <summary>S-080: a recheck by papers asks for no second person.</summary>
    [Fact]
    public async Task S080_a_recheck_without_a_visit_records_none()
    {
        var walk = await ExitWalk.EnterAsync(server, 9510);
        await walk.AdvanceToAsync(ChinaTime.EndOfDay((await walk.TodayAsync()).AddMonths(6)).AddMinutes(1));
        await walk.DoAsync("grassroots1", "recheck", "完成复核", new JsonObject { ["causeGone"] = false, ["visited"] = false, ["conclusion"] = "仍困难" });
        await ExitWalk.UntilAsync(async () => await walk.OpenTaskAsync("recheck") == Guid.Empty && await walk.OpenTaskAsync("recheck-visit") == Guid.Empty, "the recheck goes on");
        Assert.Empty(await walk.VisitsAsync());
        Assert.Empty(await walk.IncidentsAsync());
    }

    /// <summary>S-083: at the worker's own wish, by a signed request; the archive is withdrawn after the month.</summary>
    [Fact]
    public async Task S083_a_signed_request_withdraws_the_archive_after_the_month()
    {
        var walk = await ExitWalk.EnterAsync(server, 9504);
        Assert.Equal("422 request-not-signed signedOn", await walk.PostAsync("grassroots1", "exit-requests", new { }));
        Assert.Equal("403 forbidden", await walk.PostAsync("county1", "exit-requests", new { signedOn = "2026-01-01" }));
        Assert.Equal("201", await walk.PostAsync("grassroots1", "exit-requests", new { signedOn = (await walk.TodayAsync()).ToString("O", null) }));
        Assert.Equal("409 exit-pending archive", await walk.PostAsync("grassroots2", "exit-requests", new { signedOn = "2026-01-01" }));
        await walk.DoAsync("grassroots1", "exit-delivery", "已送达", ExitWalk.Delivery);
        await walk.AdvanceToAsync(ChinaTime.EndOfDay((await walk.TodayAsync()).AddMonths(1)).AddSeconds(1));
        await walk.UntilStateAsync("withdrawn");
    }

    /// <summary>S-081, S-082, Q-24: exactly the standard relieves, a missing month proves nothing, a finding needs all six.</summary>
    [Fact]
    public async Task S082_a_finding_is_refused_while_the_ledger_does_not_prove_it()
    {
        var walk = await ExitWalk.EnterAsync(server, 9505);
        await walk.RecordAsync(6, 740m);
        Assert.Equal("201", await walk.PostAsync("grassroots1", "exit-requests", new { route = "finding" }));
        await walk.DoAsync("grassroots1", "exit-visit", "已达脱困标准", ExitWalk.Finding());
        Assert.Equal("422 exit-standard-not-met form", await walk.AnswerAsync("grassroots2", "exit-visit", "已达脱困标准", ExitWalk.Finding()));
        await walk.RecordAsync(6, 740.01m);
        await walk.DoAsync("grassroots2", "exit-visit", "已达脱困标准", ExitWalk.Finding());
    }

    [Fact]
    public async Task The_income_ledger_takes_months_that_are_over_with_evidence_from_the_union_of_the_archive()
    {
        var walk = await ExitWalk.EnterAsync(server, 9506);
        var month = (await walk.TodayAsync()).ToString("yyyy-MM", null);
        Assert.Equal("422 income-month-not-over month", await walk.RecordAsync(month, 900));
        Assert.Equal("422 month-format month", await walk.RecordAsync("2026-13", 900));
        Assert.Equal("422 income-amount perHead", await walk.RecordAsync("2026-01", 900.001m));
        Assert.Equal("403 forbidden", await walk.RecordAsync("2026-01", 900, "county1"));
        Assert.Equal("200", await walk.RecordAsync("2026-01", 900));
        Assert.Equal("200", await walk.RecordAsync("2026-01", 950));
        using var client = await server.SignInAsync("grassroots1");
        var archive = await client.GetFromJsonAsync<JsonObject>($"/api/v1/archives/{walk.ArchiveNumber}");
        Assert.Equal(950m, (decimal)Assert.Single(archive!["incomes"]!.AsArray())!["perHead"]!);
    }

    /// <summary>S-092, S-095: made by the clock at the end of the month, one per county, sent to two recipients.</summary>
    [Fact]
    public async Task S095_each_county_reports_at_the_end_of_the_month_to_two_recipients()
    {
        var walk = await ExitWalk.EnterAsync(server, 9507);
        var today = await walk.TodayAsync();
        var next = new DateOnly(today.Year, today.Month, 1).AddMonths(1);
        await walk.AdvanceToAsync(ChinaTime.StartOfDay(next).AddMinutes(1));
        using var county = await server.SignInAsync("county1");
        JsonObject? report = null;
        await ExitWalk.UntilAsync(async () => (report = await ReportAsync(county, today)) is not null, "no report");
        Assert.Equal(("draft", 2), ((string)report!["status"]!, report["recipients"]!.AsArray().Count));
        Assert.True((int)report["figures"]!["archivesByState"]!["Active"]! >= 1);

        // Earlier months of this server's clock have left tasks as well; all are sent.
        await ExitWalk.UntilAsync(async () => await SendAllAsync(county) && (string)(await ReportAsync(county, today))!["status"]! == "sent", "the report is not sent");
        Assert.Equal("sent", (string)(await ReportAsync(county, today))!["status"]!);
        Assert.Equal(1, await server.InDatabaseAsync(db => db.Set<MonthlyReport>().CountAsync(row => row.Year == today.Year && row.Month == today.Month)));
    }

    private async Task PageShowsAsync(ExitWalk walk, params string[] texts)
    {
        using var browser = await server.BrowserAsync("county1");
        var page = System.Net.WebUtility.HtmlDecode(await browser.ReadPageAsync($"/archives/{walk.ArchiveNumber}"));
        Assert.All(texts, text => Assert.Contains(text, page, StringComparison.Ordinal));
    }

    private static async Task<JsonObject?> ReportAsync(HttpClient client, DateOnly month) =>
        (await client.GetFromJsonAsync<JsonObject>($"/api/v1/reports?year={month.Year}&month={month.Month}"))!["items"]!.AsArray().SingleOrDefault()?.AsObject();

    private static async Task<bool> SendAllAsync(HttpClient client)
    {
        var tasks = (await client.GetFromJsonAsync<JsonObject>("/api/v1/tasks?view=group&pageSize=200"))!["items"]!.AsArray().Select(item => item!.AsObject());
        foreach (var task in tasks.Where(task => (string)task["key"]! is "report-livelihood" or "report-city"))
        {
            using var answer = await client.CompleteAsync(task, "已报送", new JsonObject { ["method"] = "书面" });
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        }

        return true;
    }
}

public sealed class SqliteExitTests(AidServer server) : ExitContract(server), IClassFixture<AidServer>;

public sealed class PostgreSqlExitTests(PostgreSqlAidServer server) : ExitContract(server.Server), IClassFixture<PostgreSqlAidServer>;
