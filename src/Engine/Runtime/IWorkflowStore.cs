using AidWorkflows.Engine.Definitions;

namespace AidWorkflows.Engine.Runtime;

/// <summary>
/// The seam between the engine and the database. Earned: it turns the reference Data -> Engine round, so that the engine
/// knows no database. One unit of work (<see cref="IWorkflowUnit"/>) is one transaction.
/// </summary>
public interface IWorkflowStore
{
    /// <summary>Opens the transaction of one burst on the caller's own database scope, so that its domain rows commit with it.</summary>
    /// <remarks>SQLite: BEGIN IMMEDIATE. PostgreSQL: READ COMMITTED.</remarks>
    ValueTask<IWorkflowUnit> BeginAsync(CancellationToken cancellationToken);

    /// <summary>The same, and takes the first steps of a burst in the same round trip.</summary>
    /// <exception cref="InstanceBusyException">The instance's lock is not free within 5 s.</exception>
    ValueTask<OpenedUnit> BeginAsync(UnitRequest request, CancellationToken cancellationToken);

    /// <summary>The version that new instances of a definition use now, or null when none is published.</summary>
    ValueTask<string?> FindPublishedVersionAsync(string definitionId, CancellationToken cancellationToken);

    /// <summary>The stored JSON of one immutable version, or null.</summary>
    ValueTask<string?> ReadDefinitionAsync(string versionId, CancellationToken cancellationToken);

    /// <summary>The version that a workflow used as an activity runs: the one it is pinned to, else the published one; null when there is none.</summary>
    ValueTask<string?> FindNestedVersionAsync(WorkflowReference reference, CancellationToken cancellationToken);

    /// <summary>
    /// Turns up to <paramref name="count"/> due triggers into Start rows, each with its next time in one transaction, so that
    /// every (trigger, time) starts one instance however many nodes look. Returns how many.
    /// </summary>
    ValueTask<int> FireDueTriggersAsync(int count, CancellationToken cancellationToken);

    /// <summary>
    /// Delivers kept events that match a bookmark after all, because both were committed in the same moment, and drops those whose
    /// time is over. Returns how many were delivered.
    /// </summary>
    ValueTask<int> DeliverKeptEventsAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Claims up to <paramref name="count"/> due rows of one lane in a transaction of its own: attempt + 1, invisible for the
    /// lease, and a new lease token. The increment is durable before execution, so a row that kills the process is counted.
    /// </summary>
    ValueTask<IReadOnlyList<WorkRow>> ClaimWorkAsync(WorkLane lane, int count, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>When the earliest row of the lane becomes visible, on the database's clock; null when the lane is empty.</summary>
    ValueTask<TimeSpan?> NextDueAsync(WorkLane lane, CancellationToken cancellationToken);
}
