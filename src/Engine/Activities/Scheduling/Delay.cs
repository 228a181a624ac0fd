using System.Globalization;
using System.Text.Json.Nodes;

namespace AidWorkflows.Engine.Activities.Scheduling;

/// <summary>Waits for a span of time. The due time is a row in the work table, so ten years are as good as ten seconds.</summary>
internal sealed class Delay : Activity
{
    public override string Type => "Elsa.Delay";

    public override IReadOnlyList<InputDescriptor> Inputs { get; } = [new("TimeSpan", "TimeSpan", JsonValue.Create("00:01:00"))];

    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        var due = Due.After(context, Due.ReadSpan(context, "TimeSpan"));
        return new(Due.Wait(context, due, new JsonObject { ["resumeAt"] = Due.Text(due) }));
    }
}

/// <summary>Waits for one interval; at the start of a workflow it starts an instance at each interval.</summary>
internal sealed class Timer : Activity
{
    public override string Type => "Elsa.Timer";

    public override IReadOnlyList<InputDescriptor> Inputs { get; } = [new("Interval", "TimeSpan", JsonValue.Create("00:01:00"))];

    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        if (context.Burst.TakeTrigger(context.Execution, out _))
            return new(ActivityResult.Complete());
        var due = Due.After(context, Due.ReadSpan(context, "Interval"));
        return new(Due.Wait(context, due, new JsonObject { ["resumeAt"] = Due.Text(due) }));
    }
}

/// <summary>Waits for the next time of a cron expression; at the start of a workflow it starts an instance at each of them.</summary>
internal sealed class Cron : Activity
{
    public override string Type => "Elsa.Cron";

    public override IReadOnlyList<InputDescriptor> Inputs { get; } = [new("CronExpression", "String")];

    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        if (context.Burst.TakeTrigger(context.Execution, out _))
            return new(ActivityResult.Complete());
        var expression = context.Text("CronExpression") ?? throw new ActivityFaultException("AW2015", $"'{context.Node.DisplayName}' has no cron expression.");
        var due = Triggers.TriggerSchedule.NextCron(context.Services, expression, Triggers.TriggerReader.ZoneOf(context.Node), context.Now);
        return new(Due.Wait(context, due, new JsonObject { ["executeAt"] = Due.Text(due), ["cronExpression"] = expression }));
    }
}

/// <summary>Waits for a moment, and not at all when it has passed; at the start of a workflow it starts one instance then.</summary>
internal sealed class StartAt : Activity
{
    public override string Type => "Elsa.StartAt";

    public override IReadOnlyList<InputDescriptor> Inputs { get; } = [new("DateTime", "DateTimeOffset")];

    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        if (context.Burst.TakeTrigger(context.Execution, out _))
            return new(ActivityResult.Complete());
        var text = context.Text("DateTime");
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var due))
            throw new ActivityFaultException("AW2016", $"'{context.Node.DisplayName}' needs a date and time such as 2026-12-31T08:00:00+08:00.");
        return new(due <= context.Now ? ActivityResult.Complete() : Due.Wait(context, due, new JsonObject { ["executeAt"] = Due.Text(due) }));
    }
}
