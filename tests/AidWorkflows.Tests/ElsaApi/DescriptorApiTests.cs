using System.Text.Json.Nodes;
using AidWorkflows.ElsaApi.Descriptors;
using AidWorkflows.Engine.Activities;
using AidWorkflows.Engine.Expressions;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Tests.ElsaApi;

public sealed class DescriptorApiTests(ElsaServer server) : IClassFixture<ElsaServer>
{
    [Fact]
    public void Every_activity_that_can_run_has_texts_for_itself_its_inputs_and_outputs()
    {
        var texts = server.Services.GetRequiredService<DescriptorTexts>();
        var missing = new List<string>();
        foreach (var activity in server.Services.GetRequiredService<ActivityCatalog>().All)
        {
            if (!texts.Activities.TryGetValue(activity.Type, out var entry))
            {
                missing.Add(activity.Type);
                continue;
            }

            Assert.Equal(2, entry.Name.Length);
            Assert.True(texts.Categories.ContainsKey(entry.Category), entry.Category);
            missing.AddRange(activity.Inputs.Where(input => !entry.Inputs.ContainsKey(input.Name)).Select(input => $"{activity.Type}.{input.Name}"));
            missing.AddRange(activity.Outputs.Where(output => !entry.Outputs.ContainsKey(output.Name)).Select(output => $"{activity.Type}.{output.Name}"));
            Assert.Empty(activity.Inputs.Select(input => input.Name).Intersect(activity.Outputs.Select(output => output.Name)));
        }

        Assert.Empty(missing);
    }

    [Fact]
    public async Task A_human_task_is_ready_to_use_and_speaks_the_users_language()
    {
        var chinese = await server.Administrator.GetAsync("/descriptors/activities/Aid.HumanTask");
        var english = await server.As("Auditor", language: "en-US,en;q=0.9").GetAsync("/descriptors/activities/Aid.HumanTask");
        Assert.Equal(("人工任务", "Human task"), ((string?)chinese["displayName"], (string?)english["displayName"]));
        var inputs = chinese["inputs"]!.AsArray().ToDictionary(input => (string)input!["name"]!);
        Assert.Equal("dynamic-outcomes", (string?)inputs["Outcomes"]!["uiHint"]);
        Assert.Equal(5, inputs["Level"]!["uiSpecifications"]!["dropdown"]!["selectList"]!["items"]!.AsArray().Count);
        Assert.Equal("json", (string?)inputs["Form"]!["uiSpecifications"]!["code-editor"]!["language"]);
        Assert.NotNull(chinese["constructionProperties"]!["Outcomes"]);
    }

    [Fact]
    public async Task Types_of_stored_definitions_that_nobody_knows_get_a_placeholder()
    {
        await server.Administrator.SaveAsync(Workflows.Define("x-old", [Workflows.Activity("A", "Acme.Forgotten")]));
        var items = (await server.Administrator.GetAsync("/descriptors/activities?Refresh=True"))["items"]!.AsArray();
        var old = items.Single(item => (string?)item!["typeName"] == "Acme.Forgotten")!;
        Assert.False((bool)old["isBrowsable"]!);
        Assert.Equal(items.Count, items.Select(item => $"{item!["typeName"]}:{item["version"]}").Distinct().Count());
        foreach (var item in items)
            foreach (var list in new[] { "inputs", "outputs", "ports" })
                Assert.NotNull(item![list]);
    }

    [Fact]
    public async Task A_workflow_that_may_be_used_as_an_activity_is_in_the_toolbox_and_can_be_drilled_into()
    {
        var inner = Workflows.Define("x-inner", [Workflows.Activity("A", "Elsa.WriteLine")]);
        inner["name"] = "Home visit";
        inner["inputs"] = new JsonArray(new JsonObject { ["name"] = "Address", ["type"] = "String" });
        inner["outcomes"] = new JsonArray("Met", "Absent");
        inner["options"] = new JsonObject { ["usableAsActivity"] = true };
        var version = (string?)(await server.Administrator.SaveAsync(inner, publish: true))["id"];
        var descriptor = await server.Administrator.GetAsync("/descriptors/activities/HomeVisit");
        Assert.True((bool)descriptor["isBrowsable"]!);
        Assert.Equal("Address", (string?)descriptor["inputs"]![0]!["name"]);
        Assert.Equal(["Root", "Met", "Absent"], descriptor["ports"]!.AsArray().Select(port => (string?)port!["name"]));
        Assert.Equal(version, (string?)descriptor["constructionProperties"]!["WorkflowDefinitionVersionId"]);

        var use = Workflows.Activity("Visit", "HomeVisit", ("workflowDefinitionId", "x-inner"), ("workflowDefinitionVersionId", version!));
        var outer = await server.Administrator.SaveAsync(Workflows.Define("x-outer", [use]), publish: true);
        Assert.DoesNotContain((await server.Administrator.GetAsync("/workflow-definitions/x-outer/problems"))["items"]!.AsArray(), problem => (string?)problem!["severity"] == "Error");
        var graph = await server.Administrator.GetAsync($"/workflow-definitions/subgraph/{outer["id"]}?parentNodeId=Workflow1:Flow:Visit");
        Assert.Equal("Elsa.Flowchart", (string?)graph["activity"]!["root"]!["type"]);

        var run = (await server.Administrator.PostAsync("/workflow-definitions/x-outer/execute"))["workflowState"]!["id"];
        var nodes = (await server.Administrator.GetAsync($"/workflow-instances/{run}/journal"))["items"]!.AsArray().Select(line => (string?)line!["nodeId"]).ToList();
        Assert.Contains((string?)graph["activity"]!["root"]!["nodeId"], nodes);
    }

    [Theory]
    [InlineData("/descriptors/expression-descriptors", "type", "JavaScript")]
    [InlineData("/descriptors/variables", "typeName", "String")]
    [InlineData("/descriptors/storage-drivers", "typeName", "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core")]
    [InlineData("/descriptors/workflow-activation-strategies", "typeName", "Elsa.Workflows.ActivationValidators.AllowAlwaysStrategy, Elsa.Workflows.Core")]
    [InlineData("/descriptors/incident-strategies", "typeName", "FaultStrategy")]
    [InlineData("/descriptors/log-persistence-strategies", "typeName", "Elsa.Workflows.LogPersistence.Strategies.Inherit, Elsa.Workflows.Core")]
    [InlineData("/descriptors/commit-strategies/workflows", "name", "WorkflowExecuted")]
    public async Task Lists_begin_with_what_Studio_preselects(string path, string key, string first) =>
        Assert.Equal(first, (string?)(await server.Administrator.GetAsync(path))["items"]![0]![key]);

    [Fact]
    public async Task Type_definitions_know_the_definition_and_the_engines_functions()
    {
        await server.Administrator.SaveAsync(Workflows.Threshold("x-types"));
        using var answer = await server.Administrator.SendAsync(HttpMethod.Post, "/scripting/javascript/type-definitions/x-types", "{}");
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Contains("declare function getAmount(): number;", text);
        Assert.Contains("declare function getResultFromProvince(): any;", text);
        foreach (var name in WorkflowFunctions.All.Keys)
            Assert.Contains($"declare function {name}(", text);
    }

    [Fact]
    public async Task The_engine_has_every_function_that_the_editor_completes()
    {
        var script = string.Join(" && ", WorkflowFunctions.All.Keys.Select(name => $"typeof {name} === 'function'"));
        await server.Administrator.SaveAsync(Workflows.Define("x-functions", [Workflows.Activity("A", "Elsa.WriteLine", ("text", Workflows.Script(script)))]), publish: true);
        var id = (string?)(await server.Administrator.PostAsync("/workflow-definitions/x-functions/execute"))["workflowState"]!["id"];
        var execution = await server.Administrator.GetAsync($"/activity-executions/list?WorkflowInstanceId={id}&ActivityNodeId=Workflow1:Flow:A");
        Assert.Equal("True", (string?)execution["items"]![0]!["activityState"]!["Text"]);
    }

    [Fact]
    public async Task Live_updates_are_announced_and_alterations_are_not()
    {
        var features = (await server.Administrator.GetAsync("/features/installed"))["items"]!.AsArray().Select(item => (string?)item!["fullName"]).ToList();
        Assert.Contains("Elsa.RealTimeWorkflowUpdates", features);
        Assert.DoesNotContain(features, name => name!.Contains("Alterations", StringComparison.Ordinal) || name.Contains("Resilience", StringComparison.Ordinal));
    }
}
