using AidWorkflows.Engine.Definitions;
using AidWorkflows.Engine.Execution;
using AidWorkflows.Engine.Values;

namespace AidWorkflows.Engine.Activities.Flow;

/// <summary>How a target with several inbound connections meets their tokens (Elsa's merge modes).</summary>
internal enum MergeMode
{
    /// <summary>Runs as soon as no direct predecessor is still to come; the default, also called None.</summary>
    Stream,

    /// <summary>Waits for every forward connection that can still bring a token.</summary>
    Merge,

    /// <summary>The same with the backward connections of loops.</summary>
    Converge,

    /// <summary>Runs once for each token.</summary>
    Cascade,

    /// <summary>The first token wins; the activities that lead to the other connections are cancelled.</summary>
    Race,
}

/// <summary>
/// Token-based flowchart. A completed activity puts a token on each connection of its outcomes; the target's merge mode says
/// when it runs. Elsa hangs where a waited-for branch dies (a decision that goes the other way); here a connection that
/// nothing live leads to any more counts as arrived, so a token is always delivered in the end.
/// </summary>
internal sealed class Flowchart : Activity
{
    public override string Type => "Elsa.Flowchart";

    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        var start = context.Burst.State.TriggerActivityId is { } trigger && context.Node.PortsOf("activities").FirstOrDefault(child => child.Id == trigger) is { } triggered && !context.Node.IsNested
            ? triggered
            : context.Definition.FlowOf(context.Node).Start;
        context.Execution.Tokens = [];
        return new(start is null ? ActivityResult.Complete() : ActivityResult.Schedule(start));
    }

    public override async ValueTask<ActivityResult> ChildCompletedAsync(ActivityContext context, ChildCompletion child)
    {
        var flow = new FlowRun(context, context.Definition.FlowOf(context.Node));
        if (child.IsTerminal)
        {
            flow.Tokens.Clear();
            return ActivityResult.Complete();
        }

        var followed = flow.Emit(child);
        foreach (var connection in followed)
            await flow.ArriveAsync(connection);
        flow.ReleaseWaiting();

        if (flow.Scheduled.Count > 0)
            return ActivityResult.Schedule([.. flow.Scheduled]);
        return flow.IsIdle ? ActivityResult.Complete() : ActivityResult.Continue;
    }

    internal override bool CanReturn => true;

    /// <summary>
    /// Tokens that the earlier activity led to are taken back; those from branches beside it stay, and count as arrived when its
    /// own way comes by again.
    /// </summary>
    internal override async ValueTask<ActivityResult> ReturnAsync(ActivityContext context, ActivityNode target)
    {
        var graph = context.Definition.FlowOf(context.Node);
        await context.Burst.CancelChildrenAsync(context.Execution, child => graph.LeadsTo(target.Id, child.Node.Id));
        context.Burst.DropScheduled(context.Execution, child => graph.LeadsTo(target.Id, child));
        var tokens = context.Execution.Tokens ??= [];
        tokens.RemoveAll(token => graph.LeadsTo(target.Id, token.From) || token.To == target.Id);
        foreach (var token in tokens)
            token.Taken &= context.Burst.LiveChildren(context.Execution).Contains(token.To);
        return ActivityResult.Schedule(target);
    }

    /// <summary>One child's completion being worked off.</summary>
    private sealed class FlowRun(ActivityContext context, FlowGraph graph)
    {
        public List<FlowToken> Tokens { get; } = context.Execution.Tokens ??= [];

        public List<ActivityNode> Scheduled { get; } = [];

        public bool IsIdle => !LiveSources().Any() && Tokens.TrueForAll(token => token.Blocked);

        public List<FlowConnection> Emit(ChildCompletion child)
        {
            Tokens.RemoveAll(token => token.To == child.Node.Id && token.Taken);
            var followed = graph.From(child.Node.Id).Where(connection => child.Outcomes.Contains(connection.Port)).Distinct().ToList();

            // A token from an activity to itself is used up by the completion that emits it.
            foreach (var connection in followed.Where(connection => connection.Target != connection.Source))
                Tokens.Add(new FlowToken(connection.Source, connection.Port, connection.Target));
            return followed;
        }

        public async ValueTask ArriveAsync(FlowConnection connection)
        {
            var target = connection.Target;
            switch (ModeOf(target))
            {
                case MergeMode.Cascade:
                    Schedule(target);
                    break;
                case MergeMode.Race:
                    await RaceAsync(connection);
                    break;
                case MergeMode.Merge:
                    if (graph.ForwardInto(target).Count() <= 1 || HasAll(graph.ForwardInto(target)))
                        Schedule(target);
                    break;
                case MergeMode.Converge:
                    if (HasAll(graph.Into(target)))
                        Schedule(target);
                    break;
                default:
                    if (!graph.ForwardInto(target).Any(inbound => Tokens.Exists(token => !token.Blocked && token.To == inbound.Source)))
                        Schedule(target);
                    break;
            }
        }

        /// <summary>Targets whose missing tokens cannot come any more.</summary>
        public void ReleaseWaiting()
        {
            foreach (var target in Tokens.Where(token => !token.Taken && !token.Blocked).Select(token => token.To).Distinct().ToList())
            {
                var others = LiveSources().Where(source => source != target).ToList();
                var released = ModeOf(target) switch
                {
                    MergeMode.Converge => graph.Into(target).All(inbound => HasToken(inbound) || !others.Exists(source => graph.LeadsToByAnyPath(source, inbound.Source))),
                    MergeMode.Merge => graph.ForwardInto(target).All(inbound => HasToken(inbound) || !others.Exists(source => graph.LeadsTo(source, inbound.Source))),

                    // While anything that is live leads there, the next arrival asks again.
                    _ => graph.ForwardInto(target).All(inbound => !others.Exists(source => graph.LeadsTo(source, inbound.Source))),
                };
                if (released)
                    Schedule(target);
            }

            // Targets that wait for each other round a loop would wait for ever.
            if (Scheduled.Count == 0 && !context.Burst.LiveChildren(context.Execution).Any() && Tokens.Find(token => !token.Taken && !token.Blocked) is { } waiting)
                Schedule(waiting.To);

            // A race is over when nothing can arrive late any more; in a loop the next round must be open again.
            var live = LiveSources().ToList();
            Tokens.RemoveAll(token => token.Blocked && !live.Exists(source => graph.LeadsTo(source, token.From)));
        }

        private async ValueTask RaceAsync(FlowConnection connection)
        {
            var block = Tokens.Find(token => token.Blocked && token.From == connection.Source && token.Port == connection.Port && token.To == connection.Target);
            if (block is not null)
            {
                Tokens.Remove(block);
                Tokens.RemoveAll(token => !token.Taken && !token.Blocked && token.From == connection.Source && token.To == connection.Target);
                return;
            }

            await context.Burst.CancelChildrenAsync(context.Execution, child =>
                child.Status == ActivityStatus.Running && child.Node.Id != connection.Target && graph.ForwardInto(connection.Target).Any(inbound => graph.LeadsTo(child.Node.Id, inbound.Source)));
            Tokens.RemoveAll(token => !token.Blocked && token.To != connection.Target && !Scheduled.Exists(node => node.Id == token.To)
                && !context.Burst.LiveChildren(context.Execution).Contains(token.To) && graph.ForwardInto(connection.Target).Any(inbound => graph.LeadsTo(token.To, inbound.Source)));
            foreach (var other in graph.ForwardInto(connection.Target).Where(inbound => inbound != connection).ToList())
                if (!HasToken(other) && LiveSources().Any(source => source != connection.Target && graph.LeadsTo(source, other.Source)))
                    Tokens.Add(new FlowToken(other.Source, other.Port, other.Target) { Blocked = true });
            Schedule(connection.Target);
        }

        private bool HasAll(IEnumerable<FlowConnection> inbound) => inbound.All(HasToken);

        private bool HasToken(FlowConnection connection) => Tokens.Exists(token =>
            !token.Taken && !token.Blocked && token.From == connection.Source && token.Port == connection.Port && token.To == connection.Target);

        /// <summary>Activities that run, are scheduled, or hold tokens for a turn that will come.</summary>
        private IEnumerable<string> LiveSources() => context.Burst.LiveChildren(context.Execution)
            .Concat(Scheduled.Select(node => node.Id))
            .Concat(Tokens.Where(token => !token.Taken && !token.Blocked).Select(token => token.To));

        private void Schedule(string target)
        {
            foreach (var token in Tokens)
                if (!token.Blocked && token.To == target)
                    token.Taken = true;
            Scheduled.Add(graph.Activity(target));
        }

        private MergeMode ModeOf(string id)
        {
            var node = graph.Activity(id);
            if (node.Type == "Elsa.FlowJoin")
            {
                var mode = node.Json["mode"] is { } given ? ValueTypes.AsText(context.Evaluate(given)) : null;
                return mode is null or "WaitAny" ? MergeMode.Race : MergeMode.Merge;
            }

            return Enum.TryParse<MergeMode>(ValueTypes.AsText(node.Json["customProperties"]?["mergeMode"]), ignoreCase: true, out var explicitMode) ? explicitMode : MergeMode.Stream;
        }
    }
}
