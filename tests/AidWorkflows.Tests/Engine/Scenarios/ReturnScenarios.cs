using System.Text.Json.Nodes;
using AidWorkflows.Data;
using AidWorkflows.Engine.Activities;
using AidWorkflows.Engine.Execution;
using AidWorkflows.Engine.Journal;
using static AidWorkflows.Tests.Engine.Flow;

namespace AidWorkflows.Tests.Engine.Scenarios;

/// <summary>An activity that gives up in favour of an earlier one.</summary>
public sealed class ReturnScenarios
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task Going_back_cancels_what_the_earlier_activity_led_to_and_runs_it_again(DatabaseProvider provider)
    {
        await using var engine = await EngineHarness.CreateAsync(provider, null, new Turn());
        await engine.PublishRootAsync(Flowchart(
            [Wait("A"), Wait("B"), Wait("C"), Join("J", "WaitAll"), Line("End")],
            "A -> B", "A -> C", "B -> J", "C -> J", "J -> End"));
        var run = await engine.StartAsync();
        await GoOnAsync(engine, run.InstanceId, "A");

        await GoOnAsync(engine, run.InstanceId, "B", "A");

        Assert.Equal(["A"], await WaitingAsync(engine, run.InstanceId));
        var cancelled = (await engine.JournalAsync(run.InstanceId)).Where(line => line.Event == JournalEvent.Canceled).ToList();
        Assert.Equal(2, cancelled.Count);
        Assert.Single(cancelled, line => line.Data?.Contains("returnedTo", StringComparison.Ordinal) == true);
        await GoOnAsync(engine, run.InstanceId, "A");
        await GoOnAsync(engine, run.InstanceId, "C");
        Assert.Equal(["B"], await WaitingAsync(engine, run.InstanceId));
        await GoOnAsync(engine, run.InstanceId, "B");
        Assert.Equal(WorkflowSubStatus.Finished, (await engine.InstanceAsync(run.InstanceId)).SubStatus);
    }

    [Fact]
    public async Task A_branch_beside_keeps_waiting_and_what_it_brought_to_a_join_still_counts()
    {
        await using var engine = await EngineHarness.CreateAsync(DatabaseProvider.Sqlite, null, new Turn());
        await engine.PublishRootAsync(Flowchart(
            [Line("S"), Wait("A"), Wait("B"), Wait("Done"), Wait("Open"), Join("J", "WaitAll"), Line("End")],
            "S -> A", "S -> Done", "S -> Open", "A -> B", "B -> J", "Done -> J", "Open -> J", "J -> End"));
        var run = await engine.StartAsync();
        await GoOnAsync(engine, run.InstanceId, "Done");
        await GoOnAsync(engine, run.InstanceId, "A");

        await GoOnAsync(engine, run.InstanceId, "B", "A");

        Assert.Equal(["A", "Open"], (await WaitingAsync(engine, run.InstanceId)).Order());
        foreach (var turn in (string[])["Open", "A", "B"])
            await GoOnAsync(engine, run.InstanceId, turn);
        Assert.Equal(WorkflowSubStatus.Finished, (await engine.InstanceAsync(run.InstanceId)).SubStatus);
        Assert.Single(await engine.JournalAsync(run.InstanceId), line => line.NodeId.EndsWith(":End", StringComparison.Ordinal) && line.Event == JournalEvent.Completed);
    }

    [Fact]
    public async Task A_sequence_goes_back_over_several_steps()
    {
        await using var engine = await EngineHarness.CreateAsync(DatabaseProvider.Sqlite, null, new Turn());
        await engine.PublishRootAsync(Sequence(Wait("A"), Line("Between"), Wait("B"), Wait("C")));
        var run = await engine.StartAsync();
        foreach (var turn in (string[])["A", "B"])
            await GoOnAsync(engine, run.InstanceId, turn);

        await GoOnAsync(engine, run.InstanceId, "C", "A");

        foreach (var turn in (string[])["A", "B", "C"])
        {
            Assert.Equal([turn], await WaitingAsync(engine, run.InstanceId));
            await GoOnAsync(engine, run.InstanceId, turn);
        }

        Assert.Equal(WorkflowSubStatus.Finished, (await engine.InstanceAsync(run.InstanceId)).SubStatus);
    }

    private static JsonObject Wait(string id) => Activity(id, "Test.Turn");

    private static async Task GoOnAsync(EngineHarness engine, string instanceId, string activity, string? backTo = null)
    {
        var bookmark = (await engine.StateAsync(instanceId)).Bookmarks.Single(candidate => candidate.ActivityId == activity);
        await engine.ResumeAsync(bookmark.Id, backTo is null ? null : JsonValue.Create(backTo));
    }

    private static async Task<List<string>> WaitingAsync(EngineHarness engine, string instanceId) =>
        (await engine.StateAsync(instanceId)).Bookmarks.ConvertAll(bookmark => bookmark.ActivityId);

    /// <summary>Waits; the payload says where to go back to.</summary>
    private sealed class Turn : Activity
    {
        public override string Type => "Test.Turn";

        public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context) => new(ActivityResult.Wait(new NewBookmark(Type, context.ExecutionId)));

        public override ValueTask<ActivityResult> ResumeAsync(ActivityContext context, Resumption resumption)
        {
            if (resumption.Payload is null)
                return new(ActivityResult.Complete());

            var target = resumption.Payload.GetValue<string>();
            Assert.True(context.CanReturnTo(target));
            Assert.False(context.CanReturnTo("nowhere"));
            return new(ActivityResult.ReturnTo(target));
        }
    }
}
