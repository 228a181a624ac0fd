using System.Globalization;
using AidWorkflows.Domain.Assessment;
using AidWorkflows.Domain.Letters;
using AidWorkflows.Domain.Notices;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Data.Letters;

/// <summary>
/// The reasons of a letter, out of rows that prove them: which step said no, and what the assessment by the case's policy says
/// with its figures. Never what somebody typed about the person.
/// </summary>
public static class LetterReasons
{
    public static async Task<IReadOnlyList<LetterReason>> OfAsync(AidDbContext db, Guid caseId, LetterKind kind, string step, CancellationToken cancellationToken)
    {
        List<LetterReason> reasons = [new("step", new Dictionary<string, string> { ["step"] = step })];
        if (kind == LetterKind.ObjectionResult)
            reasons.AddRange(await OfObjectionAsync(db, caseId, cancellationToken));
        if (kind != LetterKind.Refusal)
            return reasons;

        var last = await db.Set<CaseAssessment>().AsNoTracking().Where(assessment => assessment.CaseId == caseId)
            .OrderByDescending(assessment => assessment.Number).FirstOrDefaultAsync(cancellationToken);
        if (last?.Read() is { } result)
            reasons.AddRange(OfAssessment(result));
        return reasons;
    }

    /// <summary>What became of the last objection that was decided. Who objected and what they said is nowhere in it.</summary>
    private static async Task<IReadOnlyList<LetterReason>> OfObjectionAsync(AidDbContext db, Guid caseId, CancellationToken cancellationToken)
    {
        // It has been decided in this very step as a rule, and is tracked and not yet saved.
        await db.Set<Objection>().Where(objection => objection.CaseId == caseId).LoadAsync(cancellationToken);
        var decided = db.Set<Objection>().Local.Where(objection => objection.CaseId == caseId && objection.State != ObjectionState.Open).MaxBy(objection => objection.DecidedAt);
        return decided is null
            ? []
            : [new(decided.State == ObjectionState.Upheld ? "objection-upheld" : "objection-dismissed", new Dictionary<string, string> { ["objection"] = decided.Id.ToString() })];
    }

    private static IEnumerable<LetterReason> OfAssessment(HouseholdAssessment result)
    {
        if (result.Outcome == AssessmentOutcome.Eligible)
            yield break;

        yield return new("assessment", new Dictionary<string, string> { ["outcome"] = AssessmentJson.NameOf(result.Outcome) });
        foreach (var exclusion in result.Exclusions.Where(exclusion => exclusion.Result == StepResult.Yes))
        {
            var data = new Dictionary<string, string> { ["rule"] = exclusion.Rule, ["name"] = exclusion.Name };
            if (exclusion.Until is { } until)
                data["until"] = until.ToString("O", CultureInfo.InvariantCulture);
            yield return new("exclusion", data);
        }

        var figures = result.Figures.ToDictionary(figure => figure.Id, figure => figure.Value);
        foreach (var change in result.NearestChanges.Where(change => change.Direction == ChangeDirection.ToQualify))
        {
            foreach (var needed in change.Needed.Where(needed => needed is { Current: not null, Limit: not null }))
            {
                yield return new("nearest-change", new Dictionary<string, string>
                {
                    ["tier"] = change.Name,
                    ["measure"] = needed.Code,
                    ["current"] = Yuan(figures, needed.Current!),
                    ["operator"] = needed.Operator ?? "",
                    ["limit"] = Yuan(figures, needed.Limit!),
                });
            }
        }
    }

    private static string Yuan(Dictionary<string, decimal> figures, string figure) =>
        figures.GetValueOrDefault(figure).ToString("0.00", CultureInfo.InvariantCulture);
}
