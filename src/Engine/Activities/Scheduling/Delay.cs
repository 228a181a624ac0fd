using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml;
using AidWorkflows.Engine.Values;

namespace AidWorkflows.Engine.Activities.Scheduling;

/// <summary>Waits for a span of time. The due time is a row in the work table, so ten years are as good as ten seconds.</summary>
internal sealed class Delay : Activity
{
    public override string Type => "Elsa.Delay";

    public override IReadOnlyList<InputDescriptor> Inputs { get; } = [new("TimeSpan", "Object")];

    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        var span = ReadSpan(context);
        if (span > DateTimeOffset.MaxValue - context.Now)
            throw new ActivityFaultException("AW2009", $"'{context.Node.DisplayName}' waits longer than the calendar reaches.");
        var due = context.Now + span;
        return new(ActivityResult.Wait(new NewBookmark(Type, context.ExecutionId, new JsonObject { ["resumeAt"] = due.ToString("O", CultureInfo.InvariantCulture) }, due)));
    }

    private static TimeSpan ReadSpan(ActivityContext context)
    {
        var text = ValueTypes.AsText(context.Input("TimeSpan"));
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) && span >= TimeSpan.Zero)
            return span;
        try
        {
            if (text is ['P', ..] && XmlConvert.ToTimeSpan(text) is { Ticks: >= 0 } iso)
                return iso;
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            throw Refuse(context, exception);
        }

        throw Refuse(context, null);
    }

    private static ActivityFaultException Refuse(ActivityContext context, Exception? inner) =>
        new("AW2010", $"'{context.Node.DisplayName}' needs a time span such as 5.00:00:00 (five days) or P5D.", inner);
}
