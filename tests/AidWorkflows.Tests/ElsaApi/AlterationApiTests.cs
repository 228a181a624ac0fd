using System.IO.Compression;
using System.Text.Json.Nodes;

namespace AidWorkflows.Tests.ElsaApi;

public sealed class AlterationApiTests(ElsaServer server) : IClassFixture<ElsaServer>
{
    private ElsaCalls Admin => server.Administrator;

    [Fact]
    public async Task Variables_are_edited_and_the_journal_shows_it()
    {
        var id = await StartAsync("a-variables");

        var answer = await Admin.PostAsync($"/workflow-instances/{id}/variables", """{"variables":[{"id":"v-amount","value":"15000.5"}]}""");

        Assert.Equal("15000.5", answer["items"]!.AsArray().Single(item => (string?)item!["id"] == "v-amount")!["value"]!.ToJsonString());
        var line = Assert.Single((await server.As("Auditor").GetAsync($"/workflow-instances/{id}/journal"))["items"]!.AsArray(), item => (string?)item!["eventName"] == "Altered")!;
        Assert.Equal("ModifyVariable Amount 20000.01 → 15000.5", (string?)line["message"]);
        Assert.Equal("11111111-1111-1111-1111-111111111111", (string?)line["source"]);
    }

    [Theory]
    [InlineData("""{"variables":[{"id":"v-amount","value":"much"}]}""", "Amount")]
    [InlineData("""{"variables":[{"id":"nope","value":1}]}""", "nope")]
    [InlineData("""{"variables":[{"value":1}]}""", "'id'")]
    [InlineData("{}", "'variables'")]
    public async Task A_variable_that_cannot_be_set_is_refused_with_the_reason(string body, string reason)
    {
        var id = await StartAsync("a-refused");
        using var answer = await Admin.SendAsync(HttpMethod.Post, $"/workflow-instances/{id}/variables", body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Contains(reason, string.Join(" ", JsonNode.Parse(text)!["errors"]!["variables"]!.AsArray().Select(message => (string?)message)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alterations_are_run_instance_by_instance()
    {
        var id = await StartAsync("a-run");
        var results = (await Admin.PostAsync("/alterations/run", $$"""{"alterations":[{"type":"CancelActivity","activityId":"Province"}],"workflowInstanceIds":["{{id}}","nowhere"]}"""))["results"]!.AsArray();

        Assert.Equal([true, false], results.Select(result => (bool)result!["isSuccessful"]!));
        Assert.Equal("Alteration CancelActivity succeeded", (string?)results[0]!["log"]!["logEntries"]![0]!["eventName"]);
        Assert.Equal("Finished", (string?)(await Admin.GetAsync($"/workflow-instances/{id}"))["subStatus"]);
    }

    [Theory]
    [InlineData("""{"alterations":[],"workflowInstanceIds":["x"]}""")]
    [InlineData("""{"alterations":[{"type":"Explode"}],"workflowInstanceIds":["x"]}""")]
    [InlineData("""{"alterations":[{"type":"Migrate"}],"workflowInstanceIds":["x"]}""")]
    [InlineData("""{"alterations":[{"type":"ModifyVariable"}],"workflowInstanceIds":["x"]}""")]
    [InlineData("""{"alterations":[{"type":"Cancel"}],"workflowInstanceIds":[]}""")]
    public async Task Alterations_that_make_no_sense_are_refused_before_anything_is_done(string body) =>
        Assert.Equal(400, await Admin.StatusAsync(HttpMethod.Post, "/alterations/run", body));

    [Fact]
    public async Task A_plan_alters_what_its_filter_selects_and_says_what_came_of_each()
    {
        var one = await StartAsync("a-plan");
        var other = await StartAsync("a-plan");
        const string Filter = """{"definitionIds":["a-plan"],"statuses":["Running"]}""";
        Assert.Equal([one, other], (await Admin.PostAsync("/alterations/dry-run", Filter))["workflowInstanceIds"]!.AsArray().Select(id => (string)id!));
        await Admin.SaveAsync(Workflows.Threshold("a-plan", 30_000), publish: true);

        var submitted = await Admin.PostAsync("/alterations/submit", $$"""{"alterations":[{"type":"Migrate","targetVersion":2}],"filter":{{Filter}}}""");
        var plan = await server.As("Auditor").GetAsync($"/alterations/{submitted["planId"]}");

        Assert.Equal("Completed", (string?)plan["plan"]!["status"]);
        Assert.Equal([one, other], plan["jobs"]!.AsArray().Select(job => (string)job!["workflowInstanceId"]!));
        Assert.All(plan["jobs"]!.AsArray(), job => Assert.Equal("Completed", (string?)job!["status"]));
        Assert.Equal(2, (int)(await Admin.GetAsync($"/workflow-instances/{one}"))["version"]!);
        Assert.Equal("Province", (string?)(await Admin.GetAsync($"/workflow-instances/{one}"))["workflowState"]!["bookmarks"]![0]!["activityId"]);
    }

    [Fact]
    public async Task An_empty_filter_selects_nothing_unless_it_says_that_it_means_all()
    {
        await StartAsync("a-empty");
        Assert.Empty((await Admin.PostAsync("/alterations/dry-run", "{}"))["workflowInstanceIds"]!.AsArray());
        Assert.NotEmpty((await Admin.PostAsync("/alterations/dry-run", """{"emptyFilterSelectsAll":true}"""))["workflowInstanceIds"]!.AsArray());
        Assert.Equal(404, await Admin.StatusAsync(HttpMethod.Get, "/alterations/nowhere"));
    }

    [Fact]
    public async Task An_instance_is_exported_with_what_was_asked_for()
    {
        var id = await StartAsync("a-export");

        var small = await Admin.GetAsync($"/workflow-instances/{id}/export");
        var whole = await Admin.GetAsync($"/workflow-instances/{id}/export?includeBookmarks=true&includeActivityExecutionLog=true&includeWorkflowExecutionLog=true");
        using var answer = await Admin.SendAsync(HttpMethod.Post, "/bulk-actions/export/workflow-instances", new { ids = new[] { id } });
        await using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());

        Assert.Equal(["WorkflowState"], small.AsObject().Select(pair => pair.Key));
        Assert.Equal(id, (string?)Assert.Single(whole["Bookmarks"]!.AsArray())!["workflowInstanceId"]);
        Assert.Equal(id, (string?)whole["WorkflowExecutionLogRecords"]![0]!["workflowInstanceId"]);
        Assert.Equal($"workflow-instance-{id}.json", Assert.Single(zip.Entries).FullName);
    }

    [Fact]
    public async Task Publishing_moves_on_what_uses_the_workflow_when_its_author_wants_that()
    {
        var used = Workflows.Define("a-used", [Workflows.Activity("W", "Elsa.WriteLine", ("text", Workflows.Literal("v1")))]);
        used["options"] = new JsonObject { ["usableAsActivity"] = true, ["autoUpdateConsumingWorkflows"] = true };
        var first = await Admin.SaveAsync(used, publish: true);
        var use = Workflows.Activity("U", "AUsed");
        (use["workflowDefinitionId"], use["workflowDefinitionVersionId"]) = ("a-used", (string?)first["id"]);
        await Admin.SaveAsync(Workflows.Define("a-uses", [use]), publish: true);
        Assert.Equal(["a-uses"], (await Admin.GetAsync("/workflow-definitions/a-used/consumers"))["consumingWorkflowDefinitionIds"]!.AsArray().Select(id => (string)id!));

        used["root"]!["activities"]![0]!["text"]!["expression"]!["value"] = "v2";
        var answer = await Admin.PostAsync("/workflow-definitions", new JsonObject { ["model"] = used.DeepClone(), ["publish"] = true });

        Assert.Equal(1, (int)answer["consumingWorkflowCount"]!);
        var consumer = await Admin.GetAsync("/workflow-definitions/by-definition-id/a-uses?versionOptions=Published");
        Assert.Equal((string?)answer["workflowDefinition"]!["id"], (string?)consumer["root"]!["activities"]![0]!["workflowDefinitionVersionId"]);
        using var export = await Admin.SendAsync(HttpMethod.Get, "/workflow-definitions/a-used/export?includeConsumingWorkflows=true");
        await using var zip = new ZipArchive(await export.Content.ReadAsStreamAsync());
        Assert.Equal(2, zip.Entries.Count);
    }

    private async Task<string> StartAsync(string definitionId)
    {
        if (await Admin.StatusAsync(HttpMethod.Get, $"/workflow-definitions/{definitionId}") == 404)
            await Admin.SaveAsync(Workflows.Threshold(definitionId), publish: true);
        return (string)(await Admin.PostAsync($"/workflow-definitions/{definitionId}/execute"))["workflowState"]!["id"]!;
    }
}
