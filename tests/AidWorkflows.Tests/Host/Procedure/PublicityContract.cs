using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Letters;
using AidWorkflows.Domain.Notices;
using AidWorkflows.Tests.Host.HumanTasks;
using AidWorkflows.Tests.Host.Papers;
using AidWorkflows.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Tests.Host.Procedure;

/// <summary>S-052, S-053 and what the document leaves open: objections (Q-19), and that administrators change the rules in Studio.</summary>
public abstract class PublicityContract(AidServer server)
{
    [Fact]
    public async Task An_objection_takes_the_notice_down_until_somebody_else_has_dismissed_it()
    {
        var walk = await ProcedureWalk.ApplyAsync(server, AidCalls.Application(9101));
        await walk.ToNoticeAsync();
        var notice = (Guid)(await walk.NoticeAsync())!["id"]!;
        await walk.AdvanceAsync("P1D");

        using var made = await ObjectAsync(notice, new { text = "此户有两套住房。", contact = "13900000000" });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        await walk.ExpectAsync("objection-review");
        Assert.Null(await walk.NoticeAsync());
        Assert.Equal([(notice, "objected")], (await walk.ReadAsync())["notices"]!.AsArray().Select(entry => ((Guid)entry!["id"]!, (string)entry["state"]!)));
        using var second = await ObjectAsync(notice, new { text = "我也有异议。" });
        Assert.Equal("409 notice-over notice", await AidCalls.RefusalAsync(second));

        // Whoever worked on the case is not even a candidate: the task is the city's.
        using var involved = await walk.TryAsync("county1", "objection-review", "异议不成立");
        Assert.Equal(HttpStatusCode.Forbidden, involved.StatusCode);
        await OpensForTheDeciderAloneAsync(walk);
        await walk.AnswerAsync("city1", "objection-review", "异议不成立");
        await ToldAsync(walk, SyntheticPeople.Person(9101), "objection-dismissed", "核查结果：异议不成立，按程序继续公示。");

        // Q-19: the clock begins anew, because the definition says so.
        await walk.UntilAsync(found => ProcedureWalk.EventsOf(found).Count(code => code == "notice-shown") == 2);
        Assert.NotNull(await walk.NoticeAsync());
        await walk.AdvanceAsync("P14D");
        await walk.ExpectAsync("county-review");
        var objection = await server.InDatabaseAsync(db => db.Set<Objection>().SingleAsync(candidate => candidate.NoticeId == notice));
        Assert.Equal(ObjectionState.Dismissed, objection.State);
        Assert.Empty(await IncidentsAsync(walk));
        Assert.DoesNotContain("13900000000", System.Text.Encoding.UTF8.GetString(objection.ContactSealed!), StringComparison.Ordinal);
    }

    /// <summary>What is said is for the person who decides about it, who has to know it; nobody else opens it, and each opening is in the timeline.</summary>
    private async Task OpensForTheDeciderAloneAsync(ProcedureWalk walk)
    {
        using var admin = await server.SignInAsync("admin");
        var task = $"/api/v1/tasks/{Assert.Single(await admin.TasksAsync(walk.CaseNumber, "all"))["id"]}";
        foreach (var other in new[] { "county1", "grassroots1", "province1", "admin", "auditor" })
        {
            using var client = await server.SignInAsync(other);
            using var refused = await client.PostAsync($"{task}/statement", null);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }

        using var decider = await server.SignInAsync("city1");
        using var early = await decider.PostAsync($"{task}/statement", null);
        Assert.Equal("409 task-not-claimed", await AidCalls.RefusalAsync(early));
        Assert.DoesNotContain("statement-opened", ProcedureWalk.EventsOf(await walk.ReadAsync()));
        using var claimed = await decider.PostAsJsonAsync($"{task}/claim", new { });
        using var opened = await decider.PostAsync($"{task}/statement", null);
        var statement = await AidServer.ReadAsync(opened);
        Assert.Equal(("此户有两套住房。", "13900000000", true), ((string)statement["text"]!, (string)statement["contact"]!, opened.Headers.CacheControl!.NoStore));
        Assert.Single(ProcedureWalk.EventsOf(await walk.ReadAsync()), "statement-opened");
    }

    [Fact]
    public async Task An_upheld_objection_ends_in_a_refusal()
    {
        var walk = await ProcedureWalk.ApplyAsync(server, AidCalls.Application(9102));
        await walk.ToNoticeAsync();
        using var made = await ObjectAsync((Guid)(await walk.NoticeAsync())!["id"]!, new { text = "收入不实。" });
        await walk.AnswerAsync("city1", "objection-review", "异议成立");
        await ToldAsync(walk, SyntheticPeople.Person(9102), "objection-upheld", "核查结果：异议成立，不予建档。");
        await walk.AnswerAsync("grassroots2", "deliver", "已送达", new JsonObject { ["method"] = "当面" });

        await walk.UntilAsync(found => (string)found["status"]! == "rejected");
        Assert.Empty(await IncidentsAsync(walk));
        Assert.Equal(0, await server.InDatabaseAsync(db => db.Set<HouseholdArchive>().CountAsync(archive => archive.State == ArchiveState.Active && db.Set<AidCase>().Any(aidCase => aidCase.Id == archive.CaseId && aidCase.CaseNumber == walk.CaseNumber))));
    }

    [Theory]
    [InlineData("{}", "422 field-required text")]
    [InlineData("{\"text\":\" \"}", "422 field-required text")]
    [InlineData("{\"text\":\"x\",\"who\":1}", "400 unknown-field who")]
    public async Task A_bad_objection_is_refused_and_the_notice_stays(string body, string refusal)
    {
        using var anybody = server.CreateClient();
        using var answer = await anybody.PostAsync($"/api/v1/notices/{Guid.NewGuid()}/objections", AidServer.Json(body));
        Assert.Equal(refusal, await AidCalls.RefusalAsync(answer));
    }

    /// <summary>S-004, S-189: an administrator publishes another length; the next case has it, the running one keeps its own.</summary>
    [Fact]
    public async Task A_new_length_of_the_notice_counts_from_the_next_case_on()
    {
        var before = await ProcedureWalk.ApplyAsync(server, AidCalls.Application(9103));
        await ProcedureWalk.PublishAsync(server, "needy-worker-aid", "PublicityWorkingDays", "7");
        var after = await ProcedureWalk.ApplyAsync(server, AidCalls.Application(9104));
        await before.ToNoticeAsync();
        await after.ToNoticeAsync();

        Assert.Equal(5, (int)(await before.NoticeAsync())!["workingDays"]!);
        Assert.Equal(7, (int)(await after.NoticeAsync())!["workingDays"]!);
        await ProcedureWalk.PublishAsync(server, "needy-worker-aid", "PublicityWorkingDays", "5");
    }

    /// <summary>Q-19: the decided objection has its document and its delivery to the applicant; who objected and what they said is in neither.</summary>
    private async Task ToldAsync(ProcedureWalk walk, SyntheticPerson person, string reason, string sentence)
    {
        await walk.ExpectAsync("objection-delivery");
        Assert.Null(await walk.NoticeAsync());
        var paper = Assert.Single(await server.PapersAsync(walk.CaseNumber), one => (string)one["key"]! == "objection-result");
        Assert.Matches("^困帮异〔20[0-9]{2}〕[0-9]{4}号$", (string)paper["number"]!);
        var content = await server.ContentAsync("county1", paper);
        Assert.Contains(sentence, content, StringComparison.Ordinal);
        foreach (var secret in new[] { "两套住房", "收入不实", "13900000000", person.IdNumber, person.Phone })
            Assert.DoesNotContain(secret, content, StringComparison.Ordinal);
        Assert.Null((await LetterAsync(walk)).DeliveredOn);

        await walk.AnswerAsync("grassroots1", "objection-delivery", "已送达", new JsonObject { ["method"] = "电话" });
        await walk.UntilAsync(found => ProcedureWalk.EventsOf(found).Contains("letter-delivered"));
        var letter = await LetterAsync(walk);
        Assert.Equal((DeliveryMethod.Phone, true), (letter.DeliveryMethod, letter.DeliveredOn is not null));
        var told = letter.Reasons.Single(one => one.Code == reason);
        var objection = await server.InDatabaseAsync(db => db.Set<Objection>().SingleAsync(candidate => candidate.CaseId == letter.CaseId));
        Assert.Equal(objection.Id.ToString(), told.Data["objection"]);
    }

    private Task<Letter> LetterAsync(ProcedureWalk walk) => server.InDatabaseAsync(db => db.Set<Letter>().AsNoTracking()
        .SingleAsync(letter => letter.Kind == LetterKind.ObjectionResult && db.Set<AidCase>().Any(aidCase => aidCase.Id == letter.CaseId && aidCase.CaseNumber == walk.CaseNumber)));

    private Task<List<string>> IncidentsAsync(ProcedureWalk walk) => server.InDatabaseAsync(async db =>
        await db.Incidents.Where(incident => db.Instances.Any(instance => instance.Id == incident.InstanceId && instance.CorrelationId == walk.CaseNumber)).Select(incident => incident.Code).ToListAsync());

    private async Task<HttpResponseMessage> ObjectAsync(Guid notice, object form)
    {
        using var anybody = server.CreateClient();
        anybody.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        return await anybody.PostAsJsonAsync($"/api/v1/notices/{notice}/objections", form);
    }
}

public sealed class SqlitePublicityTests(AidServer server) : PublicityContract(server), IClassFixture<AidServer>;

public sealed class PostgreSqlPublicityTests(PostgreSqlAidServer server) : PublicityContract(server.Server), IClassFixture<PostgreSqlAidServer>;
