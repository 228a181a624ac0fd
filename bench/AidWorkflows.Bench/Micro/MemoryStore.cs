using AidWorkflows.Engine.Definitions;
using AidWorkflows.Engine.Runtime;

namespace AidWorkflows.Bench.Micro;

/// <summary>A store that holds nothing, for workflows that ask it for nothing.</summary>
internal sealed class MemoryStore(DateTimeOffset now) : IWorkflowStore
{
    public ValueTask<IWorkflowUnit> BeginAsync(CancellationToken cancellationToken) => new(new MemoryUnit(now));

    public ValueTask<OpenedUnit> BeginAsync(UnitRequest request, CancellationToken cancellationToken) => new(new OpenedUnit(new MemoryUnit(now), null, false, false, null));

    public ValueTask<string?> FindPublishedVersionAsync(string definitionId, CancellationToken cancellationToken) => new((string?)null);

    public ValueTask<string?> ReadDefinitionAsync(string versionId, CancellationToken cancellationToken) => new((string?)null);

    public ValueTask<string?> FindNestedVersionAsync(WorkflowReference reference, CancellationToken cancellationToken) => new((string?)null);

    public ValueTask<int> FireDueTriggersAsync(int count, CancellationToken cancellationToken) => new(0);

    public ValueTask<int> DeliverKeptEventsAsync(CancellationToken cancellationToken) => ValueTask.FromResult(0);

    public ValueTask<IReadOnlyList<WorkRow>> ClaimWorkAsync(WorkLane lane, int count, TimeSpan lease, CancellationToken cancellationToken) => new([]);

    public ValueTask<TimeSpan?> NextDueAsync(WorkLane lane, CancellationToken cancellationToken) => new((TimeSpan?)null);
}
