using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using AidWorkflows.SystemTests.Pages;
using Microsoft.Playwright;

namespace AidWorkflows.SystemTests.Studio;

/// <summary>Every action of Studio's list of instances, and of its viewer with live updates.</summary>
[Collection(nameof(StudioSite))]
public sealed class InstanceTests(WebSite site)
{
    [Fact]
    public async Task Instances_are_filtered_cancelled_and_deleted_one_by_one_and_at_once()
    {
        using var api = await SiteApi.SignInAsync(site, "admin");
        await WaitingWorkflowAsync(api, "waiting", "Waiting");
        foreach (var _ in Enumerable.Range(0, 6))
            await api.RunAsync("waiting");
        await StudioVisit.RunAsync(site, "admin", async studio =>
        {
            var page = studio.Page;
            await studio.OpenAsync("/studio/instances");
            await page.GetByPlaceholder("Search on Id, Definition Id").FillAsync("waiting");
            await Assertions.Expect(studio.Rows).ToHaveCountAsync(6);
            var view = page.Locator(".mud-table-toolbar");
            foreach (var (label, entry) in new[] { ("Has Incidents", "No"), ("Status", "Running"), ("Sub status", "Suspended"), ("Workflows", "Waiting") })
            {
                await studio.AnswerAsync("POST", "/workflow-instances", () => studio.SelectAsync(view, label, entry));
                await page.Keyboard.PressAsync("Escape");
                await Assertions.Expect(studio.Rows).ToHaveCountAsync(6);
            }

            await page.GetByRole(AriaRole.Button, new() { Name = "Date filters" }).ClickAsync();
            var dates = page.Locator(".mud-popover-open").Last;
            await dates.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
            await studio.SelectAsync(dates, "Column", "Created");
            await studio.SelectAsync(dates, "Operator", "Is on or Before");
            await dates.GetByLabel("Date").ClickAsync();
            await page.Locator(".mud-picker-calendar .mud-day:not(.mud-hidden)").First.ClickAsync();
            await studio.AnswerAsync("POST", "/workflow-instances", () => StudioVisit.Exactly(dates.GetByRole(AriaRole.Button), "Apply").ClickAsync());

            await studio.OpenAsync("/studio/instances");
            await page.GetByPlaceholder("Search on Id, Definition Id").FillAsync("waiting");
            await Assertions.Expect(studio.Rows).ToHaveCountAsync(6);
            await RowAsync(studio, 0, "Cancel", "Yes");
            await Assertions.Expect(studio.Row("Cancelled")).ToHaveCountAsync(1);
            await RowAsync(studio, 0, "Delete", "Delete");
            await Assertions.Expect(studio.Rows).ToHaveCountAsync(5);
            await BulkAsync(studio, "Cancel", "Yes");
            await Assertions.Expect(studio.Row("Cancelled")).ToHaveCountAsync(1);
            await BulkAsync(studio, "Delete", "Delete");
            await Assertions.Expect(studio.Rows).ToHaveCountAsync(4);
            await BulkAsync(studio, "Cancel", "Yes", everyMatch: true);
            await Assertions.Expect(studio.Row("Cancelled")).ToHaveCountAsync(4);
            await studio.AnswerAsync("POST", "/workflow-instances", () => page.Keyboard.PressAsync("Control+r"));

            // An imported instance would be a history that never happened here.
            studio.Announce("POST", "/bulk-actions/import/workflow-instances", 400);
            await page.SetInputFilesAsync("#instance-file-upload-button-wrapper input[type=file]", new FilePayload { Name = "instance.json", MimeType = "application/json", Buffer = "{}"u8.ToArray() });
            await Assertions.Expect(studio.Notice).ToContainTextAsync("cannot be imported");
            await studio.Notice.Locator("button").ClickAsync();
        });
    }

    /// <summary>The coloured path, journal, values and states of a running instance, pushed by the server.</summary>
    [Fact]
    public async Task The_viewer_shows_path_journal_executions_and_a_nested_workflow_and_follows_it_live()
    {
        using var api = await SiteApi.SignInAsync(site, "admin");
        var instance = await NestedWorkflowAsync(api);
        await StudioVisit.RunAsync(site, "admin", async studio =>
        {
            var page = studio.Page;
            var pushed = new ConcurrentQueue<string>();
            page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => pushed.Enqueue(frame.Text ?? "");
            await studio.OpenAsync("/studio/instances");
            await studio.ChooseAsync(studio.Row(instance).Locator(".mud-menu button"), "View");
            await page.WaitForURLAsync($"**/studio/instances/{instance}");
            await studio.ReadyAsync();
            await Assertions.Expect(Badge(studio, "Decide", "success")).ToHaveTextAsync("1");
            await studio.SelectAsync("Decide");
            await studio.Lower.Locator(".mud-tab").Nth(1).ClickAsync();
            await studio.Lower.Locator("tbody tr").First.ClickAsync();
            await Assertions.Expect(page.Locator(".mud-drawer")).ToContainTextAsync("Outcomes");
            await page.Locator(".mud-drawer button").First.ClickAsync();

            await page.Locator(".mud-timeline-item").Filter(new() { HasText = "Decide" }).First.ClickAsync();
            await studio.TabAsync("Event");
            await Assertions.Expect(studio.Lower).ToContainTextAsync("""{"Amount":25000}""");
            await studio.TabAsync("Activity Call Stack");
            await Assertions.Expect(page.GetByText("Call stack (3)")).ToBeVisibleAsync();
            await studio.TabAsync("Journal");
            foreach (var option in new[] { "Show accumulated time", "Showing all events", "Showing incidents" })
                await studio.AnswerAsync("POST", "/journal", () => page.GetByTitle(option).ClickAsync());
            foreach (var tab in new[] { "Incidents", "Variables", "Input/Output", "Details" })
                await studio.TabAsync(tab);

            await studio.AnswerAsync("GET", "/workflow-definitions/subgraph/", () => studio.Node("Child1").Locator(".activity-label").DblClickAsync(new() { Force = true }));
            await Assertions.Expect(studio.Node("Wait1")).ToBeVisibleAsync();
            await page.Locator(".mud-breadcrumbs a").First.ClickAsync();
            await Assertions.Expect(studio.Node("Decide")).ToBeVisibleAsync();

            // What happens is pushed; nothing is polled.
            await Assertions.Expect(studio.Node("Child1").Locator(".mud-badge")).ToHaveTextAsync("0");
            await api.PostAsync("/elsa/api/events/nested-go/trigger", new { });
            await Assertions.Expect(Badge(studio, "Child1", "success")).ToBeVisibleAsync();
            await Assertions.Expect(Badge(studio, "Bad1", "error")).ToBeVisibleAsync();

            // The badges follow the first of them; the others are still on the way then.
            foreach (var message in new[] { "ActivityExecutionLogUpdatedAsync", "WorkflowExecutionLogUpdatedAsync", "WorkflowInstanceUpdatedAsync" })
            {
                for (var left = 200; left > 0 && !pushed.Any(frame => frame.Contains(message, StringComparison.Ordinal)); left--)
                    await Task.Delay(50);
                Assert.Contains(pushed, frame => frame.Contains(message, StringComparison.Ordinal));
            }

            Assert.DoesNotContain(studio.Calls, call => call.EndsWith("/execution-state", StringComparison.Ordinal));

            await studio.TabAsync("Incidents");
            await Assertions.Expect(studio.Right).ToContainTextAsync("nothing");

            // Studio's own addresses lead to ours.
            await studio.TabAsync("Details");
            await studio.Right.Locator("a[href='/workflows/definitions/nesting/edit']").ClickAsync();
            await page.WaitForURLAsync("**/studio/definitions/nesting");
            await page.GoBackAsync();
            await studio.ReadyAsync();
            await page.Locator(".rz-splitter .rz-splitter .mud-icon-button:visible").Nth(3).ClickAsync();
            await page.WaitForURLAsync("**/studio/definitions/nesting");
        });
    }

    private static ILocator Badge(StudioVisit studio, string node, string colour) => studio.Node(node).Locator($".mud-badge.mud-theme-{colour}");

    private static Task<JsonObject> WaitingWorkflowAsync(SiteApi api, string id, string name) => api.SaveWorkflowAsync(
        id,
        name,
        publish: true,
        [SiteApi.Activity("Start1", "Elsa.Start"), SiteApi.Activity("Wait1", "Elsa.Event", ("eventName", "Literal", $"{id}-go"))],
        model => model["options"] = new JsonObject { ["usableAsActivity"] = true });

    /// <summary>A decision, then a workflow as an activity that waits, then a step that fails.</summary>
    private static async Task<string> NestedWorkflowAsync(SiteApi api)
    {
        await WaitingWorkflowAsync(api, "nested", "Nested");
        var types = (await api.GetAsync("/elsa/api/descriptors/activities"))["items"]!.AsArray();
        var type = types.First(one => (string?)one!["constructionProperties"]?["WorkflowDefinitionId"] == "nested")!;
        var child = SiteApi.Activity("Child1", (string)type["typeName"]!);
        foreach (var (name, value) in type["constructionProperties"]!.AsObject())
            child[char.ToLowerInvariant(name[0]) + name[1..]] = value!.DeepClone();
        await api.SaveWorkflowAsync(
            "nesting",
            "Nesting",
            publish: true,
            [SiteApi.Activity("Decide", "Elsa.FlowDecision", ("condition", "JavaScript", "variables.Amount > 20000")), child, SiteApi.Activity("Bad1", "Elsa.WriteLine", ("text", "JavaScript", "nothing.here"))],
            model => model["variables"] = new JsonArray(new JsonObject { ["id"] = "amount", ["name"] = "Amount", ["typeName"] = "Decimal", ["value"] = "25000" }));
        return await api.RunAsync("nesting");
    }

    private static async Task RowAsync(StudioVisit studio, int row, string item, string confirm)
    {
        await studio.ChooseAsync(studio.Rows.Nth(row).Locator(".mud-menu button"), item);
        await studio.ConfirmAsync(confirm);
    }

    private static async Task BulkAsync(StudioVisit studio, string item, string confirm, bool everyMatch = false)
    {
        await studio.Rows.First.Locator("input[type=checkbox]").SetCheckedAsync(true);
        await studio.ChooseAsync(studio.Page.GetByRole(AriaRole.Button, new() { Name = "Bulk actions" }), item);
        if (everyMatch)
            await studio.Dialog.Locator("input[type=checkbox]").SetCheckedAsync(true);
        await studio.ConfirmAsync(confirm);
    }
}
