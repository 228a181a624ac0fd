using System.Globalization;
using System.Text.RegularExpressions;

namespace AidWorkflows.Engine.Expressions.JavaScript;

/// <summary>Calendar arithmetic and texts of dates. Local time is UTC: a script's result must not depend on the server.</summary>
internal static partial class DateText
{
    public const double Day = 86_400_000;
    private const double Maximum = 8.64e15;
    private static readonly string[] Days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
    private static readonly string[] Months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    public static double Clip(double time) => Math.Abs(time) <= Maximum ? Math.Truncate(time) + 0.0 : double.NaN;

    /// <summary>Milliseconds of year, month (from 0), day, hour, minute, second, millisecond; each may overflow.</summary>
    public static double Make(ReadOnlySpan<double> parts)
    {
        foreach (var part in parts)
        {
            if (!double.IsFinite(part) || Math.Abs(part) > 1e16)
                return double.NaN;
        }
        var month = Math.Truncate(parts[1]);
        var year = Math.Truncate(parts[0]) + Math.Floor(month / 12);
        if (Math.Abs(year) > 400_000)
            return double.NaN;
        var days = DaysBefore((long)year, (int)(month - Math.Floor(month / 12) * 12)) + Math.Truncate(parts[2]) - 1;
        return days * Day + Math.Truncate(parts[3]) * 3_600_000 + Math.Truncate(parts[4]) * 60_000 + Math.Truncate(parts[5]) * 1000 + Math.Truncate(parts[6]);
    }

    public static double[] Split(double time)
    {
        var days = (long)Math.Floor(time / Day);
        var rest = (long)(time - days * Day);
        var (year, month, day) = Civil(days);
        return [year, month, day, rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60, rest % 1000];
    }

    public static int WeekDay(double time) => (int)(((long)Math.Floor(time / Day) % 7 + 11) % 7);

    public static string Iso(double time)
    {
        var p = Split(time);
        var year = p[0] is >= 0 and <= 9999 ? Pad(p[0], 4) : (p[0] < 0 ? "-" : "+") + Pad(Math.Abs(p[0]), 6);
        return $"{year}-{Pad(p[1] + 1, 2)}-{Pad(p[2], 2)}T{Clock(p)}.{Pad(p[6], 3)}Z";
    }

    public static string DatePart(double time)
    {
        var p = Split(time);
        return $"{Days[WeekDay(time)]} {Months[(int)p[1]]} {Pad(p[2], 2)} {(p[0] < 0 ? "-" : "")}{Pad(Math.Abs(p[0]), p[0] < 0 ? 6 : 4)}";
    }

    public static string TimePart(double time) => $"{Clock(Split(time))} GMT+0000 (Coordinated Universal Time)";

    public static string Utc(double time)
    {
        var p = Split(time);
        return $"{Days[WeekDay(time)]}, {Pad(p[2], 2)} {Months[(int)p[1]]} {Pad(p[0], 4)} {Clock(p)} GMT";
    }

    public static string LocaleDate(double time)
    {
        var p = Split(time);
        return string.Create(CultureInfo.InvariantCulture, $"{p[1] + 1}/{p[2]}/{p[0]}");
    }

    public static string LocaleTime(double time)
    {
        var p = Split(time);
        return $"{(p[3] + 11) % 12 + 1}:{Pad(p[4], 2)}:{Pad(p[5], 2)} {(p[3] < 12 ? "AM" : "PM")}";
    }

    public static double Parse(string text)
    {
        var match = IsoForm().Match(text);
        if (match.Success)
            return ParseIso(match);
        var plain = ZoneName().Replace(text, "");
        if (plain.Length is 0 or > 100 || !plain.Any(char.IsAsciiDigit))
            return double.NaN;
        return DateTimeOffset.TryParse(plain, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) && HasYear().IsMatch(plain)
            ? date.ToUnixTimeMilliseconds()
            : double.NaN;
    }

    private static double ParseIso(Match match)
    {
        double Part(string name, double missing) =>
            match.Groups[name] is { Success: true } g ? double.Parse(g.Value, CultureInfo.InvariantCulture) : missing;
        double year = Part("y", 0), month = Part("mo", 1), day = Part("d", 1), hour = Part("h", 0), minute = Part("mi", 0), second = Part("s", 0);
        if (month is < 1 or > 12 || day < 1 || day > DaysBefore((long)year, (int)month) - DaysBefore((long)year, (int)month - 1)
            || hour > 24 || minute > 59 || second > 59 || (hour == 24 && (minute > 0 || second > 0)))
        {
            return double.NaN;
        }
        var fraction = match.Groups["f"] is { Success: true } f ? Math.Truncate(double.Parse("0." + f.Value, CultureInfo.InvariantCulture) * 1000 + 1e-9) : 0;
        var zone = 0.0;
        if (match.Groups["zs"].Success)
            zone = (match.Groups["zs"].Value == "-" ? -1 : 1) * (Part("zh", 0) * 60 + Part("zm", 0)) * 60_000;
        return Clip(Make([year, month - 1, day, hour, minute, second, fraction]) - zone);
    }

    private static string Clock(double[] p) => $"{Pad(p[3], 2)}:{Pad(p[4], 2)}:{Pad(p[5], 2)}";

    private static string Pad(double number, int width) => ((long)number).ToString(CultureInfo.InvariantCulture).PadLeft(width, '0');

    // Days since 1970-01-01 of the first of a month (0..12) in the proleptic Gregorian calendar, years starting in March.
    private static double DaysBefore(long year, int month)
    {
        if (month > 11)
            (year, month) = (year + 1, month - 12);
        var y = month < 2 ? year - 1 : year;
        var era = (y >= 0 ? y : y - 399) / 400;
        var yearOfEra = y - era * 400;
        var dayOfYear = (153 * ((month + 10) % 12) + 2) / 5;
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468;
    }

    private static (double Year, double Month, double Day) Civil(long days)
    {
        days += 719_468;
        var era = (days >= 0 ? days : days - 146_096) / 146_097;
        var dayOfEra = days - era * 146_097;
        var yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        var dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        var shifted = (5 * dayOfYear + 2) / 153;
        var month = (shifted + 2) % 12;
        return (yearOfEra + era * 400 + (month < 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1);
    }

    [GeneratedRegex(@"\A(?<y>\d{4}|[+-]\d{6})(-(?<mo>\d\d)(-(?<d>\d\d))?)?([T ](?<h>\d\d):(?<mi>\d\d)(:(?<s>\d\d)([.,](?<f>\d+))?)?(Z|(?<zs>[+-])(?<zh>\d\d):?(?<zm>\d\d))?)?\z", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex IsoForm();

    [GeneratedRegex(@"\s*\([^)]*\)\s*|\b(GMT|UTC)(?=\s*$|\s*[+-])", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex ZoneName();

    // .NET would take a missing year from the clock.
    [GeneratedRegex(@"\d{4}|\d+/\d+/\d+", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex HasYear();
}
