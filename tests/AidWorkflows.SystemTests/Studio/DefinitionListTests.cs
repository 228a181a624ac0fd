using System.Text.Json.Nodes;
using AidWorkflows.SystemTests.Pages;
using Microsoft.Playwright;

namespace AidWorkflows.SystemTests.Studio;

/// <summary>Every action of Studio's list of definitions.</summary>
[Collection(nameof(StudioSite))]
public sealed class DefinitionListTests(WebSite site)
{
    [Fact]
    public Task A_workflow_is_created_duplicated_run_published_exported_and_deleted() => StudioVisit.RunAsync(site, "admin", async studio =>
    {
        var page = studio.Page;
        await studio.OpenAsync("/studio/definitions");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create workflow" }).First.ClickAsync();
        await studio.NameAsync("List walk");
        await studio.ConfirmAsync("OK");
        await page.WaitForURLAsync("**/studio/definitions/*");
        await studio.ReadyAsync();
        await studio.DropAsync("Flow", "Start", 120, 120);

        await studio.OpenAsync("/studio/definitions?search=walk");
        await MenuAsync(studio, "List walk", "Duplicate");
        await studio.NameAsync("Second walk");
        await studio.ConfirmAsync("OK");
        await Assertions.Expect(studio.Row("Second walk")).ToBeVisibleAsync();

        await MenuAsync(studio, "List walk", "Publish");
        await studio.ConfirmPublicationAsync("First version");
        await studio.SeeToastAsync("Workflow published");
        await MenuAsync(studio, "List walk", "Run");
        await studio.SeeToastAsync("Successfully started workflow");
        await MenuAsync(studio, "List walk", "Cancel");
        await studio.AnswerAsync("POST", "/bulk-actions/cancel/workflow-instances", () => studio.ConfirmAsync("Yes"));
        await MenuAsync(studio, "List walk", "Export");
        var file = await studio.DownloadAsync(() => studio.ConfirmAsync("Export"));
        await MenuAsync(studio, "List walk", "Unpublish");
        await studio.SeeToastAsync("Workflow retracted");

        foreach (var name in new[] { "List walk", "Second walk" })
        {
            await MenuAsync(studio, name, "Delete");
            await studio.ConfirmAsync("Delete");
            await Assertions.Expect(studio.Row(name)).ToHaveCountAsync(0);
        }

        await page.SetInputFilesAsync("#workflow-file-upload-button-wrapper input[type=file]", file);
        await studio.SeeToastAsync("imported successfully");
        await Assertions.Expect(studio.Row("List walk")).ToBeVisibleAsync();
        await studio.Row("List walk").Locator("td").Nth(2).ClickAsync();
        await page.WaitForURLAsync("**/studio/definitions/*");
        await studio.ReadyAsync();

        // The list remembers what was looked for.
        await page.GoBackAsync();
        await studio.ReadyAsync();
        await Assertions.Expect(page.GetByPlaceholder("Search on Id, Name")).ToHaveValueAsync("walk");
        await Assertions.Expect(studio.Rows).ToHaveCountAsync(1);
        await MenuAsync(studio, "List walk", "Edit");
        await page.WaitForURLAsync("**/studio/definitions/*");
        await studio.ReadyAsync();
    });

    [Fact]
    public async Task Many_workflows_are_found_sorted_published_unpublished_exported_and_deleted_at_once()
    {
        using var api = await SiteApi.SignInAsync(site, "admin");
        foreach (var number in new[] { 1, 2, 3 })
            await api.SaveWorkflowAsync($"bulk-{number}", $"Bulk {number}", publish: false, [SiteApi.Activity("Start1", "Elsa.Start"), SiteApi.Activity("Line1", "Elsa.WriteLine", ("text", "Literal", "hello"))]);
        await StudioVisit.RunAsync(site, "admin", async studio =>
        {
            var page = studio.Page;
            await studio.OpenAsync("/studio/definitions");
            await page.GetByPlaceholder("Search on Id, Name").FillAsync("Bulk");
            await Assertions.Expect(studio.Rows).ToHaveCountAsync(3);
            var name = page.Locator(".mud-table-sort-label", new() { HasText = "Name" });
            await studio.AnswerAsync("GET", "/workflow-definitions", () => name.ClickAsync());
            await studio.AnswerAsync("GET", "/workflow-definitions", () => name.ClickAsync());
            await Assertions.Expect(studio.Rows.First).ToContainTextAsync("Bulk 3");

            await BulkAsync(studio, "Publish");
            await studio.ConfirmAsync("Publish");
            await studio.ConfirmPublicationAsync("All three");
            await studio.SeeToastAsync("3 workflows are published");
            await BulkAsync(studio, "Unpublish");
            await studio.ConfirmAsync("Unpublish");
            await studio.SeeToastAsync("3 workflows are unpublished");
            await BulkAsync(studio, "Export");
            var file = await studio.DownloadAsync(() => studio.ConfirmAsync("Export"));
            Assert.Equal("workflow-definitions.zip", Path.GetFileName(file));
            await BulkAsync(studio, "Delete");
            await studio.ConfirmAsync("Delete");
            await Assertions.Expect(page.GetByText("No workflow definitions found")).ToBeVisibleAsync();
            await page.SetInputFilesAsync("#workflow-file-upload-button-wrapper input[type=file]", file);
            await studio.SeeToastAsync("imported");
            await Assertions.Expect(studio.Rows).ToHaveCountAsync(3);
        });
    }

    [Fact]
    public async Task A_workflow_of_which_one_runs_at_a_time_cannot_be_started_twice()
    {
        using var api = await SiteApi.SignInAsync(site, "admin");
        await api.SaveWorkflowAsync(
            "only-one", "Only one", publish: true, [SiteApi.Activity("Start1", "Elsa.Start"), SiteApi.Activity("Wait1", "Elsa.Event", ("eventName", "Literal", "only-one-go"))],
            model => model["options"] = new JsonObject { ["activationStrategyType"] = "Elsa.Workflows.ActivationValidators.SingletonStrategy, Elsa.Workflows.Core" });
        await StudioVisit.RunAsync(site, "admin", async studio =>
        {
            await studio.OpenAsync("/studio/definitions?search=only-one");
            await MenuAsync(studio, "Only one", "Run");
            await studio.SeeToastAsync("Successfully started workflow");
            await MenuAsync(studio, "Only one", "Run");
            await studio.SeeToastAsync("The workflow cannot be started");
            var page = (await api.GetAsync("/elsa/api/workflow-instances?definitionIds=only-one"))["totalCount"];
            Assert.Equal(1, (int?)page);
        });
    }

    [Fact]
    public Task An_auditor_looks_at_workflows_and_can_change_none() => StudioVisit.RunAsync(site, "auditor", async studio =>
    {
        var page = studio.Page;
        await studio.OpenAsync("/studio/definitions?search=aid-approval");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Create workflow" }).First).ToBeDisabledAsync();
        await Assertions.Expect(studio.Row("aid-approval").Locator(".mud-menu button")).ToBeHiddenAsync();
        await studio.ScreenshotAsync("list-read-only");
        await studio.Row("aid-approval").Locator("td").Nth(2).ClickAsync();
        await page.WaitForURLAsync("**/studio/definitions/aid-approval");
        await studio.ReadyAsync();
        await Assertions.Expect(page.GetByText("read-only mode")).ToBeVisibleAsync();
    });

    private static Task MenuAsync(StudioVisit studio, string name, string item) => studio.ChooseAsync(studio.Row(name).Locator(".mud-menu button"), item);

    private static async Task BulkAsync(StudioVisit studio, string item)
    {
        await studio.Page.Locator(".mud-table-head input[type=checkbox]").SetCheckedAsync(true);
        await studio.ChooseAsync(studio.Page.GetByRole(AriaRole.Button, new() { Name = "Bulk actions" }), item);
    }
}
