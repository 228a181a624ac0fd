using System.Text.Json.Nodes;
using AidWorkflows.Data;
using AidWorkflows.Engine.Execution;
using AidWorkflows.Engine.Journal;
using AidWorkflows.Engine.Runtime;
using static AidWorkflows.Tests.Engine.Flow;

namespace AidWorkflows.Tests.Engine.Scenarios;

/// <summary>Failures become incidents that can be seen and retried; nothing hangs (engine.md 1.3 A6, G4, I1).</summary>
public sealed class IncidentScenarios
{
    private const string Mendable = "if (getBroken()) { throw new Error('not yet'); } return 1;";

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task Retry_runs_the_faulted_activity_again_and_the_flow_goes_on(DatabaseProvider provider)
    {
        await using var engine = await EngineHarness.CreateAsync(provider);
        await engine.PublishRootAsync(
            Flowchart(
                [Line("S"), Set("Bad", "N", Mendable), Event("Mend"), Set("Mended", "Broken", "false"), Line("End")],
                "S -> Mend", "S -> Bad", "Mend -> Mended", "Bad -> End"),
            Variables(("N", "Int32", "0"), ("Broken", "Boolean", "true")));

        var run = await engine.StartAsync();
        Assert.Equal((WorkflowStatus.Finished, WorkflowSubStatus.Faulted, 1), (run.Status, run.SubStatus, run.Header.IncidentCount));
        var incident = Assert.Single(run.State.Incidents);
        Assert.Equal("Bad", incident.ActivityId);
        Assert.Contains("not yet", incident.Message, StringComparison.Ordinal);

        // The other branch of a faulted instance still answers; it is never silently ignored.
        await engine.PublishEventAsync("Mend");
        Assert.Equal(WorkflowSubStatus.Faulted, (await engine.InstanceAsync(run.InstanceId)).SubStatus);

        var retried = await engine.InScopeAsync(runtime => runtime.RetryAsync(run.InstanceId, null, "admin", default));

        Assert.Equal((WorkflowSubStatus.Finished, 0), (retried.SubStatus, retried.Header.IncidentCount));
        var journal = await engine.JournalAsync(run.InstanceId);
        Assert.Equal(
            [JournalEvent.Started, JournalEvent.Faulted, JournalEvent.Retried, JournalEvent.Started, JournalEvent.Completed],
            journal.Where(row => row.NodeId.EndsWith(":Bad", StringComparison.Ordinal)).Select(row => row.Event));
        Assert.Contains("End", await JoinScenarios.StartedAsync(engine, run.InstanceId));
        Assert.Equal(Enumerable.Range(0, journal.Count), journal.Select(row => row.Sequence));
    }

    [Fact]
    public async Task A_retry_that_fails_again_leaves_a_second_incident()
    {
        await using var engine = await EngineHarness.CreateAsync();
        await engine.PublishRootAsync(Sequence(Set("Bad", "N", "throw new Error('always')")), Variables(("N", "Int32", null)));

        var run = await engine.StartAsync();
        var retried = await engine.InScopeAsync(runtime => runtime.RetryAsync(run.InstanceId, null, null, default));

        Assert.Equal((WorkflowSubStatus.Faulted, 1, 2), (retried.SubStatus, retried.Header.IncidentCount, retried.State.Incidents.Count));
    }

    [Fact]
    public async Task With_ContinueWithIncidents_the_other_branch_ends_and_the_instance_shows_the_fault()
    {
        await using var engine = await EngineHarness.CreateAsync();
        await engine.PublishRootAsync(
            Flowchart([Line("S"), Set("Bad", "N", "throw new Error('x')"), Event("E"), Line("After")], "S -> Bad", "S -> E", "E -> After"),
            Variables(("N", "Int32", null)),
            "Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy, Elsa.Workflows.Core");

        var run = await engine.StartAsync();
        Assert.Equal((WorkflowSubStatus.Suspended, 1), (run.SubStatus, run.Header.IncidentCount));

        await engine.PublishEventAsync("E");

        Assert.Contains("After", await JoinScenarios.StartedAsync(engine, run.InstanceId));
        Assert.Equal(WorkflowSubStatus.Faulted, (await engine.InstanceAsync(run.InstanceId)).SubStatus);
    }

    [Fact]
    public async Task An_endless_loop_ends_in_an_incident()
    {
        await using var engine = await EngineHarness.CreateAsync(configure: options => options.Limits = new BurstLimits { Steps = 50, Yields = 5 });
        await engine.PublishRootAsync(Flowchart([Line("A"), Line("B")], "A -> B", "B -> A"));

        var run = await engine.StartAsync();
        Assert.Equal(WorkflowSubStatus.Pending, run.SubStatus);
        await engine.PumpAsync();

        var state = await engine.StateAsync(run.InstanceId);
        Assert.Equal("AW2004", Assert.Single(state.Incidents).Code);
        Assert.Equal(WorkflowSubStatus.Faulted, (await engine.InstanceAsync(run.InstanceId)).SubStatus);
    }

    [Fact]
    public async Task A_loop_that_was_stopped_goes_on_where_it_was_when_it_is_retried()
    {
        await using var engine = await EngineHarness.CreateAsync(configure: options => options.Limits = new BurstLimits { Steps = 50, Yields = 2 });
        await engine.PublishRootAsync(
            Flowchart([Line("S"), Event("E"), Set("I", "N", "getN() + 1"), Decision("D", "getN() < 100"), Line("End")], "S -> E", "S -> I", "I -> D", "D.True -> I", "D.False -> End"),
            Variables(("N", "Int32", "0")));
        var run = await engine.StartAsync();
        await engine.PumpAsync();
        Assert.Equal("AW2004", Assert.Single((await engine.StateAsync(run.InstanceId)).Incidents).Code);

        // An answer that arrives meanwhile is taken, and does not set the loop going again.
        await engine.PublishEventAsync("E");
        Assert.DoesNotContain("End", await JoinScenarios.StartedAsync(engine, run.InstanceId));

        await engine.InScopeAsync(runtime => runtime.RetryAsync(run.InstanceId, null, "admin", default));
        await engine.PumpAsync();

        Assert.Contains("End", await JoinScenarios.StartedAsync(engine, run.InstanceId));
        Assert.Equal((WorkflowSubStatus.Finished, 0), ((await engine.InstanceAsync(run.InstanceId)).SubStatus, (await engine.InstanceAsync(run.InstanceId)).IncidentCount));
    }

    [Fact]
    public async Task A_long_run_that_needs_several_bursts_still_finishes()
    {
        await using var engine = await EngineHarness.CreateAsync(configure: options => options.Limits = new BurstLimits { Steps = 50 });
        await engine.PublishRootAsync(
            Flowchart([Set("I", "N", "getN() + 1"), Decision("D", "getN() < 200"), Line("End")], "I -> D", "D.True -> I", "D.False -> End"),
            Variables(("N", "Int32", "0")));

        var run = await engine.StartAsync();
        await engine.PumpAsync();

        Assert.Equal(WorkflowSubStatus.Finished, (await engine.InstanceAsync(run.InstanceId)).SubStatus);
        var journal = await engine.JournalAsync(run.InstanceId);
        Assert.Equal(Enumerable.Range(0, journal.Count), journal.Select(row => row.Sequence));
    }

    [Fact]
    public async Task A_script_that_never_ends_is_an_incident_of_its_activity()
    {
        await using var engine = await EngineHarness.CreateAsync();
        await engine.PublishRootAsync(Sequence(Set("Loop", "N", "while (true) {}")), Variables(("N", "Int32", null)));

        var run = await engine.StartAsync();

        Assert.Equal("AW2202", Assert.Single(run.State.Incidents).Code);
    }

    [Theory]
    [InlineData("90.00:00:00")]
    [InlineData("3650.00:00:00")]
    [InlineData("P3650D")]
    public async Task A_delay_of_any_length_waits_and_fires_once(string span)
    {
        await using var engine = await EngineHarness.CreateAsync();
        await engine.PublishRootAsync(Sequence(Delay("Wait", span), Line("End")));

        var run = await engine.StartAsync();
        await engine.AdvanceAsync(TimeSpan.FromDays(89));
        await engine.PumpAsync();
        Assert.Equal(WorkflowSubStatus.Suspended, (await engine.InstanceAsync(run.InstanceId)).SubStatus);

        await engine.AdvanceAsync(TimeSpan.FromDays(3562));
        await engine.PumpAsync();
        await engine.PumpAsync();

        Assert.Equal(WorkflowSubStatus.Finished, (await engine.InstanceAsync(run.InstanceId)).SubStatus);
        Assert.Equal(["Wait", "End"], await JoinScenarios.StartedAsync(engine, run.InstanceId));
    }

    [Fact]
    public async Task A_delay_beyond_the_calendar_is_an_incident()
    {
        await using var engine = await EngineHarness.CreateAsync();
        await engine.PublishRootAsync(Sequence(Delay("Wait", "10000000.00:00:00")));

        Assert.Equal("AW2009", Assert.Single((await engine.StartAsync()).State.Incidents).Code);
    }

    [Fact]
    public async Task Cancel_leaves_nothing_that_waits()
    {
        await using var engine = await EngineHarness.CreateAsync();
        await engine.PublishRootAsync(Flowchart([Line("S"), Event("E"), Delay("D", "1.00:00:00"), RunTask("T")], "S -> E", "S -> D", "S -> T"));

        var run = await engine.StartAsync();
        var cancelled = await engine.InScopeAsync(runtime => runtime.CancelAsync(run.InstanceId, "admin", default));

        Assert.Equal((WorkflowStatus.Finished, WorkflowSubStatus.Cancelled), (cancelled.Status, cancelled.SubStatus));
        Assert.Empty(await engine.InContextAsync(context => Task.FromResult(context.Bookmarks.ToList())));
        Assert.Empty(await engine.InContextAsync(context => Task.FromResult(context.Work.ToList())));
        await Assert.ThrowsAsync<InstanceStateException>(() => engine.InScopeAsync(runtime => runtime.CancelAsync(run.InstanceId, null, default)));
        await Assert.ThrowsAsync<InstanceStateException>(() => engine.InScopeAsync(runtime => runtime.RetryAsync(run.InstanceId, null, null, default)));
    }

    [Fact]
    public async Task A_bookmark_is_used_once()
    {
        await using var engine = await EngineHarness.CreateAsync();
        await engine.PublishRootAsync(Sequence(RunTask("T"), RunTask("U")));
        var run = await engine.StartAsync();
        var bookmark = Assert.Single(run.Bookmarks).Id;

        await engine.ResumeAsync(bookmark, JsonValue.Create(1));

        await Assert.ThrowsAsync<StimulusConsumedException>(() => engine.ResumeAsync(bookmark, JsonValue.Create(2)));
    }

    [Fact]
    public async Task A_decision_tells_the_journal_what_it_read()
    {
        await using var engine = await EngineHarness.CreateAsync();
        await engine.PublishRootAsync(
            Flowchart([Decision("D", "getRequestedAmount() > getProvincialThreshold()")]),
            Variables(("RequestedAmount", "Decimal", "20000.01"), ("ProvincialThreshold", "Decimal", "20000")));

        var run = await engine.StartAsync();

        var started = (await engine.JournalAsync(run.InstanceId)).Single(row => row.Event == JournalEvent.Started && row.NodeId.EndsWith(":D", StringComparison.Ordinal));
        var data = JsonNode.Parse(started.Data!)!;
        Assert.Equal("20000.01", data["reads"]!["RequestedAmount"]!.ToJsonString());
        Assert.Equal("20000", data["reads"]!["ProvincialThreshold"]!.ToJsonString());
        Assert.True((bool)data["state"]!["Condition"]!);
    }
}
