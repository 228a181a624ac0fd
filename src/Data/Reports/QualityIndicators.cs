using AidWorkflows.Data.Archives;
using AidWorkflows.Data.Calendar;
using AidWorkflows.Data.Visits;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Funds;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Domain.Payments;
using AidWorkflows.Domain.Reports;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Data.Reports;

/// <summary>S-005: the indicators of quality of a subtree, each with what counts against it. docs/reports.md has their definitions.</summary>
public sealed class QualityIndicators(AidDbContext db, ArchiveSelections selections, CountyQuota quota)
{
    /// <summary>S-072: a payment is in time within these working days of the award.</summary>
    public const int PaymentWorkingDays = 10;

    /// <summary>S-081 looks at as many months.</summary>
    private const int LedgerMonths = 6;

    private const string RecheckTask = "recheck";
    private const string ObjectionDefinition = "objection";

    /// <param name="countyPath">The county whose visits count; the subtree may be smaller.</param>
    public async Task<IReadOnlyList<QualityIndicator>> ReadAsync(string path, string countyPath, int year, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var calendar = await WorkCalendars.LoadAsync(db, cancellationToken);
        return
        [
            .. await ArchivesAsync(path, now, cancellationToken),
            await TasksAsync("recheck-in-time", QualityMeasure.DynamicManagement, Of(path).Where(task => task.Key == RecheckTask), year, now, cancellationToken),
            await PaidAsync(path, year, calendar, now, cancellationToken),
            await FundsAsync(path, year, now, cancellationToken),
            .. await VisitsAsync(countyPath, year, now, cancellationToken),
            await TasksAsync(
                "objections-in-time", QualityMeasure.FollowUp,
                Of(path).Where(task => db.Instances.Any(instance => instance.Id == task.WorkflowInstanceId && instance.DefinitionId == ObjectionDefinition)), year, now, cancellationToken),
            await TasksAsync("steps-in-time", QualityMeasure.Service, Of(path), year, now, cancellationToken),
            await DecisionsAsync(path, year, calendar, now, cancellationToken),
        ];
    }

    private IQueryable<HumanTask> Of(string path) => db.Set<HumanTask>().AsNoTracking().Where(task => task.OrganisationPath.StartsWith(path));

    private async Task<IReadOnlyList<QualityIndicator>> ArchivesAsync(string path, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var files = await selections.OnFile(path).Select(archive => new
        {
            archive.ArchiveNumber,
            archive.Tier,
            archive.StateSince,
            Opened = archive.OpenedAt ?? archive.StateSince,
            Changed = archive.ChangedAt ?? archive.StateSince,
            Months = archive.Incomes.Select(income => new { income.Year, income.Month }).ToList(),
        }).OrderBy(archive => archive.ArchiveNumber).ToListAsync(cancellationToken);
        var yearAgo = ChinaTime.StartOfDay(ChinaTime.DateOf(now).AddYears(-1));
        var today = ChinaTime.DateOf(now);
        var last = new DateOnly(today.Year, today.Month, 1).AddMonths(-1);
        bool HasMonths(IEnumerable<DateOnly> recorded, DateTimeOffset opened)
        {
            var months = recorded.ToHashSet();
            var first = ChinaTime.DateOf(opened);
            return Enumerable.Range(0, LedgerMonths).Select(back => last.AddMonths(-back)).Where(month => month >= first).All(months.Contains);
        }

        QualityIndicator Share(string key, QualityMeasure measure, Func<string, bool> isGood) => new(key, measure, files.Count(file => isGood(file.ArchiveNumber)), files.Count)
        {
            Failing = [.. files.Where(file => !isGood(file.ArchiveNumber)).Select(file => new IndicatorRow(file.ArchiveNumber, null, file.Changed))],
        };

        var complete = files.Where(file => file.Tier is not null && file.Months.Count > 0).Select(file => file.ArchiveNumber).ToHashSet(StringComparer.Ordinal);
        var current = files.Where(file => file.Changed >= yearAgo).Select(file => file.ArchiveNumber).ToHashSet(StringComparer.Ordinal);
        var ledger = files.Where(file => HasMonths(file.Months.Select(month => new DateOnly(month.Year, month.Month, 1)), file.Opened)).Select(file => file.ArchiveNumber).ToHashSet(StringComparer.Ordinal);
        return
        [
            Share("archive-complete", QualityMeasure.Archives, complete.Contains),
            Share("archive-current", QualityMeasure.Archives, current.Contains),
            Share("ledger-complete", QualityMeasure.DynamicManagement, ledger.Contains),
        ];
    }

    /// <summary>Of the tasks that were done in the year or are late, those done by their due time.</summary>
    private async Task<QualityIndicator> TasksAsync(
        string key, QualityMeasure measure, IQueryable<HumanTask> tasks, int year, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (from, to) = Until(year, now);
        var due = await tasks.Where(task => task.DueAt != null
                && ((task.Status == HumanTaskStatus.Completed && task.CompletedAt >= from && task.CompletedAt < to) || (task.Status == HumanTaskStatus.Open && task.DueAt >= from && task.DueAt < to)))
            .Select(task => new { task.CaseNumber, task.DueAt, task.CompletedAt, Correlation = db.Instances.Where(instance => instance.Id == task.WorkflowInstanceId).Select(instance => instance.CorrelationId).FirstOrDefault() })
            .ToListAsync(cancellationToken);
        var late = due.Where(task => task.CompletedAt is null || task.CompletedAt >= task.DueAt).ToList();
        return new QualityIndicator(key, measure, due.Count - late.Count, due.Count)
        {
            Failing = [.. late.OrderBy(task => task.DueAt).Select(task => new IndicatorRow(task.CaseNumber is null ? task.Correlation : null, task.CaseNumber, task.DueAt!.Value))],
        };
    }

    /// <summary>Of the payments that are paid or should have been by now, those that were paid within their working days.</summary>
    private async Task<QualityIndicator> PaidAsync(string path, int year, WorkCalendar calendar, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (from, to) = Until(year, now);
        var payments = await (
            from payment in db.Set<Payment>().AsNoTracking()
            join aidCase in db.Set<AidCase>() on payment.CaseId equals aidCase.Id
            where aidCase.OrganisationPath.StartsWith(path) && payment.CreatedAt >= @from && payment.CreatedAt < to
            orderby payment.CreatedAt
            select new { payment.Status, payment.PaidAt, payment.CreatedAt, aidCase.CaseNumber }).ToListAsync(cancellationToken);
        var due = payments.Select(payment => new
        {
            payment.CaseNumber,
            payment.CreatedAt,
            IsPaid = payment.Status == PaymentStatus.Paid,
            payment.PaidAt,
            Limit = ChinaTime.EndOfDay(calendar.AddWorkingDays(ChinaTime.DateOf(payment.CreatedAt), PaymentWorkingDays)),
        }).Where(payment => payment.IsPaid || payment.Limit <= now).ToList();
        var late = due.Where(payment => !payment.IsPaid || payment.PaidAt is not { } paid || paid >= payment.Limit).ToList();
        return new QualityIndicator("paid", QualityMeasure.Funds, due.Count - late.Count, due.Count)
        {
            Failing = [.. late.Select(payment => new IndicatorRow(null, payment.CaseNumber, payment.CreatedAt))],
        };
    }

    /// <summary>S-072: what the ledgers say is spent of what they say was allocated, corrections included, up to the end of the year.</summary>
    private async Task<QualityIndicator> FundsAsync(string path, int year, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (_, to) = Until(year, now);
        var funds = await db.Set<Fund>().AsNoTracking().Where(fund => fund.OrganisationPath.StartsWith(path)).OrderBy(fund => fund.OpenedAt).Select(fund => new
        {
            fund.Id,
            fund.Name,
            fund.OpenedAt,

            // Each line carries the balances after it, so the last one tells the whole ledger.
            Last = db.Set<FundEntry>().Where(entry => entry.FundId == fund.Id && entry.At < to).OrderByDescending(entry => entry.Number)
                .Select(entry => new { entry.AvailableAfter, entry.ReservedAfter, entry.SpentAfter }).FirstOrDefault(),
        }).ToListAsync(cancellationToken);
        var known = funds.Where(fund => fund.Last is not null).Select(fund => new { fund.Id, fund.Name, fund.OpenedAt, Spent = fund.Last!.SpentAfter, Left = fund.Last.AvailableAfter + fund.Last.ReservedAfter }).ToList();
        return new QualityIndicator("fund-used", QualityMeasure.Funds, known.Sum(fund => fund.Spent), known.Sum(fund => fund.Spent + fund.Left))
        {
            IsMoney = true,
            Failing = [.. known.Where(fund => fund.Left > 0).Select(fund => new IndicatorRow(null, null, fund.OpenedAt) { Fund = new FundLeft(fund.Id, fund.Name, fund.Left) })],
        };
    }

    /// <summary>S-048, S-049: visits made of visits needed.</summary>
    private async Task<IReadOnlyList<QualityIndicator>> VisitsAsync(string countyPath, int year, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var state = await quota.ReadAsync(countyPath, year, now, cancellationToken);
        IReadOnlyList<IndicatorRow> Open(Func<QuotaFile, bool> which) => [.. state.ToVisit.Where(which).Select(entry => new IndicatorRow(null, entry.File.CaseNumber, entry.File.Since))];
        return
        [
            new QualityIndicator("visits-new", QualityMeasure.FollowUp, Math.Min(state.Counts.NewVisited, state.Counts.NewNeeded), state.Counts.NewNeeded) { Failing = Open(entry => entry.Quota.IsNew) },
            new QualityIndicator("visits-doubtful", QualityMeasure.FollowUp, Math.Min(state.Counts.DoubtfulVisited, state.Counts.DoubtfulNeeded), state.Counts.DoubtfulNeeded) { Failing = Open(entry => entry.Quota.IsDoubtful) },
        ];
    }

    /// <summary>S-092: working days from the application to the decision; the numerator is what ended without a late step.</summary>
    private async Task<QualityIndicator> DecisionsAsync(string path, int year, WorkCalendar calendar, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (from, to) = Until(year, now);
        var closed = await db.Set<AidCase>().AsNoTracking().Where(aidCase => aidCase.OrganisationPath.StartsWith(path) && aidCase.ClosedAt >= from && aidCase.ClosedAt < to)
            .Select(aidCase => new
            {
                aidCase.CaseNumber,
                aidCase.OpenedAt,
                aidCase.ClosedAt,
                IsLate = db.Set<HumanTask>().Any(task => task.CaseId == aidCase.Id && task.DueAt != null && task.CompletedAt >= task.DueAt),
            }).OrderBy(aidCase => aidCase.OpenedAt).ToListAsync(cancellationToken);
        var (median, ninth) = QualityIndicator.Quantiles([.. closed.Select(aidCase => calendar.CountWorkingDays(ChinaTime.DateOf(aidCase.OpenedAt), ChinaTime.DateOf(aidCase.ClosedAt!.Value)))]);
        return new QualityIndicator("decisions", QualityMeasure.Service, closed.Count(aidCase => !aidCase.IsLate), closed.Count, median, ninth)
        {
            Failing = [.. closed.Where(aidCase => aidCase.IsLate).Select(aidCase => new IndicatorRow(null, aidCase.CaseNumber, aidCase.OpenedAt))],
        };
    }

    private static (DateTimeOffset From, DateTimeOffset To) Until(int year, DateTimeOffset now)
    {
        var (from, to) = YearFigures.Of(year);
        return (from, now < to ? now : to);
    }
}
