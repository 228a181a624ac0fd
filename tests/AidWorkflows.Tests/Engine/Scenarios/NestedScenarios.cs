using System.Text.Json.Nodes;
using AidWorkflows.Engine.Execution;
using static AidWorkflows.Tests.Engine.Flow;

namespace AidWorkflows.Tests.Engine.Scenarios;

/// <summary>Workflows used as activities, Complete, and the branching activities of sequences.</summary>
public sealed class NestedScenarios
{
    [Fact]
    public async Task A_workflow_as_activity_has_inputs_outputs_and_outcomes()
    {
        await using var engine = await EngineHarness.CreateAsync();
        await PublishCheckAsync(engine, Flowchart(
            [
                Activity("O", "Elsa.SetOutput", ("outputName", Literal("Result")), null), Decision("D", "getAmount() > 10"),
                With(Activity("Yes", "Elsa.Complete"), "outcomes", Object("""["High"]""")), With(Activity("No", "Elsa.Complete"), "outcomes", Literal("Low")),
            ],
            "O -> D", "D.True -> Yes", "D.False -> No"));
        var use = With(With(Activity("Check1", "AmountCheck"), "amount", Flow.Script("getN()")), "result", Variable("R"));
        await engine.PublishRootAsync(
            Flowchart([use, Text("H", "'high ' + getR()"), Text("L", "'low ' + getR()")], "Check1.High -> H", "Check1.Low -> L"),
            Variables(("N", "Int32", "11"), ("R", "String", null)));

        var run = await engine.StartAsync();

        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
        Assert.Equal(["high n=11"], await LoopScenarios.TextsAsync(engine, run.InstanceId));
        Assert.Contains((await engine.JournalAsync(run.InstanceId)).Select(row => row.NodeId), id => id == "Workflow1:Flow:Check1:Workflow1:Flow:D");
    }

    [Fact]
    public async Task It_waits_and_goes_on_on_the_version_it_was_saved_with()
    {
        await using var engine = await EngineHarness.CreateAsync();
        await PublishCheckAsync(engine, Sequence(Event("E"), Text("T", "'v1 ' + getInput('Amount')")));
        await engine.PublishRootAsync(Sequence(With(Activity("Check1", "AmountCheck"), "amount", Flow.Script("5")), Line("After")));
        var run = await engine.StartAsync();
        await PublishCheckAsync(engine, Sequence(Text("T", "'v2'")));

        await engine.PublishEventAsync("E");
        Assert.Equal(["v1 5", "After"], await LoopScenarios.TextsAsync(engine, run.InstanceId));

        var later = await engine.StartAsync();
        await engine.PublishEventAsync("E");
        Assert.Equal(["v1 5", "After"], await LoopScenarios.TextsAsync(engine, later.InstanceId));
    }

    [Fact]
    public async Task Two_uses_side_by_side_do_not_see_each_others_values()
    {
        await using var engine = await EngineHarness.CreateAsync();
        var check = Definition("amount-check", Sequence(Set("S", "Own", "getAmount() * 2"), Event("E"), With(Activity("O", "Elsa.SetOutput", ("outputName", Literal("Result"))), "outputValue", Flow.Script("getOwn()"))), Variables(("Own", "Int32", "0")), ["Amount"], ["Result"]);
        check["name"] = "Amount Check";
        check["options"] = new JsonObject { ["usableAsActivity"] = true };
        await engine.PublishAsync(check);
        JsonObject Use(string id, int amount, string target) => With(With(Activity(id, "AmountCheck"), "amount", Flow.Script($"{amount}")), "result", Variable(target));
        await engine.PublishRootAsync(
            Sequence(Fork("Fk", "WaitAll", Use("A", 3, "X"), Use("B", 4, "Y")), Text("T", "getX() + ',' + getY()")),
            Variables(("X", "Int32", null), ("Y", "Int32", null), ("Own", "Int32", "99")));

        var run = await engine.StartAsync();
        await engine.PublishEventAsync("E");

        Assert.Equal(["6,8"], await LoopScenarios.TextsAsync(engine, run.InstanceId));
    }

    [Fact]
    public async Task A_use_of_a_workflow_that_does_not_exist_yet_faults_and_runs_after_it_was_published()
    {
        await using var engine = await EngineHarness.CreateAsync();
        await engine.PublishRootAsync(Sequence(Activity("Check1", "AmountCheck"), Line("After")));
        var run = await engine.StartAsync();
        Assert.Equal("AW2008", Assert.Single(run.State.Incidents).Code);

        await PublishCheckAsync(engine, Sequence(Line("In")));
        var retried = await engine.InScopeAsync(runtime => runtime.RetryAsync(run.InstanceId, null, null, default));

        Assert.Equal(WorkflowSubStatus.Finished, retried.SubStatus);
    }

    [Fact]
    public async Task A_workflow_that_uses_itself_is_an_incident()
    {
        await using var engine = await EngineHarness.CreateAsync();
        await PublishCheckAsync(engine, Sequence(With(Activity("Again", "AmountCheck"), "workflowDefinitionId", JsonValue.Create("amount-check"))));

        Assert.Equal("AW2008", Assert.Single((await engine.StartAsync("amount-check")).State.Incidents).Code);
    }

    [Fact]
    public async Task Complete_ends_the_workflow_and_cancels_what_waits()
    {
        await using var engine = await EngineHarness.CreateAsync();
        await engine.PublishRootAsync(Sequence(
            Fork("Fk", "WaitAll", Named("A", Sequence(Event("E"))), Named("B", Sequence(Named("Inner", Sequence(Activity("C", "Elsa.Complete"), Line("No")))))), Line("Never")));

        var run = await engine.StartAsync();

        Assert.Equal((WorkflowSubStatus.Finished, 0), (run.SubStatus, run.Bookmarks.Count));
        Assert.Empty(await LoopScenarios.TextsAsync(engine, run.InstanceId));
    }

    [Fact]
    public async Task Complete_inside_a_loop_ends_the_workflow()
    {
        await using var engine = await EngineHarness.CreateAsync();
        await engine.PublishRootAsync(Sequence(For("L", 1, 3, Named("Body", Sequence(Line("B"), Activity("C", "Elsa.Complete")))), Line("Never")));

        var run = await engine.StartAsync();

        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
        Assert.Equal(["B"], await LoopScenarios.TextsAsync(engine, run.InstanceId));
    }

    [Theory]
    [InlineData("MatchFirst", 1, "one,After")]
    [InlineData("MatchAny", 1, "one,odd,After")]
    [InlineData("MatchFirst", 2, "other,After")]
    public async Task Switch_runs_the_cases_that_hold(string mode, int value, string expected)
    {
        await using var engine = await EngineHarness.CreateAsync();
        var choose = With(Activity("Sw", "Elsa.Switch", ("mode", Literal(mode))), "default", Line("other"));
        With(choose, "cases", new JsonArray(Case("getN() === 1", Line("one")), Case("getN() % 2 === 1", Line("odd")), Case("false", Line("never"))));
        await engine.PublishRootAsync(Sequence(choose, Line("After")), Variables(("N", "Int32", $"{value}")));

        Assert.Equal(expected, string.Join(",", await LoopScenarios.TextsAsync(engine, (await engine.StartAsync()).InstanceId)));
    }

    [Fact]
    public async Task WaitAny_goes_on_with_the_first_branch_and_cancels_the_others()
    {
        await using var engine = await EngineHarness.CreateAsync();
        await engine.PublishRootAsync(Sequence(Fork("Fk", "WaitAny", Named("A", Sequence(Event("EA"), Line("A1"))), Named("B", Sequence(Event("EB"), Line("B1"))), Delay("D", "1.00:00:00")), Line("After")));

        var run = await engine.StartAsync();
        await engine.PublishEventAsync("EB");

        Assert.Equal(["B1", "After"], await LoopScenarios.TextsAsync(engine, run.InstanceId));
        Assert.Equal(0, await engine.InContextAsync(context => Task.FromResult(context.Work.Count() + context.Bookmarks.Count())));
    }

    private static Task<string> PublishCheckAsync(EngineHarness engine, JsonObject root)
    {
        foreach (var output in root["activities"]!.AsArray().Where(child => (string?)child!["type"] == "Elsa.SetOutput"))
            output!["outputValue"] = Flow.Script("'n=' + getAmount()");
        var definition = Definition("amount-check", root, null, ["Amount"], ["Result"]);
        definition["name"] = "Amount Check";
        definition["options"] = new JsonObject { ["usableAsActivity"] = true };
        return engine.PublishAsync(definition);
    }

    private static JsonObject Case(string condition, JsonObject activity) => new JsonObject
    {
        ["label"] = condition,
        ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = condition },
        ["activity"] = activity,
    };

    private static JsonObject Variable(string id) => new() { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = id } };

    private static JsonObject Text(string id, string script) => Activity(id, "Elsa.WriteLine", ("text", Flow.Script(script)));
}
