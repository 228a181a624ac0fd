using AidWorkflows.Engine.Bookmarks;
using AidWorkflows.Engine.Execution;
using AidWorkflows.Engine.Incidents;
using AidWorkflows.Engine.Journal;

namespace AidWorkflows.Engine.Runtime;

/// <summary>The narrow row of an instance; lists never touch the state.</summary>
public sealed record InstanceHeader
{
    public required string Id { get; init; }
    public required string DefinitionId { get; init; }
    public required string VersionId { get; init; }
    public required int DefinitionVersion { get; init; }
    public required WorkflowStatus Status { get; init; }
    public required WorkflowSubStatus SubStatus { get; init; }
    public string? CorrelationId { get; init; }
    public string? Name { get; init; }
    public string? ParentInstanceId { get; init; }

    /// <summary>Set for singleton activation strategies while the instance lives; a unique index makes a second one impossible.</summary>
    public string? SingletonKey { get; init; }
    public int IncidentCount { get; init; }

    /// <summary>Sequence number of the next journal line.</summary>
    public int JournalSequence { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }
}

/// <summary>What a burst reads under the lock.</summary>
/// <param name="RowVersion">Number of bursts so far; the commit requires it unchanged.</param>
/// <param name="State">The serialised instance state (UTF-8 JSON).</param>
public sealed record StoredInstance(InstanceHeader Header, long RowVersion, ReadOnlyMemory<byte> State);

/// <summary>Everything one burst writes about its instance, and the work it asks for.</summary>
public sealed class BurstChanges
{
    public required InstanceHeader Header { get; init; }

    /// <summary>The version that was read; null for a new instance.</summary>
    public required long? ReadVersion { get; init; }
    public required ReadOnlyMemory<byte> State { get; init; }
    public IReadOnlyList<Bookmark> AddedBookmarks { get; init; } = [];

    /// <summary>Bookmarks that are no longer waited for, those already consumed included. Work rows that point to them go too.</summary>
    public IReadOnlyList<string> RemovedBookmarks { get; init; } = [];
    public IReadOnlyList<NewWork> AddedWork { get; init; } = [];
    public IReadOnlyList<JournalEntry> Journal { get; init; } = [];
    public IReadOnlyList<Incident> AddedIncidents { get; init; } = [];
    public IReadOnlyList<string> ResolvedIncidents { get; init; } = [];

    /// <summary>New instances that the burst started and ran to their first wait; written in the same commit.</summary>
    public IReadOnlyList<BurstChanges> Started { get; init; } = [];
}

/// <summary>Somebody else holds the instance's row lock; try again shortly.</summary>
public sealed class InstanceBusyException(string instanceId)
    : Exception($"AW1001 Workflow instance {instanceId} is busy with another request. Try again in a moment.")
{
    public string InstanceId { get; } = instanceId;
}

/// <summary>The instance changed between read and write although its row was locked; the burst was rolled back.</summary>
public sealed class StaleInstanceException(string instanceId)
    : Exception($"AW1002 Workflow instance {instanceId} was changed by somebody else in the meantime. Nothing was saved; repeat the request.")
{
    public string InstanceId { get; } = instanceId;
}
