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
    private const int Attempts = 3;
    /// <summary>Resolves when the drawing has not changed for half a second's frames.</summary>
    private const string Settled = """
        () => new Promise(resolve => {
          let known = "", same = 0;
          const look = () => {
            const drawn = [...document.querySelectorAll(".x6-node, .x6-edge path")].map(part => part.getAttribute("transform") ?? part.getAttribute("d")).join();
            same = drawn === known ? same + 1 : 0;
            known = drawn;
            if (same < 30) requestAnimationFrame(look);
            else resolve();
          };
          look();
        })
        """;

    /// <summary>A place on the line between two ports where no other lies above it.</summary>
    private const string FindEdge = """
        ({ startX, startY, endX, endY }) => {
          const at = (path, length) => path.getPointAtLength(length).matrixTransform(path.getScreenCTM());
          const distance = edge => {
            const path = edge.querySelector("path"), first = at(path, 0), last = at(path, path.getTotalLength());
            return Math.hypot(first.x - startX, first.y - startY) + Math.hypot(last.x - endX, last.y - endY);
          };
          const edge = [...document.querySelectorAll(".x6-edge")].sort((one, other) => distance(one) - distance(other))[0];
          const path = edge.querySelector("path");
          for (let part = 1; part < 20; part++) {
            const { x, y } = at(path, path.getTotalLength() * part / 20);
            if (document.elementFromPoint(x, y)?.closest(".x6-edge") === edge) return [x, y];
          }
          throw new Error("The connection lies under others.");
        }
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
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
        Assertions.SetDefaultExpectTimeout(30_000);
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

    public ILocator Graph => Page.Locator(".x6-graph").First;

    public ILocator Edges => Page.Locator(".x6-edge");

    public ILocator Dialog => Page.Locator(".mud-dialog");

    public ILocator NameField => Dialog.GetByLabel("Name").First;

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

    public async Task ReadyAsync()
    {
        await Page.Locator("[data-studio][data-ready]").WaitForAsync();
        await Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await Page.EvaluateAsync(Settled);
    }

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
        await Page.EvaluateAsync(Settled);
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

    /// <summary>Opens a menu and takes one of its items. A list that is drawn anew closes its menus, so it is opened again then.</summary>
    public async Task ChooseAsync(ILocator opener, string item)
    {
        var entry = Exactly(Page.Locator(".mud-popover-open .mud-menu-item"), item);
        for (var attempt = 1; ; attempt++)
        {
            await opener.ClickAsync();
            try
            {
                await entry.ClickAsync(new() { Timeout = 8_000 });
                return;
            }
            catch (TimeoutException) when (attempt < 5)
            {
                await Page.Keyboard.PressAsync("Escape");
            }
        }
    }

    /// <summary>Opens a drop-down list and takes one of its entries.</summary>
    public async Task SelectAsync(ILocator within, string label, string entry)
    {
        await Field(within, label).ClickAsync();
        await Exactly(Page.Locator(".mud-popover-open .mud-list-item, .mud-popover-open .mud-list-item-extended"), entry).First.ClickAsync();
    }

    /// <summary>Gives what the dialog is about a name. The dialog proposes one after it is shown, and would overwrite what was typed before.</summary>
    public async Task NameAsync(string name)
    {
        await Assertions.Expect(NameField).Not.ToHaveValueAsync("");
        await NameField.FillAsync(name);
        await NameField.PressAsync("Tab");
        await Assertions.Expect(NameField).ToHaveValueAsync(name);
    }

    public async Task ConfirmAsync(string button) => await Exactly(Dialog.Locator("button"), button).ClickAsync();

    public ILocator Field(ILocator within, string label) =>
        within.Locator(".mud-input-control", new() { Has = Page.Locator("label", new() { HasTextRegex = Exact(label) }) }).Last;

    public ILocator Row(string text) => Rows.Filter(new() { HasText = text });

    public async Task TabAsync(string name)
    {
        // Its badge with a number may have come meanwhile.
        var tab = Page.Locator(".mud-tab").Filter(new() { HasTextRegex = new Regex($"^\\s*{Regex.Escape(name)}\\s*\\d*\\s*$", RegexOptions.IgnoreCase, Patience) }).First;

        // Not by the mouse: tabs that do not fit are scrolled, and never stand still while Studio draws.
        await tab.DispatchEventAsync("click");
        await Assertions.Expect(tab).ToHaveAttributeAsync("aria-selected", "true");
    }

    public ILocator Node(string name) => Page.Locator(".x6-node", new() { Has = Page.Locator(".activity-label", new() { HasTextRegex = Exact(name) }) });

    public ILocator Port(string node, string name) => Node(node).Locator($"[port=\"{name}\"] .elsa-designer-port-circle");

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
        await tool.DragToAsync(Graph, new() { TargetPosition = new() { X = x, Y = y } });
        await Assertions.Expect(Page.Locator(".elsa-activity")).ToHaveCountAsync(nodes + 1);
    });

    /// <summary>Draws a connection. Studio lets go of it when it draws a saved workflow again meanwhile; then it is drawn once more.</summary>
    public Task ConnectAsync(string from, string port, string to) => SaveAsync(async () =>
    {
        await UnselectAsync();
        var edges = await Edges.CountAsync();
        for (var attempt = 1; attempt <= Attempts && await Edges.CountAsync() == edges; attempt++)
            await DragAsync(Port(from, port), Port(to, "In"));
        await Assertions.Expect(Edges).ToHaveCountAsync(edges + 1);
    });

    /// <summary>Takes a connection away. Until Studio stands still, its line may move away from below the mouse; then it is clicked once more.</summary>
    public Task DisconnectAsync(string from, string port, string to) => SaveAsync(async () =>
    {
        var edges = await Edges.CountAsync();
        for (var attempt = 1; attempt <= Attempts && await Edges.CountAsync() == edges; attempt++)
        {
            var ((startX, startY), (endX, endY)) = (await CentreAsync(Port(from, port)), await CentreAsync(Port(to, "In")));

            // Playwright hands over doubles, and nothing for floats.
            var line = await Page.EvaluateAsync<float[]>(FindEdge, new { startX = (double)startX, startY = (double)startY, endX = (double)endX, endY = (double)endY });
            await Page.Mouse.ClickAsync(line[0], line[1]);
            await FramesAsync();
            await Page.Keyboard.PressAsync("Delete");
            await Page.EvaluateAsync(Settled);
        }

        await Assertions.Expect(Edges).ToHaveCountAsync(edges - 1);
    });

    /// <summary>The place in the middle of two activities, on the visible drawing.</summary>
    public async Task<(int X, int Y)> BetweenAsync(string one, string other)
    {
        var ((oneX, oneY), (otherX, otherY)) = (await CentreAsync(Node(one)), await CentreAsync(Node(other)));
        var graph = await Graph.BoundingBoxAsync() ?? throw new InvalidOperationException("The drawing is not on the screen.");
        return ((int)(((oneX + otherX) / 2) - graph.X), (int)(((oneY + otherY) / 2) - graph.Y));
    }

    /// <summary>Shows the whole drawing, and waits until it stands still.</summary>
    public async Task FitAsync(string someNode)
    {
        await Page.Locator(".rz-splitter .rz-splitter .mud-icon-button:visible").First.ClickAsync();
        await Node(someNode).Locator(".activity-label").ClickAsync(new() { Trial = true });
    }

    public async Task ScreenshotAsync(string name) =>
        await Page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, $"{name}.png") });

    public static ILocator Exactly(ILocator among, string text) => among.Filter(new() { HasTextRegex = Exact(text) });

    private static Regex Exact(string text) => new($"^\\s*{Regex.Escape(text)}\\s*$", RegexOptions.IgnoreCase, Patience);

    /// <summary>The frame of a selected activity lies above its ports.</summary>
    private async Task UnselectAsync()
    {
        var free = await Graph.EvaluateAsync<float[]>("""
            graph => {
              const area = graph.getBoundingClientRect();
              for (let y = area.top + 20; y < area.bottom - 20; y += 10)
                for (let x = area.left + 20; x < area.right - 20; x += 10)
                  if (document.elementFromPoint(x, y)?.matches(".x6-graph-svg")) return [x, y];
              throw new Error("The drawing is full.");
            }
            """);
        await Page.Mouse.ClickAsync(free[0], free[1]);
        await Assertions.Expect(Page.Locator(".x6-widget-selection-box")).ToHaveCountAsync(0);
    }

    private async Task DragAsync(ILocator from, ILocator to)
    {
        var (startX, startY) = await CentreAsync(from);
        var (endX, endY) = await CentreAsync(to);
        await Page.Mouse.MoveAsync(startX, startY);
        await Page.Mouse.DownAsync();
        await FramesAsync();
        await Page.Mouse.MoveAsync((startX + endX) / 2, ((startY + endY) / 2) + 5, new() { Steps = 6 });
        await Page.Mouse.MoveAsync(endX, endY, new() { Steps = 10 });
        await FramesAsync();
        await Page.Mouse.UpAsync();
        await FramesAsync();
    }

    /// <summary>The drawing takes hold of a port, and draws what was done, in its next frames.</summary>
    private async Task FramesAsync()
    {
        for (var frame = 0; frame < 20; frame++)
            await Page.EvaluateAsync("() => new Promise(requestAnimationFrame)");
    }

    private static async Task<(float X, float Y)> CentreAsync(ILocator of)
    {
        var box = await of.BoundingBoxAsync() ?? throw new InvalidOperationException("It is not on the screen.");
        return (box.X + (box.Width / 2), box.Y + (box.Height / 2));
    }

    private void Note(string problem)
    {
        lock (problems)
            problems.Add(problem);
    }
}
