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

    /// <summary>The activity waits for a stimulus; each bookmark is one way to wake it.</summary>
    public static ActivityResult Wait(params NewBookmark[] bookmarks) => new Waiting(bookmarks);

    /// <summary>Children to run, in order; the activity hears of each through its ChildCompleted.</summary>
    public static ActivityResult Schedule(params ActivityNode[] children) => new Scheduled(children);

    /// <summary>Still running: waits for children or bookmarks it already has.</summary>
    public static ActivityResult Continue { get; } = new Scheduled([]);

    /// <summary>Ends the whole instance; what still waits goes with it.</summary>
    public static ActivityResult Finish { get; } = new Finished();

    private static readonly ActivityResult DoneResult = new Completed(["Done"]);

    internal sealed record Completed(IReadOnlyList<string> Outcomes) : ActivityResult;

    internal sealed record Waiting(IReadOnlyList<NewBookmark> Bookmarks) : ActivityResult;

    internal sealed record Scheduled(IReadOnlyList<ActivityNode> Children) : ActivityResult;

    internal sealed record Finished : ActivityResult;
}
