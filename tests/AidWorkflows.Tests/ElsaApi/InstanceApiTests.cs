using System.Text.Json.Nodes;

namespace AidWorkflows.Tests.ElsaApi;

public sealed class InstanceApiTests(ElsaServer server) : IClassFixture<ElsaServer>
{
    private ElsaCalls Admin => server.Administrator;

    [Fact]
    public async Task Executing_answers_with_the_state_and_the_headers_that_Studio_reads()
    {
        await Admin.SaveAsync(Workflows.Threshold("i-execute"), publish: true);
        using var answer = await Admin.SendAsync(HttpMethod.Post, "/workflow-definitions/i-execute/execute", new { correlationId = "case-1", versionOptions = "Latest" });
        var id = Assert.Single(answer.Headers.GetValues("x-elsa-workflow-instance-id"));
        var state = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["workflowState"]!;
        Assert.Equal(id, (string?)state["id"]);
        Assert.Equal(("Running", "Suspended"), ((string?)state["status"], (string?)state["subStatus"]));
        var bookmark = Assert.Single(state["bookmarks"]!.AsArray())!;
        Assert.Equal("Elsa.RunTask", (string?)bookmark["name"]);

        var instance = await Admin.GetAsync($"/workflow-instances/{id}");
        Assert.Equal("case-1", (string?)instance["correlationId"]);
        Assert.Equal("Suspended", (string?)(await Admin.GetAsync($"/workflow-instances/{id}/execution-state"))["workflowSubStatus"]);
    }

    [Fact]
    public async Task A_faulted_run_answers_500_with_its_state_and_can_be_retried()
    {
        await Admin.SaveAsync(Workflows.Define("i-fault", [Workflows.Activity("Bad", "Elsa.WriteLine", ("text", Workflows.Script("missing.x")))]), publish: true);
        using var answer = await Admin.SendAsync(HttpMethod.Post, "/workflow-definitions/i-fault/execute", "{}");
        Assert.Equal(500, (int)answer.StatusCode);
        var state = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["workflowState"]!;
        Assert.Equal("Bad", (string?)Assert.Single(state["incidents"]!.AsArray())!["activityId"]);

        var stats = await Admin.PostAsync("/activity-executions/report", new { workflowInstanceId = (string?)state["id"], activityNodeIds = new[] { "Workflow1:Flow:Bad" } });
        Assert.True((bool)stats["stats"]![0]!["isFaulted"]!);
        var retry = await Admin.PostAsync("/alterations/workflows/retry", new { workflowInstanceIds = new[] { (string?)state["id"], "nowhere" } });
        Assert.Equal([false, false], retry["results"]!.AsArray().Select(result => (bool)result!["isSuccessful"]!));
        var journal = await Admin.GetAsync($"/workflow-instances/{state["id"]}/journal");
        Assert.Contains(journal["items"]!.AsArray(), line => (string?)line!["eventName"] == "Retried");
    }

    /// <summary>"Apply to all matches" in Studio's bulk cancellation.</summary>
    [Fact]
    public async Task All_running_instances_that_a_filter_finds_are_cancelled_and_no_others()
    {
        var (meant, spared) = (await StartAsync("i-all"), await StartAsync("i-spared"));
        var cancel = new[] { new { type = "Cancel" } };
        await Admin.PostAsync("/alterations/submit", new { alterations = cancel, filter = new { definitionIds = new[] { "i-all" }, isSystem = false, searchTerm = "", statuses = (string[]?)null } });
        Assert.Equal("Cancelled", (string?)(await Admin.GetAsync($"/workflow-instances/{meant}/execution-state"))["subStatus"]);
        Assert.Equal("Suspended", (string?)(await Admin.GetAsync($"/workflow-instances/{spared}/execution-state"))["subStatus"]);

        // Names are looked at, and an empty filter means nobody unless it says that it means all.
        await Admin.PostAsync("/alterations/submit", new { alterations = cancel, filter = new { definitionIds = new[] { "i-spared" }, names = new[] { "x" } } });
        await Admin.PostAsync("/alterations/submit", new { alterations = cancel, filter = new { isSystem = false } });
        Assert.Equal(403, await server.As("Auditor").StatusAsync(HttpMethod.Post, "/alterations/submit", "{}"));
        Assert.Equal("Suspended", (string?)(await Admin.GetAsync($"/workflow-instances/{spared}/execution-state"))["subStatus"]);
    }

    [Fact]
    public async Task An_auditor_sees_the_values_that_a_decision_read()
    {
        var id = await StartAsync("i-reads");
        var auditor = server.As("Auditor");
        var journal = await auditor.PostAsync($"/workflow-instances/{id}/journal?skip=0&take=110", new { filter = new { activityNodeIds = new[] { "Workflow1:Flow:Decide" } } });
        var started = journal["items"]!.AsArray().First(line => (string?)line!["eventName"] == "Started")!;
        Assert.Equal("Amount 20000.01, ProvincialThreshold 20000", (string?)started["message"]);
        Assert.Equal("20000.01", started["payload"]!["Reads"]!["Amount"]!.ToJsonString());
        Assert.Equal("11111111-1111-1111-1111-111111111111", (string?)started["source"]);

        var summary = (await auditor.GetAsync($"/activity-execution-summaries/list?WorkflowInstanceId={id}&ActivityNodeId=Workflow1:Flow:Decide"))["items"]![0]!;
        var execution = await auditor.GetAsync($"/activity-executions/by-id?id={summary["id"]}");
        Assert.Equal("""["True"]""", execution["payload"]!["Outcomes"]!.ToJsonString());
        Assert.True((bool)execution["activityState"]!["Condition"]!);
        var stack = await auditor.GetAsync($"/activity-executions/{summary["id"]}/call-stack?includeCrossWorkflowChain=true");
        Assert.Equal(["Workflow1", "Flow", "Decide"], stack["items"]!.AsArray().Select(item => (string?)item!["activityId"]));
    }

    [Fact]
    public async Task Completing_a_task_works_once_and_then_says_so()
    {
        var id = await StartAsync("i-task");
        var task = (string?)(await Admin.GetAsync($"/workflow-instances/{id}"))["workflowState"]!["bookmarks"]![0]!["payload"]!["taskId"];
        Assert.Equal(404, await Admin.StatusAsync(HttpMethod.Post, "/tasks/nope/complete", "{}"));
        Assert.Equal(200, await Admin.StatusAsync(HttpMethod.Post, $"/tasks/{task}/complete", """{"result":{"ok":true}}"""));
        Assert.Equal(409, await Admin.StatusAsync(HttpMethod.Post, $"/tasks/{task}/complete", "{}"));
        var instance = await Admin.GetAsync($"/workflow-instances/{id}");
        Assert.Equal("Finished", (string?)instance["subStatus"]);

        var variables = await Admin.GetAsync($"/workflow-instances/{id}/variables");
        Assert.Equal("20000.01", variables["items"]![0]!["value"]!.ToJsonString());
    }

    [Fact]
    public async Task An_event_reaches_the_instance_that_waits_for_it()
    {
        await Admin.SaveAsync(Workflows.Define("i-event", [Workflows.Activity("Wait", "Elsa.Event", ("eventName", Workflows.Literal("Go")))]), publish: true);
        var waiting = (string?)(await Admin.PostAsync("/workflow-definitions/i-event/dispatch"))["workflowInstanceId"];
        var other = (string?)(await Admin.PostAsync("/workflow-definitions/i-event/dispatch"))["workflowInstanceId"];
        await Admin.PostAsync("/events/Go/trigger", new { workflowInstanceId = waiting, input = new { z = 1 }, workflowExecutionMode = "Synchronous" });
        Assert.Equal("Finished", (string?)(await Admin.GetAsync($"/workflow-instances/{waiting}"))["subStatus"]);
        Assert.Equal("Suspended", (string?)(await Admin.GetAsync($"/workflow-instances/{other}"))["subStatus"]);
        await Admin.PostAsync("/events/Go/trigger");
        await server.PumpAsync();
        Assert.Equal("Finished", (string?)(await Admin.GetAsync($"/workflow-instances/{other}"))["subStatus"]);
    }

    [Fact]
    public async Task Resuming_a_bookmark_without_our_token_is_refused_and_changes_nothing()
    {
        var id = await StartAsync("i-token");
        Assert.Equal("Invalid token.", await Admin.RefusalAsync(HttpMethod.Post, "/bookmarks/resume", "{}"));
        Assert.Equal("Invalid token.", await Admin.RefusalAsync(HttpMethod.Post, "/bookmarks/resume?t=abc", "{}"));
        Assert.Equal("Suspended", (string?)(await Admin.GetAsync($"/workflow-instances/{id}"))["subStatus"]);
    }

    [Fact]
    public async Task The_list_filters_by_words_of_a_closed_list_only()
    {
        var id = await StartAsync("i-list");
        var found = await Admin.PostAsync("/workflow-instances", new
        {
            page = 0,
            pageSize = 10,
            searchTerm = "",
            definitionIds = new[] { "i-list" },
            isSystem = false,
            statuses = new[] { "Running" },
            subStatuses = new[] { "Suspended", "Interrupted" },
            orderBy = (string?)null,
            orderDirection = "Descending",
            timestampFilters = new[] { new { column = "CreatedAt", @operator = "GreaterThan", timestamp = "2020-01-01T00:00:00Z" } },
        });
        Assert.Equal((1, id), ((int)found["totalCount"]!, (string?)found["items"]![0]!["id"]));
        foreach (var column in new[] { "Bogus", "CreatedAt; DROP TABLE wf_instance", "new Process()" })
            Assert.Contains("column", await Admin.RefusalAsync(HttpMethod.Post, "/workflow-instances", new { timestampFilters = new[] { new { column, @operator = "Is", timestamp = "2020-01-01T00:00:00Z" } } }));
        Assert.Contains("Nonsense", await Admin.RefusalAsync(HttpMethod.Post, "/workflow-instances", new { subStatuses = new[] { "Nonsense" } }));
    }

    [Fact]
    public async Task Cancel_and_delete_end_an_instance()
    {
        var id = await StartAsync("i-cancel");
        await Admin.PostAsync($"/cancel/workflow-instances/{id}");
        Assert.Equal("Cancelled", (string?)(await Admin.GetAsync($"/workflow-instances/{id}"))["subStatus"]);
        Assert.NotEmpty(await Admin.RefusalAsync(HttpMethod.Post, $"/cancel/workflow-instances/{id}", "{}"));
        Assert.Equal(204, await Admin.StatusAsync(HttpMethod.Delete, $"/workflow-instances/{id}"));
        Assert.Equal(404, await Admin.StatusAsync(HttpMethod.Delete, $"/workflow-instances/{id}"));

        var second = await StartAsync("i-cancel");
        var cancelled = await Admin.PostAsync("/bulk-actions/cancel/workflow-instances", new { ids = new[] { second, "nope" } });
        Assert.Equal(1, (int)cancelled["cancelled"]!);
    }

    [Fact]
    public async Task A_single_activity_is_tested_without_a_trace()
    {
        var model = Workflows.Threshold("i-test");
        model["customProperties"] = new JsonObject { ["VariableTestValues"] = new JsonObject { ["v-amount"] = "5" } };
        var saved = await Admin.SaveAsync(model);
        var result = await Admin.PostAsync("/tests/activities", new
        {
            workflowDefinitionHandle = new { definitionVersionId = (string?)saved["id"] },
            activityHandle = new { activityNodeId = "Workflow1:Flow:Decide" },
        });
        Assert.Equal(("Completed", "False"), ((string?)result["status"], (string?)result["payload"]!["Outcomes"]![0]));
        Assert.Equal(0, (int)(await Admin.PostAsync("/workflow-instances", new { definitionId = "i-test" }))["totalCount"]!);
    }

    private async Task<string> StartAsync(string definitionId)
    {
        await Admin.SaveAsync(Workflows.Threshold(definitionId), publish: true);
        return (string)(await Admin.PostAsync($"/workflow-definitions/{definitionId}/execute"))["workflowState"]!["id"]!;
    }
}
