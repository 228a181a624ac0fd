using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AidWorkflows.SystemTests.Hosting;
using AidWorkflows.Tests.TestData;
using Microsoft.Playwright;

namespace AidWorkflows.SystemTests.Pages;

/// <summary>Lists, merge, transfer, targets and a printed report, as people use them in a browser.</summary>
[Collection(nameof(WebSite))]
public sealed class ArchivePagesTests(WebSite site)
{
    [Fact]
    public async Task A_reviewer_merges_two_archives_whose_incomes_differ()
    {
        var (keep, close) = (await EnterAsync(), await EnterAsync());
        await using (var clerk = await Visit.SignInAsync(site, "grassroots1"))
        {
            foreach (var (archive, income) in new[] { (keep, "900"), (close, "950") })
            {
                await clerk.Page.GotoAsync($"/archives/{archive}/incomes");
                await clerk.Page.FillAsync("#PerHead", income);
                await clerk.Page.FillAsync("#Evidence", "工资单");
                await clerk.Page.ClickAsync("main form[method=post] button[type=submit]");
            }
        }

        await using var visit = await Visit.SignInAsync(site, "county1");
        await visit.Page.GotoAsync($"/archives/{keep}/merge?other={close}");
        await visit.CheckAccessibilityAsync();
        await visit.Page.FillAsync("#Reason", "夫妻两份档案，户口簿已核对");
        await visit.Page.ClickAsync("main form[method=post] button[type=submit]");
        await Assertions.Expect(visit.Page.Locator(".validation-summary-errors")).ToBeVisibleAsync();
        await visit.Page.CheckAsync("input[type=radio][value=other]");
        await visit.ScreenshotAsync("archive-merge");
        await visit.Page.SetViewportSizeAsync(360, 740);
        await visit.CheckWidthAsync();
        await visit.Page.ClickAsync("main form[method=post] button[type=submit]");
        await Assertions.Expect(visit.Page.Locator("main")).ToContainTextAsync(close);
        await visit.Page.GotoAsync($"/archives/{close}");
        await Assertions.Expect(visit.Page.Locator(".page-header")).ToContainTextAsync("已并档");
    }

    [Fact]
    public async Task A_clerk_proposes_a_transfer_and_takes_it_back()
    {
        var archive = await EnterAsync();
        await using var visit = await Visit.SignInAsync(site, "grassroots1");
        await visit.Page.GotoAsync($"/archives/{archive}/keeping");
        await visit.Page.SelectOptionAsync("#To", "xinghe");
        await visit.Page.FillAsync("#Reason", "职工调入该单位");
        await visit.Page.ClickAsync("form[action$='handler=Propose'] button[type=submit]");
        await Assertions.Expect(visit.Page.Locator("main")).ToContainTextAsync("待接收");
        await visit.CheckAccessibilityAsync();
        await visit.ScreenshotAsync("archive-keeping");
        await visit.Page.SetViewportSizeAsync(360, 740);
        await visit.CheckWidthAsync();
        await visit.Page.ClickAsync("form[action$='handler=TakeBack'] button[type=submit]");
        await visit.Page.GotoAsync($"/archives/{archive}/keeping");
        await Assertions.Expect(visit.Page.Locator("main")).ToContainTextAsync("已撤回");
    }

    [Theory]
    [InlineData("grassroots1", "/archives/lists/never-aided", "archive-lists")]
    [InlineData("county1", "/archives/lists/duplicates", "archive-duplicates")]
    [InlineData("admin", "/targets", "targets")]
    [InlineData("county1", "/indicators?show=archive-complete", "indicators")]
    [InlineData("county1", "/outreach", "outreach")]
    [InlineData("", "/policy", "policy")]
    [InlineData("", "/survey", "survey")]
    public async Task Pages_are_accessible_and_fit(string userName, string path, string name)
    {
        await EnterAsync();
        await using var visit = userName.Length == 0 ? await Visit.StartAsync(site) : await Visit.SignInAsync(site, userName);
        await visit.Page.GotoAsync(path);
        await visit.CheckAccessibilityAsync();
        await visit.CheckWidthAsync();
        await visit.ScreenshotAsync(name);
        await visit.Page.SetViewportSizeAsync(360, 740);
        await visit.CheckAccessibilityAsync();
        await visit.CheckWidthAsync();
        await visit.ScreenshotAsync($"{name}-360");
    }

    private async Task<string> EnterAsync()
    {
        var person = SyntheticPeople.Person(60_000 + site.NextPerson());
        using var client = new HttpClient { BaseAddress = site.Address };
        using var signedIn = await client.PostAsJsonAsync("/api/v1/login", new { userName = "county1", password = HostProcess.Password });
        var token = (string)JsonNode.Parse(await signedIn.Content.ReadAsStringAsync())!["accessToken"]!;
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        using var entered = await client.PostAsJsonAsync("/api/v1/archives", new { paperNumber = "旧档", organisation = "qingshan", tier = "deep", openedOn = "2025-01-02", name = person.Name, idNumber = person.IdNumber });
        return (string)JsonNode.Parse(await entered.Content.ReadAsStringAsync())!["archiveNumber"]!;
    }
}
