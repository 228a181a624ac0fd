namespace AidWorkflows.Domain.Policies;

/// <summary>Every place of a pack that cites, with its path.</summary>
public static class PolicyCitations
{
    public static IEnumerable<(string Path, Citation Citation)> Of(PolicyPack pack) =>
    [
        (pack.Standards.Path, pack.Standards.Citation),
        .. pack.Standards.Amounts.Select(standard => (standard.Path, standard.Citation)),
        (pack.Rounding.Path, pack.Rounding.Citation),
        (pack.AidYear.Path, pack.AidYear.Citation),
        (pack.Aggregation.Path, pack.Aggregation.Citation),
        (pack.Income.Path, pack.Income.Citation),
        (pack.Loss.Path, pack.Loss.Citation),
        .. pack.DeductionSets.Select(set => (set.Path, set.Citation)),
        .. pack.DeductionSets.SelectMany(set => set.Items).Select(item => (item.Path, item.Citation)),
        .. pack.Preconditions.Select(precondition => (precondition.Path, precondition.Citation)),
        .. pack.Tiers.SelectMany(OfTier),
        (pack.Selection.Path, pack.Selection.Citation),
        (pack.MultipleAid.Path, pack.MultipleAid.Citation),
        .. pack.Exclusions.Select(exclusion => (exclusion.Path, exclusion.Citation)),
        .. pack.RequiredDocuments.Select(document => (document.Path, document.Citation)),
        .. pack.Exit is { } exit ? [(exit.Path, exit.Citation)] : Array.Empty<(string, Citation)>(),
        .. pack.Visits is { } visits ? [(visits.Path, visits.Citation)] : Array.Empty<(string, Citation)>(),
    ];

    private static IEnumerable<(string Path, Citation Citation)> OfTier(TierRule tier) =>
    [
        (tier.Path, tier.Citation),
        (tier.Multiple.Path, tier.Multiple.Citation),
        .. tier.Conditions.Select(condition => (condition.Path, condition.Citation)),
        .. tier.OnVisit.Select(question => (question.Path, question.Citation)),
        .. tier.Aids.Select(aid => (aid.Path, aid.Citation)),
    ];
}
