using System.Text.Json.Nodes;

namespace AidWorkflows.Tests.ElsaApi;

/// <summary>What the server refuses because Studio would not notice.</summary>
public sealed class SavingGuardTests(ElsaServer server) : IClassFixture<ElsaServer>
{
    private const string Second = "22222222-2222-2222-2222-222222222222";

    private ElsaCalls Admin => server.Administrator;

    [Fact]
    public async Task A_save_that_would_drop_an_activity_of_unknown_type_is_refused()
    {
        await Admin.SaveAsync(Workflows.Define("g-unknown", [Workflows.Activity("A", "Elsa.WriteLine"), Workflows.Activity("Old", "Acme.Gone")]));
        var emptied = Workflows.Define("g-unknown", [Workflows.Activity("New", "Elsa.WriteLine")]);
        Assert.Contains("Acme.Gone", await Admin.RefusalAsync(HttpMethod.Post, "/workflow-definitions", Save(emptied)));
        var stored = await Admin.GetAsync("/workflow-definitions/by-definition-id/g-unknown");
        Assert.Equal(2, stored["root"]!["activities"]!.AsArray().Count);
        Assert.Equal("g-unknown", (string?)(await Admin.PostAsync("/workflow-definitions/import", emptied))["definitionId"]);
    }

    /// <summary>Ctrl+S before Studio has drawn the canvas sends a workflow without activities.</summary>
    [Fact]
    public async Task A_save_that_would_drop_every_activity_is_refused()
    {
        await Admin.SaveAsync(Workflows.Threshold("g-emptied"));
        Assert.Contains("全部", await Admin.RefusalAsync(HttpMethod.Post, "/workflow-definitions", Save(Workflows.Define("g-emptied", []))));
        Assert.NotEmpty((await Admin.GetAsync("/workflow-definitions/by-definition-id/g-emptied"))["root"]!["activities"]!.AsArray());
        await Admin.SaveAsync(Workflows.Define("g-empty", []));
        await Admin.SaveAsync(Workflows.Define("g-empty", []));
    }

    [Fact]
    public async Task The_second_of_two_editors_is_refused_and_told_who_was_first()
    {
        await Admin.SaveAsync(Workflows.Threshold("g-two"));
        var second = server.As("Administrator", Second);
        var openedByBoth = (JsonObject)await second.GetAsync("/workflow-definitions/by-definition-id/g-two?versionOptions=Latest");
        var mine = (JsonObject)openedByBoth.DeepClone();
        mine["description"] = "first";
        await Admin.SaveAsync(mine);

        openedByBoth["description"] = "second";
        Assert.Contains("11111111", await second.RefusalAsync(HttpMethod.Post, "/workflow-definitions", Save(openedByBoth)));

        var fresh = (JsonObject)await second.GetAsync("/workflow-definitions/by-definition-id/g-two?versionOptions=Latest");
        Assert.Equal("first", (string?)fresh["description"]);
        fresh["description"] = "second";
        Assert.Equal("second", (string?)(await second.SaveAsync(fresh))["description"]);
    }

    [Fact]
    public async Task One_editor_saves_as_often_as_she_likes_with_the_mark_of_her_first_opening()
    {
        var opened = await Admin.SaveAsync(Workflows.Threshold("g-often"));
        foreach (var text in new[] { "a", "b", "b" })
        {
            opened["description"] = text;
            await Admin.SaveAsync(opened);
        }

        Assert.Equal(1, (int)(await Admin.GetAsync("/workflow-definitions/g-often"))["version"]!);
    }

    [Fact]
    public async Task A_client_that_names_no_base_is_refused_while_somebody_else_works_on_the_draft()
    {
        await Admin.SaveAsync(Workflows.Threshold("g-blind"));
        Assert.Contains("11111111", await server.As("Administrator", Second).RefusalAsync(HttpMethod.Post, "/workflow-definitions", Save(Workflows.Threshold("g-blind", 5))));
    }

    [Fact]
    public async Task The_mark_of_the_base_is_not_stored()
    {
        var saved = await Admin.SaveAsync(Workflows.Threshold("g-mark"));
        await Admin.SaveAsync(saved);
        using var export = await Admin.SendAsync(HttpMethod.Get, "/workflow-definitions/g-mark/export");
        Assert.DoesNotContain("aidBasedOn", await export.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Publishing_lists_problems_and_refuses_new_errors_in_what_runs_already()
    {
        var model = Workflows.Threshold("g-publish");
        await Admin.SaveAsync(model, publish: true);
        model["root"]!["activities"]![0]!["condition"] = Workflows.Script("getAmuont() >");
        Assert.Contains("1:", await Admin.RefusalAsync(HttpMethod.Post, "/workflow-definitions", Save(model, publish: true)));
        Assert.Equal(1, (int)(await Admin.GetAsync("/workflow-definitions/g-publish"))["version"]!);

        model["root"]!["activities"]![0]!["condition"] = Workflows.Script("getAmuont() > 1");
        await Admin.SaveAsync(model);
        var problems = (await Admin.GetAsync("/workflow-definitions/g-publish/problems"))["items"]!.AsArray();
        Assert.Contains(problems, problem => (string?)problem!["code"] == "unknown-name" && ((string?)problem["message"])!.Contains("getAmuont", StringComparison.Ordinal));
        Assert.Contains("getAmuont", await Admin.RefusalAsync(HttpMethod.Post, "/workflow-definitions/g-publish/publish", "{}"));
    }

    [Theory]
    [InlineData("""{"model":{"name":"x","root":"text"}}""")]
    [InlineData("""{"model":{"name":"x"}}""")]
    [InlineData("""{"model":{"name":5,"root":{"id":"a","type":"Elsa.Flowchart"}}}""")]
    [InlineData("""{"model":{"name":"x","definitionId":{"a":1},"root":{"id":"a","type":"Elsa.Flowchart"}}}""")]
    [InlineData("""{"model":{"name":"x","root":{"id":"a","type":"Elsa.Flowchart","activities":[{"id":"b","type":"Elsa.WriteLine"},{"id":"b","type":"Elsa.WriteLine"}]}}}""")]
    [InlineData("""{"model":{"name":"x","name":"y","root":{"id":"a","type":"Elsa.Flowchart"}}}""")]
    [InlineData("""{"model":[]}""")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("")]
    public async Task What_is_no_definition_is_refused_with_a_message(string body) =>
        Assert.NotEmpty(await Admin.RefusalAsync(HttpMethod.Post, "/workflow-definitions", body));

    [Fact]
    public async Task A_definition_nested_ten_thousand_deep_and_one_of_fifty_megabytes_are_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("""{"id":"a","type":"Elsa.Sequence","activities":[""", 10_000)) + string.Concat(Enumerable.Repeat("]}", 10_000));
        Assert.NotEmpty(await Admin.RefusalAsync(HttpMethod.Post, "/workflow-definitions", """{"model":{"name":"deep","root":""" + deep + "}}"));
        Assert.NotEmpty(await Admin.RefusalAsync(HttpMethod.Post, "/workflow-definitions/import", $$"""{"name":"big","description":"{{new string('x', 50_000_000)}}"}"""));
        using var client = server.Administrator.Client;
        var file = new MultipartFormDataContent { { new StringContent(new string('x', 50_000_000)), "files", "big.json" } };
        Assert.NotEmpty(await Admin.RefusalAsync(HttpMethod.Post, "/workflow-definitions/import-files", file));
        Assert.Equal(0, (int)(await Admin.GetAsync("/workflow-definitions?SearchTerm=deep"))["totalCount"]!);
    }

    [Fact]
    public async Task Type_names_in_JSON_are_data_and_nothing_else()
    {
        var model = Workflows.Threshold("g-type");
        model["customProperties"] = new JsonObject { ["_type"] = "System.Diagnostics.Process, System", ["x"] = new JsonObject { ["_type"] = "System.IO.FileInfo" } };
        await Admin.SaveAsync(model, publish: true);
        var run = await Admin.PostAsync("/workflow-definitions/g-type/execute", """{"input":{"a":{"_type":"System.IO.FileInfo","OriginalPath":"/etc/passwd"}}}""");
        Assert.Equal("System.IO.FileInfo", (string?)run["workflowState"]!["input"]!["a"]!["_type"]);
        Assert.Equal("System.IO.FileInfo", (string?)(await Admin.GetAsync("/workflow-definitions/g-type"))["customProperties"]!["x"]!["_type"]);
    }

    private static JsonObject Save(JsonObject model, bool publish = false) => new() { ["model"] = model.DeepClone(), ["publish"] = publish };
}
