using AidWorkflows.Tests.TestData;
using Microsoft.Playwright;

namespace AidWorkflows.SystemTests.Pages;

/// <summary>Documents that an applicant hands in, and the templates of those that the union writes, as people use them in a browser.</summary>
[Collection(nameof(WebSite))]
public sealed class PaperPagesTests(WebSite site)
{
    /// <summary>S-042, S-113.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_clerk_uploads_a_required_document_and_a_reviewer_accepts_it(bool javaScript)
    {
        var caseNumber = await ApplicationSteps.OpenCaseAsync(site, 1500m);
        await using var clerk = await Visit.SignInAsync(site, "grassroots1", javaScript);
        var page = clerk.Page;
        await page.GotoAsync($"/cases/{caseNumber}");
        await page.ClickAsync("section[aria-labelledby=papers-title] a.btn");
        await page.WaitForURLAsync("**/papers");

        await page.SelectOptionAsync("#upload-need", "id-card");
        await page.SetInputFilesAsync("#Upload", new FilePayload { Name = "身份证.png", MimeType = "image/png", Buffer = "not a picture"u8.ToArray() });
        await page.ClickAsync("form[aria-labelledby=upload-title] button[type=submit]");
        await Assertions.Expect(page.Locator("#Upload-error")).ToContainTextAsync("请按正确的格式另存");
        await Assertions.Expect(page.Locator("#upload-need")).ToHaveValueAsync("id-card");
        if (javaScript)
            await clerk.CheckAccessibilityAsync();
        await clerk.ScreenshotAsync($"papers-refused-{javaScript}");

        // Each case has its own file: the same one twice on a case is refused.
        await page.SetInputFilesAsync("#Upload", new FilePayload { Name = "身份证.png", MimeType = "image/png", Buffer = UploadSamples.Png() });
        await page.ClickAsync("form[aria-labelledby=upload-title] button[type=submit]");
        await Assertions.Expect(page.Locator("[role=status]")).ToContainTextAsync("文件已上传");
        var row = page.Locator("section[aria-labelledby=files-title] tbody tr");
        await Assertions.Expect(row).ToContainTextAsync("身份证.png");
        await Assertions.Expect(row).ToContainTextAsync("待核");
        await Assertions.Expect(row.Locator("button")).ToHaveCountAsync(0); // nobody accepts an own upload

        await using var reviewer = await Visit.SignInAsync(site, "county1", javaScript);
        await reviewer.Page.GotoAsync($"/cases/{caseNumber}/papers");
        if (javaScript)
            await reviewer.CheckAccessibilityAsync();
        await reviewer.Page.ClickAsync("form[action*='handler=Accept'] button");
        await Assertions.Expect(reviewer.Page.Locator("[role=status]")).ToContainTextAsync("材料已接收");
        await Assertions.Expect(reviewer.Page.Locator("section[aria-labelledby=needed-title] tr", new PageLocatorOptions { HasText = "职工身份证" })).ToContainTextAsync("已接收");
        await reviewer.ScreenshotAsync($"papers-accepted-{javaScript}");
        await reviewer.Page.SetViewportSizeAsync(360, 740);
        await reviewer.CheckWidthAsync();
    }

    [Fact]
    public async Task An_administrator_edits_previews_and_publishes_a_template()
    {
        await ApplicationSteps.OpenCaseAsync(site, 1500m);
        await using var visit = await Visit.SignInAsync(site, "admin");
        var page = visit.Page;
        await page.GotoAsync("/templates");
        await page.ClickAsync("a[href='/templates/receipt']");
        var body = await page.InputValueAsync("#Body");

        await page.FillAsync("#Body", $"<h1>材料接收单</h1>\n<p>{{{{nobodyKnows}}}}</p>\n{body}");
        await page.ClickAsync("form[action*='handler=Save'] button[type=submit]");
        await Assertions.Expect(page.Locator(".validation-summary-errors")).ToContainTextAsync("第 2 行：没有字段“nobodyKnows”");
        Assert.Contains("nobodyKnows", await page.InputValueAsync("#Body"), StringComparison.Ordinal);
        await visit.CheckAccessibilityAsync();
        await visit.ScreenshotAsync("template-refused");

        await page.FillAsync("#Body", $"{body}\n<p>请妥善保管本单。</p>");
        await page.ClickAsync("form[action*='handler=Save'] button[type=submit]");
        await Assertions.Expect(page.Locator("[role=status]")).ToContainTextAsync("草稿已保存");
        await page.FillAsync("#Comment", "提醒申请人保管");
        await page.ClickAsync("form[action*='handler=Publish'] button[type=submit]");
        await Assertions.Expect(page.Locator(".validation-summary-errors")).ToContainTextAsync("预览");

        var preview = await page.RunAndWaitForPopupAsync(() => page.ClickAsync("form[action*='handler=Preview'] button[type=submit]"));
        await Assertions.Expect(preview.Locator("body")).ToContainTextAsync("请妥善保管本单");
        await preview.CloseAsync();

        await page.GotoAsync("/templates/receipt");
        await page.FillAsync("#Comment", "提醒申请人保管");
        await page.ClickAsync("form[action*='handler=Publish'] button[type=submit]");
        await Assertions.Expect(page.Locator("[role=status]")).ToContainTextAsync("新版本已发布");
        await Assertions.Expect(page.Locator("section[aria-labelledby=versions-title] tr", new PageLocatorOptions { HasText = "第 2 版" })).ToContainTextAsync("提醒申请人保管");
        await visit.ScreenshotAsync("template-published");
        await page.ClickAsync("a[href*='/compare']");
        await Assertions.Expect(page.Locator("tr.came", new PageLocatorOptions { HasText = "请妥善保管本单" })).ToBeVisibleAsync();
        await visit.CheckAccessibilityAsync();
        await visit.CheckWidthAsync();
        await visit.ScreenshotAsync("template-compare");
        await page.SetViewportSizeAsync(360, 740);
        await visit.CheckWidthAsync();
    }
}
