using System.Text.Json.Nodes;
using AidWorkflows.Data;
using AidWorkflows.Engine.Execution;
using AidWorkflows.Engine.Journal;
using AidWorkflows.Engine.Runtime;
using static AidWorkflows.Tests.Engine.Flow;

namespace AidWorkflows.Tests.Engine.Scenarios;

/// <summary>Changes from outside: all or nothing, never at rest without something that can wake the instance, and always in the journal.</summary>
public sealed class AlterationScenarios
{
    public static TheoryData<DatabaseProvider> Providers => [.. Enum.GetValues<DatabaseProvider>()];

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_variable_gets_another_value_and_the_journal_says_who_changed_it(DatabaseProvider provider)
    {
        await using var engine = await EngineHarness.CreateAsync(provider);
        await engine.PublishRootAsync(Sequence(Event("E"), Text("T", "getN() + 1")), Variables(("N", "Int32", "1")));
        var run = await engine.StartAsync();

        await AlterAsync(engine, run.InstanceId, new Alteration.ModifyVariable("N", "41"));
        await engine.PublishEventAsync("E");

        Assert.Equal(["42"], await LoopScenarios.TextsAsync(engine, run.InstanceId));
        var line = Assert.Single(await engine.JournalAsync(run.InstanceId), row => row.Event == JournalEvent.Altered);
        Assert.Equal(("Workflow1", "admin"), (line.NodeId, line.Actor));
        Assert.Equal("""{"alteration":"ModifyVariable","variable":"N","from":1,"to":41}""", line.Data);
    }

    [Fact]
    public async Task One_alteration_that_cannot_be_done_undoes_the_others()
    {
        await using var engine = await EngineHarness.CreateAsync();
        await engine.PublishRootAsync(Sequence(Event("E"), Text("T", "getN()")), Variables(("N", "Int32", "1")));
        var run = await engine.StartAsync();
        foreach (var wrong in new Alteration[]
        {
            new Alteration.ModifyVariable("N", "many"), new Alteration.ModifyVariable("X", 1), new Alteration.CancelActivity("X", null), new Alteration.CancelActivity(null, null),
            new Alteration.ScheduleActivity("X", null), new Alteration.Migrate(7, null),
        })
        {
            await Assert.ThrowsAsync<AlterationRefusedException>(() => AlterAsync(engine, run.InstanceId, new Alteration.ModifyVariable("N", 5), wrong));
        }

        await engine.PublishEventAsync("E");
        Assert.Equal(["1"], await LoopScenarios.TextsAsync(engine, run.InstanceId));
        await Assert.ThrowsAsync<AlterationRefusedException>(() => AlterAsync(engine, run.InstanceId, new Alteration.ModifyVariable("N", 5)));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_cancelled_activity_is_skipped_and_what_it_held_up_goes_on(DatabaseProvider provider)
    {
        await using var engine = await EngineHarness.CreateAsync(provider);
        await engine.PublishAsync(Definition("steps", Sequence(Event("E"), Line("After"))));
        await engine.PublishAsync(Definition("flow", Flowchart([Line("S"), Event("A"), Event("B"), Line("LA"), Join("J", "WaitAll"), Line("Z")], "S -> A", "S -> B", "A -> LA", "LA -> J", "B -> J", "J -> Z")));
        var steps = await engine.StartAsync("steps");
        var flow = await engine.StartAsync("flow");

        await AlterAsync(engine, steps.InstanceId, new Alteration.CancelActivity("E", null));
        await AlterAsync(engine, flow.InstanceId, new Alteration.CancelActivity("A", null));
        await engine.PublishEventAsync("B");

        Assert.Equal(["After"], await LoopScenarios.TextsAsync(engine, steps.InstanceId));
        Assert.Equal(["S", "Z"], await LoopScenarios.TextsAsync(engine, flow.InstanceId));
        Assert.Equal(WorkflowSubStatus.Finished, (await engine.InstanceAsync(flow.InstanceId)).SubStatus);
    }

    [Fact]
    public async Task A_faulted_activity_is_mended_by_a_variable_and_scheduled_again_or_skipped()
    {
        await using var engine = await EngineHarness.CreateAsync();
        await engine.PublishRootAsync(Sequence(Text("T", "getN() > 0 ? 'ok' : missing.x"), Line("After")), Variables(("N", "Int32", "0")));
        var mended = await engine.StartAsync();
        var skipped = await engine.StartAsync();
        Assert.Equal(WorkflowSubStatus.Faulted, mended.SubStatus);

        await AlterAsync(engine, mended.InstanceId, new Alteration.ModifyVariable("N", 1), new Alteration.ScheduleActivity("T", null));
        await AlterAsync(engine, skipped.InstanceId, new Alteration.CancelActivity("T", null));

        Assert.Equal(["ok", "After"], await LoopScenarios.TextsAsync(engine, mended.InstanceId));
        Assert.Equal(["After"], await LoopScenarios.TextsAsync(engine, skipped.InstanceId));
        foreach (var run in new[] { mended, skipped })
        {
            Assert.Equal(0, (await engine.InstanceAsync(run.InstanceId)).IncidentCount);
        }
    }

    [Fact]
    public async Task An_activity_runs_once_more_inside_a_container_that_is_still_at_work()
    {
        await using var engine = await EngineHarness.CreateAsync();
        await engine.PublishRootAsync(Flowchart([Line("A"), Event("E"), Line("Z")], "A -> E", "E -> Z"));
        var run = await engine.StartAsync();

        await AlterAsync(engine, run.InstanceId, new Alteration.ScheduleActivity("A", null));
        await engine.PublishEventAsync("E");

        // A was run again, so E waits twice, and both are woken.
        Assert.Equal(["A", "A", "Z", "Z"], await LoopScenarios.TextsAsync(engine, run.InstanceId));
        Assert.Equal(WorkflowSubStatus.Finished, (await engine.InstanceAsync(run.InstanceId)).SubStatus);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_migrated_instance_goes_on_where_it_was_on_the_other_version(DatabaseProvider provider)
    {
        await using var engine = await EngineHarness.CreateAsync(provider);
        await engine.PublishAsync(Definition("test", Sequence(Event("E"), Text("T", "'v1 ' + getN()")), Variables(("N", "Int32", "1"))));
        var run = await engine.StartAsync();
        await AlterAsync(engine, run.InstanceId, new Alteration.ModifyVariable("N", 7));
        var second = await engine.PublishAsync(Definition("test", Sequence(Event("E"), Text("T", "'v2 ' + getN() + getFresh()"), Line("More")), Variables(("N", "Int32", "1"), ("Fresh", "String", "!"))));

        await AlterAsync(engine, run.InstanceId, new Alteration.Migrate(2, second));
        Assert.Equal((second, 2), ((await engine.InstanceAsync(run.InstanceId)).VersionId, (await engine.InstanceAsync(run.InstanceId)).DefinitionVersion));
        await engine.PublishEventAsync("E");

        Assert.Equal(["v2 7!", "More"], await LoopScenarios.TextsAsync(engine, run.InstanceId));
    }

    /// <summary>engine.md 1.3 E3: the plan is checked first, and nothing runs again from the beginning.</summary>
    [Fact]
    public async Task An_instance_does_not_migrate_to_a_version_that_lacks_what_it_is_at()
    {
        await using var engine = await EngineHarness.CreateAsync();
        await engine.PublishAsync(Definition("test", Sequence(Event("E"), Line("T"))));
        var run = await engine.StartAsync();
        var second = await engine.PublishAsync(Definition("test", Sequence(Event("Other"), Line("T"))));

        var refused = await Assert.ThrowsAsync<AlterationRefusedException>(() => AlterAsync(engine, run.InstanceId, new Alteration.Migrate(2, second)));
        Assert.Contains(":E", refused.Reason, StringComparison.Ordinal);
        await engine.PublishEventAsync("E");

        Assert.Equal(["T"], await LoopScenarios.TextsAsync(engine, run.InstanceId));
    }

    private static Task<WorkflowRunResult> AlterAsync(EngineHarness engine, string instanceId, params Alteration[] alterations) =>
        engine.InScopeAsync(runtime => runtime.AlterAsync(instanceId, alterations, "admin", default));

    private static JsonObject Text(string id, string script) => Activity(id, "Elsa.WriteLine", ("text", Flow.Script(script)));
}
