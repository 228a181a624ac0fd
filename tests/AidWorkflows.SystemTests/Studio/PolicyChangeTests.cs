using System.Text.Json.Nodes;
using AidWorkflows.SystemTests.Pages;
using AidWorkflows.Tests.TestData;
using Microsoft.Playwright;

namespace AidWorkflows.SystemTests.Studio;

/// <summary>
/// What this product is for: an administrator changes the approval in Elsa Studio and publishes, clerks work by it from the next
/// application on, and an auditor sees why each case went its way. It changes the shipped workflow, so it has a program of its own.
/// </summary>
public sealed class PolicyChangeTests(WebSite site) : IClassFixture<WebSite>
{
    private const string Definition = "/studio/definitions/aid-approval";

    [Fact]
    public async Task S025_S026_a_threshold_changed_in_Studio_holds_from_the_next_application_on()
    {
        using var registrar = await SiteApi.SignInAsync(site, "grassroots1");
        using var county = await SiteApi.SignInAsync(site, "county1");
        using var province = await SiteApi.SignInAsync(site, "province1");

        var before = await OpenAsync(registrar, 25_000m);
        await StudioVisit.RunAsync(site, "admin", ChangeThresholdAsync);
        var after = await OpenAsync(registrar, 25_000m);
        await AgreeAsync(county, before);
        await AgreeAsync(county, after);
        Assert.Single(await province.TasksAsync(before));
        Assert.Empty(await province.TasksAsync(after));
        Assert.Equal("approved", await StatusAsync(county, after));

        var instance = (string)(await county.CaseAsync(before))["requests"]![0]!["workflowInstanceId"]!;
        await StudioVisit.RunAsync(site, "auditor", studio => AuditAsync(studio, instance));
    }

    private static async Task ChangeThresholdAsync(StudioVisit studio)
    {
        await studio.OpenAsync(Definition);
        await studio.TabAsync("Variables");
        await studio.ChooseAsync(studio.Right.Locator("tbody tr").Filter(new() { HasText = "ProvincialThreshold" }).Locator(".mud-menu button"), "Edit");
        var value = studio.Dialog.GetByLabel("Default value");

        // The dialog fills itself after it is shown, and would overwrite what was typed before.
        await Assertions.Expect(value).ToHaveValueAsync("20000");
        await value.FillAsync("30000");
        await value.PressAsync("Tab");
        await Assertions.Expect(value).ToHaveValueAsync("30000");
        await studio.ScreenshotAsync("walk-1-threshold");
        await studio.SaveAsync(() => studio.ConfirmAsync("OK"));
        await studio.Page.Locator(".mud-button-group-root .mud-icon-button").First.ClickAsync();
        await Assertions.Expect(studio.Page.Locator("#publish-dialog")).ToContainTextAsync("30000", new() { Timeout = 30_000 });
        await studio.ScreenshotAsync("walk-2-question");
        await studio.SaveAsync(() => studio.ConfirmPublicationAsync("Provincial limit 30,000 yuan from now on"));
        await studio.SeeToastAsync("Workflow published");
    }

    /// <summary>The path, the journal and the values that the decision read, and no way to change anything.</summary>
    private static async Task AuditAsync(StudioVisit studio, string instance)
    {
        var page = studio.Page;
        await studio.OpenAsync($"/studio/instances/{instance}");
        await Assertions.Expect(studio.Node("县级工会审核").Locator(".mud-badge.mud-theme-success")).ToHaveTextAsync("1");
        await studio.ScreenshotAsync("walk-5-path");
        await page.Locator(".mud-timeline-item").Filter(new() { HasText = "超过省级限额" }).First.ClickAsync();
        await studio.TabAsync("Event");
        await Assertions.Expect(studio.Lower).ToContainTextAsync("\"ProvincialThreshold\":20000");
        await studio.ScreenshotAsync("walk-6-values");

        await studio.OpenAsync(Definition);
        await Assertions.Expect(page.GetByText("read-only mode")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".mud-button-group-root .mud-icon-button")).ToHaveCountAsync(0);
        await studio.ScreenshotAsync("walk-7-read-only");
        var refused = await page.APIRequest.PostAsync("/elsa/api/workflow-definitions/aid-approval/publish", new() { DataObject = new { } });
        Assert.Equal(403, refused.Status);
    }

    private Task<string> OpenAsync(SiteApi registrar, decimal amount) => registrar.OpenCaseAsync(SyntheticPeople.Person(site.NextPerson()), amount);

    private static async Task AgreeAsync(SiteApi signer, string caseNumber)
    {
        var task = Assert.Single(await signer.TasksAsync(caseNumber));
        await signer.PostAsync($"/api/v1/tasks/{(string?)task["id"]}/complete", new { outcome = "同意", comment = "", form = new JsonObject() });
    }

    private static async Task<string?> StatusAsync(SiteApi reader, string caseNumber) => (string?)(await reader.CaseAsync(caseNumber))["status"];
}
