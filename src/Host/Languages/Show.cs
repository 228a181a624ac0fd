using System.Globalization;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Money;

namespace AidWorkflows.Host.Languages;

/// <summary>How amounts, days and times are written in the reader's language; times are China's wherever the server stands.</summary>
internal static class Show
{
    public static string Money(decimal amount) => MoneyFormat.For(CultureInfo.CurrentUICulture, amount);

    public static string Day(DateOnly day) =>
        day.ToString(SiteLanguage.IsChinese ? "yyyy'年'M'月'd'日'" : "d MMM yyyy", CultureInfo.CurrentUICulture);

    public static string Day(DateTimeOffset instant) => Day(ChinaTime.DateOf(instant));

    public static string Time(DateTimeOffset instant) =>
        $"{Day(instant)} {instant.ToOffset(ChinaTime.Offset).ToString("HH:mm", CultureInfo.InvariantCulture)}";

    /// <summary>A deadline at midnight belongs to the day that ends, not to the one that begins.</summary>
    public static string Deadline(DateTimeOffset instant) =>
        instant.ToOffset(ChinaTime.Offset).TimeOfDay == TimeSpan.Zero ? $"{Day(instant.AddDays(-1))} 24:00" : Time(instant);

    /// <summary>For the <c>datetime</c> attribute of a time element.</summary>
    public static string Machine(DateTimeOffset instant) =>
        instant.ToOffset(ChinaTime.Offset).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
