using AidWorkflows.Data;
using AidWorkflows.Data.People;
using AidWorkflows.Domain.Registers;
using AidWorkflows.Domain.Visits;
using AidWorkflows.Host.Visits;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Registers;

public sealed record ComparisonDetails(Guid Id, int Number, ComparisonResult Result, IReadOnlyList<RegisterKind> Registers, IReadOnlyList<ComparisonLine> Lines, string? ComparedBy, DateTimeOffset ComparedAt);

/// <param name="RaisedBy">Null when the workflow or the intake did.</param>
public sealed record DoubtDetails(Guid Id, DoubtReason Reason, string Note, string? RaisedBy, DateTimeOffset RaisedAt, string? ClearedBy, DateTimeOffset? ClearedAt, string? ClearedBecause);

public sealed record CheckDetails(IReadOnlyList<ComparisonDetails> Comparisons, IReadOnlyList<DoubtDetails> Doubts, IReadOnlyList<VisitDetails> Visits);

/// <summary>What was found out about a case beside its papers. Whoever calls has checked that the reader may see the case.</summary>
public sealed class CaseChecks(AidDbContext db, StaffDirectory staff)
{
    public async Task<CheckDetails> ReadAsync(Guid caseId, CancellationToken cancellationToken)
    {
        var comparisons = await db.Set<RegisterComparison>().AsNoTracking().Where(comparison => comparison.CaseId == caseId)
            .OrderByDescending(comparison => comparison.Number).ToListAsync(cancellationToken);
        var doubts = await db.Set<DoubtFlag>().AsNoTracking().Where(flag => flag.CaseId == caseId).ToListAsync(cancellationToken);
        var names = await staff.NamesAsync(
            comparisons.Select(comparison => comparison.ComparedBy).Concat(doubts.SelectMany(flag => new[] { flag.RaisedBy, flag.ClearedBy })).OfType<Guid>(),
            cancellationToken);
        return new CheckDetails(
            [.. comparisons.Select(comparison => new ComparisonDetails(
                comparison.Id, comparison.Number, comparison.Result, comparison.Registers, comparison.Lines, NameOf(comparison.ComparedBy), comparison.ComparedAt))],
            [.. doubts.OrderBy(flag => flag.ClearedAt is not null).ThenByDescending(flag => flag.RaisedAt).Select(flag => new DoubtDetails(
                flag.Id, flag.Reason, flag.Note, NameOf(flag.RaisedBy), flag.RaisedAt, NameOf(flag.ClearedBy), flag.ClearedAt, flag.ClearedBecause))],
            await new VisitRecords(db, staff).OfCaseAsync(caseId, cancellationToken));

        string? NameOf(Guid? person) => person is { } id ? names.GetValueOrDefault(id, "") : null;
    }
}
