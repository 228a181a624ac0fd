using System.Text.Json.Nodes;
using AidWorkflows.SystemTests.Pages;
using Microsoft.Playwright;

namespace AidWorkflows.SystemTests.Studio;

/// <summary>Every action of Studio's editor.</summary>
[Collection(nameof(StudioSite))]
public sealed class EditorTests(WebSite site)
{
    [Fact]
    public async Task A_workflow_is_drawn_scripted_tested_copied_published_and_run()
    {
        using var api = await SiteApi.SignInAsync(site, "admin");
        await api.SaveWorkflowAsync("drawn", "Drawn", publish: false, [SiteApi.Activity("Start1", "Elsa.Start")]);
        await StudioVisit.RunAsync(site, "admin", async studio =>
        {
            var page = studio.Page;
            await studio.OpenAsync("/studio/definitions/drawn");
            await studio.DropAsync("Data", "Write line", 420, 120);
            await studio.ConnectAsync("Start1", "Done", "WriteLine1");

            await studio.SelectAsync("WriteLine1");
            await studio.TabAsync("Common");
            await studio.Lower.GetByLabel("Display text").FillAsync("Greeting");
            await studio.SaveAsync(() => studio.Lower.GetByLabel("Display text").PressAsync("Tab"));
            await Assertions.Expect(studio.Node("Greeting")).ToBeVisibleAsync();

            await studio.TabAsync("Input");
            await studio.Lower.Locator("input[type=text], textarea").First.FillAsync("hello");
            await studio.SaveAsync(() => studio.Lower.Locator("input[type=text], textarea").First.PressAsync("Tab"));
            await studio.AnswerAsync("POST", "/scripting/javascript/type-definitions/", () => studio.ChooseAsync(studio.Lower.Locator(".mud-menu button").First, "JavaScript"));
            await studio.Lower.Locator(".monaco-editor").First.ClickAsync();
            await page.Keyboard.PressAsync("Control+a");
            await page.Keyboard.TypeAsync("getWorkflowInst");
            await Assertions.Expect(page.Locator(".suggest-widget .monaco-list-row").First).ToContainTextAsync("getWorkflowInstanceId");
            await page.Keyboard.PressAsync("Escape");
            await page.Keyboard.PressAsync("Control+a");
            await page.Keyboard.TypeAsync("21 * 2");

            // Studio saves while one types; it is the last save that counts.
            await api.UntilAsync("/elsa/api/workflow-definitions/by-definition-id/drawn?versionOptions=Latest", stored => TextOf(stored) == "21 * 2");

            foreach (var tab in new[] { "Output", "Commit strategy", "Log", "Info", "Test" })
                await studio.TabAsync(tab);
            await studio.AnswerAsync("POST", "/tests/activities", () => studio.Lower.GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync());
            await Assertions.Expect(studio.Lower).ToContainTextAsync("Completed");

            await studio.SelectAsync("Greeting");
            await page.Keyboard.PressAsync("Control+c");
            await studio.SaveAsync(() => page.Keyboard.PressAsync("Control+v"));
            await Assertions.Expect(page.Locator(".elsa-activity")).ToHaveCountAsync(3);
            await studio.SaveAsync(() => page.Keyboard.PressAsync("Delete"));
            await Assertions.Expect(page.Locator(".elsa-activity")).ToHaveCountAsync(2);

            await studio.SaveAsync(() => page.Keyboard.PressAsync("Control+s"));
            await studio.SeeToastAsync("Workflow saved");
            await studio.PublishAsync("Greets");
            await studio.SeeToastAsync("Workflow published");
            await page.Locator(".rz-splitter .mud-icon-button.mud-success-text").ClickAsync();
            await page.WaitForURLAsync("**/studio/instances/*");
            await studio.ReadyAsync();
        });

        var stored = await api.GetAsync("/elsa/api/workflow-definitions/by-definition-id/drawn?versionOptions=Latest");
        Assert.Equal("21 * 2", TextOf(stored));
        Assert.Equal("Greeting", (string?)stored["root"]!["activities"]![1]!["metadata"]!["displayText"]);
        Assert.Equal("WriteLine1", (string?)stored["root"]!["activities"]![1]!["name"]);
        Assert.Single(stored["root"]!["connections"]!.AsArray());
    }

    [Fact]
    public async Task Settings_variables_inputs_outputs_and_outcomes_are_kept()
    {
        using var api = await SiteApi.SignInAsync(site, "admin");
        await api.SaveWorkflowAsync("settings", "Settings", publish: false, [SiteApi.Activity("Start1", "Elsa.Start")]);
        await StudioVisit.RunAsync(site, "admin", async studio =>
        {
            await studio.OpenAsync("/studio/definitions/settings");
            var right = studio.Right;
            await right.GetByLabel("Name").First.FillAsync("Renamed");
            await studio.SaveAsync(() => right.GetByLabel("Name").First.PressAsync("Tab"));
            await right.GetByLabel("Description").First.FillAsync("What it is for");
            await studio.SaveAsync(() => right.GetByLabel("Description").First.PressAsync("Tab"));
            foreach (var (label, entry) in new[] { ("Activation strategy", "Singleton"), ("Incident handling strategy", "Continue with incidents"), ("Log Persistence Strategy", "Include") })
                await studio.SaveAsync(() => studio.SelectAsync(right, label, entry));

            await studio.TabAsync("Variables");
            await right.GetByRole(AriaRole.Button, new() { Name = "Add variable" }).ClickAsync();
            await studio.NameAsync("Days");
            await studio.Dialog.GetByLabel("Default value").FillAsync("3");
            await studio.SaveAsync(() => studio.ConfirmAsync("OK"));
            await studio.ChooseAsync(right.Locator("tbody .mud-menu button").First, "Edit");
            await Assertions.Expect(studio.NameField).ToHaveValueAsync("Days");
            await studio.SelectAsync(studio.Dialog, "Type", "Int32");
            await studio.SaveAsync(() => studio.ConfirmAsync("OK"));
            await right.GetByRole(AriaRole.Button, new() { Name = "Add variable" }).ClickAsync();
            await studio.NameAsync("Gone");
            await studio.SaveAsync(() => studio.ConfirmAsync("OK"));
            await studio.ChooseAsync(right.Locator("tbody tr").Filter(new() { HasText = "Gone" }).Locator(".mud-menu button"), "Delete");
            await studio.SaveAsync(() => studio.ConfirmAsync("Delete"));

            await studio.TabAsync("Input/Output");
            foreach (var (button, name) in new[] { ("Add input", "Amount"), ("Add output", "Result") })
            {
                await right.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
                await studio.NameAsync(name);
                await studio.SaveAsync(() => studio.ConfirmAsync("OK"));
            }

            await right.Locator("input").Last.FillAsync("Approved");
            await studio.SaveAsync(() => right.Locator("input").Last.PressAsync("Enter"));

            await studio.TabAsync("Code view");
            await Assertions.Expect(studio.Page.Locator(".monaco-editor .view-lines").First).ToContainTextAsync("DefinitionId");
            await studio.TabAsync("Renamed");
            await Assertions.Expect(studio.Node("Start1")).ToBeVisibleAsync();
        });

        var stored = await api.GetAsync("/elsa/api/workflow-definitions/by-definition-id/settings?versionOptions=Latest");
        Assert.Equal("Renamed", (string?)stored["name"]);
        Assert.Equal("What it is for", (string?)stored["description"]);
        var variable = Assert.Single(stored["variables"]!.AsArray())!;
        Assert.Equal(["Days", "Int32", "3"], new[] { "name", "typeName", "value" }.Select(key => (string?)variable[key]));
        Assert.Equal("Amount", (string?)Assert.Single(stored["inputs"]!.AsArray())!["name"]);
        Assert.Equal("Result", (string?)Assert.Single(stored["outputs"]!.AsArray())!["name"]);
        Assert.Equal(["Approved"], stored["outcomes"]!.AsArray().Select(outcome => (string?)outcome));
        Assert.NotNull(stored["options"]!["activationStrategyType"]);
        Assert.NotNull(stored["options"]!["incidentStrategyType"]);
    }

    [Fact]
    public async Task Versions_are_viewed_rolled_back_deleted_exported_imported_unpublished_and_saved_under_a_new_name()
    {
        using var api = await SiteApi.SignInAsync(site, "admin");
        foreach (var text in new[] { "one", "two" })
            await api.SaveWorkflowAsync("versions", "Versions", publish: true, [SiteApi.Activity("Start1", "Elsa.Start"), SiteApi.Activity("Line1", "Elsa.WriteLine", ("text", "Literal", text))]);
        await StudioVisit.RunAsync(site, "admin", async studio =>
        {
            var (page, right) = (studio.Page, studio.Right);
            await studio.OpenAsync("/studio/definitions/versions");
            await studio.TabAsync("Version history");
            await Assertions.Expect(right.Locator("tbody tr")).ToHaveCountAsync(2);
            await studio.ChooseAsync(right.Locator("tbody tr").Nth(1).Locator(".mud-menu button"), "View");
            await Assertions.Expect(page.GetByText("Version 1", new() { Exact = true })).ToBeVisibleAsync();
            await studio.AnswerAsync("POST", "/revert/1", () => studio.ChooseAsync(right.Locator("tbody tr").Nth(1).Locator(".mud-menu button"), "Rollback to this version"));
            await Assertions.Expect(right.Locator("tbody tr")).ToHaveCountAsync(3);
            await studio.ChooseAsync(right.Locator("tbody tr").Nth(2).Locator(".mud-menu button"), "Delete");
            await studio.AnswerAsync("DELETE", "/workflow-definition-versions/", () => studio.ConfirmAsync("OK"));
            await Assertions.Expect(right.Locator("tbody tr")).ToHaveCountAsync(2);

            await studio.OpenAsync("/studio/definitions/versions");
            var menu = page.Locator(".mud-button-group-root .mud-menu button");
            await studio.PublishAsync("Back to one");
            await studio.SeeToastAsync("Workflow published");
            await studio.ChooseAsync(menu, "Unpublish");
            await studio.SeeToastAsync("Workflow unpublished");
            await studio.ChooseAsync(menu, "Export");
            var file = await studio.DownloadAsync(() => studio.ConfirmAsync("Export"));
            Assert.Equal("one", (string?)JsonNode.Parse(await File.ReadAllTextAsync(file))!["root"]!["activities"]![1]!["text"]!["expression"]!["value"]);
            await page.SetInputFilesAsync("#workflow-file-upload-button-wrapper input[type=file]", file);
            await studio.SeeToastAsync("Successfully imported 1 workflow definition");
            await studio.ChooseAsync(menu, "Save As");
            await studio.NameAsync("Another name");
            await studio.ConfirmAsync("OK");
            await page.WaitForURLAsync(address => !address.EndsWith("/versions", StringComparison.Ordinal));
            await studio.ReadyAsync();
            await Assertions.Expect(page.Locator(".studio-bar")).ToContainTextAsync("Another name");
        });
    }

    [Fact]
    public async Task Ports_follow_outcomes_and_cases_outputs_are_bound_and_nodes_are_moved()
    {
        using var api = await SiteApi.SignInAsync(site, "admin");
        await api.SaveWorkflowAsync(
            "ports",
            "Ports",
            publish: false,
            [SiteApi.Activity("Task1", "Aid.HumanTask", ("outcomes", "Object", """["A","B"]""")), SiteApi.Activity("Switch1", "Elsa.FlowSwitch")],
            model =>
            {
                model["variables"] = new JsonArray(new JsonObject { ["id"] = "number", ["name"] = "Number", ["typeName"] = "Int32", ["value"] = "1" });
                model["root"]!["connections"] = new JsonArray();
            });
        await StudioVisit.RunAsync(site, "admin", async studio =>
        {
            await studio.OpenAsync("/studio/definitions/ports");
            await studio.SelectAsync("Task1");
            var outcomes = studio.Field(studio.Lower, "Outcomes");
            await outcomes.Locator("input").Last.FillAsync("C");
            await studio.SaveAsync(() => outcomes.Locator("input").Last.PressAsync("Enter"));
            await studio.SaveAsync(() => outcomes.Locator(".mud-chip-close-button").First.ClickAsync());
            foreach (var (port, count) in new[] { ("A", 0), ("B", 1), ("C", 1) })
                await Assertions.Expect(studio.Port("Task1", port)).ToHaveCountAsync(count);

            // A text into a number: Studio asks what converts it.
            await studio.TabAsync("Output");
            await studio.AnswerAsync("GET", "/descriptors/output-converters", () => studio.SaveAsync(() => studio.SelectAsync(studio.Lower, "Outcome", "Number")));

            await studio.SelectAsync("Switch1");
            await studio.TabAsync("Input");
            await studio.Lower.GetByRole(AriaRole.Button, new() { Name = "Add case" }).ClickAsync();
            var row = studio.Lower.Locator("tbody tr").First;
            await row.GetByLabel("Label").Or(row.Locator("[data-label=Label] input")).First.FillAsync("Large");
            await studio.SaveAsync(() => row.Locator("button").First.ClickAsync());
            foreach (var port in new[] { "Large", "Default" })
                await Assertions.Expect(studio.Port("Switch1", port)).ToHaveCountAsync(1);
            await studio.SaveAsync(() => studio.Node("Switch1").Locator(".activity-label").DragToAsync(studio.Graph, new() { Force = true, TargetPosition = new() { X = 600, Y = 100 } }));
        });

        var stored = await api.GetAsync("/elsa/api/workflow-definitions/by-definition-id/ports?versionOptions=Latest");
        var (task, decision) = (stored["root"]!["activities"]![0]!, stored["root"]!["activities"]![1]!);
        Assert.Equal(["B", "C"], JsonNode.Parse((string)task["outcomes"]!["expression"]!["value"]!)!.AsArray().Select(outcome => (string?)outcome));
        Assert.Equal("number", (string?)task["outcome"]!["memoryReference"]!["id"]);
        Assert.Equal("Large", (string?)Assert.Single(decision["cases"]!.AsArray())!["label"]);
        Assert.NotEqual(60, (double)decision["metadata"]!["designer"]!["position"]!["y"]!);
    }

    /// <summary>A descriptor that Studio cannot read shows only when the activity is opened.</summary>
    [Fact]
    public async Task Every_activity_type_of_the_toolbox_can_be_opened()
    {
        using var api = await SiteApi.SignInAsync(site, "admin");
        var types = (await api.GetAsync("/elsa/api/descriptors/activities"))["items"]!.AsArray().Where(type => (bool)type!["isBrowsable"]! && type["customProperties"]?["RootType"] is null).ToList();
        Assert.True(types.Count > 30, $"Only {types.Count} types.");
        // On one drawing they would be too small to click.
        string[] drawings = [.. types.Chunk(24).Select((_, number) => $"types-{number}")];
        foreach (var (drawing, chunk) in drawings.Zip(types.Chunk(24)))
            await api.SaveWorkflowAsync(drawing, drawing, publish: false, [.. chunk.Select(Placed)]);
        await StudioVisit.RunAsync(site, "admin", async studio =>
        {
            await studio.Page.SetViewportSizeAsync(2400, 1500);
            foreach (var (drawing, chunk) in drawings.Zip(types.Chunk(24)))
            {
                await studio.OpenAsync($"/studio/definitions/{drawing}");
                await studio.FitAsync("T0");
                for (var place = 0; place < chunk.Length; place++)
                {
                    // Its inputs are drawn first; what they are drawn for is on another tab.
                    await studio.SelectAsync($"T{place}");
                    await studio.TabAsync("Info");
                    await Assertions.Expect(studio.Lower).ToContainTextAsync($":a{place}");
                }
            }
        });
    }

    /// <summary>An activity as it is dropped, at its place among the others.</summary>
    private static JsonObject Placed(JsonNode? type, int place)
    {
        var activity = new JsonObject { ["id"] = $"a{place}", ["type"] = (string?)type!["typeName"], ["version"] = (int)type["version"]!, ["name"] = $"T{place}" };
        foreach (var (name, value) in type["constructionProperties"]!.AsObject())
            activity[char.ToLowerInvariant(name[0]) + name[1..]] = value!.DeepClone();
        activity["metadata"] = new JsonObject { ["designer"] = new JsonObject { ["position"] = new JsonObject { ["x"] = 300 * (place % 6), ["y"] = 190 * (place / 6) } } };
        return activity;
    }

    private static string? TextOf(JsonObject definition) => (string?)definition["root"]!["activities"]![1]!["text"]!["expression"]!["value"];
}
