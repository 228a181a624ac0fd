using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Data.Archives;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Assessment;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Domain.Notices;
using AidWorkflows.Domain.Payments;
using AidWorkflows.Domain.People;
using AidWorkflows.Tests.Host.HumanTasks;
using AidWorkflows.Tests.Host.Papers;
using AidWorkflows.Tests.TestData;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Tests.Host.Archives;

/// <summary>Requirements 2.1 and 2.2: one household one archive, its union, its paper, its ten years; S-007: the lists.</summary>
public abstract class KeepingContract(AidServer server)
{
    private const string Reason = "同一家庭，户口簿已核对";

    /// <summary>People, incomes and cases come along; months that differ are decided one by one; the recheck of the closed one ends.</summary>
    [Fact]
    public async Task One_household_one_archive_a_second_one_is_merged_into_the_first()
    {
        var (husband, wife) = await CoupleAsync(9601, 9602);
        await husband.RecordAsync("2026-01", 900);
        await wife.RecordAsync("2026-01", 950);
        await wife.RecordAsync("2026-02", 700);
        var aided = await CloseCaseAsync(9602);
        Assert.Contains(await ListAsync("county1", "duplicates"), row => (string)row["archiveNumber"]! == husband.ArchiveNumber || (string)row["other"]! == husband.ArchiveNumber);

        Assert.Equal("403 forbidden", await MergeAsync("grassroots1", husband, wife));
        Assert.Equal("422 reason-required reason", await MergeAsync("county1", husband, wife, reason: " ", months: ("2026-01", "other")));
        Assert.Equal("422 merge-income-conflict months", await MergeAsync("county1", husband, wife));
        Assert.Equal("422 merge-same other", await MergeAsync("county1", husband, husband));
        Assert.Equal("active", await wife.StateAsync());
        Assert.NotEmpty(await wife.RunningAsync());

        Assert.Equal("200", await MergeAsync("county1", husband, wife, months: ("2026-01", "other")));
        Assert.Equal("merged", await wife.StateAsync());
        await ExitWalk.UntilAsync(async () => (await wife.RunningAsync()).Count == 0, "the recheck of the merged archive still runs");
        Assert.NotEmpty(await husband.RunningAsync());
        var kept = await ReadAsync(husband);
        Assert.Equal(2, kept["people"]!.AsArray().Count);
        Assert.Equal([("2026-2", 700m), ("2026-1", 950m)], kept["incomes"]!.AsArray().Select(income => ($"{income!["year"]}-{income["month"]}", (decimal)income["perHead"]!)));
        Assert.Contains(aided, kept["caseNumbers"]!.AsArray().Select(number => (string)number!));
        Assert.Equal([wife.ArchiveNumber], kept["mergedFrom"]!.AsArray().Select(number => (string)number!));
        Assert.Equal(husband.ArchiveNumber, (string)(await ReadAsync(wife))["mergedInto"]!);
        Assert.Equal("409 merge-not-possible other", await MergeAsync("county1", husband, wife));
        Assert.DoesNotContain(await ListAsync("county1", "duplicates"), row => (string)row["other"]! == wife.ArchiveNumber);
        Assert.Empty(await wife.IncidentsAsync());
    }

    [Fact]
    public async Task A_merge_is_refused_while_a_case_of_the_closed_archive_is_open_and_names_it()
    {
        var (survivor, other) = (await ExitWalk.EnterAsync(server, 9603), await ExitWalk.EnterAsync(server, 9604));
        using var clerk = await server.SignInAsync("grassroots1");
        using var applied = await clerk.PostAsJsonAsync("/api/v1/applications", AidCalls.Application(9604));
        var number = (string)(await AidServer.ReadAsync(applied))["caseNumber"]!;
        using var county = await server.SignInAsync("county1");
        using var answer = await county.PostAsJsonAsync($"/api/v1/archives/{survivor.ArchiveNumber}/merge", new { other = other.ArchiveNumber, reason = Reason });
        Assert.Equal((409, true), ((int)answer.StatusCode, (await answer.Content.ReadAsStringAsync()).Contains(number, StringComparison.Ordinal)));
        Assert.Equal("409 transfer-case-open archive", await other.PostAsync("grassroots1", "transfers", new { to = "xinghe", reason = "单位变更" }));
        Assert.Equal("active", await other.StateAsync());
        await server.DecideAsync("county2", number, "不同意");
    }

    /// <summary>S-090: proposed by one union, accepted by the other; the open recheck follows and the old union keeps no right to write.</summary>
    [Fact]
    public async Task S090_an_archive_moves_with_its_recheck_when_the_other_union_accepts()
    {
        await using var xinghe = await ClerkOfXingheAsync();
        var walk = await ExitWalk.EnterAsync(server, 9605);
        await walk.AdvanceToAsync(ChinaTime.EndOfDay((await walk.TodayAsync()).AddMonths(6)).AddMinutes(1));
        await ExitWalk.UntilAsync(async () => await walk.OpenTaskAsync("recheck") != Guid.Empty, "no recheck");
        Assert.Equal("403 forbidden", await walk.PostAsync("county1", "transfers", new { to = "xinghe", reason = "单位变更" }));
        Assert.Equal("422 transfer-same-union to", await walk.PostAsync("grassroots1", "transfers", new { to = "qingshan", reason = "单位变更" }));
        Assert.Equal("422 transfer-not-grassroots to", await walk.PostAsync("grassroots1", "transfers", new { to = "jinan", reason = "单位变更" }));
        Assert.Equal("422 unknown-organisation to", await walk.PostAsync("grassroots1", "transfers", new { to = "nowhere", reason = "单位变更" }));
        Assert.Equal("201", await walk.PostAsync("grassroots1", "transfers", new { to = "xinghe", reason = "单位变更" }));
        Assert.Equal("409 transfer-pending archive", await walk.PostAsync("grassroots2", "transfers", new { to = "xinghe", reason = "单位变更" }));
        Assert.Equal("403 forbidden", await walk.PostAsync("grassroots2", "transfers/accept", new { }));
        Assert.Equal("422 reason-required reason", await xinghe.PostAsync($"{walk.ArchiveNumber}/transfers/refuse"));
        Assert.Equal("404 not-found", await xinghe.PostAsync($"{walk.ArchiveNumber}/paper-in-step"));

        Assert.Equal("200", await xinghe.PostAsync($"{walk.ArchiveNumber}/transfers/accept"));
        Assert.Equal("/china/anhui/luan/jinan/xinghe/", await server.InDatabaseAsync(db => db.Set<HouseholdArchive>().Where(archive => archive.ArchiveNumber == walk.ArchiveNumber).Select(archive => archive.OrganisationPath).SingleAsync()));
        var task = await walk.OpenTaskAsync("recheck");
        Assert.Equal("/china/anhui/luan/jinan/xinghe/", await server.InDatabaseAsync(db => db.Set<HumanTask>().Where(row => row.Id == task).Select(row => row.OrganisationPath).SingleAsync()));
        Assert.Equal("404 not-found", await walk.RecordAsync("2026-01", 900));
        Assert.Equal("200", await xinghe.PostAsync($"{walk.ArchiveNumber}/paper-in-step"));
        Assert.Equal("404 not-found", await walk.PostAsync("grassroots1", "transfers/take-back", new { }));
    }

    [Fact]
    public async Task A_transfer_can_be_refused_with_a_reason_or_taken_back()
    {
        await using var xinghe = await ClerkOfXingheAsync();
        var walk = await ExitWalk.EnterAsync(server, 9606);
        Assert.Equal("201", await walk.PostAsync("grassroots1", "transfers", new { to = "xinghe", reason = "单位变更" }));
        Assert.Equal("200", await xinghe.PostAsync($"{walk.ArchiveNumber}/transfers/refuse", "不是本单位职工"));
        Assert.Equal("201", await walk.PostAsync("grassroots1", "transfers", new { to = "xinghe", reason = "单位变更" }));
        Assert.Equal("200", await walk.PostAsync("grassroots1", "transfers/take-back", new { }));
        Assert.Equal(["TakenBack", "Refused"], await server.InDatabaseAsync(db => db.Set<ArchiveTransfer>()
            .Where(transfer => db.Set<HouseholdArchive>().Any(archive => archive.Id == transfer.ArchiveId && archive.ArchiveNumber == walk.ArchiveNumber))
            .OrderByDescending(transfer => transfer.ProposedAt).Select(transfer => transfer.State.ToString()).ToListAsync()));
    }

    /// <summary>Requirements 2.1: ten years from withdrawal; then two persons, and nothing of the person is left in any table.</summary>
    [Fact]
    public async Task After_ten_years_two_persons_destroy_an_archive_and_no_table_keeps_the_person()
    {
        var household = await KeepingHousehold.EnterAsync(server, 9607);
        var archiveNumber = await household.ArchiveNumberAsync();
        var papers = await household.ProduceAsync();
        await household.PayAsync();
        var walk = new ExitWalk(server, archiveNumber);
        Assert.Equal("409 retention-open archive", await walk.PostAsync("county1", "destruction", new { reason = "期满" }));
        await VisitedAsync(household, walk);
        await LeftAsync(archiveNumber, (await walk.TodayAsync()).AddYears(-10));
        Assert.Equal("409 retention-not-over archive", await walk.PostAsync("county1", "destruction", new { reason = "期满" }));
        Assert.DoesNotContain(await ListAsync("county1", "retention"), row => (string)row["archiveNumber"]! == archiveNumber);

        await LeftAsync(archiveNumber, (await walk.TodayAsync()).AddYears(-10).AddDays(-1));
        Assert.Contains(await ListAsync("county1", "retention"), row => (string)row["archiveNumber"]! == archiveNumber);
        Assert.Equal("403 forbidden", await walk.PostAsync("grassroots1", "destruction", new { reason = "期满" }));
        Assert.Equal("409 destruction-not-proposed archive", await walk.PostAsync("county1", "destruction/confirm", new { }));
        Assert.Equal("200", await walk.PostAsync("county1", "destruction", new { reason = "保管期满" }));
        Assert.Equal("403 four-eyes", await walk.PostAsync("county1", "destruction/confirm", new { }));
        await server.DeclareAsync("grassroots2", 9607);
        Assert.Equal("200", await server.RemoveAsync("cashier", await server.DeclareAsync("cashier", 9607)));
        bool Tells(string line) => household.Traces.Any(trace => line.Contains(trace, StringComparison.Ordinal));
        var telling = (await EverythingAsync()).Split('\n').Where(Tells).Select(line => line[..line.IndexOf(' ', StringComparison.Ordinal)]).ToHashSet(StringComparer.Ordinal);
        string[] before = ["applicants", "archive_people", "attachments", "bank_accounts", "case_assessments", "income_lines", "human_tasks", "paper_deferrals", "payment_attempts", "payment_result_files", "payments", "staff_relatives", "visits"];
        Assert.Equal("", string.Join(' ', before.Except(telling)));
        Assert.True((await household.OpenedAsync()).Count(Tells) >= 6);
        Assert.Equal("200", await walk.PostAsync("county2", "destruction/confirm", new { }));

        Assert.DoesNotContain((await EverythingAsync()).Split('\n'), Tells);
        Assert.DoesNotContain(await household.OpenedAsync(), Tells);
        Assert.DoesNotContain(household.Files(), file => household.Attachments.Any(id => Path.GetFileName(file) == Guid.Parse(id).ToString("N")));
        await StatisticsStayAsync(household, papers);
        Assert.True(await household.SweepAfterCrashAsync() >= 1);
        Assert.DoesNotContain(await household.OpenedAsync(), Tells);

        var row = await ReadAsync(walk);
        Assert.Equal((0, 1), (row["people"]!.AsArray().Count, row["caseNumbers"]!.AsArray().Count));
        Assert.Equal("409 archive-erased archive", await walk.PostAsync("county1", "destruction/confirm", new { }));
        await NothingNewIsTakenAsync(household);
        Assert.DoesNotContain(await ListAsync("county1", "retention"), entry => (string)entry["archiveNumber"]! == archiveNumber);
    }

    /// <summary>Requirements 2.1 and 2.2: what was merged, and merged again, goes with the archive that it has become.</summary>
    [Fact]
    public async Task Destruction_takes_what_was_merged_into_the_archive_at_whatever_remove()
    {
        var (first, second, last) = (await ExitWalk.EnterAsync(server, 9612), await ExitWalk.EnterAsync(server, 9613), await ExitWalk.EnterAsync(server, 9614));
        Assert.Equal("200", await MergeAsync("county1", second, first));
        Assert.Equal("200", await MergeAsync("county1", last, second));
        await LeftAsync(last.ArchiveNumber, (await last.TodayAsync()).AddYears(-10).AddDays(-1));
        Assert.Equal("200", await last.PostAsync("county1", "destruction", new { reason = "保管期满" }));
        Assert.Equal("200", await last.PostAsync("county2", "destruction/confirm", new { }));

        foreach (var walk in new[] { first, second, last })
            Assert.Empty((await ReadAsync(walk))["people"]!.AsArray());
    }

    /// <summary>Requirements 2.1: paper and electronic archives in step within 30 working days.</summary>
    [Fact]
    public async Task Paper_is_behind_after_thirty_working_days_and_no_earlier()
    {
        var walk = await ExitWalk.EnterAsync(server, 9608);
        var today = await walk.TodayAsync();
        var due = await server.InDatabaseAsync(async db => (await AidWorkflows.Data.Calendar.WorkCalendars.LoadAsync(db, default)).AddWorkingDays(today, ArchiveSelections.PaperWorkingDays));
        await using var scope = server.Services.CreateAsyncScope();
        var selections = scope.ServiceProvider.GetRequiredService<ArchiveSelections>();
        async Task<bool> BehindAsync(DateTimeOffset now) => await (await selections.PaperBehindAsync("/", now, default)).AnyAsync(archive => archive.ArchiveNumber == walk.ArchiveNumber);
        Assert.False(await BehindAsync(ChinaTime.EndOfDay(due).AddSeconds(-1)));
        Assert.True(await BehindAsync(ChinaTime.StartOfDay(due.AddDays(10))));
        Assert.Equal("403 forbidden", await walk.PostAsync("county1", "paper-in-step", new { }));
        Assert.Equal("200", await walk.PostAsync("grassroots1", "paper-in-step", new { }));
        Assert.False(await BehindAsync(ChinaTime.StartOfDay(due.AddDays(10))));
    }

    /// <summary>S-007: unchanged for a year, never aided; and no other union's archives.</summary>
    [Fact]
    public async Task S007_the_lists_show_who_was_never_aided_and_what_has_not_changed()
    {
        var walk = await ExitWalk.EnterAsync(server, 9609);
        bool Has(IReadOnlyList<JsonObject> rows) => rows.Any(row => (string)row["archiveNumber"]! == walk.ArchiveNumber);
        Assert.True(Has(await ListAsync("grassroots1", "never-aided")));
        Assert.False(Has(await ListAsync("grassroots1", "unchanged")));
        await using var scope = server.Services.CreateAsyncScope();
        var selections = scope.ServiceProvider.GetRequiredService<ArchiveSelections>();
        var now = ChinaTime.StartOfDay(await walk.TodayAsync());
        Assert.False(await selections.Unchanged("/", now.AddYears(1)).AnyAsync(archive => archive.ArchiveNumber == walk.ArchiveNumber));
        Assert.True(await selections.Unchanged("/", now.AddYears(1).AddDays(1)).AnyAsync(archive => archive.ArchiveNumber == walk.ArchiveNumber));
        Assert.False(await selections.NeverAided("/china/anhui/luan/jinan/xinghe/").AnyAsync());

        await CloseCaseAsync(9609, archived: true);
        Assert.False(Has(await ListAsync("grassroots1", "never-aided")));
        using var clerk = await server.SignInAsync("grassroots1");
        using var unknown = await clerk.GetAsync("/api/v1/archives/lists/unchanged?organisation=jinan");
        Assert.Equal("422 unknown-organisation organisation", await AidCalls.RefusalAsync(unknown));
    }

    /// <summary>S-007: assessed as eligible and not on file: on the way, and after a refusal; not when on file.</summary>
    [Fact]
    public async Task S007_eligible_workers_who_are_not_on_file_are_listed()
    {
        using var clerk = await server.SignInAsync("grassroots1");
        using var applied = await clerk.PostAsJsonAsync("/api/v1/applications", AidCalls.Application(9610));
        var number = (string)(await AidServer.ReadAsync(applied))["caseNumber"]!;
        var onFile = await server.OpenCaseAsync(9611);
        var listed = (await ListAsync("grassroots1", "eligible-not-on-file")).Select(row => (string?)row["caseNumber"]).ToList();
        Assert.Contains(number, listed);
        Assert.DoesNotContain(onFile, listed);
    }

    private static async Task<string> TextAsync(HttpResponseMessage answer) => answer.IsSuccessStatusCode ? $"{(int)answer.StatusCode}" : await AidCalls.RefusalAsync(answer);

    private async Task<(ExitWalk Husband, ExitWalk Wife)> CoupleAsync(int husbandSeed, int wifeSeed)
    {
        var husband = await ExitWalk.EnterAsync(server, husbandSeed);
        var wife = await ExitWalk.EnterAsync(server, wifeSeed);

        // As if a paper archive that has ended long ago had named the husband beside the wife.
        await server.InDatabaseAsync(async db =>
        {
            var archives = await db.Set<HouseholdArchive>().Include(archive => archive.People).Where(archive => archive.ArchiveNumber == husband.ArchiveNumber || archive.ArchiveNumber == wife.ArchiveNumber).ToListAsync();
            var his = archives.Single(archive => archive.ArchiveNumber == husband.ArchiveNumber).Holder;
            var copy = new ArchivePerson(Guid.NewGuid(), his.Name, new SealedField(his.IdNumberSealed, his.IdNumberMask, his.IdNumberIndex), isHolder: false);
            db.Entry(copy).Property(person => person.ArchiveId).CurrentValue = archives.Single(archive => archive.ArchiveNumber == wife.ArchiveNumber).Id;
            db.Entry(copy).Property(person => person.OpenIndex).CurrentValue = null;
            db.Add(copy);
            return await db.SaveChangesAsync();
        });
        return (husband, wife);
    }

    /// <summary>An application of somebody with an archive, granted by the county.</summary>
    private async Task<string> CloseCaseAsync(int seed, bool archived = false)
    {
        string number;
        if (archived || seed == 9602)
        {
            using var clerk = await server.SignInAsync("grassroots1");
            using var applied = await clerk.PostAsJsonAsync("/api/v1/applications", AidCalls.Application(seed));
            number = (string)(await AidServer.ReadAsync(applied))["caseNumber"]!;
        }
        else
        {
            number = await server.OpenCaseAsync(seed);
        }

        await server.DecideAsync("county2", number);
        await ExitWalk.UntilAsync(async () => (string)(await server.CaseAsync(number))["status"]! == "approved", "not approved");
        return number;
    }

    private Task<int> LeftAsync(string archiveNumber, DateOnly on) => server.InDatabaseAsync(async db =>
    {
        var at = ChinaTime.StartOfDay(on).AddHours(9).ToUniversalTime();
        await db.Set<ArchivePerson>().Where(person => db.Set<HouseholdArchive>().Any(archive => archive.Id == person.ArchiveId && archive.ArchiveNumber == archiveNumber))
            .ExecuteUpdateAsync(row => row.SetProperty(person => person.OpenIndex, (byte[]?)null));
        return await db.Set<HouseholdArchive>().Where(archive => archive.ArchiveNumber == archiveNumber)
            .ExecuteUpdateAsync(row => row.SetProperty(archive => archive.State, ArchiveState.Withdrawn).SetProperty(archive => archive.ClosedAt, at));
    });

    /// <summary>S-084: an exit that was not confirmed; the case that led to the archive tells of the visit, and the visit of the person.</summary>
    private async Task VisitedAsync(KeepingHousehold household, ExitWalk walk)
    {
        Assert.Equal("201", await walk.PostAsync("grassroots1", "exit-requests", new { route = "finding" }));
        var form = ExitWalk.Finding("已签字", household.Traces[0]);
        var ofCase = new ExitWalk(server, household.CaseNumber);
        await ofCase.DoAsync("grassroots1", "exit-visit", "未达脱困标准", form);
        await ofCase.DoAsync("grassroots2", "exit-visit", "未达脱困标准", form);
        await walk.UntilExitAsync(exit => (string)exit["state"]! == "stayed");
        Assert.Equal(["exit", "first-review"], (await walk.VisitsAsync()).Select(visit => visit.Split(' ')[0]).Where(purpose => purpose != "county-review"));
        var read = await server.CaseAsync(household.CaseNumber);
        Assert.Equal((await walk.VisitsAsync()).Length, read["events"]!.AsArray().Count(line => (string)line!["code"]! == "visit-recorded"));
        Assert.Contains(read["visits"]!.AsArray(), visit => (string)visit!["purpose"]! == "exit" && (string)visit["findings"]!["note"]! == household.Traces[0]);
    }

    /// <summary>Documents by number, kind and hash; the notice by its hash; who was paid how much and when; the timeline.</summary>
    private async Task StatisticsStayAsync(KeepingHousehold household, IReadOnlyList<JsonObject> papers)
    {
        var left = await server.PapersAsync(household.CaseNumber);
        Assert.Equal(papers.Select(paper => $"{paper["number"]} {paper["key"]} {paper["templateVersion"]} {paper["factsHash"]} {paper["fileHash"]}"), left.Select(paper => $"{paper["number"]} {paper["key"]} {paper["templateVersion"]} {paper["factsHash"]} {paper["fileHash"]}"));
        foreach (var paper in left)
            Assert.Equal("404", await server.ContentAsync("county1", paper));
        await server.InDatabaseAsync(async db =>
        {
            var notice = await db.Set<Notice>().SingleAsync(candidate => candidate.CaseId == household.CaseId);
            Assert.Equal(("", null, 64), (notice.MaskedName, notice.Text, notice.TextHash!.Length));
            var payment = await db.Set<Payment>().SingleAsync(candidate => candidate.CaseId == household.CaseId);
            Assert.Equal((PaymentStatus.Paid, 300m, ""), (payment.Status, payment.Amount, payment.PayeeName));
            var attempts = await db.Set<PaymentAttempt>().Where(attempt => attempt.PaymentId == payment.Id).OrderBy(attempt => attempt.Number).ToListAsync();
            Assert.Equal([PaymentAttemptStatus.Failed, PaymentAttemptStatus.Paid], attempts.Select(attempt => attempt.Status));
            Assert.All(attempts, attempt => Assert.Null(attempt.Reason));
            Assert.All(await db.Set<CaseAssessment>().Where(assessment => assessment.CaseId == household.CaseId).ToListAsync(), assessment => Assert.NotEmpty(assessment.Read().Figures));
            return true;
        });
        var read = await server.CaseAsync(household.CaseNumber);
        Assert.True(read["events"]!.AsArray().Count > 0);
        using var browser = await server.BrowserAsync("county1");
        Assert.Contains(household.CaseNumber, await browser.ReadPageAsync($"/cases/{household.CaseNumber}"), StringComparison.Ordinal);
    }

    /// <summary>S-042: what is handed in after the destruction would stay for ever; it is refused, and neither row nor file is stored.</summary>
    private async Task NothingNewIsTakenAsync(KeepingHousehold household)
    {
        var (content, files) = (await EverythingAsync(), household.Files().Length);
        Assert.Equal("409 archive-erased archive", await server.UploadAsync("grassroots1", household.CaseNumber, "id-card", "新.pdf", UploadSamples.Pdf("9"), "erased-1"));
        Assert.Equal("409 archive-erased archive", await server.UploadAsync("grassroots1", household.CaseNumber, "", "其他.pdf", UploadSamples.Pdf("9")));
        var until = ChinaTime.Today(server.Services.GetRequiredService<TimeProvider>()).AddDays(2).ToString("yyyy-MM-dd", null);
        Assert.Equal("409 archive-erased archive", await server.PostAsync("grassroots1", $"/api/v1/cases/{household.CaseNumber}/attachments/defer", new { need = "income", until, reason = "待补" }));
        Assert.Equal((content, files), (await EverythingAsync(), household.Files().Length));
    }

    private async Task<string> MergeAsync(string userName, ExitWalk survivor, ExitWalk other, string reason = Reason, (string Month, string Choice)? months = null)
    {
        using var client = await server.SignInAsync(userName);
        var chosen = months is { } one ? new Dictionary<string, string> { [one.Month] = one.Choice } : [];
        using var answer = await client.PostAsJsonAsync($"/api/v1/archives/{survivor.ArchiveNumber}/merge", new { other = other.ArchiveNumber, reason, months = chosen });
        return await TextAsync(answer);
    }

    private async Task<IReadOnlyList<JsonObject>> ListAsync(string userName, string list)
    {
        using var client = await server.SignInAsync(userName);
        return [.. (await client.GetFromJsonAsync<JsonObject>($"/api/v1/archives/lists/{list}?pageSize=200"))!["items"]!.AsArray().Select(item => item!.AsObject())];
    }

    private async Task<JsonObject> ReadAsync(ExitWalk walk)
    {
        using var client = await server.SignInAsync("county1");
        return (await client.GetFromJsonAsync<JsonObject>($"/api/v1/archives/{walk.ArchiveNumber}"))!;
    }

    /// <summary>Every row of every table but those of staff, as text.</summary>
    private Task<string> EverythingAsync() => DatabaseContent.TextAsync(server, table => table is not ("staff_members" or "users" or "policy_versions"));

    private async Task<Clerk> ClerkOfXingheAsync() => await Clerk.AddAsync(server);
}

public sealed class SqliteKeepingTests(AidServer server) : KeepingContract(server), IClassFixture<AidServer>;

public sealed class PostgreSqlKeepingTests(PostgreSqlAidServer server) : KeepingContract(server.Server), IClassFixture<PostgreSqlAidServer>;
