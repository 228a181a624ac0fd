using AidWorkflows.SystemTests.Pages;
using Microsoft.Playwright;

namespace AidWorkflows.SystemTests.Studio;

/// <summary>What our page says where Studio itself says nothing, or would crash.</summary>
[Collection(nameof(StudioSite))]
public sealed class NoticeTests(WebSite site)
{
    private const string Definitions = "/elsa/api/workflow-definitions/";

    [Fact]
    public async Task A_change_that_is_refused_fails_or_finds_nobody_signed_in_is_told_and_Studio_goes_on()
    {
        using var api = await SiteApi.SignInAsync(site, "admin");
        await api.SaveWorkflowAsync("noticed", "Noticed", publish: true, [SiteApi.Activity("Start1", "Elsa.Start"), SiteApi.Activity("Wait1", "Elsa.Event", ("eventName", "Literal", "noticed-go"))]);
        await api.RunAsync("noticed");
        await StudioVisit.RunAsync(site, "admin", async studio =>
        {
            var page = studio.Page;
            await studio.OpenAsync("/studio/definitions?search=noticed");

            // Real: what has run is kept.
            studio.Announce("DELETE", Definitions, 400);
            await DeleteAsync(studio);
            await Assertions.Expect(studio.Notice).ToContainTextAsync("The server refused this");
            await Assertions.Expect(studio.Notice.Locator("li")).ToHaveCountAsync(1);
            await studio.ScreenshotAsync("notice-refused");
            await studio.Notice.Locator("button").ClickAsync();
            await Assertions.Expect(studio.Notice).ToBeHiddenAsync();

            foreach (var (status, words) in new[] { (403, "You may not do this"), (401, "Your sign-in has ended") })
            {
                studio.Announce("DELETE", Definitions, status);
                await page.RouteAsync("**/elsa/api/workflow-definitions/noticed", route => route.FulfillAsync(new() { Status = status }));
                await DeleteAsync(studio);
                await Assertions.Expect(studio.Notice).ToContainTextAsync(words);
                await Assertions.Expect(studio.Notice.Locator("a[href^='/account/sign-in']")).ToBeVisibleAsync(new() { Visible = status == 401 });
                await page.UnrouteAllAsync();
            }

            // Any answer shows that one is signed in again.
            var name = page.Locator(".mud-table-sort-label", new() { HasText = "Name" });
            await studio.AnswerAsync("GET", "/workflow-definitions", () => name.ClickAsync());
            await Assertions.Expect(studio.Notice).ToBeHiddenAsync();

            // Studio tries again by itself; when that helps, the notice goes.
            studio.Announce("DELETE", Definitions, 503);
            var answers = 0;
            await page.RouteAsync("**/elsa/api/workflow-definitions/noticed", route => Interlocked.Increment(ref answers) == 1
                ? route.FulfillAsync(new() { Status = 503 })
                : route.FulfillAsync(new() { Status = 204 }));
            await DeleteAsync(studio);
            await Assertions.Expect(studio.Notice).ToContainTextAsync("did not accept the change");
            await Assertions.Expect(studio.Notice).ToBeHiddenAsync();
            Assert.Equal(2, answers);
            await Assertions.Expect(studio.Row("noticed")).ToHaveCountAsync(1);
        });
    }

    [Fact]
    public async Task The_page_says_that_it_loads_and_when_that_fails_it_offers_to_load_again() => await StudioVisit.RunAsync(site, "auditor", async studio =>
    {
        var (page, loading, failure, element) = (studio.Page, studio.Page.Locator("#studio-loading"), studio.Page.Locator("#studio-failure"), studio.Page.Locator("[data-studio]"));
        var held = new TaskCompletionSource();
        await page.RouteAsync("**/_framework/dotnet.js", async route =>
        {
            await held.Task;
            await route.ContinueAsync();
        });
        await page.GotoAsync("/studio/definitions/aid-approval", new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        await Assertions.Expect(loading).ToContainTextAsync("Loading the workflow designer");
        await Assertions.Expect(element).ToHaveJSPropertyAsync("inert", true);
        await studio.ScreenshotAsync("studio-loading");
        held.SetResult();
        await studio.ReadyAsync();
        await Assertions.Expect(loading).ToBeHiddenAsync();
        await Assertions.Expect(element).ToHaveJSPropertyAsync("inert", false);

        await page.UnrouteAllAsync();
        await page.RouteAsync("**/_framework/blazor.webassembly.js", route => route.AbortAsync());
        await page.ReloadAsync();
        await Assertions.Expect(failure).ToContainTextAsync("did not start");
        await Assertions.Expect(loading).ToBeHiddenAsync();
        await studio.ScreenshotAsync("studio-failure");
        await page.UnrouteAllAsync();
        await failure.Locator("button").ClickAsync();
        await studio.ReadyAsync();
        await Assertions.Expect(failure).ToBeHiddenAsync();
    });

    [Fact]
    public Task A_page_with_an_unknown_id_is_our_own_page_that_says_so() => StudioVisit.RunAsync(site, "auditor", async studio =>
    {
        foreach (var area in new[] { "definitions", "instances" })
        {
            studio.Announce("GET", $"/studio/{area}/", 404);
            var answer = await studio.Page.GotoAsync($"/studio/{area}/nothing-like-this");
            Assert.Equal(404, answer!.Status);
            await Assertions.Expect(studio.Page.Locator("main h1")).ToBeVisibleAsync();
            await Assertions.Expect(studio.Page.Locator(".site-nav")).ToBeVisibleAsync();
        }

        await studio.ScreenshotAsync("studio-unknown");
    });

    private static async Task DeleteAsync(StudioVisit studio)
    {
        await studio.ChooseAsync(studio.Row("noticed").Locator(".mud-menu button"), "Delete");
        await studio.ConfirmAsync("Delete");
    }
}
