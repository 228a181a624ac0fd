using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Funds;
using AidWorkflows.Domain.Notices;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.Payments;
using AidWorkflows.Tests.Host.Archives;
using AidWorkflows.Tests.Host.HumanTasks;
using AidWorkflows.Tests.Host.Payments;
using AidWorkflows.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Tests.Host.Spreadsheets;

/// <summary>S-070, S-072, S-094, S-095: every workbook that can be downloaded, opened as a spreadsheet program does, with names in it that look like formulas.</summary>
public abstract class DownloadContract(AidServer server)
{
    private const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string Formula = "=HYPERLINK(\"http://example.org\")";
    private static int seed = 9880;

    [Fact]
    public async Task S070_the_file_for_the_bank_has_texts_as_texts_and_numbers_as_numbers()
    {
        var (walk, owed, person) = await OwedAsync(Formula);
        var batch = await walk.SentAsync(owed);
        var book = ReadWorkbook.Of(await walk.ExportAsync(batch, "xlsx"));

        var sheet = Assert.Single(book.Sheets);
        Assert.Equal("代发清单", sheet.Name);
        Assert.Equal(["序号", "批次号", "付款编号", "收款人户名", "收款人卡号", "开户银行", "金额", "用途", "制单日期"], sheet.Headings);
        sheet.HasNumbersIn("金额", "制单日期");
        Func<IReadOnlyList<ReadCell>, bool> mine = row => row[2].Text == (string)owed["paymentNumber"]!;
        Assert.Equal((Formula, null), (sheet.At("收款人户名", mine).Text, sheet.At("收款人户名", mine).Number));
        Assert.Equal((person.BankCard, null), (sheet.At("收款人卡号", mine).Text, sheet.At("收款人卡号", mine).Number));
        Assert.Equal("+工行", sheet.At("开户银行", mine).Text);
        Assert.Equal((1m, 123.45m), (sheet.At("序号", mine).Number, sheet.At("金额", mine).Number));
        Assert.Equal(("合计", 123.45m), (sheet.Rows[^1][0].Text, sheet.Rows[^1][6].Number));
        Assert.DoesNotContain(person.IdNumber, book.Texts);
    }

    [Fact]
    public async Task S072_the_ageing_list_and_the_ledger_are_workbooks_without_a_number_of_a_person()
    {
        var (walk, owed, _) = await OwedAsync("@王建国");
        Assert.Equal("200", await walk.SendAsync("cashier", $"/api/v1/funds/{walk.FundId}/allocations", new { amount = 10.5m, text = "-1+1拨款" }));
        await server.InDatabaseAsync(db => db.Set<Fund>().Where(fund => fund.Id == walk.FundId).ExecuteUpdateAsync(set => set.SetProperty(fund => fund.Name, "=1+1")));
        await walk.MakeAsync(owed);
        foreach (var reader in new[] { "cashier", "auditor" })
        {
            foreach (var path in new[] { "/api/v1/payments/ageing?format=xlsx", "/payments/ageing?handler=Xlsx" })
            {
                var sheet = Assert.Single((await CleanAsync(reader, path)).Sheets);
                Assert.Equal("账龄", sheet.Name);
                Assert.Equal(["付款编号", "案件编号", "受理工会", "收款人", "金额（元）", "状态", "批准日期", "已过工作日", "是否超期"], sheet.Headings);
                sheet.HasNumbersIn("金额（元）", "批准日期", "已过工作日");
                Assert.Equal("@王建国", sheet.At("收款人", row => row[0].Text == (string)owed["paymentNumber"]!).Text);
            }

            foreach (var path in new[] { $"/api/v1/funds/{walk.FundId}/ledger", $"/funds/{walk.FundId}?handler=Xlsx" })
            {
                var sheet = Assert.Single((await CleanAsync(reader, path)).Sheets);
                Assert.Equal("台账", sheet.Name);
                Assert.Equal(["序号", "日期", "类型", "金额（元）", "可用余额（元）", "已冻结（元）", "已支出（元）", "批次号", "付款编号", "依据或原因", "经办人"], sheet.Headings);
                Assert.Equal("资金台账：=1+1", sheet.Rows[0][0].Text);
                Assert.Equal(10.5m, sheet.At("金额（元）", row => row[9].Text == "-1+1拨款").Number);
                Assert.All(sheet.Below.SkipLast(1), row => Assert.All(new[] { 0, 1, 3, 4, 5, 6 }, at => Assert.NotNull(row[at].Number)));
            }
        }
    }

    [Fact]
    public async Task Lists_of_archives_have_masked_numbers_for_everybody()
    {
        var person = SyntheticPeople.Person(Interlocked.Increment(ref seed));
        using var county = await server.SignInAsync("county1");
        await PaperArchives.EnterAsync(county, person);
        await server.InDatabaseAsync(db => db.Set<ArchivePerson>().Where(row => row.Name == person.Name).ExecuteUpdateAsync(set => set.SetProperty(row => row.Name, "+王建国")));
        await server.InDatabaseAsync(db => db.Set<Organisation>().Where(union => union.Code == "qingshan").ExecuteUpdateAsync(set => set.SetProperty(union => union.Name, "@青山乡工会")));
        (string List, string Title)[] lists =
            [("unchanged", "一年未变动"), ("never-aided", "在册从未帮扶"), ("eligible-not-on-file", "符合条件未建档"), ("duplicates", "疑似重复档案"), ("retention", "保管期满"), ("paper-behind", "纸质档案未同步")];
        foreach (var reader in new[] { "grassroots1", "county1", "auditor" })
        {
            foreach (var (list, title) in lists)
            {
                var book = await CleanAsync(reader, $"/archives/lists/{list}?handler=File");
                var sheet = Assert.Single(book.Sheets);
                Assert.Equal(title, sheet.Name);
                Assert.Equal(["档案或案件", "另一份档案", "建档职工", "证件号码", "受理工会", "状态", "建档或申请日期", "最近变动"], sheet.Headings);
                sheet.HasNumbersIn("建档或申请日期", "最近变动");
                Assert.DoesNotContain(book.Texts, text => text.Contains(person.IdNumber, StringComparison.Ordinal));
            }

            var mine = Assert.Single((await CleanAsync(reader, "/archives/lists/never-aided?handler=File")).Sheets).Below.Single(row => row[2].Text == "+王建国");
            Assert.Equal(("@青山乡工会", true), (mine[4].Text, mine[3].Text.Contains('*', StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task S094_S095_reports_targets_and_indicators_are_workbooks_with_figures_as_numbers()
    {
        using var admin = await server.SignInAsync("admin");
        using var target = await admin.PutAsJsonAsync("/api/v1/targets/2026/living", new { county = "jinan", households = 7, citation = "-20项民生实事" });
        Assert.True(target.IsSuccessStatusCode, await target.Content.ReadAsStringAsync());
        using var advanced = await admin.PostAsJsonAsync("/api/v1/clock/advance", new { by = "P32D" });
        advanced.EnsureSuccessStatusCode();
        await ExitWalk.UntilAsync(async () => (await admin.GetFromJsonAsync<JsonObject>("/api/v1/reports"))!["items"]!.AsArray().Count > 0, "no monthly report");
        var report = (string)(await admin.GetFromJsonAsync<JsonObject>("/api/v1/reports"))!["items"]![0]!["id"]!;
        foreach (var path in new[] { $"/api/v1/reports/{report}/file", $"/reports/{report}?handler=File" })
        {
            var book = await CleanAsync("auditor", path);
            Assert.Equal(["当月数据", "本月帮扶", "目标与完成", "本月应发放款项", "四提一优质量指标"], book.Sheets.Select(sheet => sheet.Name));
            Assert.Equal(["指标", "件数"], book.Sheets[0].Headings);
            Assert.Equal(["帮扶类别", "件数", "批准金额"], book.Sheets[1].Headings);
            Assert.Equal(["付款状态", "件数", "付款金额"], book.Sheets[3].Headings);
            book.Sheets[0].HasNumbersIn("件数");
            book.Sheets[1].HasNumbersIn("件数", "批准金额");
            book.Sheets[3].HasNumbersIn("件数", "付款金额");
            TargetsAreRight(book.Sheets[2]);
            IndicatorsAreRight(book.Sheets[4]);
        }

        TargetsAreRight(Assert.Single((await CleanAsync("auditor", "/targets?county=jinan&year=2026&handler=File")).Sheets));
        IndicatorsAreRight(Assert.Single((await CleanAsync("auditor", "/indicators?county=jinan&handler=File")).Sheets));
    }

    private static void TargetsAreRight(ReadSheet sheet)
    {
        Assert.Equal("目标与完成", sheet.Name);
        Assert.Equal(["帮扶类别", "目标户数", "完成户数", "目标人数", "完成人数", "批准金额", "依据"], sheet.Headings);
        sheet.HasNumbersIn("目标户数", "完成户数", "目标人数", "完成人数", "批准金额");
        Assert.Equal("-20项民生实事", sheet.At("依据", row => row[1].Number == 7).Text);
    }

    private static void IndicatorsAreRight(ReadSheet sheet)
    {
        Assert.Equal("四提一优质量指标", sheet.Name);
        Assert.Equal(["方面", "指标", "分子", "分母", "比例（%）", "中位数（工作日）", "九成以内（工作日）", "口径"], sheet.Headings);
        sheet.HasNumbersIn("分子", "分母", "比例（%）", "中位数（工作日）", "九成以内（工作日）");
        Assert.True(sheet.Below.Count() >= 5);
    }

    /// <summary>A workbook with no whole identity, card or phone number in any cell.</summary>
    private async Task<ReadWorkbook> CleanAsync(string reader, string path)
    {
        using var client = path.StartsWith("/api/", StringComparison.Ordinal) ? await server.SignInAsync(reader) : await server.BrowserAsync(reader);
        if (path.StartsWith("/api/", StringComparison.Ordinal))
        {
            client.DefaultRequestHeaders.AcceptLanguage.Clear();
            client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh-CN");
        }

        using var answer = await client.GetAsync(path);
        Assert.Equal(("200", Type), ($"{(int)answer.StatusCode}", answer.Content.Headers.ContentType?.MediaType));
        var book = ReadWorkbook.Of(await answer.Content.ReadAsByteArrayAsync());
        var found = book.Texts.SelectMany(text => NoticeScanner.Scan(text)).Where(one => one.Kind is PersonalData.IdNumber or PersonalData.BankCard or PersonalData.Phone);
        Assert.Empty(found);
        return book;
    }

    /// <summary>An approved payment of somebody whose name and bank look like formulas, as they could come from elsewhere: forms refuse them.</summary>
    private async Task<(PaymentWalk Walk, JsonObject Owed, SyntheticPerson Person)> OwedAsync(string name)
    {
        var number = Interlocked.Increment(ref seed);
        var person = SyntheticPeople.Person(number);
        var walk = await PaymentWalk.BeginAsync(server, 1000m);
        var owed = await walk.OwedAsync(number, 123.45m);
        var id = (Guid)owed["id"]!;
        await server.InDatabaseAsync(db => db.Set<Payment>().Where(payment => payment.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(payment => payment.PayeeName, name).SetProperty(payment => payment.BankName, "+工行")));
        await server.InDatabaseAsync(db => db.Set<ArchivePerson>()
            .Where(row => db.Set<AidCase>().Any(aidCase => aidCase.ArchiveId == row.ArchiveId && db.Set<Payment>().Any(payment => payment.Id == id && payment.CaseId == aidCase.Id)))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Name, name)));
        return (walk, owed, person);
    }
}

public sealed class SqliteDownloadTests(AidServer server) : DownloadContract(server), IClassFixture<AidServer>;

public sealed class PostgreSqlDownloadTests(PostgreSqlAidServer server) : DownloadContract(server.Server), IClassFixture<PostgreSqlAidServer>;
