using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using AidWorkflows.Domain.Funds;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Domain.Payments;
using AidWorkflows.Tests.Host.Archives;
using AidWorkflows.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Tests.Host.Payments;

/// <summary>What the tests of payments ask of the API, with a fund of its own.</summary>
internal sealed class PaymentWalk(AidServer server, Guid fundId)
{
    private static int funds;

    public AidServer Server => server;

    public Guid FundId => fundId;

    public string ResultFileName { get; set; } = "result.csv";

    public static async Task<PaymentWalk> BeginAsync(AidServer server, decimal allocated, string source = "union-funds")
    {
        using var cashier = await server.SignInAsync("cashier");
        using var opened = await cashier.PostAsJsonAsync("/api/v1/funds", new { source, name = $"资金{Interlocked.Increment(ref funds)}", document = "工发〔2026〕1号" });
        var fund = await AidServer.ReadAsync(opened);
        Assert.True(opened.StatusCode == HttpStatusCode.Created, fund.ToJsonString());
        var walk = new PaymentWalk(server, (Guid)fund["id"]!);
        if (allocated > 0)
            Assert.Equal("200", await walk.SendAsync("cashier", $"/api/v1/funds/{walk.FundId}/allocations", new { amount = allocated, text = "拨款通知" }));
        return walk;
    }

    /// <summary>An approved aid item and its pending payment.</summary>
    public async Task<JsonObject> OwedAsync(int seed, decimal amount, string programme = "needy-worker-aid")
    {
        var number = programme == "needy-worker-aid" ? await server.OpenCaseAsync(seed, ("medical", amount, 90000m)) : await OpenAsync(seed, amount, programme);
        await server.DecideAsync("county1", number);
        return await PaymentAsync(number);
    }

    public async Task<JsonObject> PaymentAsync(string caseNumber)
    {
        using var cashier = await server.SignInAsync("cashier");
        return (await cashier.GetFromJsonAsync<JsonObject>($"/api/v1/payments?caseNumber={caseNumber}"))!["items"]!.AsArray().Single()!.AsObject();
    }

    public Task<string> MakeRefusedAsync(string userName, params IEnumerable<JsonObject> payments) => SendAsync(userName, "/api/v1/payments/batches", Form(payments));

    public async Task<Guid> MakeAsync(params IEnumerable<JsonObject> payments)
    {
        using var cashier = await server.SignInAsync("cashier");
        using var answer = await cashier.PostAsJsonAsync("/api/v1/payments/batches", Form(payments));
        var batch = await AidServer.ReadAsync(answer);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, batch.ToJsonString());
        return (Guid)batch["id"]!;
    }

    /// <summary>Made, checked by the other cashier, and exported.</summary>
    public async Task<Guid> SentAsync(params IEnumerable<JsonObject> payments)
    {
        var batch = await MakeAsync(payments);
        Assert.Equal("200", await SendAsync("cashier2", $"/api/v1/payments/batches/{batch}/check", new { }));
        await ExportAsync(batch, "csv");
        return batch;
    }

    public async Task<byte[]> ExportAsync(Guid batch, string format)
    {
        using var cashier = await server.SignInAsync("cashier");
        using var answer = await cashier.PostAsync($"/api/v1/payments/batches/{batch}/file?format={format}", null);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadAsByteArrayAsync();
    }

    public async Task<JsonObject> BatchAsync(Guid batch)
    {
        using var cashier = await server.SignInAsync("cashier");
        return (await cashier.GetFromJsonAsync<JsonObject>($"/api/v1/payments/batches/{batch}"))!;
    }

    public async Task<string> ResultsAsync(Guid batch, string text, bool acceptGood = false, bool preview = false, string userName = "cashier2")
    {
        using var client = await server.SignInAsync(userName);
        using var answer = await client.PostAsync($"/api/v1/payments/batches/{batch}/results", File(text, acceptGood, preview));
        return answer.IsSuccessStatusCode ? $"{(int)answer.StatusCode}" : await AidCalls.RefusalAsync(answer);
    }

    public async Task<JsonObject> ReportAsync(Guid batch, string text, bool acceptGood = false, bool preview = false)
    {
        using var client = await server.SignInAsync("cashier2");
        using var answer = await client.PostAsync($"/api/v1/payments/batches/{batch}/results", File(text, acceptGood, preview));
        return await AidServer.ReadAsync(answer);
    }

    public async Task<string> TodayAsync()
    {
        using var admin = await server.SignInAsync("admin");
        return AidWorkflows.Domain.Calendar.ChinaTime.DateOf((DateTimeOffset)(await admin.GetFromJsonAsync<JsonObject>("/api/v1/clock"))!["now"]!).ToString("yyyy-MM-dd", null);
    }

    /// <summary>A result file; what a row does not say is as it should be.</summary>
    public async Task<string> FileAsync(params (JsonObject Payment, string Outcome)[] rows)
    {
        var today = await TodayAsync();
        return Heading + string.Concat(rows.Select(row => Row(row.Payment, row.Outcome, today)));
    }

    public const string Heading = "付款编号,户名,金额,结果,日期,失败原因\r\n";

    public static string Row(JsonObject payment, string outcome, string day, string? name = null, string? amount = null, string? number = null) =>
        $"{number ?? (string)payment["paymentNumber"]!},{name ?? (string)payment["payeeName"]!},{amount ?? ((decimal)payment["amount"]!).ToString("0.00", null)},{outcome},{day},{(outcome == "失败" ? "账号 6222021234567890128 不存在" : "")}\r\n";

    public Task<string> SendAsync(string userName, string address, object body) => SendAsync(userName, HttpMethod.Post, address, body);

    public async Task<string> SendAsync(string userName, HttpMethod method, string address, object body)
    {
        using var client = await server.SignInAsync(userName);
        using var answer = await client.SendAsync(new HttpRequestMessage(method, address) { Content = JsonContent.Create(body) });
        return answer.IsSuccessStatusCode ? $"{(int)answer.StatusCode}" : await AidCalls.RefusalAsync(answer);
    }

    /// <summary>Waits for the task of a failed payment, which the pump may still be making.</summary>
    public async Task<Guid> FailedTaskAsync(JsonObject payment)
    {
        var name = (string)payment["paymentNumber"]!;
        var id = Guid.Empty;
        await ExitWalk.UntilAsync(async () => (id = await server.InDatabaseAsync(db => (
            from task in db.Set<HumanTask>()
            join instance in db.Instances on task.WorkflowInstanceId equals instance.Id
            where instance.Name == name && task.Key == "failed-payment" && task.Status == HumanTaskStatus.Open
            select task.Id).FirstOrDefaultAsync())) != Guid.Empty, $"no task for {name}");
        return id;
    }

    public Task<string> CompleteAsync(Guid task, string outcome, string userName = "grassroots1") =>
        SendAsync(userName, $"/api/v1/tasks/{task}/complete", new { outcome, comment = "已核对" });

    public async Task<string> BalanceAsync()
    {
        using var cashier = await server.SignInAsync("cashier");
        var fund = (await cashier.GetFromJsonAsync<JsonObject>($"/api/v1/funds/{fundId}"))!;
        return string.Join(' ', new[] { "available", "reserved", "spent" }.Select(part => ((decimal)fund[part]!).ToString("0.##", null)));
    }

    /// <summary>What must hold in the database whatever has been tried: S-071, S-072, and money that adds up.</summary>
    public async Task HoldAsync() => await server.InDatabaseAsync(async db =>
    {
        var fund = await db.Set<Fund>().AsNoTracking().SingleAsync(candidate => candidate.Id == fundId);
        var entries = await db.Set<FundEntry>().AsNoTracking().Where(entry => entry.FundId == fundId).OrderBy(entry => entry.Number).ToListAsync();
        Assert.Equal(Enumerable.Range(1, fund.EntryCount), entries.Select(entry => entry.Number));
        Assert.All(entries, entry => Assert.True(entry is { AvailableAfter: >= 0, ReservedAfter: >= 0, SpentAfter: >= 0 }));
        Assert.Equal((entries[^1].AvailableAfter, entries[^1].ReservedAfter, entries[^1].SpentAfter), (fund.Available, fund.Reserved, fund.Spent));
        Assert.Equal(Sum(FundEntryKind.Allocation) + Sum(FundEntryKind.Correction), fund.Available + fund.Reserved + fund.Spent);
        Assert.Equal(Sum(FundEntryKind.Payment), fund.Spent);

        var batches = await db.Set<PaymentBatch>().AsNoTracking().Include(batch => batch.Attempts).Where(batch => batch.FundId == fundId).ToListAsync();
        var attempts = batches.SelectMany(batch => batch.Attempts).ToList();
        Assert.Equal(attempts.Where(attempt => attempt.Status == PaymentAttemptStatus.Waiting).Sum(attempt => attempt.Amount), fund.Reserved);
        Assert.Equal(attempts.Where(attempt => attempt.Status == PaymentAttemptStatus.Paid).Sum(attempt => attempt.Amount), fund.Spent);
        Assert.DoesNotContain(attempts.Where(attempt => attempt.Status == PaymentAttemptStatus.Paid).GroupBy(attempt => attempt.PaymentId), group => group.Count() > 1);
        return true;

        decimal Sum(FundEntryKind kind) => entries.Where(entry => entry.Kind == kind).Sum(entry => entry.Amount);
    });

    private async Task<string> OpenAsync(int seed, decimal amount, string programme)
    {
        using var county = await server.SignInAsync("county1");
        await PaperArchives.EnterAsync(county, SyntheticPeople.Person(seed));
        var application = AidCalls.Application(seed, ("medical", amount, 90000m));
        application["programme"] = programme;
        using var clerk = await server.SignInAsync("grassroots1");
        using var answer = await clerk.PostAsJsonAsync("/api/v1/applications", application);
        var body = await AidServer.ReadAsync(answer);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, body.ToJsonString());
        return (string)body["caseNumber"]!;
    }

    private object Form(IEnumerable<JsonObject> payments) => new { fundId, payments = payments.Select(payment => (string)payment["id"]!).ToArray() };

    private MultipartFormDataContent File(string text, bool acceptGood, bool preview)
    {
        var file = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        return new MultipartFormDataContent
        {
            { file, "file", ResultFileName },
            { new StringContent(acceptGood ? "true" : "false"), "acceptGood" },
            { new StringContent(preview ? "true" : "false"), "preview" },
        };
    }
}
