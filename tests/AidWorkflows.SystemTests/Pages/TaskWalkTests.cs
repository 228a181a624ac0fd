using Microsoft.Playwright;

namespace AidWorkflows.SystemTests.Pages;

[Collection(nameof(WebSite))]
public sealed class TaskWalkTests(WebSite site)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reviewer_takes_the_own_step_back_and_the_province_sends_it_back_again(bool javaScript)
    {
        var caseNumber = await ApplicationSteps.OpenCaseAsync(site, 20000.01m, javaScript);
        await ApplicationSteps.DecideAsync(site, "county1", caseNumber, javaScript: javaScript);
        await using var county = await Visit.SignInAsync(site, "county1", javaScript);
        await county.Page.GotoAsync($"/tasks?view=done&caseNumber={caseNumber}");
        await county.Page.ClickAsync("main tbody a.fw-bold");
        await county.Page.ClickAsync("form[action*='Recall'] button");
        await Assertions.Expect(county.Page.Locator("[role=status]")).ToContainTextAsync("已撤回");
        await AnswerAsync(county.Page, caseNumber);

        await using var province = await Visit.SignInAsync(site, "province1", javaScript);
        await province.Page.GotoAsync($"/tasks?view=group&caseNumber={caseNumber}");
        await province.Page.ClickAsync("main tbody a.fw-bold");
        await province.Page.ClickAsync("details:has(form[action*='Return']) > summary");
        await province.Page.CheckAsync("input[name=ToStep][value=county-review]");
        await province.Page.FillAsync("#return-comment", "请核实自付金额");
        await province.Page.ClickAsync("form[action*='Return'] button");
        await Assertions.Expect(province.Page.Locator("[role=status]")).ToContainTextAsync("已退回");

        // Back with the one who sent it up, whose number beside "tasks" says so.
        await county.Page.GotoAsync("/");
        await Assertions.Expect(county.Page.Locator(".site-nav .mark")).ToBeVisibleAsync();
        await AnswerAsync(county.Page, caseNumber);
        await ApplicationSteps.DecideAsync(site, "province1", caseNumber, javaScript: javaScript);
        await county.Page.GotoAsync($"/cases/{caseNumber}");
        await Assertions.Expect(county.Page.Locator(".timeline")).ToContainTextAsync("从任务“省总工会审批”退回到“县级工会审核”");
    }

    [Fact]
    public async Task A_stand_in_is_set_with_the_days_of_the_date_fields_and_ended()
    {
        await using var city = await Visit.SignInAsync(site, "grassroots1");
        var page = city.Page;
        await page.GotoAsync("/account/stand-in");
        var today = await page.InputValueAsync("#FirstDay");
        Assert.Matches(@"^\d{4}-\d{2}-\d{2}$", today);
        await page.FillAsync("#LastDay", today);
        await page.ClickAsync("form:has(#LastDay) button[type=submit]");
        await Assertions.Expect(page.Locator("main tbody tr")).ToContainTextAsync("代理中");

        await page.ClickAsync("main tbody button");

        await Assertions.Expect(page.Locator("[role=status]")).ToContainTextAsync("代理已结束");
        await Assertions.Expect(page.Locator("main tbody tr")).ToHaveCountAsync(0);
    }

    private static async Task AnswerAsync(IPage page, string caseNumber)
    {
        await page.GotoAsync($"/tasks?view=mine&caseNumber={caseNumber}");
        await page.ClickAsync("main tbody a.fw-bold");
        await page.ClickAsync("#Outcome button[value=同意]");
        await Assertions.Expect(page.Locator("[role=status]")).ToBeVisibleAsync();
    }
}
