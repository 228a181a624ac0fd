using AidWorkflows.Domain.Calendar;

namespace AidWorkflows.Tests.Domain.Calendar;

/// <summary>The calendars that are shipped with the program.</summary>
internal static class OfficialCalendars
{
    public static WorkCalendarYear Year2025 { get; } = Load(2025);

    public static WorkCalendarYear Year2026 { get; } = Load(2026);

    public static WorkCalendar Both { get; } = new([Year2025, Year2026]);

    private static WorkCalendarYear Load(int year) =>
        WorkCalendarYear.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "calendar", $"cn-{year}.json")));
}
