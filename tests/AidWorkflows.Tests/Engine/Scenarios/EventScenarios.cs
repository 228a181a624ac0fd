using System.Text.Json.Nodes;
using AidWorkflows.Data;
using AidWorkflows.Data.Workflows;
using AidWorkflows.Engine.Execution;
using Microsoft.EntityFrameworkCore;
using static AidWorkflows.Tests.Engine.Flow;

namespace AidWorkflows.Tests.Engine.Scenarios;

/// <summary>Events between instances and to oneself: work rows, never a burst inside the publisher (engine.md 1.3 B6, D6).</summary>
public sealed class EventScenarios
{
    public static TheoryData<DatabaseProvider> Providers => [.. Enum.GetValues<DatabaseProvider>()];

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task An_instance_may_wake_itself(DatabaseProvider provider)
    {
        await using var engine = await EngineHarness.CreateAsync(provider);
        await engine.PublishRootAsync(Sequence(
            Fork("Fk", "WaitAll", Named("A", Sequence(Event("E"), Text("T", "getResultFromE().n"))), Named("B", Sequence(Publish("P", "E", "({n: 7})"), Line("Published")))),
            Line("After")));

        var run = await engine.StartAsync();
        Assert.Equal(WorkflowSubStatus.Suspended, run.SubStatus);
        await engine.PumpAsync();

        Assert.Equal(["Published", "7", "After"], await LoopScenarios.TextsAsync(engine, run.InstanceId));
    }

    [Fact]
    public async Task An_instance_that_waited_before_may_wake_itself_too()
    {
        await using var engine = await EngineHarness.CreateAsync();
        await engine.PublishRootAsync(Fork("Fk", "WaitAll", Named("A", Sequence(Event("E"), Line("Got"))), Named("B", Sequence(Event("Go"), Publish("P", "E")))));

        var run = await engine.StartAsync();
        await engine.PublishEventAsync("Go");

        Assert.Equal(["Got"], await LoopScenarios.TextsAsync(engine, run.InstanceId));
    }

    [Fact]
    public async Task A_local_event_reaches_nobody_else()
    {
        await using var engine = await EngineHarness.CreateAsync();
        await engine.PublishAsync(Definition("other", Sequence(Event("E"))));
        await engine.PublishRootAsync(Fork("Fk", "WaitAll", Event("E"), With(Publish("P", "E"), "isLocalEvent", Flow.Script("true"))));
        var other = await engine.StartAsync("other");

        var run = await engine.StartAsync();
        await engine.PumpAsync();

        Assert.Equal(WorkflowSubStatus.Finished, (await engine.InstanceAsync(run.InstanceId)).SubStatus);
        Assert.Equal(WorkflowSubStatus.Suspended, (await engine.InstanceAsync(other.InstanceId)).SubStatus);
    }

    [Fact]
    public async Task An_event_with_a_correlation_reaches_only_instances_that_have_it()
    {
        await using var engine = await EngineHarness.CreateAsync();
        await engine.PublishAsync(Definition("waiting", Sequence(Activity("C", "Elsa.Correlate", ("correlationId", Flow.Script("getInput('Case')"))), Event("E")), inputs: ["Case"]));
        await engine.PublishRootAsync(With(Publish("P", "E"), "correlationId", Literal("b")));
        var a = await engine.StartAsync("waiting", new JsonObject { ["Case"] = "a" });
        var b = await engine.StartAsync("waiting", new JsonObject { ["Case"] = "b" });

        await engine.StartAsync();
        await engine.PumpAsync();

        Assert.Equal(WorkflowSubStatus.Suspended, (await engine.InstanceAsync(a.InstanceId)).SubStatus);
        Assert.Equal(WorkflowSubStatus.Finished, (await engine.InstanceAsync(b.InstanceId)).SubStatus);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Parent_and_child_wake_each_other(DatabaseProvider provider)
    {
        await using var engine = await EngineHarness.CreateAsync(provider);
        await engine.PublishAsync(Definition("child", Sequence(Publish("Up", "ToParent"), Event("ToChild"), Line("Child"))));
        var start = With(With(Activity("X", "Elsa.DispatchWorkflow"), "workflowDefinitionId", Literal("child")), "waitForCompletion", Flow.Script("true"));
        await engine.PublishRootAsync(Sequence(Fork("Fk", "WaitAll", start, Named("B", Sequence(Event("ToParent"), Publish("Down", "ToChild")))), Line("After")));

        var run = await engine.StartAsync();
        await engine.PumpAsync();

        Assert.Equal(["After"], await LoopScenarios.TextsAsync(engine, run.InstanceId));
        Assert.Equal(2, await engine.InContextAsync(context => context.Instances.CountAsync(row => row.SubStatus == WorkflowSubStatus.Finished)));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task An_event_starts_what_begins_with_it_until_it_is_retracted(DatabaseProvider provider)
    {
        await using var engine = await EngineHarness.CreateAsync(provider);
        await engine.PublishAsync(Definition("starter", Sequence(Trigger(Event("E")), Text("T", "getResultFromE().n"), With(Activity("Again", "Elsa.Event"), "eventName", Literal("E")))));

        await engine.PublishEventAsync("E", new JsonObject { ["n"] = 5 });
        var started = await engine.InContextAsync(context => context.Instances.SingleAsync());
        Assert.Equal(["5"], await LoopScenarios.TextsAsync(engine, started.Id));
        Assert.Equal(WorkflowSubStatus.Suspended, started.SubStatus);

        await engine.PublishEventAsync("E", null, started.Id);
        Assert.Equal(1, await engine.InContextAsync(context => context.Instances.CountAsync()));
        await engine.RetractAsync("starter");
        await engine.PublishEventAsync("E");
        Assert.Equal(1, await engine.InContextAsync(context => context.Instances.CountAsync()));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task An_event_that_comes_too_early_is_kept_for_the_one_it_is_for(DatabaseProvider provider)
    {
        await using var engine = await EngineHarness.CreateAsync(provider);
        await engine.PublishRootAsync(Sequence(Event("Go"), Event("E"), Text("T", "getResultFromE().n"), With(Activity("Again", "Elsa.Event"), "eventName", Literal("E"))));
        var one = await engine.StartAsync();
        var other = await engine.StartAsync();
        await engine.PublishEventAsync("E", new JsonObject { ["n"] = 1 }, one.InstanceId);
        await engine.PublishEventAsync("E", new JsonObject { ["n"] = 2 }, one.InstanceId);

        await engine.PublishEventAsync("Go", null, other.InstanceId);
        Assert.Empty(await LoopScenarios.TextsAsync(engine, other.InstanceId));
        await engine.PublishEventAsync("Go", null, one.InstanceId);

        // Each wait uses up one event, in the order they came.
        Assert.Equal(["1"], await LoopScenarios.TextsAsync(engine, one.InstanceId));
        Assert.Equal(WorkflowSubStatus.Finished, (await engine.InstanceAsync(one.InstanceId)).SubStatus);
        Assert.Equal(0, await engine.InContextAsync(context => context.Events.CountAsync()));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_kept_event_goes_only_to_its_correlation_and_not_for_ever(DatabaseProvider provider)
    {
        await using var engine = await EngineHarness.CreateAsync(provider);
        await engine.PublishAsync(Definition("waiting", Sequence(Activity("C", "Elsa.Correlate", ("correlationId", Flow.Script("getInput('Case')"))), Event("E")), inputs: ["Case"]));
        await engine.InScopeAsync(runtime => runtime.PublishEventAsync("E", null, null, "b", default));
        await engine.InScopeAsync(runtime => runtime.PublishEventAsync("E", null, null, "late", default));

        var a = await engine.StartAsync("waiting", new JsonObject { ["Case"] = "a" });
        var b = await engine.StartAsync("waiting", new JsonObject { ["Case"] = "b" });
        await engine.PumpAsync();
        await engine.AdvanceAsync(TimeSpan.FromMinutes(11));
        var late = await engine.StartAsync("waiting", new JsonObject { ["Case"] = "late" });
        await engine.PumpAsync();

        Assert.Equal(WorkflowSubStatus.Suspended, (await engine.InstanceAsync(a.InstanceId)).SubStatus);
        Assert.Equal(WorkflowSubStatus.Finished, (await engine.InstanceAsync(b.InstanceId)).SubStatus);
        Assert.Equal(WorkflowSubStatus.Suspended, (await engine.InstanceAsync(late.InstanceId)).SubStatus);
        Assert.Equal(0, await engine.InContextAsync(context => context.Events.CountAsync()));
    }

    /// <summary>The event and the wait were committed in the same moment, so neither saw the other (engine.md 1.3 D1).</summary>
    [Theory]
    [MemberData(nameof(Providers))]
    public async Task An_event_and_a_wait_that_missed_each_other_are_brought_together(DatabaseProvider provider)
    {
        await using var engine = await EngineHarness.CreateAsync(provider);
        await engine.PublishRootAsync(Sequence(Event("E"), Text("T", "getResultFromE().n")));
        var run = await engine.StartAsync();
        var hash = (await engine.StateAsync(run.InstanceId)).Bookmarks[0].Hash;
        await engine.InContextAsync(context =>
        {
            context.Events.Add(new EventRow { Kind = "Elsa.Event", KeyHash = hash, Payload = """{"n":9}""", ExpiresAt = TimeProvider.System.GetUtcNow().AddMinutes(5) });
            return context.SaveChangesAsync();
        });

        await engine.PumpAsync();

        Assert.Equal(["9"], await LoopScenarios.TextsAsync(engine, run.InstanceId));
        Assert.Equal(0, await engine.InContextAsync(context => context.Events.CountAsync()));
    }

    private static JsonObject Publish(string id, string name, string? payload = null)
    {
        var activity = Activity(id, "Elsa.PublishEvent", ("eventName", Literal(name)));
        return payload is null ? activity : With(activity, "payload", Flow.Script(payload));
    }

    private static JsonObject Text(string id, string script) => Activity(id, "Elsa.WriteLine", ("text", Flow.Script(script)));
}
