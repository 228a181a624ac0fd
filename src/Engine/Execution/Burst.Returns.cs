using System.Text.Json.Nodes;
using AidWorkflows.Engine.Activities;
using AidWorkflows.Engine.Definitions;

namespace AidWorkflows.Engine.Execution;

/// <summary>Going back: an activity gives up, and an earlier one of the same container runs again.</summary>
internal sealed partial class Burst
{
    /// <summary>The nearest container round an execution that holds the activity and can start it again.</summary>
    public (ActivityExecution Container, ActivityNode Target)? FindReturn(ActivityExecution from, string activityId)
    {
        for (var container = ParentOf(from); container is not null; container = ParentOf(container))
            if (ActivityOf(container.Node).CanReturn && container.Node.Children.FirstOrDefault(child => child.Id == activityId) is { } target)
                return (container, target);
        return null;
    }

    /// <summary>Forgets children of a container that were scheduled and have not begun.</summary>
    public void DropScheduled(ActivityExecution container, Func<string, bool> which)
    {
        var kept = queue.Where(item => item.OwnerId != container.Id || !which(Definition.FindNode(item.NodeId)!.Id)).ToList();
        queue.Clear();
        kept.ForEach(queue.Enqueue);
    }

    private async ValueTask ReturnAsync(ActivityExecution from, string activityId)
    {
        var (container, target) = FindReturn(from, activityId) ?? throw new InvalidOperationException($"AW1007 Nothing around '{from.Node.DisplayName}' can go back to {activityId}.");

        // Faulted at an earlier answer and now given up: nothing is left to mend.
        ResolveIncidents(from);
        await CancelExecutionAsync(from, new JsonObject { ["returnedTo"] = activityId });
        var activity = ActivityOf(container.Node);
        var result = await activity.ReturnAsync(new ActivityContext(this, container, activity), target);
        Apply(container, result, from.Id);
    }
}
