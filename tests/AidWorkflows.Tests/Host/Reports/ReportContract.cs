using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Data.Reports;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.Payments;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Reports;
using AidWorkflows.Tests.Host.HumanTasks;
using AidWorkflows.Tests.Host.Payments;
using AidWorkflows.Tests.TestData;
using DocumentFormat.OpenXml.Packaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Tests.Host.Reports;

/// <summary>The totals of every report are the sums of the rows that they count.</summary>
public abstract class ReportContract(AidServer server)
{
    private const string County = "/china/anhui/luan/jinan/";
    private static readonly string[] Unions = ["qingshan", "xinghe"];

    /// <summary>S-006, S-094, S-095, Q-32: random awards of three years, two unions and all kinds; each month, year and county.</summary>
    [Fact]
    public async Task Totals_of_reports_are_the_sums_of_the_awards_and_payments_that_they_count()
    {
        var history = await WriteHistoryAsync(cases: 120);
        await using var scope = server.Services.CreateAsyncScope();
        var figures = scope.ServiceProvider.GetRequiredService<CountyFigures>();
        var years = scope.ServiceProvider.GetRequiredService<YearFigures>();
        foreach (var year in new[] { 2031, 2032, 2033 })
        {
            decimal ofMonths = 0;
            for (var month = new DateOnly(year, 1, 1); month.Year == year; month = month.AddMonths(1))
            {
                var cutOff = ChinaTime.StartOfDay(month.AddMonths(1));
                var report = await figures.CountAsync(County, month, cutOff, default);
                var mine = history.Where(row => ChinaTime.DateOf(row.At) is { } day && day.Year == year && day.Month == month.Month).ToList();
                Assert.Equal(Sums(mine), report.Awards.Select(award => (award.Kind, award.Count, award.Amount)));
                Assert.Equal((mine.Count, mine.Sum(row => row.Amount)), (report.Payments.Sum(payment => payment.Count), report.Payments.Sum(payment => payment.Amount)));
                var soFar = history.Where(row => row.At < cutOff && ChinaTime.DateOf(row.At).Year == year).ToList();
                Assert.Equal(Sums(soFar), report.YearAid.Select(total => (total.Kind, total.Awards, total.Amount)));
                Assert.Equal(soFar.Select(row => row.Archive).Distinct().Count(), report.YearAidWhole!.Households);
                foreach (var total in report.YearAid)
                {
                    var kind = soFar.Where(row => row.Kind == total.Kind).ToList();
                    Assert.Equal((kind.Select(row => row.Archive).Distinct().Count(), kind.Select(row => row.Person).Distinct().Count()), (total.Households, total.People));
                }

                ofMonths += report.Awards.Sum(award => award.Amount);
            }

            var whole = AidTotals.Of(await years.AidOfYearAsync(County, year, DateTimeOffset.MaxValue, default));
            Assert.Equal(ofMonths, whole.Sum(total => total.Amount));
            Assert.Equal(history.Where(row => ChinaTime.DateOf(row.At).Year == year).Sum(row => row.Amount), ofMonths);
            decimal ofUnions = 0;
            foreach (var union in Unions)
                ofUnions += (await years.AidOfYearAsync($"{County}{union}/", year, DateTimeOffset.MaxValue, default)).Sum(row => row.Amount);
            Assert.Equal(ofMonths, ofUnions);
        }

        Assert.Empty(await years.AidOfYearAsync("/china/anhui/luan/other/", 2032, DateTimeOffset.MaxValue, default));
    }

    /// <summary>S-006, S-008: set by an administrator with the document; anybody of the county reads planned and achieved.</summary>
    [Fact]
    public async Task S006_targets_are_set_with_their_document_and_shown_against_what_is_achieved()
    {
        Assert.Equal("403 forbidden", await SetAsync("county1", "living", new { county = "jinan", households = 10, citation = "x" }));
        Assert.Equal("422 validation-failed households,citation", await SetAsync("admin", "living", new { county = "jinan" }));
        Assert.Equal("422 target-range households", await SetAsync("admin", "living", new { county = "jinan", households = -1, citation = "x" }));
        Assert.Equal("404 not-found", await SetAsync("admin", "living", new { county = "qingshan", households = 1, citation = "x" }));
        foreach (var (kind, households, people) in new (string, int?, int?)[] { ("living", 10, null), ("medical", 40, null), ("study", 15, 15) })
            Assert.Equal("200", await SetAsync("admin", kind, new { county = "jinan", households, people, citation = "帮扶实施方案 二" }));
        Assert.Equal("200", await SetAsync("admin", "medical", new { county = "jinan", households = 41, citation = "帮扶实施方案 二（调整）" }));

        using var clerk = await server.SignInAsync("grassroots1");
        var book = (await clerk.GetFromJsonAsync<JsonObject>("/api/v1/targets?county=jinan&year=2041"))!;
        Assert.Equal(["Living 10 -", "Medical 41 -", "Study 15 15"], book["targets"]!.AsArray().Select(target => $"{target!["kind"]} {target["plannedHouseholds"]} {target["plannedPeople"]?.ToString() ?? "-"}"));
        Assert.Equal([false, false, false], book["targets"]!.AsArray().Select(target => (bool)target!["isMet"]!));
        using var unknown = await clerk.GetAsync("/api/v1/targets?county=nowhere");
        Assert.Equal("404 not-found", await AidCalls.RefusalAsync(unknown));
        using var browser = await server.BrowserAsync("county1");
        Assert.Contains("20项民生实事", await browser.ReadPageAsync("/targets?county=jinan&year=2041"), StringComparison.Ordinal);
    }

    /// <summary>S-005, S-092: each of the five measures has an indicator; what counts against it is as many as it lacks.</summary>
    [Fact]
    public async Task S005_indicators_have_numerator_denominator_and_the_rows_that_fail()
    {
        using var county = await server.SignInAsync("county1");
        await PaperArchives.EnterAsync(county, SyntheticPeople.Person(9701));
        var book = (await county.GetFromJsonAsync<JsonObject>("/api/v1/indicators?county=jinan"))!;
        var all = book["indicators"]!.AsArray().Select(one => one!.AsObject()).ToList();
        Assert.Equal(5, all.Select(one => (string)one["measure"]!).Distinct().Count());
        foreach (var one in all)
        {
            var detail = (await county.GetFromJsonAsync<JsonObject>($"/api/v1/indicators/{one["key"]}?county=jinan"))!;
            Assert.InRange((decimal)one["numerator"]!, 0, (decimal)one["denominator"]!);
            if (!((string)one["key"]!).StartsWith("visits-", StringComparison.Ordinal) && !(bool)one["isMoney"]!)
                Assert.Equal((decimal)one["denominator"]! - (decimal)one["numerator"]!, detail["items"]!.AsArray().Count);
        }

        Assert.True((int)all.Single(one => (string)one["key"]! == "archive-complete")["denominator"]! >= 1);
        using var none = await county.GetAsync("/api/v1/indicators/nothing");
        Assert.Equal("404 not-found", await AidCalls.RefusalAsync(none));
    }

    /// <summary>S-072: in time is what was paid within ten working days, and not whatever is paid at all; and the money of the funds.</summary>
    [Fact]
    public async Task S072_payments_count_by_the_day_they_were_paid_and_funds_by_what_is_spent()
    {
        var before = await FundsIndicatorsAsync();
        var walk = await PaymentWalk.BeginAsync(server, 1000m);
        var (good, slow) = (await walk.OwedAsync(9721, 300.5m), await walk.OwedAsync(9722, 100m));
        Assert.Equal("200", await walk.ResultsAsync(await walk.SentAsync(good, slow), await walk.FileAsync((good, "成功"), (slow, "成功"))));
        var paid = await FundsIndicatorsAsync();
        Assert.Equal((before.Paid.Numerator + 2, before.Paid.Denominator + 2), paid.Paid);
        Assert.Equal((before.Used.Numerator + 400.5m, before.Used.Denominator + 1000m), paid.Used);

        // The bank took its time over one of them.
        var id = (Guid)slow["id"]!;
        await server.InDatabaseAsync(async db =>
        {
            var payment = await db.Set<Payment>().AsNoTracking().SingleAsync(row => row.Id == id);
            var calendar = await AidWorkflows.Data.Calendar.WorkCalendars.LoadAsync(db, default);
            var limit = ChinaTime.EndOfDay(calendar.AddWorkingDays(ChinaTime.DateOf(payment.CreatedAt), QualityIndicators.PaymentWorkingDays)).ToUniversalTime();
            return await db.Set<Payment>().Where(row => row.Id == id).ExecuteUpdateAsync(row => row.SetProperty(one => one.PaidAt, limit));
        });
        var late = await FundsIndicatorsAsync();
        Assert.Equal((paid.Paid.Numerator - 1, paid.Paid.Denominator), late.Paid);
        using var county = await server.SignInAsync("county1");
        var rows = (await county.GetFromJsonAsync<JsonObject>("/api/v1/indicators/paid?county=jinan"))!["items"]!.AsArray();
        Assert.Contains(rows, row => (string?)row!["caseNumber"] == (string)slow["caseNumber"]!);
        Assert.DoesNotContain(rows, row => (string?)row!["caseNumber"] == (string)good["caseNumber"]!);

        var funds = (await county.GetFromJsonAsync<JsonObject>("/api/v1/indicators/fund-used?county=jinan"))!["items"]!.AsArray();
        Assert.Equal(599.5m, (decimal)funds.Single(row => (Guid)row!["fund"]!["id"]! == walk.FundId)!["fund"]!["amount"]!);
        using var browser = await server.BrowserAsync("county1");
        var page = await browser.ReadPageAsync("/indicators?county=jinan&show=fund-used");
        Assert.Contains($"/funds/{walk.FundId}", page, StringComparison.Ordinal);
        Assert.Contains("资金使用率", page, StringComparison.Ordinal);
    }

    private async Task<((decimal Numerator, decimal Denominator) Paid, (decimal Numerator, decimal Denominator) Used)> FundsIndicatorsAsync()
    {
        using var county = await server.SignInAsync("county1");
        var all = (await county.GetFromJsonAsync<JsonObject>("/api/v1/indicators?county=jinan"))!["indicators"]!.AsArray();
        (decimal, decimal) Of(string key) => all.Where(one => (string)one!["key"]! == key).Select(one => ((decimal)one!["numerator"]!, (decimal)one["denominator"]!)).Single();
        return (Of("paid"), Of("fund-used"));
    }

    /// <summary>S-095: later awards do not change a report; page, document and workbook tell the same figures.</summary>
    [Fact]
    public async Task S095_a_report_stays_as_it_was_made_and_prints_and_exports()
    {
        var month = new DateOnly(2035, 6, 1);
        var id = await server.InDatabaseAsync(async db =>
        {
            var county = await db.Set<Organisation>().SingleAsync(union => union.Path == County);
            var figures = new ReportFigures
            {
                Applications = 3,
                CutOff = ChinaTime.StartOfDay(month.AddMonths(1)),
                Awards = [new AwardFigure("Medical", 2, 12345.67m)],
                YearAid = [new AidTotal("Medical", 2, 2, 2, 12345.67m)],
                Targets = [new TargetFigure("Medical", 40, null, 2, 2, 12345.67m, "方案 二")],
                Payments = [new PaymentFigure("Pending", 2, 12345.67m)],
                Coverage = new CoverageFigure(5, 1, 2, 3),
                Indicators = [new QualityIndicator("decisions", QualityMeasure.Service, 9, 10, 12, 30)],
            };
            var report = new MonthlyReport(county, month.Year, month.Month, figures, DateTimeOffset.UnixEpoch.AddYears(65));
            db.Add(report);
            await db.SaveChangesAsync();
            return report.Id;
        });
        using var county = await server.SignInAsync("county1");
        Assert.Equal(12345.67m, (decimal)(await county.GetFromJsonAsync<JsonObject>($"/api/v1/reports/{id}"))!["figures"]!["awards"]![0]!["amount"]!);
        using var browser = await server.BrowserAsync("county1");
        var page = await browser.ReadPageAsync($"/reports/{id}");
        Assert.All(new[] { "12,345.67", "2 / 40", "90%" }, text => Assert.Contains(text, page, StringComparison.Ordinal));

        // There is one printed report: the numbered document.
        using var made = await county.PostAsJsonAsync("/api/v1/documents", new { kind = "monthly-report", subjectId = id });
        var paper = await made.Content.ReadFromJsonAsync<JsonObject>();
        var printed = await county.GetStringAsync($"/api/v1/documents/{paper!["id"]}/content");
        Assert.All(
            new[] { "20项民生实事", "2035年6月", "¥12,345.67", "数据统计截至2035年7月1日", "在册从未帮扶", "待付款", "医疗救助</td><td class=\"amount\">2</td><td class=\"amount\">40</td><td class=\"amount\">2</td><td class=\"amount\">—</td>", "优化服务流程", "中位数 12 个工作日，九成在 30 个工作日以内", "90%" },
            text => Assert.Contains(text, printed, StringComparison.Ordinal));
        using var gone = await browser.GetAsync($"/reports/{id}/print");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);

        var bytes = await county.GetByteArrayAsync($"/api/v1/reports/{id}/file");
        using var book = SpreadsheetDocument.Open(new MemoryStream(bytes), false);
        var texts = string.Concat(book.WorkbookPart!.WorksheetParts.Select(part => part.Worksheet.InnerText));
        Assert.Equal((5, true), (book.WorkbookPart.WorksheetParts.Count(), texts.Contains("12345.67", StringComparison.Ordinal)));
        using var other = await server.SignInAsync("grassroots1");
        using var refused = await other.GetAsync($"/api/v1/reports/{id}/file");
        Assert.Equal("404 not-found", await AidCalls.RefusalAsync(refused));
    }

    private static IEnumerable<(string Kind, int Count, decimal Amount)> Sums(IEnumerable<Granted> rows) =>
        rows.GroupBy(row => row.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => (kind.Key, kind.Count(), kind.Sum(row => row.Amount)));

    private async Task<string> SetAsync(string userName, string kind, object form)
    {
        using var client = await server.SignInAsync(userName);
        using var answer = await client.PutAsJsonAsync($"/api/v1/targets/2041/{kind}", form);
        return answer.IsSuccessStatusCode ? $"{(int)answer.StatusCode}" : await AidCalls.RefusalAsync(answer);
    }

    /// <summary>Households with one to three applications, each with up to three awards at a random moment of three years.</summary>
    private Task<List<Granted>> WriteHistoryAsync(int cases) => server.InDatabaseAsync(async db =>
    {
        List<Granted> history = [];
        var draws = new Draws(4711);
        var staff = await db.Set<StaffMember>().FirstAsync();
        var unions = await db.Set<Organisation>().Where(union => Unions.Contains(union.Code)).OrderBy(union => union.Code).ToListAsync();
        for (var i = 0; i < cases; i++)
        {
            var household = i / 2;
            var union = unions[household % unions.Count];
            var first = new DateTimeOffset(2031, 1, 1, 0, 0, 0, ChinaTime.Offset);
            var at = first.AddMinutes(draws.Below(3 * 365 * 24 * 60)).ToUniversalTime();
            var archive = i % 2 == 0 ? NewArchive(household, union, staff.Id, at) : await db.Set<HouseholdArchive>().Include(row => row.People).SingleAsync(row => row.ArchiveNumber == $"TEST-{household:000000}");
            if (i % 2 == 0)
                db.Add(archive);
            var aidCase = NewCase(i, household, union, staff.Id, at, draws);
            aidCase.LinkTo(archive, at);
            foreach (var request in aidCase.Requests)
            {
                var amount = 1 + (draws.Below(2_000_000) / 100m);
                var award = aidCase.Grant(request.Id, amount, OrganisationLevel.County, archive, null, at);
                aidCase.Pay(award.Id, id => new SealedField([1], "****1"), at);
                history.Add(new Granted(request.Kind.ToString(), amount, archive.Id, request.Kind == AidKind.Study ? $"child{household}" : $"worker{household}", at));
            }

            db.Add(aidCase);
            await db.SaveChangesAsync();
        }

        return history;
    });

    private static HouseholdArchive NewArchive(int household, Organisation union, Guid staff, DateTimeOffset at) => HouseholdArchive.EnterFromPaper(
        $"TEST-{household:000000}", new PaperArchive("旧", union.Id, union.Path, "deep", at),
        [new ArchivePerson(Guid.NewGuid(), "张三", new SealedField([1], "***", Index(household, 'a')), isHolder: true)], staff, at);

    private static AidCase NewCase(int number, int household, Organisation union, Guid staff, DateTimeOffset at, Draws draws)
    {
        var child = Guid.NewGuid();
        var kinds = Enum.GetValues<AidKind>().Where(kind => draws.Below(2) == 0 || kind == AidKind.Living).ToList();
        var actor = new Actor(staff, "李", union.Id, union.Path, union.Level, new HashSet<string>());
        var opened = AidCase.Open(new CaseOpening(
            $"TEST-C{number:000000}", AidProgrammes.NeedyWorkerAid, actor,
            new Applicant(Guid.NewGuid(), "张三", "厂", new SealedField([1], "***", Index(household, 'a')), new SealedField([1], "***")),
            new BankAccount(Guid.NewGuid(), "银行", "张三", new SealedField([1], "***", Index(household, 'b'))),
            [new HouseholdMember(child, "张小", FamilyRelation.Child, SchoolStage.SeniorHigh, new SealedField([1], "***", Index(household, 'c')))],
            [], [], null, new Dictionary<string, bool>(),
            [.. kinds.Select(kind => new AidRequest(Guid.NewGuid(), kind, 1_000_000m, null, kind == AidKind.Study ? child : null, ""))]), at);

        // One person has one open case; these are decided.
        foreach (var request in opened.Requests)
            opened.MoveRequestTo(request.Id, RequestStatus.InReview, null, at);
        foreach (var request in opened.Requests)
            opened.MoveRequestTo(request.Id, RequestStatus.Approved, null, at);
        return opened;
    }

    private static byte[] Index(int household, char what) => [(byte)what, (byte)(household >> 8), (byte)household, 9];

    private sealed record Granted(string Kind, decimal Amount, Guid Archive, string Person, DateTimeOffset At);
}

public sealed class SqliteReportTests(AidServer server) : ReportContract(server), IClassFixture<AidServer>;

public sealed class PostgreSqlReportTests(PostgreSqlAidServer server) : ReportContract(server.Server), IClassFixture<PostgreSqlAidServer>;
