using AidWorkflows.Data.Archives;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Payments;
using AidWorkflows.Domain.Reports;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Data.Reports;

/// <summary>What a subtree has done in a year, from the rows of awards and payments, and against its targets (S-006, S-094).</summary>
public sealed class YearFigures(AidDbContext db, ArchiveSelections selections)
{
    /// <summary>The awards of a subtree from one moment up to another, each with its household and person.</summary>
    public async Task<IReadOnlyList<AidRow>> AidAsync(string path, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var rows = await (
            from aidCase in db.Set<AidCase>().AsNoTracking()
            where aidCase.OrganisationPath.StartsWith(path)
            from award in aidCase.Awards
            where award.DecidedAt >= @from && award.DecidedAt < to
            from request in aidCase.Requests
            where request.Id == award.RequestId
            orderby award.DecidedAt, award.Id
            select new
            {
                award.Id,
                award.Kind,
                award.Amount,
                award.DecidedAt,
                Household = aidCase.ArchiveId ?? aidCase.Id,
                Worker = aidCase.Applicant.IdNumberIndex,
                Member = aidCase.Members.Where(member => member.Id == request.MemberId).Select(member => member.IdNumberIndex).FirstOrDefault(),
            }).ToListAsync(cancellationToken);

        // Of a destroyed archive nobody knows any more who it was; each of its awards stays one person.
        return [.. rows.Select(row => new AidRow(
            row.Kind.ToString(), row.Amount, row.Household, (row.Member ?? row.Worker) is { Length: > 0 } index ? Convert.ToHexString(index) : row.Id.ToString(), row.DecidedAt))];
    }

    public Task<IReadOnlyList<AidRow>> AidOfYearAsync(string path, int year, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var (from, to) = Of(year);
        return AidAsync(path, from, until < to ? until : to, cancellationToken);
    }

    public async Task<IReadOnlyList<TargetFigure>> TargetsAsync(string countyPath, int year, IReadOnlyList<AidTotal> achieved, CancellationToken cancellationToken)
    {
        var planned = await db.Set<ProgrammeTarget>().AsNoTracking().Where(target => target.OrganisationPath == countyPath && target.Year == year).ToListAsync(cancellationToken);
        return
        [
            .. from kind in Enum.GetValues<AidKind>()
               let plan = planned.Find(target => target.Kind == kind)
               let done = achieved.FirstOrDefault(total => total.Kind == kind.ToString())
               select new TargetFigure(kind.ToString(), plan?.Households, plan?.People, done?.Households ?? 0, done?.People ?? 0, done?.Amount ?? 0, plan?.Citation ?? ""),
        ];
    }

    public async Task<IReadOnlyList<PaymentFigure>> PaymentsAsync(string path, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var payments = await (
            from payment in db.Set<Payment>().AsNoTracking()
            join aidCase in db.Set<AidCase>() on payment.CaseId equals aidCase.Id
            where aidCase.OrganisationPath.StartsWith(path) && payment.CreatedAt >= @from && payment.CreatedAt < to
            select new { payment.Status, payment.Amount }).ToListAsync(cancellationToken);
        return [.. payments.GroupBy(payment => payment.Status).OrderBy(status => status.Key).Select(status => new PaymentFigure(status.Key.ToString(), status.Count(), status.Sum(payment => payment.Amount)))];
    }

    public async Task<CoverageFigure> CoverageAsync(string path, DateTimeOffset now, CancellationToken cancellationToken) => new(
        await selections.OnFile(path).CountAsync(cancellationToken),
        await selections.NeverAided(path).CountAsync(cancellationToken),
        await selections.EligibleNotOnFile(path).CountAsync(cancellationToken),
        await selections.Unchanged(path, now).CountAsync(cancellationToken));

    internal static (DateTimeOffset From, DateTimeOffset To) Of(int year) =>
        (ChinaTime.StartOfDay(new DateOnly(year, 1, 1)).ToUniversalTime(), ChinaTime.StartOfDay(new DateOnly(year + 1, 1, 1)).ToUniversalTime());
}
