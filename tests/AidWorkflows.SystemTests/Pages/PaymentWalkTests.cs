using System.Globalization;
using System.Text;
using AidWorkflows.Tests.TestData;
using CsvHelper;
using Microsoft.Playwright;

namespace AidWorkflows.SystemTests.Pages;

/// <summary>S-070 to S-072 in a browser: fund, batch, four eyes, file, results, a failed payment in the inbox, repaired and paid.</summary>
[Collection(nameof(WebSite))]
public sealed class PaymentWalkTests(WebSite site)
{
    private const string Done = "[role=status]";

    private bool looks;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_payment_that_fails_is_repaired_and_paid(bool javaScript)
    {
        looks = javaScript;
        string[] cases = [await OwedAsync(300.01m, javaScript), await OwedAsync(200m, javaScript)];
        await using var maker = await Visit.SignInAsync(site, "cashier", javaScript);
        await using var checker = await Visit.SignInAsync(site, "cashier2", javaScript);
        await using var clerk = await Visit.SignInAsync(site, "grassroots1", javaScript);
        await OpenFundAsync(maker, javaScript);

        var batch = await MakeAsync(maker, cases);
        await Assertions.Expect(maker.Page.Locator("form[action*='Check']")).ToHaveCountAsync(0);
        await CheckAsync(checker, batch);
        var rows = await ExportAsync(maker, batch);
        Assert.Equal(["200.00", "300.01"], rows.Select(row => row[6]).Order(StringComparer.Ordinal));
        var failed = rows.Single(row => row[6] == "200.00");
        await ResultsAsync(checker, batch, [.. rows.Select(row => (row, row == failed ? "失败" : "成功"))]);
        await LookAsync(checker, "payment-batch-settled");

        // The clerk finds the task, corrects the account, and answers.
        await clerk.Page.GotoAsync($"/tasks?view=group&caseNumber={cases[1]}");
        await clerk.Page.ClickAsync("main table a.fw-bold");
        await LookAsync(clerk, "payment-failed-task");
        await clerk.Page.ClickAsync("a.alert-link[href$='/account']");
        await clerk.Page.FillAsync("#BankName", "中国农业银行");
        await clerk.Page.FillAsync("#AccountNumber", "6222 0000 0000 0001");
        await clerk.Page.ClickAsync("main form button.btn-primary");
        await Assertions.Expect(clerk.Page.Locator(".validation-summary-errors")).ToBeVisibleAsync();
        await LookAsync(clerk, "payment-account");
        await clerk.Page.FillAsync("#AccountNumber", SyntheticPeople.BankCard(99001));
        await clerk.Page.ClickAsync("main form button.btn-primary");
        await Assertions.Expect(clerk.Page.Locator(Done)).ToContainTextAsync("账户已更正");
        await clerk.Page.GotoAsync($"/tasks?view=group&caseNumber={cases[1]}");
        await clerk.Page.ClickAsync("main table a.fw-bold");
        await clerk.Page.ClickAsync("button[name=Outcome][value=已更正账户]");
        await Assertions.Expect(clerk.Page.Locator(Done)).ToContainTextAsync("任务已办结");

        var second = await MakeAsync(maker, [cases[1]]);
        await CheckAsync(checker, second);
        var again = await ExportAsync(maker, second);
        Assert.Equal((failed[2], SyntheticPeople.BankCard(99001)), (again[0][2], again[0][4]));
        await ResultsAsync(checker, second, (again[0], "成功"));
        await maker.Page.GotoAsync($"/payments?caseNumber={cases[1]}");
        await Assertions.Expect(maker.Page.Locator("main tbody tr")).ToContainTextAsync("已付款");
        await maker.Page.GotoAsync($"/cases/{cases[1]}");
        await Assertions.Expect(maker.Page.Locator(".timeline")).ToContainTextAsync("更正付款");
        await LookAtListsAsync(maker);
    }

    private async Task<string> OwedAsync(decimal amount, bool javaScript)
    {
        var caseNumber = await ApplicationSteps.OpenCaseAsync(site, amount, javaScript);
        await ApplicationSteps.DecideAsync(site, "county1", caseNumber, javaScript: javaScript);
        return caseNumber;
    }

    private async Task OpenFundAsync(Visit visit, bool javaScript)
    {
        var page = visit.Page;
        await page.GotoAsync("/funds");
        await page.SelectOptionAsync("#Source", "CentralFinance");
        await page.FillAsync("#Name", FundName(javaScript));
        await page.FillAsync("#Document", "总工办发〔2026〕1号");
        await page.ClickAsync("main form button.btn-primary");
        await Assertions.Expect(page.Locator(Done)).ToContainTextAsync("资金已建立");
        await page.FillAsync("#Amount", "100000");
        await page.FillAsync("#Text", "2026年第一批拨款通知");
        await page.ClickAsync("main form button.btn-primary");
        await Assertions.Expect(page.Locator("main tbody tr")).ToContainTextAsync("100,000.00");
        await LookAsync(visit, "fund");
    }

    private static string FundName(bool javaScript) => javaScript ? "2026年中央财政帮扶资金" : "2026年中央财政帮扶资金（二）";

    private async Task<string> MakeAsync(Visit visit, string[] cases)
    {
        var page = visit.Page;
        await page.GotoAsync("/payments/batches");
        await LookAsync(visit, "payment-batches");
        await page.SelectOptionAsync("#FundId", new SelectOptionValue { Index = 1 });
        foreach (var choice in await page.Locator("label:has(input[name=Chosen])").AllAsync())
        {
            var number = await choice.InnerTextAsync();
            await choice.Locator("input").SetCheckedAsync(cases.Any(wanted => number.Contains(wanted, StringComparison.Ordinal)));
        }

        await page.ClickAsync("main form button.btn-primary");
        await Assertions.Expect(page.Locator(Done)).ToContainTextAsync("批次已生成");
        return new Uri(page.Url).AbsolutePath;
    }

    private static async Task CheckAsync(Visit visit, string batch)
    {
        await visit.Page.GotoAsync(batch);
        await visit.Page.ClickAsync("form[action*='Check'] button");
        await Assertions.Expect(visit.Page.Locator(Done)).ToContainTextAsync("批次已复核");
    }

    private static async Task<List<string[]>> ExportAsync(Visit visit, string batch)
    {
        await visit.Page.GotoAsync(batch);
        var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.ClickAsync("form[action*='Csv'] button"));
        using var parser = new CsvParser(new StreamReader(await download.PathAsync(), Encoding.UTF8), CultureInfo.InvariantCulture);
        List<string[]> rows = [];
        while (parser.Read())
            rows.Add(parser.Record!);
        return rows[1..];
    }

    private async Task ResultsAsync(Visit visit, string batch, params (string[] Row, string Outcome)[] rows)
    {
        var page = visit.Page;
        await page.GotoAsync(batch);
        await LookAsync(visit, "payment-batch-sent");
        var text = "付款编号,户名,金额,结果,日期,失败原因\r\n" + string.Concat(rows.Select(row => $"{row.Row[2]},{row.Row[3]},{row.Row[6]},{row.Outcome},{row.Row[8]},账号不存在\r\n"));
        await page.SetInputFilesAsync("#Upload", new FilePayload { Name = "result.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text) });
        await page.ClickAsync("form[action*='Preview'] button");
        await Assertions.Expect(page.Locator("form[action*='Accept'] button")).ToContainTextAsync($"{rows.Length} 行");
        await LookAsync(visit, "payment-results");
        await page.ClickAsync("form[action*='Accept'] button");
        await Assertions.Expect(page.Locator(Done)).ToContainTextAsync("结果已导入");
    }

    private async Task LookAtListsAsync(Visit visit)
    {
        foreach (var (address, name) in new[] { ("/payments", "payments-walk"), ("/payments/ageing", "payments-ageing"), ("/funds", "funds") })
        {
            await visit.Page.GotoAsync(address);
            await LookAsync(visit, name);
        }
    }

    /// <summary>Accessible, nothing sticks out, wide and narrow, with a picture of both.</summary>
    private async Task LookAsync(Visit visit, string name)
    {
        // The checks are scripts themselves.
        if (!looks)
            return;

        foreach (var width in new[] { 1280, 360 })
        {
            await visit.Page.SetViewportSizeAsync(width, 900);
            await visit.CheckAccessibilityAsync();
            await visit.CheckWidthAsync();
            await visit.ScreenshotAsync($"{name}-{width}");
        }

        await visit.Page.SetViewportSizeAsync(1280, 900);
    }
}
