using System.Text.Json.Nodes;
using AidWorkflows.Engine.Definitions;

namespace AidWorkflows.Engine.Activities;

/// <summary>What an activity asks the engine to do next. Activities return it; only the engine changes engine state.</summary>
public abstract record ActivityResult
{
    private ActivityResult()
    {
    }

    /// <summary>The activity is done; each outcome names the ports whose connections are followed.</summary>
    public static ActivityResult Complete(params string[] outcomes) => outcomes is [] ? DoneResult : new Completed(outcomes);

    /// <summary>The same with exactly these outcomes, also when they are none.</summary>
    public static ActivityResult CompleteWith(IReadOnlyList<string> outcomes) => new Completed(outcomes);

    /// <summary>The activity waits for a stimulus; each bookmark is one way to wake it.</summary>
    public static ActivityResult Wait(params NewBookmark[] bookmarks) => new Waiting(bookmarks);

    /// <summary>Children to run, in order; the activity hears of each through its ChildCompleted.</summary>
    public static ActivityResult Schedule(params ActivityNode[] children) => new Scheduled([.. children.Select(child => new ScheduledChild(child))]);

    /// <summary>Children to run with values of their own.</summary>
    public static ActivityResult Schedule(IReadOnlyList<ScheduledChild> children) => new Scheduled(children);

    /// <summary>Still running: waits for children or bookmarks it already has.</summary>
    public static ActivityResult Continue { get; } = new Scheduled([]);

    /// <summary>Ends the workflow (or the nested workflow) that the activity is in, with these outcomes.</summary>
    public static ActivityResult CompleteWorkflow(IReadOnlyList<string> outcomes) => new WorkflowCompleted(outcomes);

    /// <summary>Ends the whole instance; what still waits goes with it.</summary>
    public static ActivityResult Finish { get; } = new Finished();

    /// <summary>
    /// Gives up here and starts an earlier activity again; what has run on behind it is cancelled. Ask
    /// <see cref="ActivityContext.CanReturnTo"/> first.
    /// </summary>
    public static ActivityResult ReturnTo(string activityId) => new Returned(activityId);

    private static readonly ActivityResult DoneResult = new Completed(["Done"]);

    internal sealed record Completed(IReadOnlyList<string> Outcomes) : ActivityResult;

    internal sealed record Waiting(IReadOnlyList<NewBookmark> Bookmarks) : ActivityResult;

    internal sealed record Scheduled(IReadOnlyList<ScheduledChild> Children) : ActivityResult;

    internal sealed record WorkflowCompleted(IReadOnlyList<string> Outcomes) : ActivityResult;

    internal sealed record Finished : ActivityResult;

    internal sealed record Returned(string ActivityId) : ActivityResult;
}

/// <summary>A child to run.</summary>
/// <param name="Locals">Values that only this run can see, by name.</param>
public sealed record ScheduledChild(ActivityNode Node, Dictionary<string, JsonNode?>? Locals = null);
