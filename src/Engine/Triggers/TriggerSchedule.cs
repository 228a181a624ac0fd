using System.Globalization;
using AidWorkflows.Engine.Activities;
using AidWorkflows.Engine.Activities.Scheduling;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Engine.Triggers;

/// <summary>When a trigger fires.</summary>
public static class TriggerSchedule
{
    /// <summary>The first time after publishing; null for triggers that no clock fires.</summary>
    /// <exception cref="FormatException">The trigger's text is not valid.</exception>
    public static DateTimeOffset? First(TriggerSpec trigger, CronSchedule? cron, DateTimeOffset now) => trigger.Kind switch
    {
        "Elsa.Timer" => now + Interval(trigger),
        "Elsa.StartAt" => DateTimeOffset.Parse(trigger.Spec, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUniversalTime(),
        "Elsa.Cron" => Cron(trigger, cron, now),
        _ => null,
    };

    /// <summary>The next time after a firing. What was missed while no node ran is made up by one firing, not by one for each.</summary>
    /// <exception cref="FormatException">The trigger's text is not valid.</exception>
    public static DateTimeOffset? Next(TriggerSpec trigger, CronSchedule? cron, DateTimeOffset scheduled, DateTimeOffset now)
    {
        if (trigger.Kind == "Elsa.Cron")
            return Cron(trigger, cron, now > scheduled ? now : scheduled);
        if (trigger.Kind != "Elsa.Timer")
            return null;
        var interval = Interval(trigger);
        var passed = now > scheduled ? (now - scheduled).Ticks / interval.Ticks : 0;
        return scheduled + TimeSpan.FromTicks(interval.Ticks * (passed + 1));
    }

    internal static DateTimeOffset NextCron(IServiceProvider services, string expression, string? zone, DateTimeOffset now)
    {
        try
        {
            return Cron(new TriggerSpec("", "Elsa.Cron", expression, zone), services.GetService<CronSchedule>(), now)
                ?? throw new ActivityFaultException("AW2015", $"The cron expression '{expression}' never comes again.");
        }
        catch (FormatException exception)
        {
            throw new ActivityFaultException("AW2015", exception.Message, exception);
        }
    }

    private static DateTimeOffset? Cron(TriggerSpec trigger, CronSchedule? cron, DateTimeOffset after)
    {
        if (cron is null)
            throw new FormatException("Cron expressions cannot be read here: the host has registered no CronSchedule.");
        return cron(trigger.Spec, ZoneNamed(trigger.TimeZone), after)?.ToUniversalTime();
    }

    private static TimeZoneInfo ZoneNamed(string? name)
    {
        if (string.IsNullOrEmpty(name))
            return TimeZoneInfo.Utc;
        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : throw new FormatException($"There is no time zone '{name}'.");
    }

    private static TimeSpan Interval(TriggerSpec trigger) => Due.ParseSpan(trigger.Spec) is { Ticks: >= TimeSpan.TicksPerSecond } interval
        ? interval
        : throw new FormatException($"A timer that starts workflows needs an interval of a second or more, not '{trigger.Spec}'.");
}
