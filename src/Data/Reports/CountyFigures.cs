using AidWorkflows.Data.Visits;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Domain.Reports;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Data.Reports;

/// <summary>Counts what a county has done in a month, from the rows of cases, archives and tasks.</summary>
public sealed class CountyFigures(AidDbContext db, CountyQuota quota, YearFigures years, QualityIndicators indicators)
{
    private const string NoTier = "none";

    public async Task<ReportFigures> CountAsync(string path, DateOnly month, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var period = new Period(ChinaTime.StartOfDay(month).ToUniversalTime(), ChinaTime.StartOfDay(month.AddMonths(1)).ToUniversalTime());
        var (from, to) = (period.From, period.To);
        var archives = await db.Set<HouseholdArchive>().AsNoTracking()
            .Where(archive => archive.OrganisationPath.StartsWith(path) && (archive.ClosedAt == null || (archive.ClosedAt >= from && archive.ClosedAt < to)))
            .Select(archive => new { archive.State, archive.Tier }).ToListAsync(cancellationToken);
        var exits = await db.Set<ArchiveExit>().AsNoTracking().Where(exit => exit.OrganisationPath.StartsWith(path)).Where(exit => exit.BegunAt < to && (exit.EndedAt == null || exit.EndedAt >= from))
            .Select(exit => new { exit.BegunAt, exit.EndedAt, exit.State }).ToListAsync(cancellationToken);
        var appeals = await db.Set<ExitAppeal>().AsNoTracking()
            .Where(appeal => appeal.OrganisationPath.StartsWith(path) && appeal.ReceivedAt < to && (appeal.DecidedAt == null || appeal.DecidedAt >= from)).ToListAsync(cancellationToken);
        var cutOff = now < to ? now : to;
        var aid = await years.AidAsync(path, from, cutOff, cancellationToken);
        var year = await years.AidOfYearAsync(path, month.Year, cutOff, cancellationToken);
        var totals = AidTotals.Of(year);
        var visits = (await quota.ReadAsync(path, month.Year, now, cancellationToken)).Counts;
        return new ReportFigures
        {
            Applications = await db.Set<AidCase>().CountAsync(aidCase => aidCase.OrganisationPath.StartsWith(path) && aidCase.OpenedAt >= from && aidCase.OpenedAt < to, cancellationToken),
            ArchivesByState = archives.CountBy(archive => archive.State.ToString()).OrderBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(pair => pair.Key, pair => pair.Value),
            ArchivesByTier = archives.Where(archive => archive.State is ArchiveState.Active or ArchiveState.Relieved).CountBy(archive => archive.Tier ?? NoTier)
                .OrderBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(pair => pair.Key, pair => pair.Value),
            CutOff = cutOff,
            Awards = [.. AidTotals.Of(aid).Select(total => new AwardFigure(total.Kind, total.Awards, total.Amount))],
            YearAid = totals,
            YearAidWhole = AidTotals.Whole(year),
            Payments = await years.PaymentsAsync(path, from, cutOff, cancellationToken),
            Targets = await years.TargetsAsync(path, month.Year, totals, cancellationToken),
            Coverage = await years.CoverageAsync(path, now, cancellationToken),
            Indicators = await indicators.ReadAsync(path, path, month.Year, cutOff, cancellationToken),
            ExitsBegun = exits.Count(exit => period.Has(exit.BegunAt)),
            ExitsLeft = exits.Count(exit => exit.State == ExitState.Left && period.Has(exit.EndedAt)),
            ExitsStayed = exits.Count(exit => exit.State == ExitState.Stayed && period.Has(exit.EndedAt)),
            AppealsReceived = appeals.Count(appeal => period.Has(appeal.ReceivedAt)),
            AppealsUpheld = appeals.Count(appeal => appeal.Decision == AppealDecision.DoesNotMeet && period.Has(appeal.DecidedAt)),
            AppealsDismissed = appeals.Count(appeal => appeal.Decision == AppealDecision.MeetsStandard && period.Has(appeal.DecidedAt)),
            AppealsLate = appeals.Count(appeal => appeal.DueAt < to && appeal.IsLate(now)),
            Visits = new VisitFigure(visits.New, visits.NewNeeded, visits.NewVisited),
            Decisions = await DecisionsAsync(path, period, cancellationToken),
            Steps = await StepsAsync(path, period, cancellationToken),
        };
    }

    private async Task<CycleTime?> DecisionsAsync(string path, Period period, CancellationToken cancellationToken)
    {
        var (from, to) = (period.From, period.To);
        var closed = await db.Set<AidCase>().AsNoTracking()
            .Where(aidCase => aidCase.OrganisationPath.StartsWith(path) && aidCase.ClosedAt >= from && aidCase.ClosedAt < to)
            .Select(aidCase => new { aidCase.OpenedAt, aidCase.ClosedAt }).ToListAsync(cancellationToken);
        return CycleTime.Of("decision", "", [.. closed.Select(aidCase => (aidCase.ClosedAt!.Value - aidCase.OpenedAt, false))]);
    }

    private async Task<IReadOnlyList<CycleTime>> StepsAsync(string path, Period period, CancellationToken cancellationToken)
    {
        var (from, to) = (period.From, period.To);
        var tasks = await db.Set<HumanTask>().AsNoTracking()
            .Where(task => task.OrganisationPath.StartsWith(path) && task.Status == HumanTaskStatus.Completed && task.CompletedAt >= from && task.CompletedAt < to)
            .Select(task => new { task.Key, task.Title, task.CreatedAt, task.CompletedAt, task.DueAt }).ToListAsync(cancellationToken);
        return
        [
            .. tasks.GroupBy(task => task.Key, StringComparer.Ordinal).OrderBy(step => step.Key, StringComparer.Ordinal).Select(step => CycleTime.Of(
                step.Key, step.MaxBy(task => task.CompletedAt)!.Title, [.. step.Select(task => (task.CompletedAt!.Value - task.CreatedAt, task.DueAt <= task.CompletedAt))])!),
        ];
    }

    private sealed record Period(DateTimeOffset From, DateTimeOffset To)
    {
        public bool Has(DateTimeOffset? moment) => moment >= From && moment < To;
    }
}
