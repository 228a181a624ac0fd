using Microsoft.Playwright;

namespace AidWorkflows.SystemTests.Pages;

/// <summary>S-090, S-091 and S-096 in a browser: who is responsible, who helped, and a household that answers the survey.</summary>
[Collection(nameof(WebSite))]
public sealed class ServiceWalkTests(WebSite site)
{
    private const string Done = "[role=status]";

    [Fact]
    public async Task A_household_that_was_helped_answers_the_survey_with_its_code()
    {
        await using var administrator = await Visit.SignInAsync(site, "admin");
        await administrator.Page.GotoAsync("/outreach");
        await administrator.Page.ClickAsync("form[action*='Contact'] button");
        await Assertions.Expect(administrator.Page.Locator(".validation-summary-errors")).ToBeVisibleAsync();
        await administrator.Page.SelectOptionAsync("#Person", new SelectOptionValue { Label = "青山乡工会联合会 · 李秀兰" });
        await administrator.Page.FillAsync("#Phone", "0564-3312345");
        await administrator.Page.ClickAsync("form[action*='Contact'] button");
        await Assertions.Expect(administrator.Page.Locator(Done)).ToContainTextAsync("已明确负责人");
        await Assertions.Expect(administrator.Page.Locator("main")).ToContainTextAsync("李秀兰 0564-3312345");

        var caseNumber = await ApplicationSteps.OpenCaseAsync(site, 300m);
        await using var clerk = await Visit.SignInAsync(site, "grassroots1");
        await clerk.Page.GotoAsync($"/cases/{caseNumber}");
        await clerk.Page.ClickAsync("a[href$='/service']");
        await Assertions.Expect(clerk.Page.Locator("form[action*='Code']")).ToHaveCountAsync(0);
        await clerk.Page.SelectOptionAsync("#Manner", "AtHome");
        await clerk.Page.ClickAsync("form[action*='Assist'] button");
        await Assertions.Expect(clerk.Page.Locator(Done)).ToContainTextAsync("已登记协助申请");
        await Assertions.Expect(clerk.Page.Locator("main")).ToContainTextAsync("李秀兰（上门协助）");

        await ApplicationSteps.DecideAsync(site, "county1", caseNumber);
        await clerk.Page.GotoAsync($"/cases/{caseNumber}/service");
        await clerk.Page.ClickAsync("form[action*='Code'] button");
        var code = await clerk.Page.InnerTextAsync("main code");
        await clerk.CheckAccessibilityAsync();
        await clerk.ScreenshotAsync("service-code");
        await clerk.Page.GotoAsync($"/cases/{caseNumber}/service");
        await Assertions.Expect(clerk.Page.Locator("main code")).ToHaveCountAsync(0);

        await using var household = await Visit.StartAsync(site);
        await household.Page.GotoAsync("/survey");
        await household.Page.FillAsync("#Code", code.ToLowerInvariant());
        foreach (var question in new[] { "#Overall", "#Speed", "#Attitude" })
            await household.Page.SelectOptionAsync(question, "5");
        await household.Page.ClickAsync("main form button.btn-primary");
        await Assertions.Expect(household.Page.Locator(Done)).ToContainTextAsync("谢谢您的评价");
        await clerk.Page.GotoAsync("/outreach");
        await Assertions.Expect(clerk.Page.Locator("main")).ToContainTextAsync("1 / 1");
    }
}
