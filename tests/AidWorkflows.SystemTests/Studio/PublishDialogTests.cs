using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AidWorkflows.SystemTests.Pages;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace AidWorkflows.SystemTests.Studio;

/// <summary>The real Studio in a real browser: what is asked before it publishes, and what is written down.</summary>
[Collection(nameof(WebSite))]
public sealed partial class PublishDialogTests(WebSite site)
{
    private const string Dialog = "#publish-dialog";
    private const string CloudUpload = "M19.35 10.04";
    private const int StudioStart = 120_000;

    [Fact]
    public async Task The_editor_asks_with_the_changes_and_problems_and_the_comment_is_in_the_history()
    {
        await using var visit = await Visit.SignInAsync(site, "admin");
        var page = visit.Page;
        await page.GotoAsync("/studio/history");
        await SaveAsync(page, Flow("dialog-editor", "20000"), publish: true);
        await SaveAsync(page, Flow("dialog-editor", "30000"), publish: false);
        await OpenEditorAsync(page, "dialog-editor");

        // Cancelled: Studio says so, and nothing is published.
        await page.ClickAsync(PublishButton);
        await ReadyAsync(page);
        await Assertions.Expect(page.Locator(Dialog)).ToContainTextAsync("变量“Threshold”：20000 → 30000");
        await Assertions.Expect(page.Locator(Dialog)).ToContainTextAsync("从起点无法到达此活动");
        await Assertions.Expect(page.Locator($"{Dialog} textarea")).ToBeFocusedAsync();
        await visit.ScreenshotAsync("publish-dialog");
        var barriers = (await page.Locator(Dialog).RunAxe()).Violations.Where(violation => violation.Impact is "serious" or "critical").Select(violation => violation.Id);
        Assert.Empty(barriers);
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator(".mud-snackbar")).ToContainTextAsync("未发布：已取消");
        await Assertions.Expect(page.Locator(Dialog)).ToBeHiddenAsync();
        Assert.Equal(1, await PublishedVersionAsync(page, "dialog-editor"));

        await page.ClickAsync(PublishButton);
        await ReadyAsync(page);
        await page.FillAsync($"{Dialog} textarea", "依据 2026〔8〕号文件，限额改为三万");
        await page.ClickAsync($"{Dialog} [value=publish]");
        await Assertions.Expect(page.Locator(".mud-snackbar").Last).ToContainTextAsync("流程已发布");
        Assert.Equal(2, await PublishedVersionAsync(page, "dialog-editor"));

        await page.ClickAsync(".studio-bar a[href*='/studio/history/']");
        await Assertions.Expect(page.Locator(".timeline li").First).ToContainTextAsync("依据 2026〔8〕号文件，限额改为三万");
        await Assertions.Expect(page.Locator(".timeline li").First).ToContainTextAsync("(admin)");
        await Assertions.Expect(page.Locator("#compare")).ToContainTextAsync("变量“Threshold”");
        await visit.CheckAccessibilityAsync();
        await visit.CheckWidthAsync();
        await visit.ScreenshotAsync("publish-history");
        await visit.ToEnglishAsync();
        await Assertions.Expect(page.Locator("#compare")).ToContainTextAsync("Variable 'Threshold'");
        await visit.ScreenshotAsync("publish-history-en");
    }

    [Fact]
    public async Task New_errors_cannot_be_published_and_the_draft_is_kept()
    {
        await using var visit = await Visit.SignInAsync(site, "admin");
        var page = visit.Page;
        await page.GotoAsync("/studio/history");
        await SaveAsync(page, Flow("dialog-errors", "20000"), publish: true);
        var broken = Flow("dialog-errors", "20000");
        broken["root"]!["activities"]![0]!["text"] = Expression("JavaScript", "getGone()");
        await SaveAsync(page, broken, publish: false);
        await OpenEditorAsync(page, "dialog-errors");
        await page.ClickAsync(PublishButton);
        await Assertions.Expect(page.Locator($"{Dialog} [data-part=refused]")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(Dialog)).ToContainTextAsync("getGone");
        await Assertions.Expect(page.Locator($"{Dialog} [value=publish]")).ToBeDisabledAsync();
        await visit.ScreenshotAsync("publish-dialog-errors");
        await page.ClickAsync($"{Dialog} [value=cancel]");
        await Assertions.Expect(page.Locator(Dialog)).ToBeHiddenAsync();
        Assert.Equal(1, await PublishedVersionAsync(page, "dialog-errors"));
    }

    [Fact]
    public async Task The_list_asks_for_several_at_once_and_cancelling_changes_nothing()
    {
        await using var visit = await Visit.SignInAsync(site, "admin");
        var page = visit.Page;
        await page.GotoAsync("/studio/history");
        string[] ids = ["dialog-list-1", "dialog-list-2"];
        foreach (var id in ids)
        {
            await SaveAsync(page, Flow(id, "1"), publish: true);
            await SaveAsync(page, Flow(id, "2"), publish: false);
        }

        await page.GotoAsync("/studio/definitions?search=dialog-list");
        foreach (var id in ids)
            await page.Locator(".mud-table-body tr", new() { HasText = id }).Locator("input[type=checkbox]").CheckAsync(new() { Force = true, Timeout = StudioStart });
        await BulkPublishAsync(page);
        await ReadyAsync(page);
        await Assertions.Expect(page.Locator($"{Dialog} .publish-subject")).ToHaveCountAsync(2);
        await visit.ScreenshotAsync("publish-dialog-list");
        await page.ClickAsync($"{Dialog} [value=cancel]");
        await Assertions.Expect(page.Locator(Dialog)).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("#blazor-error-ui")).ToBeHiddenAsync();
        Assert.Equal(1, await PublishedVersionAsync(page, ids[0]));

        await BulkPublishAsync(page);
        await ReadyAsync(page);
        await page.FillAsync($"{Dialog} textarea", "一起发布");
        await page.ClickAsync($"{Dialog} [value=publish]");
        await Assertions.Expect(page.Locator(".mud-snackbar").Last).ToBeVisibleAsync();
        foreach (var id in ids)
            Assert.Equal(2, await PublishedVersionAsync(page, id));
        await page.GotoAsync("/studio/history");
        await Assertions.Expect(page.Locator("main tbody tr", new() { HasText = "一起发布" })).ToHaveCountAsync(2);
    }

    private static string PublishButton => $"elsa-workflow-definition-editor button:has(path[d^='{CloudUpload}']):visible";

    private static async Task BulkPublishAsync(IPage page)
    {
        await page.Locator("button", new() { HasTextRegex = Bulk() }).ClickAsync();
        await page.Locator(".mud-popover-open").GetByText(PublishWord(), new() { Exact = false }).First.ClickAsync();
        await page.Locator(".mud-dialog button", new() { HasTextRegex = PublishWord() }).First.ClickAsync();
    }

    private static async Task OpenEditorAsync(IPage page, string definitionId)
    {
        await page.GotoAsync($"/studio/definitions/{definitionId}");
        await page.WaitForSelectorAsync(".elsa-activity", new() { Timeout = StudioStart });
        await page.WaitForSelectorAsync(PublishButton);
    }

    private static Task ReadyAsync(IPage page) => Assertions.Expect(page.Locator($"{Dialog} [value=publish]")).ToBeEnabledAsync(new() { Timeout = 20_000 });

    private static JsonObject Flow(string id, string threshold) => new()
    {
        ["definitionId"] = id,
        ["name"] = id,
        ["variables"] = new JsonArray(new JsonObject { ["id"] = "t", ["name"] = "Threshold", ["typeName"] = "Decimal", ["isArray"] = false, ["value"] = threshold }),
        ["root"] = new JsonObject
        {
            ["id"] = "Flow",
            ["type"] = "Elsa.Flowchart",
            ["version"] = 1,
            ["name"] = "Flowchart1",
            ["activities"] = new JsonArray(Line("First", 40), Line("Alone", 300)),
            ["connections"] = new JsonArray(),
        },
    };

    private static JsonObject Line(string id, int x) => new()
    {
        ["id"] = id,
        ["name"] = id,
        ["type"] = "Elsa.WriteLine",
        ["version"] = 1,
        ["text"] = Expression("Literal", id),
        ["metadata"] = new JsonObject { ["designer"] = new JsonObject { ["position"] = new JsonObject { ["x"] = x, ["y"] = 60 }, ["size"] = new JsonObject { ["width"] = 140, ["height"] = 50 } } },
    };

    private static JsonObject Expression(string type, string value) =>
        new() { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = type, ["value"] = value } };

    /// <summary>From a page without Studio, so without a question.</summary>
    private static async Task SaveAsync(IPage page, JsonObject model, bool publish)
    {
        var status = await page.EvaluateAsync<int>(
            "async body => (await fetch('/elsa/api/workflow-definitions', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })).status",
            new JsonObject { ["model"] = model, ["publish"] = publish }.ToJsonString());
        Assert.Equal(200, status);
    }

    private static Task<int> PublishedVersionAsync(IPage page, string definitionId) => page.EvaluateAsync<int>(
        "async id => (await (await fetch(`/elsa/api/workflow-definitions/by-definition-id/${id}?versionOptions=Published`)).json()).version", definitionId);

    [GeneratedRegex("批量操作", RegexOptions.None, 1000)]
    private static partial Regex Bulk();

    [GeneratedRegex("^发布$", RegexOptions.None, 1000)]
    private static partial Regex PublishWord();
}
