using AidWorkflows.Domain.Calendar;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Data.Calendar;

/// <summary>The calendar as the database has it now; deadlines are counted with it when they are set.</summary>
public static class WorkCalendars
{
    public static async Task<WorkCalendar> LoadAsync(AidDbContext db, CancellationToken cancellationToken) =>
        new(await db.Set<WorkCalendarYear>().AsNoTracking().ToListAsync(cancellationToken));
}
