using System.Text;
using System.Text.Json.Nodes;
using AidWorkflows.Data.Papers;
using AidWorkflows.Data.Protection;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.Visits;
using AidWorkflows.Tests.Host.Papers;
using AidWorkflows.Tests.Host.Payments;
using AidWorkflows.Tests.Host.Procedure;
using AidWorkflows.Tests.TestData;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AidWorkflows.Tests.Host.Archives;

/// <summary>A household that has left its name wherever one can be left: texts, forms, files, documents, payments. For the test of the destruction.</summary>
internal sealed class KeepingHousehold(AidServer server, SyntheticPerson person, string caseNumber)
{
    private readonly List<string> attachments = [];

    public string CaseNumber => caseNumber;

    public IReadOnlyList<string> Attachments => attachments;

    public required Guid CaseId { get; init; }

    /// <summary>What may be in no table, document or file afterwards; JSON columns hold the name escaped.</summary>
    public List<string> Traces { get; } = [person.Name, System.Text.Json.JsonEncodedText.Encode(person.Name).ToString(), person.IdNumber, person.Phone, person.BankCard, $"****{person.BankCard[^4..]}"];

    public static async Task<KeepingHousehold> EnterAsync(AidServer server, int seed)
    {
        var person = SyntheticPeople.Person(seed);
        var application = AidCalls.Application(seed, ("medical", 300m, 90000m));
        application["applicant"]!["employer"] = $"{person.Name}的小店";
        application["household"]!["income"]![0]!["evidence"] = $"{person.Name}的工资单";
        application["household"]!["rigidExpenses"]![0]!["evidence"] = $"{person.Name}的发票";
        var walk = await ProcedureWalk.ApplyAsync(server, application);
        var caseId = await server.InDatabaseAsync(db => db.Set<AidCase>().Where(row => row.CaseNumber == walk.CaseNumber).Select(row => row.Id).SingleAsync());
        var household = new KeepingHousehold(server, person, walk.CaseNumber) { CaseId = caseId };
        await household.HandInAsync();
        await walk.AnswerAsync("grassroots1", "home-visit", "完成走访", household.Visit());
        await walk.AnswerAsync("grassroots2", "home-visit", "完成走访", household.Visit());
        await walk.AnswerAsync("grassroots1", "first-review", "符合条件", new JsonObject { ["sealed"] = true });
        await walk.AnswerAsync("county1", "archive-review", "同意");
        await walk.VisitByCountyAsync();
        await walk.AnswerAsync("county1", "comparison", "符合条件");
        await walk.ExpectAsync();
        await walk.AdvanceAsync("P14D");
        await walk.AnswerAsync("county1", "county-review", "同意");
        await walk.UntilAsync(found => (string)found["status"]! == "approved");
        return household;
    }

    public async Task<string> ArchiveNumberAsync() => await server.InDatabaseAsync(async db =>
    {
        var found = await db.Set<HouseholdArchive>().Include(archive => archive.People).SingleAsync(archive => db.Set<AidCase>().Any(aidCase => aidCase.Id == CaseId && aidCase.ArchiveId == archive.Id));
        Traces.Add(Assert.Single(found.People).IdNumberMask);
        return found.ArchiveNumber;
    });

    /// <summary>A list of payments, a batch that fails, a corrected account, and a batch that pays.</summary>
    public async Task PayAsync()
    {
        var county = await server.InDatabaseAsync(db => db.Set<Organisation>().Where(union => union.Code == "jinan").Select(union => union.Id).SingleAsync());
        var list = await server.MakeAsync("cashier", "payment-list", county);
        Assert.Contains(person.Name, Decoded(await server.ContentAsync("cashier", list)), StringComparison.Ordinal);
        Assert.Contains(await server.InDatabaseAsync(db => db.Set<CaseEvent>().Where(entry => entry.Code == "paper-opened" && entry.CaseId == null).ToListAsync()), entry => entry.Data["number"] == (string)list["number"]!);
        var walk = await PaymentWalk.BeginAsync(server, 1000m);
        walk.ResultFileName = $"{person.Name}.csv";
        var owed = await walk.PaymentAsync(caseNumber);
        var first = await walk.SentAsync(owed);
        Assert.Equal("200", await walk.ResultsAsync(first, $"{PaymentWalk.Heading}{owed["paymentNumber"]},{person.Name},300.00,失败,{await walk.TodayAsync()},{person.Name}户名不符\r\n"));
        var task = await walk.FailedTaskAsync(owed);
        var card = SyntheticPeople.BankCard(9699);
        Traces.AddRange([card, $"****{card[^4..]}"]);
        Assert.Equal("200", await walk.SendAsync("grassroots1", HttpMethod.Put, $"/api/v1/payments/{owed["id"]}/account", new { accountName = person.Name, bankName = "工行", accountNumber = card }));
        Assert.Equal("200", await walk.CompleteAsync(task, "已更正账户"));
        await ExitWalk.UntilAsync(async () => (string)(await walk.PaymentAsync(caseNumber))["status"]! == "pending", "the payment does not wait again");
        var second = await walk.SentAsync(await walk.PaymentAsync(caseNumber));
        Assert.Equal("200", await walk.ResultsAsync(second, await walk.FileAsync((owed, "成功"))));
        Assert.Equal("paid", (string)(await walk.PaymentAsync(caseNumber))["status"]!);
    }

    public async Task<IReadOnlyList<JsonObject>> ProduceAsync()
    {
        var visit = await server.InDatabaseAsync(db => db.Set<Visit>().Where(row => row.CaseId == CaseId).OrderBy(row => row.RecordedAt).Select(row => row.Id).FirstAsync());
        await server.MakeAsync("grassroots1", "visit-form", visit);
        await server.MakeAsync("county1", "approval-form", CaseId);
        await server.MakeAsync("grassroots1", "authorisation", CaseId);
        var papers = await server.PapersAsync(caseNumber);
        Assert.Equal(["approval-form", "authorisation", "public-notice", "visit-form"], papers.Select(paper => (string)paper["key"]!).Order(StringComparer.Ordinal));
        return papers;
    }

    /// <summary>Every file of the store and every produced document, opened.</summary>
    public async Task<IReadOnlyList<string>> OpenedAsync() => await server.InDatabaseAsync(async db =>
    {
        var protector = server.Services.GetRequiredService<FieldProtector>();
        var opened = (await db.Set<PaperContent>().AsNoTracking().ToListAsync())
            .Select(content => $"document {content.PaperId} {Decoded(Encoding.UTF8.GetString(protector.OpenBytes(SealedColumns.PaperContent, content.PaperId, content.Sealed)))}").ToList();
        var store = server.Services.GetRequiredService<FileStore>();
        foreach (var file in Files())
            opened.Add($"file {Path.GetFileName(file)} {Encoding.UTF8.GetString(await store.ReadAsync(Guid.ParseExact(Path.GetFileName(file), "N"), CancellationToken.None))}");
        return opened;
    });

    public string[] Files()
    {
        var folder = server.Services.GetRequiredService<IOptions<UploadOptions>>().Value.Folder;
        return Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories) : [];
    }

    /// <summary>As if the server had stopped between the commit and the deletion of the file.</summary>
    public async Task<int> SweepAfterCrashAsync()
    {
        var store = server.Services.GetRequiredService<FileStore>();
        await store.WriteAsync(Guid.Parse(attachments[0]), Encoding.UTF8.GetBytes(person.Name), CancellationToken.None);
        return await server.InDatabaseAsync(db => store.SweepAsync(db, TimeProvider.System.GetUtcNow().AddHours(25), CancellationToken.None));
    }

    private JsonObject Visit() => new() { ["conclusion"] = "符合", ["causeConfirmed"] = true, ["housing"] = $"{person.Name}的老屋", ["note"] = $"{person.Name}在家" };

    private async Task HandInAsync()
    {
        attachments.Add(await server.UploadAsync("grassroots1", caseNumber, "id-card", $"{person.Name}身份证.pdf", UploadSamples.Pdf(person.IdNumber)));
        attachments.Add(await server.UploadAsync("grassroots1", caseNumber, "register", $"{person.Name}户口簿.pdf", UploadSamples.Pdf($"2 {person.IdNumber}")));
        Assert.Equal("204", await server.PostAsync("county1", $"/api/v1/attachments/{attachments[1]}/reject", new { reason = $"{person.Name}的户口簿看不清" }));
        var until = ChinaTime.Today(server.Services.GetRequiredService<TimeProvider>()).AddDays(2).ToString("yyyy-MM-dd", null);
        Assert.Equal("204", await server.PostAsync("grassroots1", $"/api/v1/cases/{caseNumber}/attachments/defer", new { need = "income", until, reason = $"{person.Name}的单位尚未开具" }));
    }

    private static string Decoded(string html) => System.Net.WebUtility.HtmlDecode(html);
}
