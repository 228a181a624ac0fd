using System.Text.RegularExpressions;
using AidWorkflows.SystemTests.Studio;
using AidWorkflows.Tests.TestData;
using Microsoft.Playwright;

namespace AidWorkflows.SystemTests.Pages;

/// <summary>Every page in both languages, wide and narrow: accessible, nothing sticks out, nothing untranslated, a picture to look at. On a site of its own, beside the walks.</summary>
public sealed class PageQualityTests(WebSite site) : IClassFixture<WebSite>
{
    public static TheoryData<string, string, string> Pages => new()
    {
        { "", "/account/sign-in", "sign-in" },
        { "grassroots1", "/", "home-clerk" },
        { "cashier", "/", "home-cashier" },
        { "grassroots1", "/applications/new", "application-new" },
        { "grassroots1", "/account/change-password", "change-password" },
        { "grassroots1", "/account/sign-out", "sign-out" },
        { "grassroots1", "/tasks", "tasks-empty" },
        { "county1", "/tasks?view=group", "tasks-group" },
        { "county1", "/tasks?view=done", "tasks-done" },
        { "county1", "/tasks?view=asked", "tasks-asked" },
        { "county1", "/tasks?view=copies", "tasks-copies" },
        { "county1", "/tasks/batch", "tasks-batch" },
        { "county1", "/account/stand-in", "stand-in" },
        { "admin", "/account/stand-in", "stand-in-admin" },
        { "grassroots1", "/relatives", "relatives" },
        { "county1", "/relatives", "relatives-reviewer" },
        { "auditor", "/relatives", "relatives-auditor" },
        { "admin", "/tasks/hand-over", "hand-over" },
        { "admin", "/tasks", "tasks-all" },
        { "admin", "/organisations", "unions" },
        { "auditor", "/organisations?search=nothing-like-this", "unions-empty" },
        { "admin", "/staff", "staff" },
        { "auditor", "/staff?search=nothing-like-this", "staff-empty" },
        { "admin", "/staff/new", "staff-new" },
        { "county1", "{task}", "task" },
        { "grassroots1", "/cases", "cases" },
        { "grassroots1", "/cases?search=nothing-like-this", "cases-empty" },
        { "grassroots1", "{case}", "case" },
        { "auditor", "{case}", "case-auditor" },
        { "cashier", "/payments", "payments" },
        { "cashier", "/payments/batches", "payments-batches" },
        { "auditor", "/payments/ageing", "payments-ageing-auditor" },
        { "cashier", "/funds", "funds-cashier" },
        { "cashier", "/funds/{fund}", "fund" },
        { "grassroots1", "{case}/papers", "papers" },
        { "grassroots1", "{case}/service", "service" },
        { "county1", "/papers/due", "papers-due" },
        { "admin", "/templates", "templates" },
        { "auditor", "/templates/receipt", "template-auditor" },
        { "county1", "/archives", "archives" },
        { "county1", "/archives/{archive}", "archive" },
        { "county1", "/archives/{archive}/merge", "archive-merge-choose" },
        { "grassroots1", "/archives/{archive}/keeping", "archive-keeping-new" },
        { "grassroots1", "/archives/{archive}/exits", "archive-exits" },
        { "county1", "/archives/lists/duplicates", "archive-list-duplicates" },
        { "county1", "/archives/lists/paper-behind", "archive-list-paper" },
        { "county1", "/reports", "reports" },
        { "county1", "/targets", "targets-county" },
        { "county1", "/indicators", "indicators-county" },
        { "county1", "/registers", "registers" },
        { "county1", "/visits", "visits" },
        { "county1", "/outreach", "outreach-county" },
        { "admin", "/outreach", "outreach-admin" },
        { "", "/policy", "policy-public" },
        { "", "/survey", "survey-public" },
        { "", "/notices", "notices-public" },
        { "admin", "/studio/history", "publishing" },
        { "auditor", "/studio/history/aid-approval", "publishing-of-one" },
        { "grassroots1", "/payments", "refused" },
        { "grassroots1", "/cases/none", "not-found" },
        { "grassroots1", "/error/400", "error-400" },
        { "grassroots1", "/error/409", "error-409" },
        { "grassroots1", "/error/500", "error-500" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_is_accessible_fits_and_is_in_one_language(string userName, string path, string name)
    {
        var shown = await ExampleAsync();
        var address = path.Replace("{case}", $"/cases/{shown.CaseNumber}", StringComparison.Ordinal).Replace("{task}", shown.TaskPath, StringComparison.Ordinal)
            .Replace("{archive}", shown.Archive, StringComparison.Ordinal).Replace("{fund}", shown.Fund, StringComparison.Ordinal);
        await using var visit = userName.Length == 0 ? await Visit.StartAsync(site) : await Visit.SignInAsync(site, userName);
        foreach (var language in new[] { "zh-CN", "en" })
        {
            await visit.Page.SetViewportSizeAsync(1280, 900);
            await visit.Page.GotoAsync(address);
            if (language == "en")
                await visit.ToEnglishAsync();
            await visit.Page.GotoAsync(address);
            await CheckLanguageAsync(visit.Page, language);
            Assert.True(await visit.Page.EvaluateAsync<bool>("(row => !row || row.scrollWidth <= row.clientWidth)(document.querySelector('.site-nav-row'))"), "The navigation does not fit.");
            Assert.Equal(64, await visit.Page.EvaluateAsync<double>("document.querySelector('.site-header').getBoundingClientRect().height"));
            await visit.CheckAccessibilityAsync();
            await visit.CheckWidthAsync();
            await visit.ScreenshotAsync($"{name}-{language}");

            await visit.Page.SetViewportSizeAsync(360, 740);
            Assert.Equal(64, await visit.Page.EvaluateAsync<double>("document.querySelector('.site-header').getBoundingClientRect().height"));
            await visit.CheckAccessibilityAsync();
            await visit.CheckWidthAsync();
            await visit.ScreenshotAsync($"{name}-{language}-360");
        }
    }

    [Fact]
    public async Task The_keyboard_alone_reaches_content_menu_and_form()
    {
        await using var visit = await Visit.SignInAsync(site, "grassroots1");
        var page = visit.Page;
        await page.GotoAsync("/tasks");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator(".skip-link")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator("#search")).ToBeFocusedAsync();

        await page.FocusAsync(".site-user summary");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".site-user .card")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator(".site-user .card")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator(".site-user summary")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Log_lines_hold_no_personal_data()
    {
        var person = SyntheticPeople.Person(site.NextPerson());
        await using var clerk = await Visit.SignInAsync(site, "grassroots1");
        await ApplicationSteps.FillAsync(clerk.Page, person, "100");
        await ApplicationSteps.SubmitAsync(clerk.Page);
        await clerk.Page.GotoAsync($"/cases?search={Uri.EscapeDataString(person.Name)}");
        await Assertions.Expect(clerk.Page.Locator("main tbody tr").First).ToContainTextAsync(person.Name);

        var log = site.Output();
        Assert.Contains("POST applications/new", log, StringComparison.OrdinalIgnoreCase);
        foreach (var secret in new[] { person.Name, Uri.EscapeDataString(person.Name), person.IdNumber, person.Phone, person.BankCard })
            Assert.DoesNotContain(secret, log, StringComparison.Ordinal);
    }

    // Names of people, unions and programmes' own texts are Chinese in either language.
    private static async Task CheckLanguageAsync(IPage page, string language)
    {
        Assert.Equal(language, await page.GetAttributeAsync("html", "lang"));
        var text = await page.InnerTextAsync("body");
        Assert.DoesNotMatch(@"\b(Task|Case|Error|Nav|Home|Application|Person|Event|Warning|Outcome|Batch|StandIn|HandOver)s?\.[A-Za-z]+", text);

        // The fields and tags of a template are the same in every language.
        if (language == "zh-CN")
            Assert.DoesNotMatch("[A-Za-z]{5,} [a-z]{2,}", Regex.Replace(text, @"\{\{[^}]*\}\}|<[^>]*>", "", RegexOptions.NonBacktracking));
    }

    private static (string CaseNumber, string TaskPath, string Archive, string Fund)? example;

    /// <summary>One case that waits in the county, one that has been decided, its archive and a fund, made once for all pages.</summary>
    private async Task<(string CaseNumber, string TaskPath, string Archive, string Fund)> ExampleAsync()
    {
        if (example is { } made)
            return made;

        var finished = await ApplicationSteps.OpenCaseAsync(site, 1500m);
        await ApplicationSteps.DecideAsync(site, "county1", finished);
        var caseNumber = await ApplicationSteps.OpenCaseAsync(site, 20000.01m);
        await using var reviewer = await Visit.SignInAsync(site, "county1");
        await ApplicationSteps.OpenTaskAsync(reviewer.Page, caseNumber);
        using var county = await SiteApi.SignInAsync(site, "county1");
        var archive = (string)(await county.GetAsync("/api/v1/archives"))["items"]![0]!["archiveNumber"]!;
        using var cashier = await SiteApi.SignInAsync(site, "cashier");
        var fund = (string)(await cashier.PostAsync("/api/v1/funds", new { source = "union-funds", name = "工会经费", document = "预算" }))["id"]!;
        example = (finished, new Uri(reviewer.Page.Url).AbsolutePath, archive, fund);
        return example.Value;
    }
}
