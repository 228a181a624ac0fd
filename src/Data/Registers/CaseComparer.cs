using AidWorkflows.Data.Visits;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Registers;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Domain.Visits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AidWorkflows.Data.Registers;

/// <summary>Compares a case with the registers and keeps the result with it; the caller saves.</summary>
public sealed class CaseComparer(AidDbContext db, DoubtFlags doubts, IOptions<RegisterOptions> options)
{
    /// <param name="personId">Null when the workflow compares.</param>
    public async Task<RegisterComparison> CompareAsync(
        AidCase aidCase, IReadOnlyList<RegisterKind> registers, Guid? personId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (registers.Count == 0)
            throw new RuleViolationException("registers-missing", "Say which registers are to be compared.", "registers");
        if (aidCase.ConsentAt is null)
            throw new RuleViolationException("consent-missing", $"Case {aidCase.CaseNumber} has no signed authorisation, so nothing may be compared (S-041).", null, aidCase.CaseNumber);

        var entry = db.Entry(aidCase);
        await entry.Reference(value => value.Applicant).LoadAsync(cancellationToken);
        await entry.Collection(value => value.Members).LoadAsync(cancellationToken);
        await entry.Collection(value => value.Income).LoadAsync(cancellationToken);
        var answers = await RegisterAnswers.FindAsync(db, aidCase, registers, cancellationToken);
        var lines = RegisterComparer.Compare(DeclaredHousehold.Of(aidCase), answers, registers, options.Value.Rules, ChinaTime.DateOf(now));
        var number = await db.Set<RegisterComparison>().Where(earlier => earlier.CaseId == aidCase.Id).MaxAsync(earlier => (int?)earlier.Number, cancellationToken) ?? 0;
        var comparison = new RegisterComparison(aidCase.Id, number + 1, [.. registers.Distinct().Order()], lines, personId, now);
        db.Add(comparison);
        db.Add(comparison.Told());
        if (comparison.Result is ComparisonResult.Mismatch or ComparisonResult.Doubtful)
        {
            var reason = comparison.Result == ComparisonResult.Mismatch ? DoubtReason.ComparisonMismatch : DoubtReason.ComparisonDoubtful;
            await doubts.RaiseAsync(aidCase.Id, reason, "", personId, now, cancellationToken);
        }

        return comparison;
    }
}
