using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Payments;
using AidWorkflows.Tests.Host.HumanTasks;
using AidWorkflows.Tests.TestData;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Tests.Host.Payments;

/// <summary>S-070 to S-072 and section 2.7 of the requirements, over the public API on both databases.</summary>
public abstract class PaymentContract(AidServer server)
{
    /// <summary>S-053, S-072: archived and aided; full and timely payment, and what fails is followed up until it is paid.</summary>
    [Fact]
    public async Task S072_a_failed_payment_becomes_a_task_is_repaired_and_paid()
    {
        var walk = await PaymentWalk.BeginAsync(server, 1000m);
        var good = await walk.OwedAsync(9701, 300m);
        var bad = await walk.OwedAsync(9702, 200.01m);
        var batch = await walk.SentAsync(good, bad);
        Assert.Equal("499.99 500.01 0", await walk.BalanceAsync());

        var file = await walk.FileAsync((good, "成功"), (bad, "失败"));
        Assert.Equal("200", await walk.ResultsAsync(batch, file));
        Assert.Equal("700 0 300", await walk.BalanceAsync());
        Assert.Equal("settled", (string)(await walk.BatchAsync(batch))["status"]!);
        var failed = await walk.PaymentAsync((string)bad["caseNumber"]!);
        Assert.Equal(("failed", "账号 *** 不存在"), ((string)failed["status"]!, (string)failed["failureReason"]!));

        // The same file a second time: refused with its date, and nothing moves.
        Assert.Equal("409 result-file-known file", await walk.ResultsAsync(batch, file));
        var task = await walk.FailedTaskAsync(bad);
        Assert.Equal("409 account-not-corrected outcome", await walk.CompleteAsync(task, "已更正账户"));
        var address = $"/api/v1/payments/{bad["id"]}/account";
        var person = SyntheticPeople.Person(9702);
        var card = SyntheticPeople.BankCard(9799);
        Assert.Equal("422 account-name-other accountName", await walk.SendAsync("grassroots1", HttpMethod.Put, address, new { accountName = "欧阳不同", bankName = "工行", accountNumber = card }));
        Assert.Equal("422 bank-card-checksum accountNumber", await walk.SendAsync("grassroots1", HttpMethod.Put, address, new { accountName = person.Name, bankName = "工行", accountNumber = card[..^1] + (char)('0' + ((card[^1] - '0' + 1) % 10)) }));
        Assert.Equal("403 forbidden", await walk.SendAsync("cashier", HttpMethod.Put, address, new { accountName = person.Name, bankName = "工行", accountNumber = card }));
        Assert.Equal("200", await walk.SendAsync("grassroots1", HttpMethod.Put, address, new { accountName = person.Name, bankName = "工行", accountNumber = card }));
        Assert.Equal("200", await walk.CompleteAsync(task, "已更正账户"));

        var again = await walk.PaymentAsync((string)bad["caseNumber"]!);
        Assert.Equal(("pending", (string)bad["paymentNumber"]!), ((string)again["status"]!, (string)again["paymentNumber"]!));
        var second = await walk.SentAsync(again);
        Assert.Contains(card, Encoding.UTF8.GetString(await walk.ExportAsync(second, "csv")), StringComparison.Ordinal);
        Assert.Equal("200", await walk.ResultsAsync(second, await walk.FileAsync((again, "成功"))));
        Assert.Equal("499.99 0 500.01", await walk.BalanceAsync());
        Assert.Equal(2, (int)(await walk.BatchAsync(second))["payments"]![0]!["attempt"]!);
        Assert.Equal("paid", (string)(await walk.PaymentAsync((string)bad["caseNumber"]!))["status"]!);
        Assert.Equal(
            ["payment-created", "payment-failed", "payment-account-corrected", "payment-retried", "payment-paid"],
            (await server.CaseAsync((string)bad["caseNumber"]!))["events"]!.AsArray().Select(entry => (string)entry!["code"]!).Where(code => code.StartsWith("payment-", StringComparison.Ordinal)));
        await walk.HoldAsync();
    }

    /// <summary>S-072: nobody waits unseen behind what was paid long ago.</summary>
    [Fact]
    public async Task S072_what_is_owed_is_listed_first()
    {
        var walk = await PaymentWalk.BeginAsync(server, 1000m);
        var paid = await walk.OwedAsync(9781, 100m);
        Assert.Equal("200", await walk.ResultsAsync(await walk.SentAsync(paid), await walk.FileAsync((paid, "成功"))));
        var owed = await walk.OwedAsync(9782, 100m);
        using var cashier = await server.SignInAsync("cashier");
        var listed = (await cashier.GetFromJsonAsync<JsonObject>("/api/v1/payments?pageSize=200"))!["items"]!.AsArray().Select(row => (string)row!["paymentNumber"]!).ToList();
        Assert.InRange(listed.IndexOf((string)owed["paymentNumber"]!), 0, listed.IndexOf((string)paid["paymentNumber"]!) - 1);
    }

    /// <summary>S-071: only to the archive holder's own bank card; there is no cash.</summary>
    [Fact]
    public async Task S071_aid_goes_to_the_archive_holders_own_card_and_never_in_cash()
    {
        var walk = await PaymentWalk.BeginAsync(server, 10000m);
        var owed = await walk.OwedAsync(9711, 100m);
        foreach (var method in new[] { "cash", "现金", "bank-transfer", "" })
            Assert.Equal("422 payment-method method", await walk.SendAsync("cashier", "/api/v1/payments/batches", new { fundId = walk.FundId, payments = new[] { (string)owed["id"]! }, method }));

        // Somebody else is the holder now.
        var id = (Guid)owed["id"]!;
        await SetPayeeAsync(id, "别人");
        Assert.Equal("422 payee-not-holder payments", await walk.MakeRefusedAsync("cashier", owed));
        await SetPayeeAsync(id, (string)owed["payeeName"]!);
        await server.InDatabaseAsync(db => db.Set<HouseholdArchive>().Where(archive => archive.People.Any(person => person.Name == (string)owed["payeeName"]!)).ExecuteUpdateAsync(set => set.SetProperty(archive => archive.State, ArchiveState.Withdrawn)));
        Assert.Equal("409 archive-not-active archive", await walk.MakeRefusedAsync("cashier", owed));
        Assert.Equal("10000 0 0", await walk.BalanceAsync());
        Assert.Equal("pending", (string)(await walk.PaymentAsync((string)owed["caseNumber"]!))["status"]!);
        await walk.HoldAsync();
    }

    /// <summary>S-070: the county union pays; one makes, another checks, and neither has decided on the award.</summary>
    [Fact]
    public async Task S070_the_county_union_pays_with_four_eyes()
    {
        var walk = await PaymentWalk.BeginAsync(server, 1000m);
        var owed = await walk.OwedAsync(9721, 100m);
        foreach (var other in new[] { "grassroots1", "county1", "city1", "admin", "auditor" })
            Assert.Equal("403 forbidden", await walk.MakeRefusedAsync(other, owed));

        var batch = await walk.MakeAsync(owed);
        Assert.Equal("403 batch-own", await walk.SendAsync("cashier", $"/api/v1/payments/batches/{batch}/check", new { }));
        Assert.Equal("409 batch-state", await walk.SendAsync("cashier", $"/api/v1/payments/batches/{batch}/file", new { }));
        Assert.Equal("409 payment-not-pending payments", await walk.MakeRefusedAsync("cashier2", owed));

        // The second cashier took part in the decision after all.
        var (signer, cashier) = (await PersonAsync("county1"), await PersonAsync("cashier2"));
        await MoveSignatureAsync((string)owed["caseNumber"]!, signer, cashier);
        Assert.Equal("403 payment-approver", await walk.SendAsync("cashier2", $"/api/v1/payments/batches/{batch}/check", new { }));
        await MoveSignatureAsync((string)owed["caseNumber"]!, cashier, signer);
        Assert.Equal("200", await walk.SendAsync("cashier2", $"/api/v1/payments/batches/{batch}/check", new { }));
        Assert.Equal("200", await walk.SendAsync("cashier", $"/api/v1/payments/batches/{batch}/cancel", new { }));
        Assert.Equal("1000 0 0", await walk.BalanceAsync());
        await walk.HoldAsync();
    }

    [Fact]
    public async Task The_file_for_the_bank_has_the_whole_card_number_and_lists_never_have()
    {
        var walk = await PaymentWalk.BeginAsync(server, 1000m);
        var owed = await walk.OwedAsync(9731, 123.4m);
        var batch = await walk.SentAsync(owed);
        var person = SyntheticPeople.Person(9731);

        var csv = await walk.ExportAsync(batch, "csv");
        Assert.Equal(Encoding.UTF8.GetPreamble(), csv[..3]);
        var lines = Encoding.UTF8.GetString(csv)[1..].Split("\r\n");
        Assert.Equal("序号,批次号,付款编号,收款人户名,收款人卡号,开户银行,金额,用途,制单日期", lines[0]);
        Assert.StartsWith($"1,FF-", lines[1], StringComparison.Ordinal);
        Assert.Contains($"{owed["paymentNumber"]},{person.Name},{person.BankCard},中国工商银行,123.40,", lines[1], StringComparison.Ordinal);
        using var book = SpreadsheetDocument.Open(new MemoryStream(await walk.ExportAsync(batch, "xlsx")), isEditable: false);
        Assert.Contains(person.BankCard, book.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Cell>().Select(cell => cell.InnerText));

        var view = await walk.BatchAsync(batch);
        Assert.DoesNotContain(person.BankCard, view.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(csv)), (string)view["fileHash"]!);
        Assert.Equal(3, await server.InDatabaseAsync(db => db.Set<PaymentBatch>().Where(row => row.Id == batch).SelectMany(row => row.Events).CountAsync(entry => entry.Code == "batch-exported")));
    }

    [Fact]
    public async Task A_wrong_row_is_reported_stores_nothing_and_the_good_rows_can_be_accepted()
    {
        var walk = await PaymentWalk.BeginAsync(server, 1000m);
        var payments = new List<JsonObject>();
        for (var seed = 9741; seed <= 9744; seed++)
            payments.Add(await walk.OwedAsync(seed, 100m));
        var batch = await walk.SentAsync(payments);
        var today = await walk.TodayAsync();
        var file = PaymentWalk.Heading
            + PaymentWalk.Row(payments[0], "成功", today)
            + PaymentWalk.Row(payments[0], "成功", today)
            + PaymentWalk.Row(payments[1], "成功", today, amount: "100.01")
            + PaymentWalk.Row(payments[2], "成功", today, name: "别人")
            + PaymentWalk.Row(payments[3], "大概", today)
            + PaymentWalk.Row(payments[3], "成功", today, number: "AW-2026-999999-1");
        List<string?> codes = [null, "result-row-twice", "result-amount-differs", "result-name-differs", "result-outcome-unknown", "result-payment-unknown"];

        Assert.Equal(codes, Codes(await walk.ReportAsync(batch, file, preview: true)));
        var refused = await walk.ReportAsync(batch, file);
        Assert.Equal("result-rows-wrong", (string)refused["code"]!);
        Assert.Equal(codes, Codes(refused));
        Assert.Equal("600 400 0", await walk.BalanceAsync());

        Assert.Equal("200", await walk.ResultsAsync(batch, file, acceptGood: true));
        Assert.Equal("600 300 100", await walk.BalanceAsync());
        Assert.Equal("partly-settled", (string)(await walk.BatchAsync(batch))["status"]!);
        Assert.Equal("409 result-file-known file", await walk.ResultsAsync(batch, file, acceptGood: true));

        // The bank's next file has all four; the one that is settled stays as it is.
        var whole = await walk.FileAsync([.. payments.Select(payment => (payment, "成功"))]);
        Assert.Equal(["result-settled-already", null, null, null], Codes(await walk.ReportAsync(batch, whole)));
        Assert.Equal("200", await walk.ResultsAsync(batch, whole, acceptGood: true));
        Assert.Equal("600 0 400", await walk.BalanceAsync());
        await walk.HoldAsync();
    }

    [Theory]
    [InlineData("a,b\r\n1,2\r\n", "422 result-columns file")]
    [InlineData("", "422 register-file-unreadable file")]
    [InlineData(PaymentWalk.Heading, "422 result-empty file")]
    public async Task A_file_that_is_no_result_file_is_refused(string text, string refusal)
    {
        var walk = await PaymentWalk.BeginAsync(server, 1000m);
        var batch = await walk.SentAsync(await walk.OwedAsync(9751 + refusal.Length, 100m));

        Assert.Equal(refusal, await walk.ResultsAsync(batch, text));
        Assert.Equal("900 100 0", await walk.BalanceAsync());
    }

    [Fact]
    public async Task A_payment_over_the_balance_is_refused_and_nothing_is_stored()
    {
        var walk = await PaymentWalk.BeginAsync(server, 99.99m);
        var owed = await walk.OwedAsync(9791, 100m);

        Assert.Equal("409 payment-over-balance fund", await walk.MakeRefusedAsync("cashier", owed));
        Assert.Equal("409 payment-over-balance fund", await walk.SendAsync("cashier", $"/api/v1/funds/{walk.FundId}/corrections", new { amount = -100m, text = "错" }));
        Assert.Equal("200", await walk.SendAsync("cashier", $"/api/v1/funds/{walk.FundId}/corrections", new { amount = 0.01m, text = "少记一分" }));
        Assert.Equal(0, await server.InDatabaseAsync(db => db.Set<PaymentBatch>().CountAsync(batch => batch.FundId == walk.FundId)));
        await walk.MakeAsync(owed);
        Assert.Equal("0 100 0", await walk.BalanceAsync());
        await walk.HoldAsync();
    }

    /// <summary>Section 2.1: central money is not for what a county's own aid centre gives.</summary>
    [Fact]
    public async Task Money_is_used_for_what_its_source_allows()
    {
        var walk = await PaymentWalk.BeginAsync(server, 1000m, "central-finance");
        var owed = await walk.OwedAsync(9795, 100m, "county-aid-centre");

        Assert.Equal("422 fund-use payments", await walk.MakeRefusedAsync("cashier", owed));
        await (await PaymentWalk.BeginAsync(server, 1000m)).MakeAsync(owed);
    }

    /// <summary>S-072.</summary>
    [Fact]
    public async Task S072_the_ageing_list_counts_working_days_and_its_total_is_what_is_unpaid()
    {
        var walk = await PaymentWalk.BeginAsync(server, 1000m);
        var owed = await walk.OwedAsync(9797, 100m);
        using var cashier = await server.SignInAsync("cashier");
        var list = (await cashier.GetFromJsonAsync<JsonObject>("/api/v1/payments/ageing"))!;
        var row = list["rows"]!.AsArray().Single(entry => (string)entry!["paymentNumber"]! == (string)owed["paymentNumber"]!)!;
        Assert.Equal((0, false), ((int)row["workingDays"]!, (bool)row["isLate"]!));

        using var admin = await server.SignInAsync("admin");
        (await admin.PostAsJsonAsync("/api/v1/clock/advance", new { to = ((DateTimeOffset)row["approvedAt"]!).AddDays(40) })).EnsureSuccessStatusCode();
        list = (await cashier.GetFromJsonAsync<JsonObject>("/api/v1/payments/ageing?organisation=qingshan"))!;
        row = list["rows"]!.AsArray().Single(entry => (string)entry!["paymentNumber"]! == (string)owed["paymentNumber"]!)!;
        Assert.True((int)row["workingDays"]! > 20 && (bool)row["isLate"]!);
        Assert.Equal(["0-5", "6-10", "11-20", "21-"], list["groups"]!.AsArray().Select(group => $"{group!["from"]}-{group["to"]}"));
        Assert.Equal((decimal)list["total"]!, list["groups"]!.AsArray().Sum(group => (decimal)group!["total"]!));
        Assert.Equal((decimal)list["total"]!, await server.InDatabaseAsync(async db => (await db.Set<Payment>().Where(payment => payment.Status != PaymentStatus.Paid).Select(payment => payment.Amount).ToListAsync()).Sum()));
        Assert.Equal("422 unknown-organisation organisation", await AidCalls.RefusalAsync(await cashier.GetAsync("/api/v1/payments/ageing?organisation=china")));
        using var book = SpreadsheetDocument.Open(await cashier.GetStreamAsync("/api/v1/payments/ageing?format=xlsx"), isEditable: false);
        Assert.Contains((string)owed["paymentNumber"]!, book.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Cell>().Select(cell => cell.InnerText));
    }

    [Fact]
    public async Task The_totals_of_every_report_equal_the_ledger()
    {
        var walk = await PaymentWalk.BeginAsync(server, 1000m);
        var (paid, waiting) = (await walk.OwedAsync(9771, 100m), await walk.OwedAsync(9772, 30m));
        await walk.MakeAsync(waiting);
        var batch = await walk.SentAsync(paid);
        Assert.Equal("200", await walk.ResultsAsync(batch, await walk.FileAsync((paid, "成功"))));
        using var auditor = await server.SignInAsync("auditor");

        var fund = (await auditor.GetFromJsonAsync<JsonArray>("/api/v1/funds"))!.Single(row => (Guid)row!["id"]! == walk.FundId)!;
        Assert.Equal((870m, 30m, 100m), ((decimal)fund["available"]!, (decimal)fund["reserved"]!, (decimal)fund["spent"]!));
        var entries = (await auditor.GetFromJsonAsync<JsonObject>($"/api/v1/funds/{walk.FundId}/entries?pageSize=2"))!;
        Assert.Equal(4, (int)entries["totalCount"]!);
        Assert.Equal(["payment", "reservation"], entries["items"]!.AsArray().Select(entry => (string)entry!["kind"]!));
        Assert.Equal((string)paid["paymentNumber"]!, (string)entries["items"]![0]!["paymentNumber"]!);
        Assert.Equal((870m, 30m, 100m), Balance(entries["items"]![0]!));
        using var book = SpreadsheetDocument.Open(await auditor.GetStreamAsync($"/api/v1/funds/{walk.FundId}/ledger"), isEditable: false);
        var last = book.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Row>().Last().Elements<Cell>().Select(cell => cell.InnerText).ToList();
        Assert.Equal([870m, 30m, 100m], last[4..7].Select(text => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture)));

        var batches = (await auditor.GetFromJsonAsync<JsonObject>("/api/v1/payments/batches?pageSize=500"))!["items"]!.AsArray().Where(row => (string)row!["fundName"]! == (string)fund["name"]!).ToList();
        Assert.Equal(100m, batches.Where(row => (string)row!["status"]! == "settled").Sum(row => (decimal)row!["total"]!));
        Assert.Equal(30m, batches.Where(row => (string)row!["status"]! == "draft").Sum(row => (decimal)row!["total"]!));
        await walk.HoldAsync();

        static (decimal Available, decimal Reserved, decimal Spent) Balance(JsonNode entry) =>
            ((decimal)entry["availableAfter"]!, (decimal)entry["reservedAfter"]!, (decimal)entry["spentAfter"]!);
    }

    private Task<int> SetPayeeAsync(Guid id, string name) =>
        server.InDatabaseAsync(db => db.Set<Payment>().Where(payment => payment.Id == id).ExecuteUpdateAsync(set => set.SetProperty(payment => payment.PayeeName, name)));

    private async Task<Guid> PersonAsync(string userName)
    {
        using var client = await server.SignInAsync(userName);
        return (Guid)(await client.GetFromJsonAsync<JsonObject>("/api/v1/me"))!["personId"]!;
    }

    private Task<int> MoveSignatureAsync(string caseNumber, Guid from, Guid to) => server.InDatabaseAsync(db => db.Database.ExecuteSqlAsync(
        $"UPDATE human_task_signatures SET person_id = {to} WHERE person_id = {from} AND human_task_id IN (SELECT id FROM human_tasks WHERE case_number = {caseNumber})"));

    private static List<string?> Codes(JsonObject report) => [.. report["rows"]!.AsArray().Select(row => (string?)row!["code"])];
}

public sealed class SqlitePaymentTests(AidServer server) : PaymentContract(server), IClassFixture<AidServer>;

public sealed class PostgreSqlPaymentTests(PostgreSqlAidServer server) : PaymentContract(server.Server), IClassFixture<PostgreSqlAidServer>;
