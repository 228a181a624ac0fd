using AidWorkflows.Engine.Journal;

namespace AidWorkflows.Engine.Runtime;

/// <summary>
/// Tells listeners of this process what a burst has just committed, so that open views need not poll. Only a hint: bursts of
/// other nodes are not heard.
/// </summary>
public sealed class InstanceChanges
{
    private Action<InstanceChange>? listeners;

    /// <summary>Calls the listener after each commit, on the thread of the burst. It must only note the change down, and not fail.</summary>
    public void Listen(Action<InstanceChange> listener) => listeners += listener;

    internal void Raise(BurstChanges changes) => listeners?.Invoke(new InstanceChange(changes.Header, changes.Journal));
}

/// <summary>One committed burst.</summary>
public sealed record InstanceChange(InstanceHeader Header, IReadOnlyList<JournalEntry> Journal);
