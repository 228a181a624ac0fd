using System.Text.Json.Nodes;
using AidWorkflows.Data;
using AidWorkflows.Engine.Execution;
using AidWorkflows.Engine.Journal;
using static AidWorkflows.Tests.Engine.Flow;

namespace AidWorkflows.Tests.Engine.Scenarios;

/// <summary>Loops, and leaving them (engine.md 1.3 I2).</summary>
public sealed class LoopScenarios
{
    [Fact]
    public async Task Break_leaves_the_inner_loop_only()
    {
        await using var engine = await EngineHarness.CreateAsync();
        var inner = ForEach("Inner", "[1,2,3]", Named("InnerBody", Sequence(
            If("I", "getCurrentValue() === 2", Activity("Br", "Elsa.Break")),
            Script("In", "`${variables.Outer}-${getVariable('CurrentValue')}`"))));
        await engine.PublishRootAsync(Sequence(
            ForEach("OuterLoop", """["a","b"]""", Named("OuterBody", Sequence(Set("Keep", "Outer", "getCurrentValue()"), inner, Script("Out", "getCurrentIndex()")))),
            Line("After")), Variables(("Outer", "String", null)));

        var run = await engine.StartAsync();

        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
        Assert.Equal(["a-1", "0", "b-1", "1", "After"], await TextsAsync(engine, run.InstanceId));
    }

    [Fact]
    public async Task Break_goes_through_a_flowchart_and_cancels_what_waits_in_it()
    {
        await using var engine = await EngineHarness.CreateAsync();
        await engine.PublishRootAsync(Sequence(
            While("W", "true", Flowchart([Line("S"), Event("E"), Activity("Br", "Elsa.Break"), Line("Never")], "S -> E", "S -> Br", "Br -> Never")),
            Line("After")));

        var run = await engine.StartAsync();

        Assert.Equal((WorkflowSubStatus.Finished, 0), (run.SubStatus, run.Bookmarks.Count));
        Assert.Equal(["S", "After"], await TextsAsync(engine, run.InstanceId));
    }

    [Fact]
    public async Task Break_in_a_branch_of_a_fork_ends_the_fork_and_the_loop()
    {
        await using var engine = await EngineHarness.CreateAsync();
        var fork = Fork("Fk", "WaitAll", Named("A", Sequence(Event("E"))), Named("B", Sequence(Event("Stop"), Activity("Br", "Elsa.Break"))));
        await engine.PublishRootAsync(Sequence(For("L", 1, 3, Named("Body", Sequence(fork, Line("Later")))), Line("After")));

        var run = await engine.StartAsync();
        Assert.Equal(2, run.Bookmarks.Count);
        await engine.PublishEventAsync("Stop");

        Assert.Equal(WorkflowSubStatus.Finished, (await engine.InstanceAsync(run.InstanceId)).SubStatus);
        Assert.Equal(["After"], await TextsAsync(engine, run.InstanceId));
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task A_fork_in_a_loop_waits_anew_in_each_round(DatabaseProvider provider)
    {
        await using var engine = await EngineHarness.CreateAsync(provider);
        await engine.PublishRootAsync(Sequence(
            For("L", 1, 3, Fork("Fk", "WaitAny", Named("A", Sequence(Event("E"), Script("Got", "'round ' + getCurrentValue()"))), Named("B", Sequence(Delay("D", "1.00:00:00"), Line("Late"))))),
            Line("After")));

        var run = await engine.StartAsync();
        for (var round = 0; round < 3; round++)
        {
            Assert.Equal(2, (await engine.StateAsync(run.InstanceId)).Bookmarks.Count);
            await engine.PublishEventAsync("E");
        }

        Assert.Equal(WorkflowSubStatus.Finished, (await engine.InstanceAsync(run.InstanceId)).SubStatus);
        Assert.Equal(["round 1", "round 2", "round 3", "After"], await TextsAsync(engine, run.InstanceId));
        Assert.Empty(await engine.InContextAsync(context => Task.FromResult(context.Work.ToList())));
    }

    [Fact]
    public async Task Retry_in_the_third_round_goes_on_with_the_third_round()
    {
        await using var engine = await EngineHarness.CreateAsync();
        await engine.PublishRootAsync(
            Sequence(
                ForEach("L", "[1,2,3,4]", Named("Body", Sequence(
                    Set("Bad", "N", "if (getCurrentValue() === 3 && getBroken()) { setBroken(false); throw new Error('not yet'); } return getCurrentValue();"),
                    Script("Line", "'item ' + getN()")))),
                Line("After")),
            Variables(("N", "Int32", "0"), ("Broken", "Boolean", "true")));

        var run = await engine.StartAsync();
        Assert.Equal(WorkflowSubStatus.Faulted, run.SubStatus);
        var retried = await engine.InScopeAsync(runtime => runtime.RetryAsync(run.InstanceId, null, "admin", default));

        Assert.Equal(WorkflowSubStatus.Finished, retried.SubStatus);
        Assert.Equal(["item 1", "item 2", "item 3", "item 4", "After"], await TextsAsync(engine, run.InstanceId));
    }

    [Fact]
    public async Task A_while_condition_that_fails_is_asked_again_by_a_retry()
    {
        await using var engine = await EngineHarness.CreateAsync();
        await engine.PublishRootAsync(
            Sequence(While("W", "if (getN() === 2 && getBroken()) { setBroken(false); throw new Error('x'); } return getN() < 3;", Set("I", "N", "getN() + 1")), Line("After")),
            Variables(("N", "Int32", "0"), ("Broken", "Boolean", "true")));

        var run = await engine.StartAsync();
        Assert.Equal("W", Assert.Single(run.State.Incidents).ActivityId);
        var retried = await engine.InScopeAsync(runtime => runtime.RetryAsync(run.InstanceId, null, null, default));

        Assert.Equal(WorkflowSubStatus.Finished, retried.SubStatus);
        Assert.Equal(3, (await JoinScenarios.StartedAsync(engine, run.InstanceId)).Count(id => id == "I"));
    }

    [Fact]
    public async Task Items_run_side_by_side_each_with_its_own_value()
    {
        await using var engine = await EngineHarness.CreateAsync();
        await engine.PublishRootAsync(Sequence(
            With(Activity("P", "Elsa.ParallelForEach", ("items", Flow.Script("['a','b','c']"))), "body", Named("Body", Sequence(Event("E"), Script("T", "getCurrentIndex() + getCurrentValue()")))),
            Line("After")));

        var run = await engine.StartAsync();
        Assert.Equal(3, run.Bookmarks.Count);
        await engine.ResumeAsync(run.Bookmarks[1].Id);
        await engine.ResumeAsync(run.Bookmarks[0].Id);
        await engine.ResumeAsync(run.Bookmarks[2].Id);

        Assert.Equal(["1b", "0a", "2c", "After"], await TextsAsync(engine, run.InstanceId));
    }

    [Fact]
    public async Task A_loop_variable_survives_a_wait()
    {
        await using var engine = await EngineHarness.CreateAsync();
        await engine.PublishRootAsync(ForEach("L", """[{"n":1},{"n":2}]""", Named("Body", Sequence(Event("E"), Script("T", "getCurrentValue().n + ':' + getCurrentIndex() + ':' + getCurrentValueFromL().n")))));

        var run = await engine.StartAsync();
        await engine.PublishEventAsync("E");
        await engine.PublishEventAsync("E");

        Assert.Equal(["1:0:1", "2:1:2"], await TextsAsync(engine, run.InstanceId));
    }

    [Fact]
    public async Task Loops_without_items_or_body_complete_and_nothing_is_no_list()
    {
        await using var engine = await EngineHarness.CreateAsync();
        await engine.PublishRootAsync(Sequence(
            ForEach("Empty", "[]", Line("No")), Activity("NoBody", "Elsa.For"), Activity("NoItems", "Elsa.ForEach"), Activity("NoWhile", "Elsa.While", ("condition", Flow.Script("true"))),
            Activity("NoParallel", "Elsa.Parallel"), Activity("NoFork", "Elsa.Fork"), Activity("NoSwitch", "Elsa.Switch"), Line("After")));
        Assert.Equal(["After"], await TextsAsync(engine, (await engine.StartAsync()).InstanceId));

        await engine.PublishRootAsync(With(Activity("L", "Elsa.ForEach", ("items", Flow.Script("null"))), "body", Line("B")));
        Assert.Equal("AW2012", Assert.Single((await engine.StartAsync()).State.Incidents).Code);
    }

    [Fact]
    public async Task A_loop_over_a_list_is_not_endless_however_long_it_takes()
    {
        await using var engine = await EngineHarness.CreateAsync(configure: options => options.Limits = new BurstLimits { Steps = 20, Yields = 2 });
        var items = "[" + string.Join(",", Enumerable.Range(0, 100)) + "]";
        await engine.PublishRootAsync(Sequence(
            ForEach("L", items, Named("Body", Sequence(Line("A"), Line("B"), Line("C")))), For("F", 1, 100, Named("Body2", Sequence(Line("D"), Line("E")))), Line("After")));

        var run = await engine.StartAsync();
        await engine.PumpAsync();

        Assert.Equal(WorkflowSubStatus.Finished, (await engine.InstanceAsync(run.InstanceId)).SubStatus);
        Assert.Equal(501, (await TextsAsync(engine, run.InstanceId)).Count);
    }

    [Fact]
    public async Task A_loop_without_an_end_is_stopped_inside_a_list_and_around_one()
    {
        await using var engine = await EngineHarness.CreateAsync(configure: options => options.Limits = new BurstLimits { Steps = 20, Yields = 2 });
        foreach (var root in new[]
        {
            ForEach("L", "[1,2]", While("W", "true", Line("B"))),
            While("W", "true", ForEach("L", "[1,2]", Line("B"))),
            With(For("F", 1, 2, Line("B")), "step", Flow.Script("0")),
        })
        {
            await engine.PublishRootAsync(root);
            var run = await engine.StartAsync();
            await engine.PumpAsync();
            Assert.Equal("AW2004", Assert.Single((await engine.StateAsync(run.InstanceId)).Incidents).Code);
        }
    }

    /// <summary>Texts of the lines written, in order.</summary>
    internal static async Task<List<string>> TextsAsync(EngineHarness engine, string instanceId) =>
        [.. (await engine.JournalAsync(instanceId)).Where(row => row.Event == JournalEvent.Started && row.Data?.Contains("\"Text\"", StringComparison.Ordinal) == true)
            .Select(row => JsonNode.Parse(row.Data!)!["state"]!["Text"]!.ToString())];

    private static JsonObject Script(string id, string text) => Activity(id, "Elsa.WriteLine", ("text", Flow.Script(text)));
}
