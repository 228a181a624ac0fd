using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Letters;
using AidWorkflows.Domain.Notices;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Visits;
using AidWorkflows.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Tests.Host.Procedure;

/// <summary>From the application to the archive (S-040 to S-054, S-060), by the shipped workflows.</summary>
public sealed class NeedyWorkerAidTests(AidServer server) : IClassFixture<AidServer>
{
    /// <summary>S-054: apply, first review, county review, comparison, publicity, archive; S-002: then the aid.</summary>
    [Fact]
    public async Task A_household_goes_step_by_step_to_its_archive_and_then_to_the_aid()
    {
        var walk = await ProcedureWalk.ApplyAsync(server, AidCalls.Application(9001, ("medical", 15000m, 30000m)));
        await walk.ExpectAsync("home-visit");
        await walk.ToNoticeAsync();
        Assert.Equal(ArchiveState.Temporary, await StateAsync(walk));

        // S-052, Q-20: five working days, the first not counted.
        var notice = await NoticeOfAsync(walk);
        Assert.Equal((5, NoticeState.Showing), (notice.WorkingDays, notice.State));
        Assert.True(notice.EndsOn >= notice.StartedOn.AddDays(5));
        var shown = (await walk.NoticeAsync())!;
        Assert.Equal(Masked(9001), (string)shown["maskedName"]!);
        // S-191: this and nothing else.
        Assert.Equal(["endsOn", "id", "kinds", "maskedName", "organisationName", "startedOn", "tier", "workingDays"], shown.Select(pair => pair.Key).Order(StringComparer.Ordinal));

        await walk.AdvanceAsync("P14D");
        await walk.ExpectAsync("county-review");
        Assert.Equal(ArchiveState.Active, await StateAsync(walk));
        Assert.Null(await walk.NoticeAsync());
        await walk.AnswerAsync("county1", "county-review", "同意");

        var found = await walk.UntilAsync(found => (string)found["status"]! == "approved");
        Assert.Equal(15000m, (decimal)found["payments"]![0]!["amount"]!);
        var order = ProcedureWalk.EventsOf(found);
        string[] steps = ["case-opened", "visit-recorded", "archive-begun", "registers-compared", "notice-shown", "notice-ended", "archive-state-changed", "award-granted", "payment-created"];
        Assert.Equal(steps, order.Distinct().Where(steps.Contains));
        var visits = await server.InDatabaseAsync(db => db.Set<Visit>().Where(visit => db.Set<AidCase>().Any(aidCase => aidCase.Id == visit.CaseId && aidCase.CaseNumber == walk.CaseNumber)).ToListAsync());
        Assert.All(visits, visit => Assert.Equal(2, visit.Visitors.Distinct().Count()));
    }

    /// <summary>S-043: two or more staff.</summary>
    [Fact]
    public async Task One_person_cannot_sign_the_visit_twice()
    {
        var walk = await ProcedureWalk.ApplyAsync(server, AidCalls.Application(9002));
        await walk.AnswerAsync("grassroots1", "home-visit", "完成走访", ProcedureWalk.Visit);

        using var again = await walk.TryAsync("grassroots1", "home-visit", "完成走访", ProcedureWalk.Visit);

        Assert.Equal("403 second-person-required", await AidCalls.RefusalAsync(again));
        Assert.DoesNotContain("visit-recorded", ProcedureWalk.EventsOf(await walk.ReadAsync()));
    }

    /// <summary>S-045: the opinion is signed and sealed; S-047: then the county reviews, and nobody of the township.</summary>
    [Fact]
    public async Task An_opinion_without_the_seal_does_not_leave_the_township()
    {
        var walk = await ProcedureWalk.ApplyAsync(server, AidCalls.Application(9012));
        await walk.AnswerAsync("grassroots1", "home-visit", "完成走访", ProcedureWalk.Visit);
        await walk.AnswerAsync("grassroots2", "home-visit", "完成走访", ProcedureWalk.Visit);

        using var bare = await walk.TryAsync("grassroots1", "first-review", "符合条件");
        Assert.Equal("422 field-required form.sealed", await AidCalls.RefusalAsync(bare));
        await walk.AnswerAsync("grassroots1", "first-review", "符合条件", new JsonObject { ["sealed"] = true });
        using var township = await walk.TryAsync("grassroots2", "archive-review", "同意");
        Assert.Equal(HttpStatusCode.Forbidden, township.StatusCode);
    }

    /// <summary>S-046, S-051, S-185: who is refused gets the reasons, and how they were told is recorded (S-089).</summary>
    [Theory]
    [InlineData("first-review", 9003)]
    [InlineData("archive-review", 9004)]
    [InlineData("comparison", 9005)]
    public async Task A_refusal_at_any_step_leaves_a_delivered_letter_and_no_archive(string step, int seed)
    {
        var walk = await ProcedureWalk.ApplyAsync(server, AidCalls.Application(seed));
        await walk.AnswerAsync("grassroots1", "home-visit", "完成走访", ProcedureWalk.Visit);
        await walk.AnswerAsync("grassroots2", "home-visit", "完成走访", ProcedureWalk.Visit);
        await walk.AnswerAsync("grassroots1", "first-review", step == "first-review" ? "不符合条件" : "符合条件", new JsonObject { ["sealed"] = true });
        if (step != "first-review")
            await walk.AnswerAsync("county1", "archive-review", step == "archive-review" ? "不同意" : "同意");
        if (step == "comparison")
        {
            await walk.VisitByCountyAsync();
            await walk.AnswerAsync("county2", "comparison", "不符合条件");
        }

        using var unknown = await walk.TryAsync("grassroots1", "deliver", "已送达", new JsonObject { ["method"] = "口头" });
        Assert.Equal("422 field-not-allowed form.method", await AidCalls.RefusalAsync(unknown));
        using var wrongDay = await walk.TryAsync("grassroots1", "deliver", "已送达", new JsonObject { ["method"] = "书面", ["deliveredOn"] = "2099-01-01" });
        Assert.Equal("422 field-too-late form.deliveredOn", await AidCalls.RefusalAsync(wrongDay));
        await walk.AnswerAsync("grassroots1", "deliver", "已送达", new JsonObject { ["method"] = "书面" });

        var found = await walk.UntilAsync(found => (string)found["status"]! == "rejected");
        Assert.Equal("rejected", (string)found["requests"]![0]!["status"]!);
        Assert.Empty(found["awards"]!.AsArray());
        var letter = await LetterOfAsync(walk);
        Assert.Equal((LetterKind.Refusal, step, DeliveryMethod.Written), (letter.Kind, letter.Step, letter.DeliveryMethod));
        Assert.Equal(step, letter.Reasons[0].Data["step"]);
        Assert.True(await StateAsync(walk) is null or ArchiveState.Withdrawn);
    }

    /// <summary>S-012, S-013: by the policy of the case, nobody over the standard gets an archive; the letter says by how much.</summary>
    [Fact]
    public async Task A_household_over_the_standard_is_refused_with_the_nearest_change()
    {
        var application = AidCalls.Application(9006);
        application["household"]!["income"] = new JsonArray(new JsonObject { ["kind"] = "wage", ["annualAmount"] = 96_000m });
        application["household"]!["rigidExpenses"] = new JsonArray();
        var walk = await ProcedureWalk.ApplyAsync(server, application);
        await walk.ToCountyAsync();
        await walk.AnswerAsync("county1", "archive-review", "同意");
        await walk.VisitByCountyAsync();
        await walk.AnswerAsync("county1", "comparison", "符合条件");
        await walk.ExpectAsync("deliver");

        var letter = await LetterOfAsync(walk);
        var nearest = Assert.Single(letter.Reasons, reason => reason.Code == "nearest-change" && reason.Data["tier"] == "相对困难职工");
        Assert.Equal(("8000.00", "<", "1480.00"), (nearest.Data["current"], nearest.Data["operator"], nearest.Data["limit"]));
    }

    /// <summary>One household, one archive; and its holder applies.</summary>
    [Fact]
    public async Task Nobody_of_a_household_is_in_two_archives()
    {
        var spouse = SyntheticPeople.Person(9008);
        var application = AidCalls.Application(9007);
        application["household"]!["members"] = new JsonArray(new JsonObject { ["name"] = spouse.Name, ["idNumber"] = spouse.IdNumber, ["relation"] = "spouse" });
        var walk = await ProcedureWalk.ApplyAsync(server, application);
        await walk.ToCountyAsync();

        using var clerk = await server.SignInAsync("grassroots2");
        using var own = await clerk.PostAsJsonAsync("/api/v1/applications", AidCalls.Application(9008));
        Assert.Equal("422 applicant-not-holder applicant.idNumber", await AidCalls.RefusalAsync(own));
        var other = AidCalls.Application(9009);
        other["household"]!["members"] = new JsonArray(new JsonObject { ["name"] = spouse.Name, ["idNumber"] = spouse.IdNumber, ["relation"] = "parent" });
        using var member = await clerk.PostAsJsonAsync("/api/v1/applications", other);
        Assert.Equal("409 household-has-archive household.members", await AidCalls.RefusalAsync(member));
    }

    [Fact]
    public async Task An_application_that_is_withdrawn_takes_its_temporary_archive_and_notice_along()
    {
        var walk = await ProcedureWalk.ApplyAsync(server, AidCalls.Application(9010));
        await walk.ToNoticeAsync();
        using var clerk = await server.SignInAsync("grassroots1");

        using var answer = await clerk.PostAsJsonAsync($"/api/v1/cases/{walk.CaseNumber}/withdraw", new { });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("withdrawn", (string)(await walk.ReadAsync())["status"]!);
        Assert.Equal(ArchiveState.Withdrawn, await StateAsync(walk));
        Assert.Null(await walk.NoticeAsync());
        await ProcedureWalk.ApplyAsync(server, AidCalls.Application(9010));
    }

    /// <summary>
    /// S-014, S-060: hardship by accident goes without the comparison, which is told to whoever decides (Q-18); 25,000 yuan are enough.
    /// Its notice has a length of its own (Q-21).
    /// </summary>
    [Fact]
    public async Task Hardship_by_accident_has_its_own_shorter_way()
    {
        await ProcedureWalk.PublishAsync(server, "accident-aid", "PublicityWorkingDays", "6");
        var application = AidCalls.Application(9011, ("living", 3750m, null));
        application["household"]!["income"] = new JsonArray(new JsonObject { ["kind"] = "wage", ["annualAmount"] = 60_000m });
        application["household"]!["rigidExpenses"] = new JsonArray();
        application["household"]!["loss"] = new JsonObject { ["cause"] = "accident", ["amount"] = 25_000m, ["occurredOn"] = await SecondOfJanuaryAsync() };
        var walk = await ProcedureWalk.ApplyAsync(server, application);
        await walk.AnswerAsync("grassroots1", "home-visit", "完成走访", ProcedureWalk.Visit);
        await walk.AnswerAsync("grassroots2", "home-visit", "完成走访", ProcedureWalk.Visit);
        await walk.AnswerAsync("county1", "archive-review", "同意");
        await walk.UntilAsync(found => ProcedureWalk.EventsOf(found).Contains("notice-shown") || ProcedureWalk.EventsOf(found).Count(code => code == "task-created") == 3);
        await walk.VisitByCountyAsync();
        Assert.Equal(6, (await NoticeOfAsync(walk)).WorkingDays);
        await walk.AdvanceAsync("P14D");
        await walk.ExpectAsync("county-review");

        var found = await walk.ReadAsync();
        Assert.Equal("accident", (string)found["tier"]!);
        Assert.DoesNotContain("registers-compared", ProcedureWalk.EventsOf(found));
        Assert.Equal("no-comparison", (string)Assert.Single(found["warnings"]!.AsArray())!["code"]!);
    }

    private async Task<string> SecondOfJanuaryAsync()
    {
        using var admin = await server.SignInAsync("admin");
        var clock = await admin.GetFromJsonAsync<JsonObject>("/api/v1/clock");
        return $"{DateTimeOffset.Parse((string)clock!["now"]!, CultureInfo.InvariantCulture).Year}-01-02";
    }

    private Task<Notice> NoticeOfAsync(ProcedureWalk walk) => server.InDatabaseAsync(db => db.Set<Notice>()
        .SingleAsync(notice => db.Set<AidCase>().Any(aidCase => aidCase.Id == notice.CaseId && aidCase.CaseNumber == walk.CaseNumber)));

    private Task<Letter> LetterOfAsync(ProcedureWalk walk) => server.InDatabaseAsync(db => db.Set<Letter>()
        .SingleAsync(letter => db.Set<AidCase>().Any(aidCase => aidCase.Id == letter.CaseId && aidCase.CaseNumber == walk.CaseNumber)));

    private Task<ArchiveState?> StateAsync(ProcedureWalk walk) => server.InDatabaseAsync(db => db.Set<HouseholdArchive>()
        .Where(archive => db.Set<AidCase>().Any(aidCase => aidCase.ArchiveId == archive.Id && aidCase.CaseNumber == walk.CaseNumber))
        .Select(archive => (ArchiveState?)archive.State).SingleOrDefaultAsync());

    private static string Masked(int seed) => PersonName.Parse(SyntheticPeople.Person(seed).Name).Masked;
}
