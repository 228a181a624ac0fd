using AidWorkflows.Engine.Execution;
using AidWorkflows.Engine.Journal;
using static AidWorkflows.Tests.Engine.Flow;

namespace AidWorkflows.Tests.Engine.Scenarios;

/// <summary>Joins and merges, also where the real engine hangs: behind dead paths and in loops (engine.md 1.3 G1, G2).</summary>
public sealed class JoinScenarios
{
    [Theory]
    [InlineData("WaitAll")]
    [InlineData("WaitAllActive")]
    [InlineData("WaitAny")]
    public async Task A_join_behind_a_decisions_dead_path_runs(string mode)
    {
        await using var engine = await EngineHarness.CreateAsync();
        await engine.PublishRootAsync(Flowchart(
            [Decision("D", "true"), Line("T"), Line("F"), Join("J", mode), Line("End")],
            "D.True -> T", "D.False -> F", "T -> J", "F -> J", "J -> End"));

        var run = await engine.StartAsync();

        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
        Assert.Equal(["D", "T", "J", "End"], await StartedAsync(engine, run.InstanceId));
    }

    [Fact]
    public async Task A_join_waits_for_a_live_branch_and_runs_when_that_branch_dies()
    {
        await using var engine = await EngineHarness.CreateAsync();
        await engine.PublishRootAsync(Flowchart(
            [Line("S"), Line("A"), Event("E"), Decision("D", "false"), Line("B"), Join("J", "WaitAll"), Line("End")],
            "S -> A", "S -> E", "E -> D", "D.True -> B", "A -> J", "B -> J", "J -> End"));

        var run = await engine.StartAsync();
        Assert.Equal(WorkflowSubStatus.Suspended, run.SubStatus);
        Assert.DoesNotContain("J", await StartedAsync(engine, run.InstanceId));

        await engine.PublishEventAsync("E");

        Assert.Equal(WorkflowSubStatus.Finished, (await engine.InstanceAsync(run.InstanceId)).SubStatus);
        Assert.Equal(["S", "A", "E", "D", "J", "End"], await StartedAsync(engine, run.InstanceId));
    }

    [Fact]
    public async Task Cascade_runs_for_each_token_and_finishes()
    {
        await using var engine = await EngineHarness.CreateAsync();
        await engine.PublishRootAsync(Flowchart(
            [Line("S"), Line("A"), Line("B"), Line("M", "Cascade")],
            "S -> A", "S -> B", "A -> M", "B -> M"));

        var run = await engine.StartAsync();

        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
        Assert.Equal(2, (await StartedAsync(engine, run.InstanceId)).Count(id => id == "M"));
    }

    [Theory]
    [InlineData("Merge", 1)]
    [InlineData("Converge", 1)]
    [InlineData("Race", 1)]
    [InlineData("Stream", 1)]
    [InlineData("None", 1)]
    public async Task Two_branches_meet_once(string mode, int times)
    {
        await using var engine = await EngineHarness.CreateAsync();
        await engine.PublishRootAsync(Flowchart(
            [Line("S"), Line("A"), Line("B"), Line("M", mode), Line("End")],
            "S -> A", "S -> B", "A -> M", "B -> M", "M -> End"));

        var run = await engine.StartAsync();

        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
        var started = await StartedAsync(engine, run.InstanceId);
        Assert.Equal(times, started.Count(id => id == "M"));
        Assert.Equal(times, started.Count(id => id == "End"));
    }

    [Theory]
    [InlineData("WaitAll")]
    [InlineData("WaitAny")]
    public async Task A_fork_and_join_inside_a_loop_is_armed_again_in_each_round(string mode)
    {
        await using var engine = await EngineHarness.CreateAsync();
        await engine.PublishRootAsync(
            Flowchart(
                [Set("I", "N", "getN() + 1"), Event("A"), Event("B"), Join("J", mode), Decision("D", "getN() < 3"), Line("End")],
                "I -> A", "I -> B", "A -> J", "B -> J", "J -> D", "D.True -> I", "D.False -> End"),
            Variables(("N", "Int32", "0")));

        var run = await engine.StartAsync();
        for (var round = 1; round <= 3; round++)
        {
            await engine.PublishEventAsync("B");
            if (mode == "WaitAll")
                await engine.PublishEventAsync("A");
            Assert.Equal(round, (await StartedAsync(engine, run.InstanceId)).Count(id => id == "J"));
        }

        Assert.Equal(WorkflowSubStatus.Finished, (await engine.InstanceAsync(run.InstanceId)).SubStatus);
        Assert.Empty(await engine.InContextAsync(context => Task.FromResult(context.Bookmarks.ToList())));
    }

    [Fact]
    public async Task WaitAny_cancels_the_losing_branch_with_its_timer()
    {
        await using var engine = await EngineHarness.CreateAsync();
        await engine.PublishRootAsync(Flowchart(
            [Line("S"), Event("E"), Delay("Wait", "10.00:00:00"), Join("J", "WaitAny"), Event("Later")],
            "S -> E", "S -> Wait", "E -> J", "Wait -> J", "J -> Later"));

        var run = await engine.StartAsync();
        await engine.PublishEventAsync("E");
        await engine.AdvanceAsync(TimeSpan.FromDays(11));
        await engine.PumpAsync();

        Assert.Single((await engine.StateAsync(run.InstanceId)).Bookmarks);
        Assert.Equal(1, (await StartedAsync(engine, run.InstanceId)).Count(id => id == "J"));
        Assert.Equal(0, await engine.InContextAsync(context => Task.FromResult(context.Work.Count())));
    }

    [Fact]
    public async Task A_waiting_merge_is_not_released_by_a_faulted_branch_that_can_be_retried()
    {
        await using var engine = await EngineHarness.CreateAsync();
        await engine.PublishRootAsync(
            Flowchart(
                [Line("S"), Line("A"), Set("Bad", "N", "getMissing().x"), Join("J", "WaitAll")],
                "S -> A", "S -> Bad", "A -> J", "Bad -> J"),
            Variables(("N", "Int32", "0")));

        var run = await engine.StartAsync();

        Assert.Equal(WorkflowSubStatus.Faulted, run.SubStatus);
        Assert.DoesNotContain("J", await StartedAsync(engine, run.InstanceId));
    }

    internal static async Task<List<string>> StartedAsync(EngineHarness engine, string instanceId) =>
        [.. (await engine.JournalAsync(instanceId)).Where(row => row.Event == JournalEvent.Started && row.NodeId.Count(c => c == ':') > 1).Select(row => row.NodeId[(row.NodeId.LastIndexOf(':') + 1)..])];
}
