using System.Globalization;
using AidWorkflows.Data;
using AidWorkflows.Data.Calendar;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Engine.Runtime;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Clock;
using AidWorkflows.Host.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Pages.Clock;

/// <summary>Training: moves the simulated time and shows what is due next. With the real clock this page does not exist.</summary>
[Authorize(AidPolicies.AdministerAll)]
internal sealed class IndexModel(AidDbContext db, TimeProvider clock, IServiceProvider services) : FormPage
{
    private const int Shown = 20;

    [BindProperty]
    public string? Step { get; set; }

    /// <summary>As date fields write it, whatever the language of the page.</summary>
    [BindProperty]
    public string? To { get; set; }

    public DateTimeOffset Now { get; private set; }

    /// <summary>Work that is due and not done yet; the page comes again until there is none.</summary>
    public int Due { get; private set; }

    public IReadOnlyList<NextDue> Next { get; private set; } = [];

    public override string FieldName(string ruleField) => nameof(To);

    public Task<IActionResult> OnGetAsync() => ShowAgainAsync();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (services.GetService<ClockControl>() is not { } control)
            return NotFound();

        await control.LoadAsync(cancellationToken);
        await control.AdvanceAsync(await TargetAsync(cancellationToken) - clock.GetUtcNow(), cancellationToken);
        return RedirectToPage();
    }

    public override async Task<IActionResult> ShowAgainAsync()
    {
        if (services.GetService<ClockControl>() is not { } control)
            return NotFound();

        await control.LoadAsync(HttpContext.RequestAborted);
        var now = Now = clock.GetUtcNow();
        Due = await control.CountDueAsync(HttpContext.RequestAborted);
        if (Due > 0)
            Response.Headers.Append("Refresh", "2");
        var timers = await (
            from row in db.Work.AsNoTracking()
            where row.VisibleAt > now && row.Lane == WorkLane.Timer
            orderby row.VisibleAt
            join found in db.Instances on row.InstanceId equals found.Id into instances
            from instance in instances.DefaultIfEmpty()
            join known in db.Definitions on instance.DefinitionId equals known.DefinitionId into definitions
            from definition in definitions.DefaultIfEmpty()
            select new NextDue(row.VisibleAt, definition == null ? null : definition.Name, instance == null ? null : instance.CorrelationId)).Take(Shown).ToListAsync();
        var starts = await (
            from trigger in db.Triggers.AsNoTracking()
            where trigger.NextFireAt > now
            join known in db.Definitions on trigger.DefinitionId equals known.DefinitionId
            select new NextDue(trigger.NextFireAt!.Value, known.Name, null)).ToListAsync();
        Next = [.. timers.Concat(starts).OrderBy(next => next.At).Take(Shown)];
        return Page();
    }

    /// <summary>Steps keep the time of day; a chosen day is entered at nine in the morning.</summary>
    private async Task<DateTimeOffset> TargetAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var today = ChinaTime.DateOf(now);
        var sinceMidnight = now - ChinaTime.StartOfDay(today);
        switch (Step)
        {
            case "day":
                return now.AddDays(1);
            case "working-days":
                var calendar = await WorkCalendars.LoadAsync(db, cancellationToken);
                return ChinaTime.StartOfDay(calendar.AddWorkingDays(today, 5)) + sinceMidnight;
            case "month":
                return ChinaTime.StartOfDay(today.AddMonths(1)) + sinceMidnight;
            default:
                return DateOnly.TryParseExact(To, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                    ? ChinaTime.StartOfDay(day).AddHours(9)
                    : throw new RuleViolationException("date-format", "Write the day as in 2026-03-01.", "to");
        }
    }
}

/// <summary>Something that the clock will wake.</summary>
public sealed record NextDue(DateTimeOffset At, string? Name, string? CorrelationId);
