using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AidWorkflows.Domain.Notices;
using AidWorkflows.Domain.Papers;
using AidWorkflows.SystemTests.Hosting;
using AidWorkflows.SystemTests.Pages;
using AidWorkflows.TestDatabases;
using AidWorkflows.Tests.TestData;
using Microsoft.Playwright;

namespace AidWorkflows.SystemTests.Papers;

/// <summary>Every kind of document, made by walking real cases through the procedure, opened and printed in Chromium.</summary>
[Collection(nameof(WebSite))]
public sealed partial class PrintedPaperTests(WebSite site)
{
    /// <summary>Beside the applicant.</summary>
    private static readonly string[] FamilyOfFour = ["spouse", "parent", "parent", "parent"];

    /// <summary>S-041 to S-053, S-070, S-071, S-083 to S-085, S-089, S-095, S-113.</summary>
    [Fact]
    public async Task Every_document_opens_prints_on_A4_and_carries_its_number_and_template_and_no_number_of_a_person()
    {
        await using var database = await SqliteFile.CreateAsync();
        await using var host = await HostProcess.StartAsync(database, simulatesClock: true);
        using var town = new PaperTown(host.Address);
        var made = await WalkAsync(town);

        Assert.Equal(PaperRule.All.Select(rule => rule.Key).Order(StringComparer.Ordinal), made.Select(one => (string)one.Paper["key"]!).Distinct().Order(StringComparer.Ordinal));

        foreach (var (paper, reader) in made)
            await CheckAsync(host, town, paper, reader);
    }

    private static async Task<List<(JsonObject Paper, string Reader)>> WalkAsync(PaperTown town)
    {
        List<(JsonObject Paper, string Reader)> made = [];
        var number = await town.ApplyAsync(SyntheticPeople.Person(31_001), [.. FamilyOfFour.Select((relation, i) => (relation, SyntheticPeople.Person(31_101 + i)))]);
        await town.ToNoticeAsync(number);
        var aidCase = (await town.GetAsync("county1", $"/api/v1/cases/{number}")).AsObject();
        foreach (var kind in new[] { "authorisation", "receipt", "sms-papers-due" })
            made.Add((await town.MakeAsync("grassroots1", kind, aidCase["id"]), "grassroots1"));

        // Refused by the county, and objected to: two more cases.
        var refused = await town.ApplyAsync(SyntheticPeople.Person(31_002));
        await town.ToCountyAsync(refused);
        await town.AnswerAsync("county1", refused, "archive-review", "不同意");
        made.AddRange((await town.PapersAsync(refused)).Select(paper => (paper, "county1")));
        var disputed = await town.ApplyAsync(SyntheticPeople.Person(31_003));
        await town.ToNoticeAsync(disputed);
        var notice = (string)(await town.PapersAsync(disputed)).Single(paper => (string)paper["key"]! == "public-notice")["subjectId"]!;
        await town.PostAsync("grassroots2", $"/api/v1/notices/{notice}/objections", new { text = "其家庭另有住房一套，情况不实" });
        await town.AnswerAsync("city1", disputed, "objection-review", "异议成立");
        await town.AnswerAsync("grassroots1", disputed, "objection-delivery", "已送达", new JsonObject { ["method"] = "当面" });
        await PaperTown.UntilAsync(async () => (await town.PapersAsync(disputed)).Any(paper => (string)paper["key"]! == "refusal-notice"), "no letter about the objection");
        made.AddRange((await town.PapersAsync(disputed)).Select(paper => (paper, "county1")));

        await town.AdvanceAsync("P9D");
        await town.AnswerAsync("county1", number, "county-review", "同意");
        var county = (await town.GetAsync("cashier", "/api/v1/me"))["organisation"]!["id"];
        foreach (var (kind, subject, maker) in new[] { ("approval-form", aidCase["id"], "county1"), ("sms-decision", aidCase["id"], "county1"), ("payment-list", county, "cashier") })
            made.Add((await town.MakeAsync(maker, kind, subject), maker));
        made.Add((await town.MakeAsync("county1", "visit-form", await VisitAsync(town, number)), "county1"));
        await LeaveAsync(town, number, made);
        made.AddRange((await town.PapersAsync(number)).Select(paper => (paper, (string)paper["key"]! is "authorisation" ? "grassroots1" : "county1")));
        return [.. made.DistinctBy(one => (string)one.Paper["id"]!)];
    }

    /// <summary>Out of hardship by a finding, objected to and examined again; another household leaves at its own wish; the month ends.</summary>
    private static async Task LeaveAsync(PaperTown town, string number, List<(JsonObject Paper, string Reader)> made)
    {
        var archives = (await town.GetAsync("county1", "/api/v1/archives"))["items"]!.AsArray();
        var archive = (string)archives.Single(entry => (string)entry!["state"]! == "active")!["archiveNumber"]!;
        var today = DateOnly.FromDateTime(((DateTimeOffset)(await town.GetAsync("admin", "/api/v1/clock"))["now"]!).ToOffset(TimeSpan.FromHours(8)).DateTime);
        for (var back = 1; back <= 6; back++)
        {
            using var answer = await (await town.AsAsync("grassroots1")).PutAsync(
                new Uri($"/api/v1/archives/{archive}/incomes/{today.AddMonths(-back).ToString("yyyy-MM", CultureInfo.InvariantCulture)}", UriKind.Relative),
                new StringContent("""{"perHead":900,"evidence":"工资单"}""", Encoding.UTF8, "application/json"));
            answer.EnsureSuccessStatusCode();
        }

        await town.PostAsync("grassroots1", $"/api/v1/archives/{archive}/exit-requests", new { route = "finding" });
        var finding = new JsonObject { ["causeGone"] = true, ["workerSigned"] = "拒绝签字", ["note"] = "本人拒绝签字，已当面说明" };
        await town.AnswerAsync("grassroots1", archive, "exit-visit", "已达脱困标准", finding);
        await town.AnswerAsync("grassroots2", archive, "exit-visit", "已达脱困标准", finding);
        await town.AnswerAsync("grassroots1", archive, "exit-delivery", "已送达", new JsonObject { ["method"] = "书面" });
        var exit = await town.GetAsync("grassroots1", $"/api/v1/archives/{archive}/exits");
        made.Add((await town.MakeAsync("county1", "exit-registration", exit[0]!["id"]), "county1"));
        await PaperTown.UntilAsync(async () => (string)(await town.GetAsync("grassroots1", $"/api/v1/archives/{archive}/exits"))[0]!["state"]! == "appealable", "the exit cannot be objected to");
        await town.PostAsync("grassroots1", $"/api/v1/archives/{archive}/appeals", new { receiver = "grassroots-union", grounds = "收入没有变化" });
        await town.AnswerAsync("county1", archive, "appeal-review", "不符合退出标准", new JsonObject { ["visited"] = true });
        await town.AnswerAsync("county2", archive, "appeal-review", "不符合退出标准", new JsonObject { ["visited"] = true });
        await PaperTown.UntilAsync(async () => (await town.PapersAsync(number)).Any(paper => (string)paper["key"]! == "reexamination-result"), "no letter about the re-examination");

        await town.AnswerAsync("county1", archive, "appeal-delivery", "已告知", new JsonObject { ["method"] = "短信" });
        await PaperTown.UntilAsync(async () => (string)(await town.GetAsync("grassroots1", $"/api/v1/archives/{archive}/exits"))[0]!["state"]! == "stayed", "the household does not stay");
        await town.PostAsync("grassroots1", $"/api/v1/archives/{archive}/exit-requests", new { signedOn = today.ToString("O", CultureInfo.InvariantCulture) });
        var second = (await town.GetAsync("grassroots1", $"/api/v1/archives/{archive}/exits")).AsArray().Single(entry => (string)entry!["route"]! == "request")!;
        made.Add((await town.MakeAsync("grassroots1", "exit-application", second["id"]), "grassroots1"));

        await town.AdvanceAsync("P32D");
        await PaperTown.UntilAsync(async () => (await town.GetAsync("county1", "/api/v1/reports"))["items"]!.AsArray().Count > 0, "no monthly report");
        made.Add((await town.MakeAsync("county1", "monthly-report", (await town.GetAsync("county1", "/api/v1/reports"))["items"]![0]!["id"]), "county1"));
    }

    private static async Task<JsonNode?> VisitAsync(PaperTown town, string number) => (await town.GetAsync("county1", $"/api/v1/cases/{number}"))["visits"]![0]!["id"];

    private async Task CheckAsync(HostProcess host, PaperTown town, JsonObject paper, string reader)
    {
        var rule = PaperRule.Find((string)paper["key"]!)!;
        var number = (string)paper["number"]!;
        await using var context = await site.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = host.Address.ToString(),
            ExtraHTTPHeaders = [KeyValuePair.Create("Authorization", (await town.AsAsync(reader)).DefaultRequestHeaders.Authorization!.ToString())],
        });
        var page = await context.NewPageAsync();
        var answer = await page.GotoAsync($"/api/v1/documents/{paper["id"]}/content");
        Assert.Equal(200, answer!.Status);
        Assert.Contains("sandbox", answer.Headers["content-security-policy"], StringComparison.Ordinal);
        var text = await page.InnerTextAsync("body");
        Assert.Contains(number, text, StringComparison.Ordinal);
        if (!rule.IsText)
        {
            Assert.Contains($"模板 {rule.Key} 第{paper["templateVersion"]}版", text, StringComparison.Ordinal);
            Assert.Contains(number, await page.TitleAsync(), StringComparison.Ordinal);
            Assert.DoesNotContain("{{", text, StringComparison.Ordinal);
            await PrintAsync(page, rule);
        }

        if (!rule.ShowsNumbers)
        {
            var found = NoticeScanner.Scan(text).Where(one => one.Kind is PersonalData.IdNumber or PersonalData.BankCard or PersonalData.Phone).ToList();
            Assert.True(found.Count == 0, $"{rule.Key}: {string.Join(", ", found)}\n{text}");
        }
    }

    [GeneratedRegex(@"/Type\s*/Page\b", RegexOptions.None, 1000)]
    private static partial Regex PageOfPdf();

    private static async Task PrintAsync(IPage page, PaperRule rule)
    {
        var pdf = await page.PdfAsync(new PagePdfOptions { Path = Path.Combine(WebSite.Artifacts, $"{rule.Key}.pdf"), PreferCSSPageSize = true, PrintBackground = true });
        var content = Encoding.Latin1.GetString(pdf);
        Assert.StartsWith("%PDF-", content, StringComparison.Ordinal);

        // A4 is 210 by 297 mm: 595 by 842 points.
        Assert.Matches(@"/MediaBox\s*\[\s*0 0 59[45](\.\d+)? 84[12](\.\d+)?\s*\]", content);

        // S-044: a household of up to four members fits on one page, so that the signatures stand on the page that they are about.
        if (rule.Kind == PaperKind.VisitForm)
            Assert.Single(PageOfPdf().Matches(content));
    }
}
