using System.Globalization;
using Quartz;

namespace AidWorkflows.Host.Timers;

/// <summary>
/// Cron expressions as Elsa's users write them - five fields, or six with seconds first, days of the week from 0 or 7 for
/// Sunday - evaluated by Quartz.
/// </summary>
public static class CronTimes
{
    /// <exception cref="FormatException">The expression is not valid.</exception>
    public static DateTimeOffset? Next(string expression, TimeZoneInfo zone, DateTimeOffset after) => Parse(expression).WithTimeZone(zone).GetNextValidTimeAfter(after);

    private static CronExpression Parse(string expression)
    {
        var fields = expression.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (fields is [['@', ..]])
            return CronExpression.Parse(fields[0], CronFormat.Unix);
        if (fields.Length is not (5 or 6))
            throw new FormatException($"'{expression}' is not a cron expression: it needs five fields, or six with seconds first.");
        var seconds = fields.Length == 6 ? fields[0] : "0";
        var rest = fields[^5..];
        // L, W and # are no part of crontab's language, so these go to Quartz as they are, in its own numbering of the week.
        if (rest[2].AsSpan().IndexOfAny('L', 'W') >= 0 || rest[4].AsSpan().IndexOfAny('L', '#') >= 0)
            return CronExpression.Parse(string.Join(' ', seconds, rest[0], rest[1], rest[2], rest[3], QuartzDay(rest[4], rest[2])));
        for (var index = 0; index < rest.Length; index++)
            if (rest[index] == "?")
                rest[index] = "*";
        var minutely = CronExpression.Parse(string.Join(' ', rest), CronFormat.Unix).CronExpressionString.Split(' ');
        return CronExpression.Parse(string.Join(' ', minutely.Skip(1).Prepend(seconds)));
    }

    private static string QuartzDay(string dayOfWeek, string dayOfMonth)
    {
        if (dayOfWeek is "*" or "?")
            return dayOfMonth is "*" or "?" ? "*" : "?";
        return char.IsAsciiDigit(dayOfWeek[0]) ? string.Create(CultureInfo.InvariantCulture, $"{((dayOfWeek[0] - '0') % 7) + 1}{dayOfWeek[1..]}") : dayOfWeek;
    }
}
