using AidWorkflows.Domain.Cases;

namespace AidWorkflows.Domain.Policies;

/// <summary>Two packs that hold for the same union and day, and say different things about the same matter (Q-25 to Q-29).</summary>
/// <param name="Words">For the sentence: what each of them says.</param>
public sealed record PolicyConflict(string Code, string Question, string OnePack, string OnePath, string OtherPack, string OtherPath, IReadOnlyList<string> Words);

/// <summary>Finds contradictions before a case does. They are warnings: two programmes may differ, but somebody should have seen it.</summary>
public static class PolicyConflicts
{
    private const string TreatmentEnded = "treatmentEnded";

    public static IReadOnlyList<PolicyConflict> Between(PolicyPack one, PolicyPack other, DateOnly day)
    {
        // Of one programme the narrower pack replaces the wider one; there is nothing to contradict.
        if (one.Programme == other.Programme || !PolicyScope.Overlap(one.Organisation, other.Organisation) || !one.IsInForce(day) || !other.IsInForce(day))
            return [];

        return [.. Standards(one, other, day), .. Exclusions(one, other, day), .. Windows(one, other, day), .. Windows(other, one, day), .. Ceilings(one, other, day), .. Amounts(one, other)];
    }

    private static IEnumerable<PolicyConflict> Standards(PolicyPack one, PolicyPack other, DateOnly day) =>
        from left in one.Standards.Amounts
        from right in other.Standards.Amounts
        where left.IsInForce(day) && right.IsInForce(day) && left.Level == right.Level && left.Monthly != right.Monthly
            && PolicyScope.Overlap(left.Organisation, right.Organisation)
        select new PolicyConflict("standards-differ", "Q-13", one.Key, left.Path, other.Key, right.Path, [Yuan(left.Monthly), Yuan(right.Monthly)]);

    /// <summary>The same facts under other and / or, or with another effect (Q-27).</summary>
    private static IEnumerable<PolicyConflict> Exclusions(PolicyPack one, PolicyPack other, DateOnly day) =>
        from left in one.Exclusions
        from right in other.Exclusions
        where left.IsInForce(day) && right.IsInForce(day) && left.When.Facts.Intersect(right.When.Facts).Any()
            && (left.Effect != right.Effect || PredicateText.Of(left.When) != PredicateText.Of(right.When))
        select new PolicyConflict("exclusions-differ", "Q-27", one.Key, left.Path, other.Key, right.Path, [left.Name, Effect(left), right.Name, Effect(right)]);

    /// <summary>One refuses an illness that was over last year; the other pays costs from last year (Q-29).</summary>
    private static IEnumerable<PolicyConflict> Windows(PolicyPack one, PolicyPack other, DateOnly day) =>
        from left in one.Exclusions
        from right in other.RequiredDocuments
        where left.IsInForce(day) && left.When.Facts.Contains(TreatmentEnded)
            && right.Window is { } window && window.LastComplete(day).First.Year < day.Year
        select new PolicyConflict("cured-but-counted", "Q-29", one.Key, left.Path, other.Key, right.Path, [left.Name, right.Name]);

    /// <summary>The highest income a head that any tier takes (Q-25).</summary>
    private static IEnumerable<PolicyConflict> Ceilings(PolicyPack one, PolicyPack other, DateOnly day)
    {
        foreach (var measure in new[] { Measure.NetPerHead, Measure.GrossPerHead })
        {
            if (Ceiling(one, measure, day) is var (left, leftPath) && Ceiling(other, measure, day) is var (right, rightPath) && left != right)
                yield return new PolicyConflict("ceilings-differ", "Q-25", one.Key, leftPath, other.Key, rightPath, [measure.ToString(), Yuan(left), Yuan(right)]);
        }
    }

    private static (decimal Yuan, string Path)? Ceiling(PolicyPack pack, Measure measure, DateOnly day)
    {
        var standard = pack.Standards.Amounts.FirstOrDefault(candidate => candidate.IsInForce(day))?.Monthly;
        var limits = pack.Tiers.SelectMany(tier => tier.Conditions)
            .Where(condition => condition.Test is { } test && test.Measure == measure && test.Operator.IsUpperLimit())
            .Select(condition => (Yuan: condition.Test!.Limit.Yuan ?? (condition.Test.Limit.Standards * standard), condition.Path))
            .Where(limit => limit.Yuan is not null)
            .Select(limit => (limit.Yuan!.Value, limit.Path)).ToList();
        return limits.Count == 0 ? null : limits.MaxBy(limit => limit.Value);
    }

    /// <summary>The most that either gives for a kind of aid, where both name an amount.</summary>
    private static IEnumerable<PolicyConflict> Amounts(PolicyPack one, PolicyPack other) =>
        from kind in Enum.GetValues<AidKind>()
        let left = Caps(one, kind)
        let right = Caps(other, kind)
        where left.Count > 0 && right.Count > 0 && !left.Select(rule => rule.Text).ToHashSet().SetEquals(right.Select(rule => rule.Text))
        select new PolicyConflict(
            "amounts-differ", "Q-25", one.Key, left[0].Path, other.Key, right[0].Path,
            [kind.ToString(), string.Join("; ", left.Select(rule => rule.Text).Distinct()), string.Join("; ", right.Select(rule => rule.Text).Distinct())]);

    private static List<(string Text, string Path)> Caps(PolicyPack pack, AidKind kind) =>
    [
        .. pack.Tiers.SelectMany(tier => tier.Aids).Where(aid => aid.Kinds.Contains(kind) && aid.Formula != AidFormula.Unstated).Select(aid => (Text(aid), aid.Path)),
    ];

    private static string Text(AidRule aid) => aid.Formula switch
    {
        AidFormula.MonthsOfStandard => $"{Number(aid.MinimumMonths)}-{Number(aid.MaximumMonths)} × {Number(aid.Factor)}",
        AidFormula.ShareOfLoss => $"{Number(aid.Share)} ≤ {(aid.Cap is { } cap ? Yuan(cap) : "∞")}",
        AidFormula.FixedAmount => Yuan(aid.Amount),
        AidFormula.Bands => string.Join(", ", aid.Bands.Select(band => $"{Yuan(band.From)}: {Yuan(band.Amount)}")),
        _ => $"≤ {(aid.Cap is { } most ? Yuan(most) : "∞")}",
    };

    private static string Effect(ExclusionRule rule) => rule.Effect.ToString();

    private static string Yuan(decimal amount) => Money.MoneyFormat.Number(amount);

    private static string Number(decimal number) => number.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);
}
