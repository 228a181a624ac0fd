namespace AidWorkflows.Domain.Calendar;

/// <summary>
/// One sentence of "why is this the deadline": a code for the text in the reader's language, and what goes into it.
/// </summary>
public sealed record ExplanationPart(string Code, params IReadOnlyList<object> Arguments)
{
    /// <summary>Arguments: the starting day.</summary>
    public const string StartNotCounted = "deadline-start-not-counted";

    /// <summary>Arguments: how many, the first and the last of them.</summary>
    public const string DaysCounted = "deadline-days-counted";

    /// <summary>Arguments: the holiday's name, its first and its last day met in the count.</summary>
    public const string HolidaySkipped = "deadline-holiday-skipped";

    /// <summary>Arguments: how many Saturdays and Sundays that belong to no holiday.</summary>
    public const string WeekendDaysSkipped = "deadline-weekend-days-skipped";

    /// <summary>Arguments: the Saturday or Sunday that is worked.</summary>
    public const string MakeUpDayCounted = "deadline-make-up-day-counted";
}
