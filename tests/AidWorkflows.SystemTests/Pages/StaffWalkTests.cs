using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace AidWorkflows.SystemTests.Pages;

/// <summary>How a new installation gets its people: a union, an account, the first sign-in, and the end of it. Without JavaScript where a person could be without it.</summary>
[Collection(nameof(WebSite))]
public sealed class StaffWalkTests(WebSite site)
{
    private const string Chosen = "a-password-of-my-own";
    private const string Done = "[role=status]";

    [Fact]
    public async Task A_clerk_is_made_signs_in_replaces_the_password_works_and_is_out_at_the_next_click_after_deactivation()
    {
        await using var admin = await Visit.SignInAsync(site, "admin");
        await AddUnionAsync(admin);
        var password = await MakeClerkAsync(admin);

        await using var clerk = await Visit.StartAsync(site, javaScript: false);
        await SignInAsync(clerk.Page, password);
        await Assertions.Expect(clerk.Page).ToHaveURLAsync(Address("/account/change-password$"));
        await clerk.Page.GotoAsync("/applications/new");
        await Assertions.Expect(clerk.Page).ToHaveURLAsync(Address("/account/change-password$"));
        await clerk.Page.FillAsync("#Current", password);
        await clerk.Page.FillAsync("#New", Chosen);
        await clerk.Page.FillAsync("#Again", Chosen);
        await clerk.Page.ClickAsync("main form button.btn-primary");
        await Assertions.Expect(clerk.Page.Locator(Done)).ToContainTextAsync("密码已修改");
        await clerk.Page.GotoAsync("/applications/new");
        await Assertions.Expect(clerk.Page.Locator("#Form_Applicant_Name")).ToBeVisibleAsync();

        await admin.Page.GotoAsync("/staff?search=walk.clerk");
        await Assertions.Expect(admin.Page.Locator("main table")).Not.ToContainTextAsync("待改初始密码");
        await admin.Page.ClickAsync("main table a.fw-bold");
        await QualityAsync(admin, "staff-details");
        await admin.Page.ClickAsync("details.fold summary");
        await admin.Page.ClickAsync("form[action*='Deactivate'] button");
        await Assertions.Expect(admin.Page.Locator(Done)).ToContainTextAsync("已停用：钱小雨");
        await Assertions.Expect(admin.Page.Locator(".timeline li").First).ToContainTextAsync("停用");
        await admin.ScreenshotAsync("staff-deactivated");

        await clerk.Page.GotoAsync("/cases");
        await Assertions.Expect(clerk.Page).ToHaveURLAsync(Address("/account/sign-in"));
        await SignInAsync(clerk.Page, Chosen);
        await Assertions.Expect(clerk.Page.Locator(".validation-summary-errors")).ToBeVisibleAsync();
        Assert.DoesNotContain(password, site.Output(), StringComparison.Ordinal);
    }

    private static Regex Address(string pattern) => new(pattern, RegexOptions.None, TimeSpan.FromSeconds(1));

    private static async Task AddUnionAsync(Visit admin)
    {
        await admin.Page.GotoAsync("/organisations?search=金安区");
        await admin.Page.ClickAsync("main table a.fw-bold");
        await admin.Page.FillAsync("#NewName", "东河口镇总工会");
        await admin.Page.SelectOptionAsync("#Level", "Grassroots");
        await admin.Page.FillAsync("#Code", "jinan");
        await admin.Page.ClickAsync("form[action*='Add'] button");
        await Assertions.Expect(admin.Page.Locator(".validation-summary-errors")).ToContainTextAsync("这个代码已被其他工会使用");
        await admin.Page.FillAsync("#Code", "donghekou");
        await admin.Page.ClickAsync("form[action*='Add'] button");
        await Assertions.Expect(admin.Page.Locator(Done)).ToContainTextAsync("已新建工会：东河口镇总工会");
        await QualityAsync(admin, "union-details");
    }

    /// <summary>The first password, as the page shows it once.</summary>
    private static async Task<string> MakeClerkAsync(Visit admin)
    {
        await admin.Page.GotoAsync("/organisations?search=东河口");
        await admin.Page.ClickAsync("main table a.fw-bold");
        await admin.Page.ClickAsync("a[href^='/staff/new?union=']");
        await admin.Page.FillAsync("#Name", "钱小雨");
        await admin.Page.FillAsync("#UserName", "walk.clerk");
        await admin.Page.CheckAsync("input[name=Roles][value=Cashier]");
        await admin.Page.ClickAsync("main form button.btn-primary");
        await Assertions.Expect(admin.Page.Locator(".validation-summary-errors")).ToContainTextAsync("出纳在这一层级（基层工会）无事可办");
        await admin.CheckAccessibilityAsync();
        await admin.ScreenshotAsync("staff-new-refused");
        await admin.Page.UncheckAsync("input[name=Roles][value=Cashier]");
        await admin.Page.CheckAsync("input[name=Roles][value=Clerk]");
        await admin.Page.ClickAsync("main form button.btn-primary");
        var password = await admin.Page.InnerTextAsync("code.issued");
        await admin.CheckAccessibilityAsync();
        await admin.ScreenshotAsync("staff-password");
        await admin.Page.SetViewportSizeAsync(360, 740);
        await admin.CheckWidthAsync();
        await admin.ScreenshotAsync("staff-password-360");
        await admin.Page.SetViewportSizeAsync(1280, 900);

        await admin.Page.ReloadAsync();
        await Assertions.Expect(admin.Page.Locator("code.issued")).ToHaveCountAsync(0);
        await Assertions.Expect(admin.Page.Locator(Done)).ToContainTextAsync("初始密码已经显示过一次");
        return password;
    }

    private static async Task SignInAsync(IPage page, string password)
    {
        await page.GotoAsync("/account/sign-in");
        await page.FillAsync("#UserName", "walk.clerk");
        await page.FillAsync("#Password", password);
        await page.ClickAsync("main button[type=submit]");
    }

    /// <summary>In both languages, wide and narrow.</summary>
    private static async Task QualityAsync(Visit visit, string name)
    {
        var address = visit.Page.Url;
        foreach (var language in new[] { "zh-CN", "en" })
        {
            if (language == "en")
                await visit.ToEnglishAsync();
            await visit.Page.GotoAsync(address);
            await visit.CheckAccessibilityAsync();
            await visit.ScreenshotAsync($"{name}-{language}");
            await visit.Page.SetViewportSizeAsync(360, 740);
            await visit.CheckAccessibilityAsync();
            await visit.CheckWidthAsync();
            await visit.ScreenshotAsync($"{name}-{language}-360");
            await visit.Page.SetViewportSizeAsync(1280, 900);
        }

        await visit.Page.ClickAsync("button[name=to][value=zh-CN]");
        await visit.Page.GotoAsync(address);
    }
}
