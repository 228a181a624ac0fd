using AidWorkflows.SystemTests.Pages;
using AidWorkflows.Tests.TestData;
using Microsoft.Playwright;

namespace AidWorkflows.SystemTests.Studio;

/// <summary>
/// An administrator drags a further approval into the shipped workflow, and the next application goes through it. It changes that
/// workflow, so it has a program of its own. In Chinese, as the people see it for whom it is made.
/// </summary>
public sealed class AddedStepTests(WebSite site) : IClassFixture<WebSite>
{
    private const string Step = "工会主席审批";
    private const string Award = "核定救助";
    private const string Payment = "生成待发放付款";
    private const decimal Amount = 5_000m;

    [Fact]
    public async Task S025_S026_a_step_dragged_into_the_workflow_is_the_next_applications_task_at_the_right_desk()
    {
        using var registrar = await SiteApi.SignInAsync(site, "grassroots1");
        using var county = await SiteApi.SignInAsync(site, "county1");
        var before = await registrar.OpenCaseAsync(SyntheticPeople.Person(site.NextPerson()), Amount);
        await StudioVisit.RunAsync(site, "admin", AddStepAsync, english: false);
        var after = await ApplicationSteps.OpenCaseAsync(site, Amount);

        await ApplicationSteps.DecideAsync(site, "county1", before);
        Assert.Equal("approved", await StatusAsync(county, before));
        await ApplicationSteps.DecideAsync(site, "county1", after);
        Assert.Equal("in-review", await StatusAsync(county, after));
        Assert.Empty(await PaymentsAsync(county, after));

        // With the county's reviewers, and neither above nor below, nor at another desk of that union.
        foreach (var other in new[] { "grassroots1", "cashier", "city1", "province1", "national1" })
            Assert.Equal([], await InboxAsync(other, after));
        Assert.Equal([Step], await InboxAsync("county2", after));
        await ApplicationSteps.DecideAsync(site, "county2", after);
        Assert.Equal("approved", await StatusAsync(county, after));
        Assert.Single(await PaymentsAsync(county, after));
    }

    private static async Task AddStepAsync(StudioVisit studio)
    {
        await studio.Page.SetViewportSizeAsync(2400, 1500);
        await studio.OpenAsync("/studio/definitions/aid-approval");
        await studio.ScreenshotAsync("step-1-before");
        await studio.DisconnectAsync(Award, "Done", Payment);
        await studio.ScreenshotAsync("step-2-disconnected");
        var (x, y) = await studio.BetweenAsync(Award, Payment);
        await studio.DropAsync("工会救助", "人工任务", x - 90, y + 60);
        await studio.ScreenshotAsync("step-3-dropped");

        var title = studio.Field(studio.Lower, "标题").Locator("input");
        await title.FillAsync(Step);
        await studio.SaveAsync(() => title.PressAsync("Tab"));
        foreach (var level in new[] { "省总工会", "县级工会" })
            await studio.SaveAsync(() => studio.SelectAsync(studio.Lower, "办理层级", level));
        await Assertions.Expect(studio.Field(studio.Lower, "办理角色").Locator("input").First).ToHaveValueAsync("审核人");
        await studio.ScreenshotAsync("step-4-inputs");
        await studio.TabAsync("常规");
        var name = studio.Lower.GetByLabel("显示文字");
        await name.FillAsync(Step);
        await studio.SaveAsync(() => name.PressAsync("Tab"));
        await Assertions.Expect(studio.Node(Step)).ToBeVisibleAsync();

        await studio.ConnectAsync(Award, "Done", Step);
        await studio.ConnectAsync(Step, "同意", Payment);
        await studio.ConnectAsync(Step, "不同意", "标记为不予救助");
        await studio.ScreenshotAsync("step-5-connected");
        await studio.Page.Locator(".mud-button-group-root .mud-icon-button").First.ClickAsync();
        await Assertions.Expect(studio.Page.Locator("#publish-dialog")).ToContainTextAsync(Step);
        await Assertions.Expect(studio.Page.Locator("#publish-dialog [value=publish]")).ToBeEnabledAsync();
        await studio.ScreenshotAsync("step-6-question");
        await studio.SaveAsync(() => studio.ConfirmPublicationAsync("县级审核后增加工会主席审批"));
        await studio.SeeToastAsync("流程已发布");
        await studio.ScreenshotAsync("step-7-published");
    }

    /// <summary>The titles of the open tasks of a case in this person's inbox.</summary>
    private async Task<IReadOnlyList<string>> InboxAsync(string userName, string caseNumber)
    {
        await using var visit = await Visit.SignInAsync(site, userName);
        await visit.Page.GotoAsync($"/tasks?view=group&caseNumber={caseNumber}");
        await Assertions.Expect(visit.Page.Locator("main table, main .empty")).ToBeVisibleAsync();
        await visit.ScreenshotAsync($"inbox-{userName}");
        return [.. (await visit.Page.Locator("main tbody a.fw-bold").AllInnerTextsAsync()).Select(text => text.Trim())];
    }

    private static async Task<string?> StatusAsync(SiteApi reader, string caseNumber) => (string?)(await reader.CaseAsync(caseNumber))["status"];

    private static async Task<IReadOnlyList<string?>> PaymentsAsync(SiteApi reader, string caseNumber) =>
        [.. (await reader.CaseAsync(caseNumber))["payments"]!.AsArray().Select(payment => (string?)payment!["status"])];
}
