using System.Net;
using System.Text;
using AidWorkflows.Data;
using AidWorkflows.Data.Papers;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Papers;
using AidWorkflows.Host.Papers;
using AidWorkflows.Tests.Host.HumanTasks;
using AidWorkflows.Tests.Host.Procedure;
using AidWorkflows.Tests.TestData;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AidWorkflows.Tests.Host.Papers;

/// <summary>S-042, S-109 to S-113: files that applicants hand in.</summary>
public abstract class AttachmentContract(AidServer server)
{
    private static int seed = 22_000;

    [Fact]
    public async Task S042_a_document_is_missing_then_provided_then_accepted_by_somebody_else()
    {
        var number = await ApplyAsync();
        Assert.Equal("missing", await server.StateAsync(number, "id-card"));
        var id = await server.UploadAsync("grassroots1", number, "id-card", "王建国身份证.pdf", UploadSamples.Pdf(number));
        Assert.Equal("provided", await server.StateAsync(number, "id-card"));
        Assert.Equal("403 four-eyes attachment", await server.PostAsync("grassroots1", $"/api/v1/attachments/{id}/accept", new { }));
        Assert.Equal("204", await server.PostAsync("grassroots2", $"/api/v1/attachments/{id}/accept", new { }));
        Assert.Equal("accepted", await server.StateAsync(number, "id-card"));
        Assert.Equal("409 attachment-decided attachment", await server.PostAsync("county1", $"/api/v1/attachments/{id}/reject", new { reason = "x" }));
    }

    [Fact]
    public async Task S042_a_document_sent_back_with_a_reason_is_handed_in_again()
    {
        var number = await ApplyAsync();
        var id = await server.UploadAsync("grassroots1", number, "register", "a.jpg", UploadSamples.Jpeg(100, 700, 500));
        Assert.Equal("422 field-required reason", await server.PostAsync("county1", $"/api/v1/attachments/{id}/reject", new { reason = "" }));
        Assert.Equal("204", await server.PostAsync("county1", $"/api/v1/attachments/{id}/reject", new { reason = "看不清" }));
        Assert.Equal("rejected", await server.StateAsync(number, "register"));
        await server.UploadAsync("grassroots1", number, "register", "b.jpg", UploadSamples.Jpeg(120, 700, 500));
        Assert.Equal("provided", await server.StateAsync(number, "register"));
    }

    /// <summary>S-113: 后补, with a day; a reminder when it has passed.</summary>
    [Fact]
    public async Task S113_a_deferred_document_has_a_day_and_reminds_when_it_is_over()
    {
        var number = await ApplyAsync();
        var today = Today();
        object Order(int days, string need = "income") => new { need, until = today.AddDays(days).ToString("yyyy-MM-dd", null), reason = "单位尚未开具" };
        Assert.Equal("422 unknown-choice need", await server.PostAsync("grassroots1", $"/api/v1/cases/{number}/attachments/defer", Order(5, "nonsense")));
        Assert.Equal("422 deferral-date until", await server.PostAsync("grassroots1", $"/api/v1/cases/{number}/attachments/defer", Order(0)));
        Assert.Equal("204", await server.PostAsync("grassroots1", $"/api/v1/cases/{number}/attachments/defer", Order(2)));
        Assert.Equal("deferred", await server.StateAsync(number, "income"));

        await new ProcedureWalk(server, number).AdvanceAsync("P4D");
        Assert.Equal("overdue", await server.StateAsync(number, "income"));
        await RemindAsync();
        await RemindAsync();
        var warnings = (await server.CaseAsync(number))["warnings"]!.AsArray().Where(warning => (string)warning!["code"]! == "paper-overdue");
        Assert.Contains("家庭财产收入证明", (string)Assert.Single(warnings)!["data"]!["papers"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_names_the_document_of_each_clause_and_keeps_the_reasons_of_its_two_forms_apart()
    {
        var number = await ApplyAsync();
        var id = await server.UploadAsync("grassroots1", number, "id-card", "a.pdf", UploadSamples.Pdf(number));
        using var browser = await server.BrowserAsync("county1");
        var page = WebUtility.HtmlDecode(await browser.ReadPageAsync($"/cases/{number}/papers"));
        Assert.Contains("《困难职工帮扶实施方案（20xx年）》 三(三)1(1)", page, StringComparison.Ordinal);

        var deferred = await ShownAgainAsync(browser, page, $"/cases/{number}/papers?handler=Defer", ("DeferNeed", "income"), ("DeferReason", "单位尚未开具"));
        Assert.Matches("""<input[^>]*name="DeferReason"[^>]*value="单位尚未开具""", deferred);
        Assert.Matches("""<option value="income" selected="selected">""", deferred);
        Assert.DoesNotContain("<details open", deferred, StringComparison.Ordinal);
        Assert.Equal("missing", await server.StateAsync(number, "income"));

        var rejected = await ShownAgainAsync(browser, page, $"/cases/{number}/papers?handler=Reject&attachment={id}", ("RejectReason", new string('长', 401)), ("DeferReason", "不相干"));
        Assert.Matches("""<details open[^>]*>[^<]*<summary>退回重交""", rejected);
        Assert.Matches("""<input[^>]*is-invalid[^>]*name="RejectReason"[^>]*value="长""", rejected);
        Assert.Equal("provided", await server.StateAsync(number, "id-card"));
        using var done = await browser.PostFormAsync($"/cases/{number}/papers?handler=Reject&attachment={id}", page, ("RejectReason", "看不清"), ("DeferReason", "不相干"));
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Equal("看不清", (string)(await server.AttachmentsAsync(number))["attachments"]![0]!["reason"]!);
    }

    /// <summary>The list of what must be refused: nothing of it is stored, not in the database and not on the disk.</summary>
    [Fact]
    public async Task S042_hostile_files_are_refused_and_nothing_is_stored()
    {
        var number = await ApplyAsync();
        var (rows, files) = (await CountAsync(), Files().Length);
        (string Name, byte[] Content, string Expected)[] hostile =
        [
            ("身份证.pdf", UploadSamples.Jpeg(3 * 1024 * 1024), "422 upload-content-differs file"),
            ("证明.docx", UploadSamples.Bomb(200), "422 upload-unpacked-too-large file"),
            ("a.docx", UploadSamples.Zip(("a", [1])), "422 upload-content-differs file"),
            ("a.exe", [77, 90, 1], "422 upload-type file"),
            ("a.pdf", [], "422 upload-empty file"),
            ("a.pdf", [.. UploadSamples.Pdf(), .. new byte[11 * 1024 * 1024]], "413 upload-too-large file"),
            ("a.docx", UploadSamples.Docx(("word/vbaProject.bin", [1])), "422 upload-active-content file"),
        ];
        foreach (var (name, content, expected) in hostile)
            Assert.Equal(expected, await server.UploadAsync("grassroots1", number, "id-card", name, content));
        Assert.Equal("422 unknown-choice need", await server.UploadAsync("grassroots1", number, "nonsense", "a.pdf", UploadSamples.Pdf()));
        Assert.Equal("403 forbidden", await server.UploadAsync("cashier", number, "id-card", "a.pdf", UploadSamples.Pdf()));

        Assert.Equal((rows, files), (await CountAsync(), Files().Length));
    }

    [Fact]
    public async Task Files_are_sealed_on_the_disk_under_names_of_ours_and_come_back_whole()
    {
        var number = await ApplyAsync();
        var content = UploadSamples.Pdf($"340102199001011234 {number}");
        var id = await server.UploadAsync("grassroots1", number, "id-card", "../../王建国 340102199001011234.pdf", content);

        var stored = Assert.Single(Files(), file => Path.GetFileName(file) == Guid.Parse(id).ToString("N"));
        Assert.DoesNotContain("340102199001011234", Encoding.Latin1.GetString(await File.ReadAllBytesAsync(stored)), StringComparison.Ordinal);
        using var county = await server.SignInAsync("county1");
        using var answer = await county.GetAsync($"/api/v1/attachments/{id}/content");
        Assert.Equal(content, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("application/pdf attachment", $"{answer.Content.Headers.ContentType?.MediaType} {answer.Content.Headers.ContentDisposition?.DispositionType}");
        Assert.DoesNotContain("340102", answer.Content.Headers.ContentDisposition!.FileName, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        var told = (await server.CaseAsync(number))["events"]!.AsArray().Single(entry => (string)entry!["code"]! == "attachment-opened")!;
        Assert.DoesNotContain("王建国", told.ToJsonString(), StringComparison.Ordinal);

        using var auditor = await server.SignInAsync("auditor");
        using var refused = await auditor.GetAsync($"/api/v1/attachments/{id}/content");
        Assert.Equal(403, (int)refused.StatusCode);
        Assert.Null((string?)(await server.AttachmentsAsync(number, "auditor"))["attachments"]![0]!["fileName"]);
        Assert.Equal("王建国 340102199001011234.pdf", (string)(await server.AttachmentsAsync(number))["attachments"]![0]!["fileName"]!);
    }

    [Fact]
    public async Task The_same_upload_twice_is_one_file_and_a_case_has_a_limit()
    {
        var number = await ApplyAsync();
        var first = await server.UploadAsync("grassroots1", number, "id-card", "a.pdf", UploadSamples.Pdf(), "key-1");
        Assert.Equal(first, await server.UploadAsync("grassroots1", number, "id-card", "a.pdf", UploadSamples.Pdf(), "key-1"));
        Assert.Equal("409 upload-known file", await server.UploadAsync("grassroots1", number, "id-card", "a.pdf", UploadSamples.Pdf()));
        for (var i = 2; i <= 30; i++)
            await server.UploadAsync("grassroots1", number, "", $"{i}.pdf", UploadSamples.Pdf($"{i}"));
        Assert.Equal("409 upload-too-many file", await server.UploadAsync("grassroots1", number, "", "31.pdf", UploadSamples.Pdf("31")));
        Assert.Equal(30, (await server.AttachmentsAsync(number))["attachments"]!.AsArray().Count);
    }

    /// <summary>A file whose row never came is deleted a day later; one with a row stays.</summary>
    [Fact]
    public async Task Files_without_a_row_are_swept()
    {
        var number = await ApplyAsync();
        var id = await server.UploadAsync("grassroots1", number, "id-card", "a.pdf", UploadSamples.Pdf(number));
        var store = server.Services.GetRequiredService<FileStore>();
        var orphan = Guid.CreateVersion7();
        await store.WriteAsync(orphan, [1, 2, 3], CancellationToken.None);

        await using var scope = server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AidDbContext>();
        var now = TimeProvider.System.GetUtcNow();
        Assert.Equal(0, await store.SweepAsync(db, now, CancellationToken.None));
        Assert.True(await store.SweepAsync(db, now.AddHours(25), CancellationToken.None) >= 1);
        await Assert.ThrowsAsync<FileNotFoundException>(() => store.ReadAsync(orphan, CancellationToken.None));
        Assert.NotEmpty(await store.ReadAsync(Guid.Parse(id), CancellationToken.None));
    }

    private static async Task<string> ShownAgainAsync(HttpClient browser, string page, string path, params (string Name, string Value)[] fields)
    {
        using var answer = await browser.PostFormAsync(path, page, fields);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    private async Task<string> ApplyAsync() => (await ProcedureWalk.ApplyAsync(server, AidCalls.Application(Interlocked.Increment(ref seed)))).CaseNumber;

    private Task<int> CountAsync() => server.InDatabaseAsync(async db => await db.Set<Attachment>().CountAsync() + await db.Set<CaseEvent>().CountAsync());

    private string[] Files()
    {
        var folder = server.Services.GetRequiredService<IOptions<UploadOptions>>().Value.Folder;
        return Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories) : [];
    }

    private async Task RemindAsync()
    {
        await using var scope = server.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<PapersDue>().RemindAsync(CancellationToken.None);
    }

    private DateOnly Today() => ChinaTime.Today(server.Services.GetRequiredService<TimeProvider>());
}

public sealed class SqliteAttachmentTests(AidServer server) : AttachmentContract(server), IClassFixture<AidServer>;

public sealed class PostgreSqlAttachmentTests(PostgreSqlAidServer server) : AttachmentContract(server.Server), IClassFixture<PostgreSqlAidServer>;
