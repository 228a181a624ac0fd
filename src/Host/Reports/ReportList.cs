using AidWorkflows.Data;
using AidWorkflows.Domain.Letters;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Reports;
using AidWorkflows.Domain.Rules;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Reports;

/// <summary>The monthly reports that somebody may read: those of the counties below them, and of their own county.</summary>
public sealed class ReportList(AidDbContext db)
{
    public const int MaximumPageSize = 100;

    public async Task<ReportPage> ListAsync(int? year, int? month, int page, int pageSize, Actor actor, CancellationToken cancellationToken)
    {
        var query = Of(actor).Where(report => (year == null || report.Year == year) && (month == null || report.Month == month));
        var total = await query.CountAsync(cancellationToken);
        var reports = await query.OrderByDescending(report => report.Year).ThenByDescending(report => report.Month).ThenBy(report => report.OrganisationPath)
            .Skip((page - 1) * pageSize).Take(pageSize).ToListAsync(cancellationToken);
        return new ReportPage(reports.ConvertAll(View), total);
    }

    /// <exception cref="RuleViolationException">not-found.</exception>
    public async Task<ReportView> GetAsync(Guid id, Actor actor, CancellationToken cancellationToken) =>
        View(await Of(actor).SingleOrDefaultAsync(report => report.Id == id, cancellationToken) ?? throw new RuleViolationException("not-found", "There is no such report."));

    private IQueryable<MonthlyReport> Of(Actor actor)
    {
        var path = actor.OrganisationPath;
        return db.Set<MonthlyReport>().AsNoTracking().Where(report => report.OrganisationPath.StartsWith(path));
    }

    private static ReportView View(MonthlyReport report) => new(
        report.Id,
        report.OrganisationName,
        report.MonthText,
        report.MadeAt,
        report.IsSent ? ReportStatus.Sent : ReportStatus.Draft,
        [.. report.Recipients.OrderBy(recipient => recipient.Receiver).Select(recipient => new RecipientView(recipient.Receiver, recipient.Status, recipient.Method, recipient.SentOn))],
        report.Read());
}

public sealed record ReportPage(IReadOnlyList<ReportView> Items, int TotalCount);

/// <summary>One county's report of one month.</summary>
/// <param name="Status">Sent when both recipients have it.</param>
public sealed record ReportView(
    Guid Id, string OrganisationName, string Month, DateTimeOffset MadeAt, ReportStatus Status, IReadOnlyList<RecipientView> Recipients, ReportFigures Figures);

public sealed record RecipientView(ReportReceiver Receiver, ReportStatus Status, DeliveryMethod? Method, DateOnly? SentOn);
