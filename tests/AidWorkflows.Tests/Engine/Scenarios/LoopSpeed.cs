using System.Diagnostics;
using AidWorkflows.Engine.Activities;
using AidWorkflows.Engine.Definitions;
using AidWorkflows.Engine.Execution;
using AidWorkflows.Engine.Runtime;
using AidWorkflows.Engine.Triggers;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;
using static AidWorkflows.Tests.Engine.Flow;

namespace AidWorkflows.Tests.Engine.Scenarios;

/// <summary>Long loops take time in proportion (engine.md 1.3 I2), in memory: what a burst costs before it is written.</summary>
public sealed class LoopSpeed(ITestOutputHelper output)
{
    [Fact]
    public async Task A_hundred_thousand_items_take_time_in_proportion()
    {
        await using var engine = await EngineHarness.CreateAsync();
        await RunAsync(engine, 10_000);

        var small = await RunAsync(engine, 10_000);
        var large = await RunAsync(engine, 100_000);

        output.WriteLine($"{small:F1} us per item of 10,000, {large:F1} us per item of 100,000");
        // The aim is 20 us on an idle machine; quadratic behaviour would cost a hundred times that.
        Assert.True(large < 100, $"{large} us per item");
        Assert.True(large < small * 4, $"{small} us per item of 10,000 but {large} of 100,000");
    }

    /// <summary>Through as many bursts as the fuel takes, with the state written and read between them as the store does.</summary>
    private static async Task<double> RunAsync(EngineHarness engine, int count)
    {
        var items = "[" + string.Join(",", Enumerable.Range(0, count)) + "]";
        var definition = WorkflowDefinitionReader.Read(Definition("loop", Sequence(ForEach("L", items, Activity("B", "Elsa.Start")))));
        var options = new EngineOptions { Limits = new BurstLimits { Milliseconds = 60_000 } };
        var services = new BurstServices(null!, engine.Services.GetRequiredService<DefinitionCache>(), engine.Services.GetRequiredService<ActivityCatalog>(), options);
        await using var unit = new MemoryUnit();
        var clock = Stopwatch.StartNew();
        var (header, state) = NewInstance.Of(definition, new StartWorkflow("loop"), unit.Now);
        var burst = new Burst(definition, header, state, unit, services, null, default);
        await burst.StartAsync();
        var changes = burst.ToChanges(null);
        var journal = changes.Journal.Count;
        while (changes.Header.Status == WorkflowStatus.Running)
        {
            burst = new Burst(definition, changes.Header, WorkflowState.Parse(changes.State.Span), unit, services, null, default);
            await burst.ContinueAsync();
            changes = burst.ToChanges(1);
            journal += changes.Journal.Count;
        }

        Assert.Equal(WorkflowSubStatus.Finished, changes.Header.SubStatus);
        Assert.Equal((2 * count) + 6, journal);
        return clock.Elapsed.TotalMicroseconds / count;
    }

    private sealed class MemoryUnit : IWorkflowUnit
    {
        public DateTimeOffset Now { get; } = TimeProvider.System.GetUtcNow();

        public IServiceProvider Services => throw new NotSupportedException();

        public ValueTask<StoredInstance?> LockAsync(string instanceId, bool skipLocked, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<string?> FindInstanceOfBookmarkAsync(string bookmarkId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<bool> ConsumeBookmarkAsync(string instanceId, string bookmarkId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<bool> ConsumeWorkAsync(long workId, Guid leaseToken, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<IReadOnlyList<QueuedResume>> QueueResumesAsync(StimulusFilter filter, string? payload, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask KeepEventAsync(StimulusFilter filter, string? payload, TimeSpan lifetime, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<IReadOnlyList<FoundTrigger>> FindTriggersAsync(string kind, string keyHash, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask QueueAsync(IReadOnlyList<NewWork> work, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask QueueChildCancelsAsync(string instanceId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask SaveDomainAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask RollbackDomainAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask CommitAsync(BurstChanges? changes, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
