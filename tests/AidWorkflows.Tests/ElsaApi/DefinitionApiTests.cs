using System.Text.Json.Nodes;

namespace AidWorkflows.Tests.ElsaApi;

public sealed class DefinitionApiTests(ElsaServer server) : IClassFixture<ElsaServer>
{
    private ElsaCalls Admin => server.Administrator;

    [Fact]
    public async Task A_saved_definition_comes_back_with_node_ids_and_non_null_arrays()
    {
        var saved = await Admin.SaveAsync(Workflows.Threshold("d-save"));
        Assert.Equal("Workflow1:Flow:Decide", (string?)saved["root"]!["activities"]![0]!["nodeId"]);
        foreach (var name in new[] { "variables", "inputs", "outputs", "outcomes" })
            Assert.IsType<JsonArray>(saved[name]);
        Assert.NotNull(saved["options"]);
        Assert.False((bool)saved["isPublished"]!);
        Assert.Contains(saved["links"]!.AsArray(), link => (string?)link!["rel"] == "publish");
    }

    [Fact]
    public async Task Editing_a_published_version_makes_the_next_one_and_publishing_moves_the_mark()
    {
        var first = await Admin.SaveAsync(Workflows.Threshold("d-versions"), publish: true);
        var second = await Admin.SaveAsync(Workflows.Threshold("d-versions", 30_000));
        Assert.Equal((1, 2), ((int)first["version"]!, (int)second["version"]!));
        Assert.True((bool)(await Admin.GetAsync($"/workflow-definitions/by-id/{first["id"]}"))["isPublished"]!);

        var published = await Admin.PostAsync("/workflow-definitions/d-versions/publish");
        Assert.False((bool)published["alreadyPublished"]!);
        Assert.False((bool)(await Admin.GetAsync($"/workflow-definitions/by-id/{first["id"]}"))["isPublished"]!);
        Assert.True((bool)(await Admin.PostAsync("/workflow-definitions/d-versions/publish"))["alreadyPublished"]!);
    }

    [Fact]
    public async Task Retract_execute_publish_execute_works()
    {
        await Admin.SaveAsync(Workflows.Threshold("d-retract"), publish: true);
        await Admin.PostAsync("/workflow-definitions/d-retract/retract");
        Assert.Equal(404, await Admin.StatusAsync(HttpMethod.Post, "/workflow-definitions/d-retract/execute", "{}"));
        await Admin.PostAsync("/workflow-definitions/d-retract/publish");
        Assert.Equal(200, await Admin.StatusAsync(HttpMethod.Post, "/workflow-definitions/d-retract/execute", "{}"));
        await Admin.PostAsync("/workflow-definitions/d-retract/retract");
        Assert.Contains("not published", await Admin.RefusalAsync(HttpMethod.Post, "/workflow-definitions/d-retract/retract", "{}"));
    }

    [Fact]
    public async Task A_second_run_of_a_singleton_is_answered_as_Elsa_does_with_a_header_and_starts_nothing()
    {
        var workflow = Workflows.Define("d-singleton", [Workflows.Activity("Wait", "Elsa.Event", ("eventName", Workflows.Literal("go")))]);
        workflow["options"] = new JsonObject { ["activationStrategyType"] = "Elsa.Workflows.ActivationValidators.SingletonStrategy, Elsa.Workflows.Core" };
        await Admin.SaveAsync(workflow, publish: true);
        foreach (var cannotStart in new[] { "False", "True", "True" })
        {
            using var answer = await Admin.SendAsync(HttpMethod.Post, "/workflow-definitions/d-singleton/execute", new JsonObject());
            Assert.Equal((200, cannotStart), ((int)answer.StatusCode, Assert.Single(answer.Headers.GetValues("x-elsa-workflow-cannot-start"))));
        }

        Assert.Equal(1, (int)(await Admin.GetAsync("/workflow-instances?definitionIds=d-singleton"))["totalCount"]!);
    }

    [Fact]
    public async Task The_list_pages_searches_and_offers_what_an_administrator_may_do()
    {
        await Admin.SaveAsync(Workflows.Threshold("d-list-alpha"), publish: true);
        await Admin.SaveAsync(Workflows.Threshold("d-list-beta"));
        var page = await Admin.GetAsync("/workflow-definitions?versionOptions=Latest&Page=0&PageSize=1&SearchTerm=LIST-&OrderBy=Name&OrderDirection=Ascending&IsSystem=False");
        Assert.Equal(2, (int)page["totalCount"]!);
        Assert.Equal("d-list-alpha", (string?)Assert.Single(page["items"]!.AsArray())!["definitionId"]);
        Assert.Contains(page["links"]!.AsArray(), link => (string?)link!["rel"] == "bulk-publish");
        var byIds = await Admin.GetAsync($"/workflow-definitions?DefinitionIds=d-list-alpha&DefinitionIds=d-list-beta&versionOptions=");
        Assert.Equal(2, (int)byIds["totalCount"]!);
        Assert.Contains("version option", await Admin.RefusalAsync(HttpMethod.Get, "/workflow-definitions?versionOptions=Bogus"));
    }

    [Fact]
    public async Task Rollback_makes_a_draft_with_the_old_content()
    {
        await Admin.SaveAsync(Workflows.Threshold("d-revert", 20_000), publish: true);
        await Admin.SaveAsync(Workflows.Threshold("d-revert", 30_000), publish: true);
        using var answer = await Admin.SendAsync(HttpMethod.Post, "/workflow-definitions/d-revert/revert/1");
        Assert.Equal(201, (int)answer.StatusCode);
        var draft = await Admin.GetAsync("/workflow-definitions/by-definition-id/d-revert?versionOptions=Latest");
        Assert.Equal((3, "20000"), ((int)draft["version"]!, (string?)draft["variables"]![1]!["value"]));
    }

    [Fact]
    public async Task A_version_with_instances_is_not_deleted_and_one_without_is()
    {
        var first = await Admin.SaveAsync(Workflows.Threshold("d-delete"), publish: true);
        await Admin.PostAsync("/workflow-definitions/d-delete/execute");
        Assert.Contains("AW1403", await Admin.RefusalAsync(HttpMethod.Delete, $"/workflow-definition-versions/{first["id"]}"));
        Assert.Contains("AW1402", await Admin.RefusalAsync(HttpMethod.Delete, "/workflow-definitions/d-delete"));
        var draft = await Admin.SaveAsync(Workflows.Threshold("d-delete", 1));
        Assert.Equal(204, await Admin.StatusAsync(HttpMethod.Delete, $"/workflow-definition-versions/{draft["id"]}"));
        Assert.Equal(404, await Admin.StatusAsync(HttpMethod.Delete, "/workflow-definitions/nowhere"));
    }

    [Fact]
    public async Task Export_and_import_keep_the_document_and_the_name_is_no_path()
    {
        var model = Workflows.Threshold("d-export");
        model["name"] = "../../etc/passwd";
        await Admin.SaveAsync(model);
        using var answer = await Admin.SendAsync(HttpMethod.Get, "/workflow-definitions/d-export/export?versionOptions=Latest&includeConsumingWorkflows=False");
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.DoesNotContain("/", answer.Content.Headers.ContentDisposition.FileName);
        var exported = (JsonObject)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal("$schema", exported.First().Key);
        exported["definitionId"] = "d-imported";
        var imported = await Admin.PostAsync("/workflow-definitions/import", exported);
        Assert.Equal("d-imported", (string?)imported["definitionId"]);

        var file = new MultipartFormDataContent { { new StringContent(exported.ToJsonString()), "files", "../../../tmp/evil.json" } };
        Assert.Equal(1, (int)(await Admin.PostAsync("/workflow-definitions/import-files", file))["count"]!);
    }

    [Fact]
    public async Task Bulk_publish_says_what_happened_to_each()
    {
        await Admin.SaveAsync(Workflows.Threshold("d-bulk"));
        var body = new { definitionIds = new[] { "d-bulk", "nope" } };
        var first = await Admin.PostAsync("/bulk-actions/publish/workflow-definitions/by-definition-ids", body);
        Assert.Equal("""["d-bulk"]|["nope"]""", $"{first["published"]!.ToJsonString()}|{first["notFound"]!.ToJsonString()}");
        var again = await Admin.PostAsync("/bulk-actions/publish/workflow-definitions/by-definition-ids", body);
        Assert.Equal("""["d-bulk"]""", again["alreadyPublished"]!.ToJsonString());
        using var zip = await Admin.SendAsync(HttpMethod.Post, "/bulk-actions/export/workflow-definitions", new { ids = new[] { (string?)(await Admin.GetAsync("/workflow-definitions/d-bulk"))["id"] } });
        using var archive = new System.IO.Compression.ZipArchive(await zip.Content.ReadAsStreamAsync());
        Assert.Single(archive.Entries);
    }

    [Fact]
    public async Task Subgraph_gives_a_node_with_its_children_and_segments_the_way_to_it()
    {
        var saved = await Admin.SaveAsync(Workflows.Threshold("d-graph"));
        var graph = await Admin.GetAsync($"/workflow-definitions/subgraph/{saved["id"]}?parentNodeId=Workflow1:Flow");
        Assert.Equal(3, graph["children"]!.AsArray().Count);
        var segments = await Admin.GetAsync($"/workflow-definitions/subgraph/segments/{saved["id"]}?childNodeId=Workflow1:Flow:Low");
        Assert.Equal("Workflow1:Flow:Low", (string?)segments["childNode"]!["nodeId"]);
        Assert.Contains("parentNodeId", await Admin.RefusalAsync(HttpMethod.Get, $"/workflow-definitions/subgraph/{saved["id"]}"));
    }
}
