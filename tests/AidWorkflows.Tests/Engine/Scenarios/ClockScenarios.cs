using System.Globalization;
using System.Text.Json.Nodes;
using AidWorkflows.Data;
using AidWorkflows.Data.Definitions;
using AidWorkflows.Engine.Definitions;
using AidWorkflows.Engine.Execution;
using AidWorkflows.Engine.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static AidWorkflows.Tests.Engine.Flow;

namespace AidWorkflows.Tests.Engine.Scenarios;

/// <summary>Timers, cron and moments, as waits and as triggers, on a clock that tests move (engine.md 1.3 C).</summary>
public sealed class ClockScenarios
{
    public static TheoryData<DatabaseProvider> Providers => [.. Enum.GetValues<DatabaseProvider>()];

    [Theory]
    [InlineData("Elsa.Timer", "interval", "2.00:00:00")]
    [InlineData("Elsa.Cron", "cronExpression", "0 0 0 * * *")]
    public async Task In_a_flow_they_wait_once(string type, string input, string value)
    {
        await using var engine = await EngineHarness.CreateAsync();
        await engine.PublishRootAsync(Sequence(Activity("Wait", type, (input, Literal(value))), Line("End")));

        var run = await engine.StartAsync();
        Assert.Equal(type, Assert.Single(run.Bookmarks).Name);
        await engine.PumpAsync();
        Assert.Equal(WorkflowSubStatus.Suspended, (await engine.InstanceAsync(run.InstanceId)).SubStatus);
        await engine.AdvanceAsync(TimeSpan.FromDays(2.1));
        await engine.PumpAsync();

        Assert.Equal(["End"], await LoopScenarios.TextsAsync(engine, run.InstanceId));
        Assert.Equal(1, await engine.InContextAsync(context => context.Instances.CountAsync()));
    }

    [Fact]
    public async Task StartAt_waits_for_its_moment_and_not_for_one_that_has_passed()
    {
        await using var engine = await EngineHarness.CreateAsync();
        await engine.PublishRootAsync(Sequence(
            Activity("Past", "Elsa.StartAt", ("dateTime", Literal("2020-01-01T08:00:00+08:00"))), Line("Passed"),
            Activity("Future", "Elsa.StartAt", ("dateTime", Literal(In(TimeSpan.FromDays(400))))), Line("End")));

        var run = await engine.StartAsync();
        Assert.Equal("Elsa.StartAt", Assert.Single(run.Bookmarks).Name);
        await engine.AdvanceAsync(TimeSpan.FromDays(401));
        await engine.PumpAsync();

        Assert.Equal(["Passed", "End"], await LoopScenarios.TextsAsync(engine, run.InstanceId));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_timer_starts_an_instance_at_each_interval_and_makes_up_for_a_pause_once(DatabaseProvider provider)
    {
        await using var engine = await EngineHarness.CreateAsync(provider);
        await engine.PublishAsync(Definition("hourly", Sequence(Trigger(Activity("T", "Elsa.Timer", ("interval", Literal("01:00:00")))), Line("Ran"))));
        await engine.PumpAsync();
        Assert.Equal(0, await CountAsync(engine));

        await engine.AdvanceAsync(TimeSpan.FromMinutes(61));
        await engine.PumpAsync();
        Assert.Equal(1, await CountAsync(engine));
        await engine.AdvanceAsync(TimeSpan.FromMinutes(60));
        await engine.PumpAsync();
        Assert.Equal(2, await CountAsync(engine));

        await engine.AdvanceAsync(TimeSpan.FromHours(24));
        await engine.PumpAsync();
        await engine.PumpAsync();
        Assert.Equal(3, await CountAsync(engine));
        Assert.Equal(3, await engine.InContextAsync(context => context.Instances.CountAsync(row => row.SubStatus == WorkflowSubStatus.Finished)));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Each_firing_starts_one_instance_however_many_nodes_look(DatabaseProvider provider)
    {
        await using var engine = await EngineHarness.CreateAsync(provider);
        await engine.PublishAsync(Definition("hourly", Sequence(Trigger(Activity("T", "Elsa.Timer", ("interval", Literal("01:00:00")))), Line("Ran"))));
        for (var firing = 1; firing <= 5; firing++)
        {
            await engine.AdvanceAsync(TimeSpan.FromMinutes(60.5));
            await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(async () =>
            {
                await using var scope = engine.Services.CreateAsyncScope();
                return await scope.ServiceProvider.GetRequiredService<IWorkflowStore>().FireDueTriggersAsync(10, default);
            })));
            await engine.PumpAsync();
            Assert.Equal(firing, await CountAsync(engine));
        }
    }

    [Fact]
    public async Task Publishing_again_keeps_the_next_time_changing_the_trigger_replaces_it_and_retracting_ends_it()
    {
        await using var engine = await EngineHarness.CreateAsync();
        var definition = Definition("hourly", Sequence(Trigger(Activity("T", "Elsa.Timer", ("interval", Literal("01:00:00")))), Line("v1")));
        for (var time = 0; time < 3; time++)
        {
            await engine.PublishAsync(definition);
            await engine.AdvanceAsync(TimeSpan.FromMinutes(20));
        }

        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));
        await engine.PumpAsync();
        Assert.Equal(1, await CountAsync(engine));
        Assert.Equal(3, (await engine.InContextAsync(context => context.Instances.SingleAsync())).DefinitionVersion);

        await engine.PublishAsync(Definition("hourly", Sequence(Trigger(Activity("T", "Elsa.Timer", ("interval", Literal("1.00:00:00")))), Line("v2"))));
        await engine.AdvanceAsync(TimeSpan.FromHours(2));
        await engine.PumpAsync();
        Assert.Equal(1, await CountAsync(engine));

        await engine.RetractAsync("hourly");
        await engine.AdvanceAsync(TimeSpan.FromDays(3));
        await engine.PumpAsync();
        Assert.Equal(1, await CountAsync(engine));
        Assert.Empty(await engine.InContextAsync(context => context.Triggers.ToListAsync()));
    }

    [Fact]
    public async Task StartAt_starts_one_instance_also_when_it_is_published_again_afterwards()
    {
        await using var engine = await EngineHarness.CreateAsync();
        var definition = Definition("once", Flowchart([Line("Other"), Trigger(Activity("At", "Elsa.StartAt", ("dateTime", Literal(In(TimeSpan.FromHours(5)))))), Line("Ran")], "At -> Ran"));
        await engine.PublishAsync(definition);
        await engine.AdvanceAsync(TimeSpan.FromHours(6));
        await engine.PumpAsync();
        await engine.PublishAsync(definition);
        await engine.AdvanceAsync(TimeSpan.FromDays(6));
        await engine.PumpAsync();

        Assert.Equal(["Ran"], await LoopScenarios.TextsAsync(engine, (await engine.InContextAsync(context => context.Instances.SingleAsync())).Id));
    }

    [Fact]
    public async Task A_cron_trigger_keeps_to_its_time_zone()
    {
        await using var engine = await EngineHarness.CreateAsync();
        var trigger = Trigger(Activity("C", "Elsa.Cron", ("cronExpression", Literal("30 8 * * *"))));
        trigger["customProperties"]!["timeZone"] = "Asia/Shanghai";
        await engine.PublishAsync(Definition("daily", Sequence(trigger, Line("Ran"))));

        var next = (await engine.InContextAsync(context => context.Triggers.SingleAsync())).NextFireAt!.Value;
        Assert.Equal(new TimeSpan(0, 30, 0), next.TimeOfDay);
        Assert.Equal(TimeSpan.Zero, next.Offset);
        await engine.AdvanceAsync(TimeSpan.FromDays(1.01));
        await engine.PumpAsync();
        Assert.Equal(1, await CountAsync(engine));
    }

    [Fact]
    public async Task A_singleton_that_still_runs_skips_the_firing()
    {
        await using var engine = await EngineHarness.CreateAsync();
        var definition = Definition("single", Sequence(Trigger(Activity("T", "Elsa.Timer", ("interval", Literal("01:00:00")))), Event("E")));
        definition["options"] = new JsonObject { ["activationStrategyType"] = "Elsa.Workflows.ActivationValidators.SingletonStrategy, Elsa.Workflows.Core" };
        await engine.PublishAsync(definition);
        for (var hour = 0; hour < 3; hour++)
        {
            await engine.AdvanceAsync(TimeSpan.FromMinutes(61));
            await engine.PumpAsync();
        }

        Assert.Equal(1, await CountAsync(engine));
        Assert.Empty(await engine.InContextAsync(context => context.Work.ToListAsync()));
    }

    [Theory]
    [InlineData("Elsa.Cron", "cronExpression", "every day")]
    [InlineData("Elsa.Timer", "interval", "00:00:00")]
    [InlineData("Elsa.StartAt", "dateTime", "tomorrow")]
    public async Task A_trigger_that_cannot_be_scheduled_is_refused_when_it_is_published(string type, string input, string value)
    {
        await using var engine = await EngineHarness.CreateAsync();
        await Assert.ThrowsAsync<InvalidDefinitionException>(() => engine.PublishAsync(Definition("bad", Sequence(Trigger(Activity("T", type, (input, Literal(value))))))));
    }

    [Fact]
    public async Task An_event_trigger_without_a_name_is_refused_when_it_is_published()
    {
        await using var engine = await EngineHarness.CreateAsync();
        await Assert.ThrowsAsync<DefinitionFormatException>(() => engine.PublishAsync(Definition("bad", Sequence(Trigger(Activity("T", "Elsa.Event"))))));
    }

    private static Task<int> CountAsync(EngineHarness engine) => engine.InContextAsync(context => context.Instances.CountAsync());

    private static string In(TimeSpan span) => (TimeProvider.System.GetUtcNow() + span).ToString("O", CultureInfo.InvariantCulture);
}
