using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml;
using AidWorkflows.Engine.Values;

namespace AidWorkflows.Engine.Activities.Scheduling;

/// <summary>Due times of waits.</summary>
internal static class Due
{
    public static ActivityResult Wait(ActivityContext context, DateTimeOffset due, JsonObject payload) =>
        ActivityResult.Wait(new NewBookmark(context.Activity.Type, context.ExecutionId, payload, due));

    public static string Text(DateTimeOffset due) => due.ToString("O", CultureInfo.InvariantCulture);

    public static DateTimeOffset After(ActivityContext context, TimeSpan span) => span <= DateTimeOffset.MaxValue - context.Now
        ? context.Now + span
        : throw new ActivityFaultException("AW2009", $"'{context.Node.DisplayName}' waits longer than the calendar reaches.");

    /// <exception cref="ActivityFaultException">The input is no span of time.</exception>
    public static TimeSpan ReadSpan(ActivityContext context, string input) => ParseSpan(ValueTypes.AsText(context.Input(input)))
        ?? throw new ActivityFaultException("AW2010", $"'{context.Node.DisplayName}' needs a time span such as 5.00:00:00 (five days) or P5D.");

    public static TimeSpan? ParseSpan(string? text)
    {
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) && span >= TimeSpan.Zero)
            return span;
        try
        {
            return text is ['P', ..] && XmlConvert.ToTimeSpan(text) is { Ticks: >= 0 } iso ? iso : null;
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            return null;
        }
    }
}
