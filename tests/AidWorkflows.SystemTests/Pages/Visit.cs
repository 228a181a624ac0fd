using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace AidWorkflows.SystemTests.Pages;

/// <summary>
/// One person's browser session. It notes every request to another host, every violation of the content security policy and
/// every script error; <see cref="DisposeAsync"/> fails when there was any.
/// </summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly WebSite site;
    private readonly IBrowserContext context;
    private readonly List<string> offences = [];

    private Visit(WebSite site, IBrowserContext context, IPage page)
    {
        this.site = site;
        this.context = context;
        Page = page;
        context.Request += (_, request) =>
        {
            var address = new Uri(request.Url);
            if (address.Scheme is "http" or "https" && address.Authority != site.Address.Authority)
                offences.Add($"request to another host: {address.Authority}");
        };
        page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase))
                offences.Add(message.Text);
        };
        page.PageError += (_, error) => offences.Add(error);
    }

    public IPage Page { get; }

    public static async Task<Visit> StartAsync(WebSite site, bool javaScript = true, int width = 1280)
    {
        site.RequireRunning();
        var session = await site.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = site.Address.ToString(),
            JavaScriptEnabled = javaScript,
            Locale = "zh-CN",
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
        });
        session.SetDefaultTimeout(20_000);
        return new Visit(site, session, await session.NewPageAsync());
    }

    public static async Task<Visit> SignInAsync(WebSite site, string userName, bool javaScript = true, int width = 1280)
    {
        var visit = await StartAsync(site, javaScript, width);
        await visit.Page.GotoAsync("/account/sign-in");
        await visit.Page.FillAsync("#UserName", userName);
        await visit.Page.FillAsync("#Password", WebSite.Password);
        await visit.Page.ClickAsync("main button[type=submit]");
        Assert.DoesNotContain("sign-in", visit.Page.Url, StringComparison.Ordinal);
        return visit;
    }

    public async Task ToEnglishAsync()
    {
        await Page.ClickAsync("button[name=to][value=en]");
        Assert.Equal("en", await Page.GetAttributeAsync("html", "lang"));
    }

    public async Task ScreenshotAsync(string name) =>
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(WebSite.Artifacts, $"{name}.png"), FullPage = true });

    /// <summary>No barrier that the axe rules call serious or critical.</summary>
    public async Task CheckAccessibilityAsync()
    {
        // Needs scripts; without them it would wait for ever.
        var result = await Page.RunAxe().WaitAsync(TimeSpan.FromMinutes(1));
        var barriers = result.Violations
            .Where(violation => violation.Impact is "serious" or "critical")
            .Select(violation => $"{violation.Id}: {violation.Help}\n  {string.Join("\n  ", violation.Nodes.Select(node => node.Html))}")
            .ToList();
        Assert.True(barriers.Count == 0, $"{Page.Url}\n{string.Join('\n', barriers)}");
    }

    /// <summary>Nothing sticks out to the right; the reader would have to scroll sideways.</summary>
    public async Task CheckWidthAsync()
    {
        var (content, window) = (await Page.EvaluateAsync<int>("document.documentElement.scrollWidth"), await Page.EvaluateAsync<int>("window.innerWidth"));
        Assert.True(content <= window, $"{Page.Url} is {content} px wide in a window of {window} px.");
    }

    public async ValueTask DisposeAsync()
    {
        await context.CloseAsync();
        Assert.True(offences.Count == 0, string.Join('\n', offences));
        GC.KeepAlive(site);
    }
}
