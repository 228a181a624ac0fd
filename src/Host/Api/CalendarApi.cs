using AidWorkflows.Data;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Accounts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Api;

internal static class CalendarApi
{
    public static void MapCalendar(this RouteGroupBuilder api) =>
        api.MapGet("/calendar/{year:int}", GetAsync)
            .RequireAuthorization(AidPolicies.Staff)
            .WithName("GetCalendar")
            .WithSummary("Holidays and make-up days of a year; computed until the official notice is entered.");

    private static async Task<Ok<CalendarView>> GetAsync(int year, AidDbContext db, CancellationToken cancellationToken)
    {
        if (year is < StatutoryHolidays.FirstYear or > StatutoryHolidays.LastYear)
            throw new RuleViolationException("not-found", "There is no calendar of that year.");

        var known = await db.Set<WorkCalendarYear>().AsNoTracking().SingleOrDefaultAsync(candidate => candidate.Year == year, cancellationToken)
            ?? WorkCalendarYear.Provisional(year);
        return TypedResults.Ok(new CalendarView(
            known.Year,
            known.Source,
            known.IsOfficial,
            [.. known.Days.Where(day => !day.IsWorkingDay).OrderBy(day => day.Date).Select(day => new CalendarDayView(day.Date, day.Name))],
            [.. known.Days.Where(day => day.IsWorkingDay).OrderBy(day => day.Date).Select(day => new CalendarDayView(day.Date, day.Name))]));
    }
}

internal sealed record CalendarView(int Year, string Source, bool Official, IReadOnlyList<CalendarDayView> Holidays, IReadOnlyList<CalendarDayView> Workdays);

internal sealed record CalendarDayView(DateOnly Date, string Name);
