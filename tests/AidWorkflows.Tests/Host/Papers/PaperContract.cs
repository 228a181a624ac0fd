using System.Net;
using System.Security.Cryptography;
using System.Text;
using AidWorkflows.Activities.Papers;
using AidWorkflows.Data.Protection;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Notices;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.Papers;
using AidWorkflows.Domain.Visits;
using AidWorkflows.Tests.Host.HumanTasks;
using AidWorkflows.Tests.Host.Procedure;
using AidWorkflows.Tests.TestData;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Tests.Host.Papers;

/// <summary>Documents as the procedure makes them.</summary>
public abstract class PaperContract(AidServer server)
{
    private static int seed = 21_000;

    [Fact]
    public async Task S052_the_notice_is_a_document_and_kept_word_for_word_with_its_hash()
    {
        var person = SyntheticPeople.Person(Interlocked.Increment(ref seed));
        var walk = await ApplyAsync(seed);
        await walk.ToNoticeAsync();

        var paper = Assert.Single(await server.PapersAsync(walk.CaseNumber));
        Assert.Equal("public-notice 1", $"{paper["key"]} {paper["templateVersion"]}");
        var content = await server.ContentAsync("county1", paper);
        Assert.Equal((string)paper["fileHash"]!, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content))));
        Assert.Contains((string)paper["number"]!, content, StringComparison.Ordinal);
        Assert.Contains("模板 public-notice 第1版", content, StringComparison.Ordinal);
        foreach (var secret in new[] { person.Name, person.IdNumber, person.Phone, person.BankCard, "星河纺织" })
            Assert.DoesNotContain(secret, content, StringComparison.Ordinal);

        var notice = await server.InDatabaseAsync(db => db.Set<Notice>().SingleAsync(row => db.Set<AidCase>().Any(aidCase => aidCase.Id == row.CaseId && aidCase.CaseNumber == walk.CaseNumber)));
        Assert.Equal(notice.TextHash, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(notice.Text!))));
        Assert.Equal(PlainText.Words(content), notice.Text);
        Assert.Equal((Guid)paper["id"]!, notice.PaperId);
        Assert.Contains("notice-published", ProcedureWalk.EventsOf(await walk.ReadAsync()));

        using var anybody = server.CreateClient();
        using var shown = await anybody.GetAsync($"/notices/{notice.Id}/paper");
        Assert.Equal(content, await shown.Content.ReadAsStringAsync());
        Assert.Contains("sandbox", shown.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    /// <summary>Refused, whole, with nothing stored: not the notice, not its document, not its number, not the answer to the task.</summary>
    [Fact]
    public async Task S052_a_notice_with_an_identity_number_anywhere_in_it_is_refused_and_nothing_is_stored()
    {
        var walk = await ApplyAsync(Interlocked.Increment(ref seed));
        await walk.ToCountyAsync();
        await walk.AnswerAsync("county1", "archive-review", "同意");
        await walk.VisitByCountyAsync();
        var name = await RenameAsync("青山乡工会 340102199001011234");
        try
        {
            var before = await CountsAsync();
            using var answer = await walk.TryAsync("county1", "comparison", "符合条件");
            Assert.Equal("422 notice-personal-data notice", await AidCalls.RefusalAsync(answer));
            Assert.Equal(before, await CountsAsync());
            await walk.ExpectAsync("comparison");
        }
        finally
        {
            await RenameAsync(name);
        }

        await walk.AnswerAsync("county1", "comparison", "符合条件");
        Assert.NotNull(await walk.NoticeAsync());
    }

    /// <summary>The facts repeat names and numbers: their hash is keyed, or somebody with the table could try out numbers until it agrees.</summary>
    [Fact]
    public async Task The_hash_of_the_facts_is_keyed_and_still_finds_the_same_document_again()
    {
        var walk = await ApplyAsync(Interlocked.Increment(ref seed));
        await walk.ToCountyAsync();
        var (caseId, _) = await IdsAsync(walk.CaseNumber);
        var first = await server.MakeAsync("grassroots1", "authorisation", caseId);

        await using var scope = server.Services.CreateAsyncScope();
        var now = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow();
        var source = await scope.ServiceProvider.GetRequiredService<PaperFactsReader>().ReadAsync(PaperRule.Of(PaperKind.Authorisation), caseId, now, CancellationToken.None);
        var facts = PaperRenderer.Write(source.Facts);
        var stored = await server.InDatabaseAsync(db => db.Set<ProducedPaper>().Where(paper => paper.Id == (Guid)first["id"]!).Select(paper => paper.FactsHash).SingleAsync());
        Assert.NotEqual(Convert.ToHexStringLower(SHA256.HashData(facts)), stored);
        Assert.NotEqual(Convert.ToHexStringLower(new FieldProtector(KeyRing.CreateNew()).BlindIndex(SealedColumns.PaperFactsIndex, Encoding.UTF8.GetString(facts))), stored);
        Assert.Equal(Convert.ToHexStringLower(scope.ServiceProvider.GetRequiredService<FieldProtector>().BlindIndex(SealedColumns.PaperFactsIndex, Encoding.UTF8.GetString(facts))), stored);

        Assert.Equal((string)first["id"]!, (string)(await server.MakeAsync("grassroots2", "authorisation", caseId))["id"]!);
        await server.InDatabaseAsync(db => db.Set<Applicant>().Where(applicant => applicant.CaseId == caseId).ExecuteUpdateAsync(row => row.SetProperty(applicant => applicant.Employer, "另一单位")));
        var other = await server.MakeAsync("grassroots1", "authorisation", caseId);
        Assert.NotEqual(((string)first["id"]!, stored), ((string)other["id"]!, (string)other["factsHash"]!));
    }

    [Fact]
    public async Task S051_a_refusal_writes_its_letter_as_a_numbered_document_in_the_same_step()
    {
        var walk = await ApplyAsync(Interlocked.Increment(ref seed));
        await walk.ToCountyAsync();
        await walk.AnswerAsync("county1", "archive-review", "不同意");

        var paper = Assert.Single(await server.PapersAsync(walk.CaseNumber));
        Assert.Equal("refusal-notice", (string)paper["key"]!);
        Assert.Matches("^困帮告〔20[0-9]{2}〕[0-9]{4}号$", (string)paper["number"]!);
        var content = await server.ContentAsync("county1", paper);
        Assert.Contains("不予困难帮扶告知书", content, StringComparison.Ordinal);
        Assert.Contains(SyntheticPeople.Person(seed).Name, content, StringComparison.Ordinal);
        Assert.DoesNotContain(SyntheticPeople.Person(seed).IdNumber, content, StringComparison.Ordinal);
    }

    /// <summary>S-041, S-042, S-044, S-045: the forms of a case, made from its rows.</summary>
    [Fact]
    public async Task S041_S044_S045_forms_are_made_once_from_the_same_facts_and_whole_numbers_only_where_they_belong()
    {
        var person = SyntheticPeople.Person(Interlocked.Increment(ref seed));
        var walk = await ApplyAsync(seed);
        await walk.ToCountyAsync();
        var (caseId, visitId) = await IdsAsync(walk.CaseNumber);

        var authorisation = await server.MakeAsync("grassroots1", "authorisation", caseId);
        Assert.Equal((string)authorisation["id"]!, (string)(await server.MakeAsync("grassroots2", "authorisation", caseId))["id"]!);
        Assert.Contains(person.IdNumber, await server.ContentAsync("grassroots1", authorisation), StringComparison.Ordinal);
        Assert.Contains("paper-opened", ProcedureWalk.EventsOf(await walk.ReadAsync()));
        var document = (await walk.ReadAsync())["documents"]!.AsArray().Single(entry => (string)entry!["id"]! == (string)authorisation["id"]!)!;
        Assert.Equal(((string)authorisation["number"]!, (string)authorisation["fileHash"]!), ((string)document["number"]!, (string)document["fileHash"]!));
        foreach (var reader in new[] { "auditor", "admin", "cashier" })
            Assert.Equal("403", await server.ContentAsync(reader, authorisation));

        foreach (var (kind, subject) in new[] { ("receipt", caseId), ("visit-form", visitId), ("sms-decision", caseId), ("sms-papers-due", caseId) })
        {
            var content = await server.ContentAsync("auditor", await server.MakeAsync("grassroots1", kind, subject));
            Assert.DoesNotContain(NoticeScanner.Scan(PlainText.Words(content)), found => found.Kind is PersonalData.IdNumber or PersonalData.BankCard);
            Assert.DoesNotContain(person.Phone, content, StringComparison.Ordinal);
        }

        var approval = await server.ContentAsync("county1", await server.MakeAsync("county1", "approval-form", caseId));
        Assert.DoesNotContain(person.BankCard, approval, StringComparison.Ordinal);
        Assert.DoesNotContain(person.Phone, approval, StringComparison.Ordinal);
        Assert.Contains("基层工会初审", approval, StringComparison.Ordinal);
    }

    /// <summary>Twenty at once, four of them for the same facts: numbers without gaps, and one document for one set of facts.</summary>
    [Fact]
    public async Task Numbers_have_no_gaps_however_many_ask_at_once()
    {
        List<Guid> cases = [];
        for (var i = 0; i < 5; i++)
            cases.Add((await IdsAsync((await ApplyAsync(Interlocked.Increment(ref seed))).CaseNumber)).Case);
        await server.MakeAsync("grassroots1", "sms-decision", cases[0]);

        var made = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => server.MakeAsync(i % 2 == 0 ? "grassroots1" : "grassroots2", "receipt", cases[i % cases.Count])));

        Assert.Equal(cases.Count, made.Select(paper => (string)paper["id"]!).Distinct().Count());
        var serials = await server.InDatabaseAsync(db => db.Set<ProducedPaper>().Where(paper => paper.Kind == PaperKind.Receipt).OrderBy(paper => paper.Serial).Select(paper => paper.Serial).ToListAsync());
        Assert.Equal(Enumerable.Range(1, serials.Count), serials);
    }

    [Fact]
    public async Task Another_branch_of_the_tree_sees_no_document_and_strangers_none_at_all()
    {
        var walk = await ApplyAsync(Interlocked.Increment(ref seed));
        var paper = await server.MakeAsync("grassroots1", "receipt", (await IdsAsync(walk.CaseNumber)).Case);
        using var stranger = server.CreateClient(new() { AllowAutoRedirect = false });
        using var refused = await stranger.GetAsync($"/api/v1/documents/{paper["id"]}/content");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal("403 forbidden", await server.PostAsync("cashier", "/api/v1/documents", new { kind = "authorisation", subjectId = (await IdsAsync(walk.CaseNumber)).Case }));
        Assert.Equal("404 not-found", await server.PostAsync("county1", "/api/v1/documents", new { kind = "refusal-notice", subjectId = Guid.NewGuid() }));
    }

    /// <summary>A document is drafted, looked at with a real case, published; what was made before keeps its version.</summary>
    [Fact]
    public async Task A_template_is_drafted_previewed_and_published_and_earlier_documents_stay()
    {
        var walk = await ApplyAsync(Interlocked.Increment(ref seed));
        var (caseId, _) = await IdsAsync(walk.CaseNumber);
        var before = await server.MakeAsync("grassroots1", "sms-decision", caseId);
        const string Address = "/api/v1/templates/sms-decision";
        object Text(string body) => new { title = "短信：申请结果", titleEnglish = "Text message", body };

        Assert.Equal("403 forbidden", await server.PostAsync("county1", Address, Text("x"), HttpMethod.Put));
        Assert.Equal("422 template-unknown-field body", await server.PostAsync("admin", Address, Text("{{idNumber}}"), HttpMethod.Put));
        Assert.Equal("200", await server.PostAsync("admin", Address, Text("新：{{maskedName}} {{status}}"), HttpMethod.Put));
        Assert.Equal("409 template-not-previewed body", await server.PostAsync("admin", $"{Address}/publish", new { comment = "改字" }));
        Assert.Equal("200", await server.PostAsync("admin", $"{Address}/preview", new { caseNumber = walk.CaseNumber }));
        Assert.Equal("422 field-required comment", await server.PostAsync("admin", $"{Address}/publish", new { comment = " " }));
        Assert.Equal("200", await server.PostAsync("admin", $"{Address}/publish", new { comment = "改字" }));
        Assert.Equal("409 template-no-draft body", await server.PostAsync("admin", $"{Address}/publish", new { comment = "改字" }));

        Assert.Equal((string)before["id"]!, (string)(await server.MakeAsync("grassroots1", "sms-decision", caseId))["id"]!);
        await walk.AnswerAsync("grassroots1", "home-visit", "完成走访", ProcedureWalk.Visit);
        var other = (await IdsAsync((await ApplyAsync(Interlocked.Increment(ref seed))).CaseNumber)).Case;
        var after = await server.MakeAsync("grassroots1", "sms-decision", other);
        Assert.True((int)after["templateVersion"]! > (int)before["templateVersion"]!);
        Assert.StartsWith("新：", await server.ContentAsync("grassroots1", after), StringComparison.Ordinal);
    }

    /// <summary>Somebody who reads an old draft does not write over a newer one; a notice's template is scanned.</summary>
    [Fact]
    public async Task Drafts_are_not_overwritten_and_a_notice_with_a_phone_number_is_not_even_a_draft()
    {
        const string Address = "/api/v1/templates/public-notice";
        object Text(string body, long? rowVersion = null) => new { title = "公示", titleEnglish = "Notice", body, rowVersion };

        Assert.Equal("422 notice-personal-data body", await server.PostAsync("admin", Address, Text("<h1>公示</h1>{{maskedName}} 电话 0564-3312345"), HttpMethod.Put));
        Assert.Equal("200", await server.PostAsync("admin", Address, Text("<h1>公示</h1>{{maskedName}}"), HttpMethod.Put));
        Assert.Equal("409 template-changed body", await server.PostAsync("admin", Address, Text("<h1>公示</h1>", 999), HttpMethod.Put));
        Assert.Equal(1, await server.InDatabaseAsync(db => db.Set<TemplateVersion>().CountAsync(version => version.Kind == PaperKind.PublicNotice && version.PublishedAt != null)));
    }

    private Task<ProcedureWalk> ApplyAsync(int person) => ProcedureWalk.ApplyAsync(server, AidCalls.Application(person));

    private Task<(Guid Case, Guid Visit)> IdsAsync(string caseNumber) => server.InDatabaseAsync(async db =>
    {
        var id = await db.Set<AidCase>().Where(aidCase => aidCase.CaseNumber == caseNumber).Select(aidCase => aidCase.Id).SingleAsync();
        return (id, await db.Set<Visit>().Where(visit => visit.CaseId == id).Select(visit => visit.Id).FirstOrDefaultAsync());
    });

    private Task<string> CountsAsync() => server.InDatabaseAsync(async db =>
        $"{await db.Set<Notice>().CountAsync()} notices, {await db.Set<ProducedPaper>().CountAsync()} documents, {await db.Set<CaseEvent>().CountAsync()} events");

    private Task<string> RenameAsync(string name) => server.InDatabaseAsync(async db =>
    {
        var union = await db.Set<Organisation>().Where(organisation => organisation.Code == "qingshan").Select(organisation => organisation.Name).SingleAsync();
        await db.Set<Organisation>().Where(organisation => organisation.Code == "qingshan").ExecuteUpdateAsync(row => row.SetProperty(organisation => organisation.Name, name));
        return union;
    });
}

public sealed class SqlitePaperTests(AidServer server) : PaperContract(server), IClassFixture<AidServer>;

public sealed class PostgreSqlPaperTests(PostgreSqlAidServer server) : PaperContract(server.Server), IClassFixture<PostgreSqlAidServer>;
