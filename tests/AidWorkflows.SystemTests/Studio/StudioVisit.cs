using System.Text.RegularExpressions;
using AidWorkflows.SystemTests.Hosting;
using AidWorkflows.SystemTests.Pages;
using Microsoft.Playwright;

namespace AidWorkflows.SystemTests.Studio;

/// <summary>
/// One person in Elsa Studio. It notes every error on the browser's console, every answer of 400 and above that was not announced,
/// Blazor's crash bar and our own bar; <see cref="RunAsync"/> fails when there was any.
/// </summary>
internal sealed class StudioVisit
{
    private const string SavePath = "/elsa/api/workflow-definitions";

    /// <summary>Where pictures and downloads go; not in git.</summary>
    private static readonly string Artifacts = Directory.CreateDirectory(Path.Combine(HostProcess.RepositoryRoot, "artifacts", "studio")).FullName;

    private readonly Visit visit;
    private readonly List<string> problems = [];
    private readonly List<string> calls = [];
    private readonly List<(string Method, string Path, int Status)> announced = [];

    private StudioVisit(Visit visit)
    {
        this.visit = visit;
        Page.SetDefaultTimeout(60_000);
        Page.Console += (_, message) =>
        {
            // A refused request is noted with its address below.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
                Note($"console: {message.Text}");
        };
        Page.PageError += (_, error) => Note($"script: {error}");
        Page.Response += (_, response) =>
        {
            var path = new Uri(response.Url).AbsolutePath;
            lock (problems)
            {
                if (path.StartsWith("/elsa/", StringComparison.Ordinal))
                    calls.Add($"{response.Request.Method} {path}");
                if (response.Status >= 400 && !announced.Exists(one => one.Method == response.Request.Method && path.Contains(one.Path, StringComparison.Ordinal) && one.Status == response.Status))
                    problems.Add($"{response.Status} {response.Request.Method} {path}");
            }
        };
    }

    public IPage Page => visit.Page;

    /// <summary>The panel of properties below the drawing.</summary>
    public ILocator Lower => Page.Locator(".rz-splitter-pane[id^=pane-]").Last;

    /// <summary>The panel of the workflow at the right.</summary>
    public ILocator Right => Page.Locator(".rz-splitter-pane").Last;

    public ILocator Dialog => Page.Locator(".mud-dialog");

    public ILocator Rows => Page.Locator(".mud-table-body tr");

    public ILocator Notice => Page.Locator("#studio-notice");

    public IReadOnlyList<string> Calls
    {
        get
        {
            lock (problems)
                return [.. calls];
        }
    }

    /// <summary>Walks as this person, in English so that Studio's own labels can be named; what went wrong on the way fails the test.</summary>
    public static async Task RunAsync(WebSite site, string userName, Func<StudioVisit, Task> walk, bool english = true)
    {
        await using var session = await Visit.SignInAsync(site, userName, width: 1680);
        await session.Page.SetViewportSizeAsync(1680, 1000);
        if (english)
            await session.ToEnglishAsync();
        var studio = new StudioVisit(session);
        try
        {
            await walk(studio);
        }
        catch (Exception failure)
        {
            var picture = $"failed-{Guid.NewGuid():N}";
            await studio.ScreenshotAsync(picture);
            throw new InvalidOperationException(
                $"{failure.Message[..Math.Min(failure.Message.Length, 800)]}\nOn {studio.Page.Url}, see {picture}.png.\n{string.Join('\n', studio.problems)}", failure);
        }

        Assert.False(await studio.Page.Locator("#blazor-error-ui").IsVisibleAsync(), "Blazor's crash bar is shown.");
        Assert.False(await studio.Notice.IsVisibleAsync(), "Our bar tells of a failed request.");
        Assert.True(studio.problems.Count == 0, string.Join('\n', studio.problems));
    }

    /// <summary>An answer that the test provokes.</summary>
    public void Announce(string method, string path, int status)
    {
        lock (problems)
            announced.Add((method, path, status));
    }

    public async Task OpenAsync(string path)
    {
        await Page.GotoAsync(path);
        await ReadyAsync();
    }

    public Task ReadyAsync() => Page.Locator("[data-studio][data-ready]").WaitForAsync();

    /// <summary>Does something, and returns where the file lies that the browser got.</summary>
    public async Task<string> DownloadAsync(Func<Task> action)
    {
        var download = await Page.RunAndWaitForDownloadAsync(action);
        var path = Path.Combine(Artifacts, download.SuggestedFilename);
        await download.SaveAsAsync(path);
        return path;
    }

    /// <summary>
    /// Does something that Studio saves, and waits until Studio has read the answer: it asks for the activities again then. What is
    /// typed before that, Studio overwrites with the answer.
    /// </summary>
    public async Task SaveAsync(Func<Task> action)
    {
        var status = 0;
        await Page.RunAndWaitForResponseAsync(action, response =>
        {
            var path = new Uri(response.Url).AbsolutePath;
            if (response.Request.Method == "POST" && path == SavePath)
                status = response.Status;
            return status != 0 && path == "/elsa/api/descriptors/activities";
        });
        Assert.Equal(200, status);
    }

    /// <summary>Does something, and waits for the answer to the request whose path holds these words.</summary>
    public async Task AnswerAsync(string method, string path, Func<Task> action) =>
        await Page.RunAndWaitForResponseAsync(action, response => response.Request.Method == method && new Uri(response.Url).AbsolutePath.Contains(path, StringComparison.Ordinal));

    /// <summary>Publishes with the editor's button, through our dialog.</summary>
    public Task PublishAsync(string comment) => SaveAsync(async () =>
    {
        await Page.Locator(".mud-button-group-root .mud-icon-button").First.ClickAsync();
        await ConfirmPublicationAsync(comment);
    });

    public async Task ConfirmPublicationAsync(string comment)
    {
        await Page.FillAsync("#publish-dialog textarea", comment);
        await Page.ClickAsync("#publish-dialog [value=publish]");
    }

    public async Task SeeToastAsync(string text) => await Assertions.Expect(Page.Locator(".mud-snackbar").Filter(new() { HasText = text }).First).ToBeVisibleAsync();

    /// <summary>Opens a menu and takes one of its items.</summary>
    public async Task ChooseAsync(ILocator opener, string item)
    {
        await opener.ClickAsync();
        await Exactly(Page.Locator(".mud-popover-open .mud-menu-item"), item).ClickAsync();
    }

    /// <summary>Opens a drop-down list and takes one of its entries.</summary>
    public async Task SelectAsync(ILocator within, string label, string entry)
    {
        await within.Locator(".mud-input-control", new() { Has = Page.Locator("label", new() { HasTextRegex = Exact(label) }) }).Last.ClickAsync();
        await Exactly(Page.Locator(".mud-popover-open .mud-list-item, .mud-popover-open .mud-list-item-extended"), entry).First.ClickAsync();
    }

    public async Task ConfirmAsync(string button) => await Exactly(Dialog.Locator("button"), button).ClickAsync();

    public ILocator Row(string text) => Rows.Filter(new() { HasText = text });

    public async Task TabAsync(string name)
    {
        var tab = Exactly(Page.Locator(".mud-tab"), name).First;

        // Not by the mouse: tabs that do not fit are scrolled, and never stand still while Studio draws.
        await tab.DispatchEventAsync("click");
        await Assertions.Expect(tab).ToHaveAttributeAsync("aria-selected", "true");
    }

    public ILocator Node(string name) => Page.Locator(".x6-node", new() { Has = Page.Locator(".activity-label", new() { HasTextRegex = Exact(name) }) });

    /// <summary>Selects an activity and waits until its properties are shown.</summary>
    public async Task SelectAsync(string node)
    {
        // The frame of a selection lies above the node.
        await Node(node).Locator(".activity-label").ClickAsync(new() { Force = true });
        await Assertions.Expect(Lower.Locator(".mud-tab").First).ToBeVisibleAsync();
    }

    /// <summary>Drags an activity from the toolbox; (x, y) is a place on the visible drawing.</summary>
    public Task DropAsync(string category, string activity, int x, int y) => SaveAsync(async () =>
    {
        var panel = Page.Locator(".mud-expand-panel", new() { Has = Page.Locator(".mud-expand-panel-text", new() { HasTextRegex = Exact(category) }) });
        var tool = Exactly(panel.Locator("[draggable=true]"), activity);
        if (!await tool.IsVisibleAsync())
            await panel.Locator(".mud-expand-panel-header").ClickAsync();
        await tool.ScrollIntoViewIfNeededAsync();
        var nodes = await Page.Locator(".elsa-activity").CountAsync();
        await tool.DragToAsync(Page.Locator(".x6-graph").First, new() { TargetPosition = new() { X = x, Y = y } });
        await Assertions.Expect(Page.Locator(".elsa-activity")).ToHaveCountAsync(nodes + 1);
    });

    public Task ConnectAsync(string from, string port, string to) => SaveAsync(async () =>
    {
        var edges = await Page.Locator(".x6-edge").CountAsync();
        var (startX, startY) = await CentreAsync(Node(from).Locator($"[port=\"{port}\"] .elsa-designer-port-circle"));
        var (endX, endY) = await CentreAsync(Node(to).Locator("[port=\"In\"] .elsa-designer-port-circle"));
        await Page.Mouse.MoveAsync(startX, startY);
        await Page.Mouse.DownAsync();
        await Page.Mouse.MoveAsync((startX + endX) / 2, ((startY + endY) / 2) + 5, new() { Steps = 6 });
        await Page.Mouse.MoveAsync(endX, endY, new() { Steps = 10 });
        await Page.Mouse.UpAsync();
        await Assertions.Expect(Page.Locator(".x6-edge")).ToHaveCountAsync(edges + 1);
    });

    public async Task ScreenshotAsync(string name) =>
        await Page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, $"{name}.png") });

    public static ILocator Exactly(ILocator among, string text) => among.Filter(new() { HasTextRegex = Exact(text) });

    private static Regex Exact(string text) => new($"^\\s*{Regex.Escape(text)}\\s*$", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));

    private static async Task<(float X, float Y)> CentreAsync(ILocator of)
    {
        var box = await of.BoundingBoxAsync() ?? throw new InvalidOperationException("The port is not on the screen.");
        return (box.X + (box.Width / 2), box.Y + (box.Height / 2));
    }

    private void Note(string problem)
    {
        lock (problems)
            problems.Add(problem);
    }
}
