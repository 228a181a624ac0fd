using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Policies;

/// <summary>What can only be seen over the whole pack: references, periods that overlap, values that contradict each other.</summary>
internal sealed class PolicyPackChecks
{
    private readonly PolicyPack pack;
    private readonly List<ValidationProblem> problems;

    private PolicyPackChecks(PolicyPack pack, List<ValidationProblem> problems)
    {
        this.pack = pack;
        this.problems = problems;
    }

    public static void Check(PolicyPack pack, List<ValidationProblem> problems)
    {
        var checks = new PolicyPackChecks(pack, problems);
        checks.Dates();
        checks.Identifiers();
        checks.Citations();
        checks.Standards();
        checks.Tiers();
        checks.Exclusions();
    }

    private void Dates()
    {
        if (pack.EffectiveTo < pack.EffectiveFrom)
            Report("policy-dates-order", "$.effectiveTo", "The last day is before the first.");
        foreach (var exclusion in pack.Exclusions.Where(exclusion => exclusion.To < exclusion.From))
            Report("policy-dates-order", $"{exclusion.Path}.to", "The last day is before the first.");
    }

    private void Identifiers()
    {
        Unique(pack.Documents.Select(document => (document.Id, document.Path)));
        Unique(pack.DeductionSets.Select(set => (set.Id, set.Path)));
        Unique(pack.Tiers.Select(tier => (tier.Id, tier.Path)));
        Unique(pack.Exclusions.Select(exclusion => (exclusion.Id, exclusion.Path)));
        Unique(pack.RequiredDocuments.Select(document => (document.Id, document.Path)));
        Unique(pack.Preconditions.Select(precondition => (precondition.Id, precondition.Path)));
    }

    private void Unique(IEnumerable<(string Id, string Path)> entries)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (var (id, path) in entries)
        {
            if (!seen.Add(id))
                Report("policy-duplicate", $"{path}.id", "Another entry has the same identifier.", id);
        }
    }

    private void Citations()
    {
        var known = pack.Documents.Select(document => document.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var (path, citation) in PolicyCitations.Of(pack).Where(entry => !known.Contains(entry.Citation.Document)))
            Report("policy-unknown-document", $"{path}.citation.document", "The document is not among the pack's documents.", citation.Document);
    }

    private void Standards()
    {
        var amounts = pack.Standards.Amounts;
        if (amounts.Count == 0)
            Report("policy-standard-missing", "$.standards.amounts", "At least one minimum-living standard is needed.");
        foreach (var standard in amounts.Where(standard => standard.To < standard.From))
            Report("policy-dates-order", $"{standard.Path}.to", "The last day is before the first.");
        foreach (var standard in amounts.Where(standard => decimal.Round(standard.Monthly, 2) != standard.Monthly))
            Report("policy-decimals", $"{standard.Path}.monthly", "An amount has at most two decimals.");

        // Two amounts for one place on one day: nobody could say which one was meant.
        foreach (var place in amounts.GroupBy(standard => (standard.Organisation, standard.Level)))
        {
            MinimumLivingStandard[] ordered = [.. place.OrderBy(standard => standard.From)];
            for (var i = 1; i < ordered.Length; i++)
            {
                if (ordered[i - 1].To is null || ordered[i - 1].To >= ordered[i].From)
                    Report("policy-dates-overlap", $"{ordered[i].Path}.from", $"The standard before it ({ordered[i - 1].From:yyyy-MM-dd}) is still in force on that day.", ordered[i - 1].From);
            }
        }

        if (amounts.Count > 0 && !amounts.Any(standard => PolicyScope.Overlap(standard.Organisation, pack.Organisation) && standard.IsInForce(pack.EffectiveFrom)))
            Report("policy-standard-missing", "$.standards.amounts", "No standard is in force on the pack's first day.", pack.EffectiveFrom);
    }

    private void Tiers()
    {
        if (pack.Tiers.Count == 0)
            Report("policy-field-required", "$.tiers", "A pack has at least one tier.");

        var sets = pack.DeductionSets.Select(set => set.Id).ToHashSet(StringComparer.Ordinal);
        var tests = pack.Tiers.SelectMany(tier => tier.Conditions).Where(condition => condition.Test is not null).Select(condition => (condition.Path, Test: condition.Test!))
            .Concat(pack.Preconditions.Select(precondition => (precondition.Path, precondition.Test)));
        foreach (var (path, test) in tests)
        {
            if (test.Measure == Measure.NetPerHead && (test.Deductions is null || !sets.Contains(test.Deductions)))
                Report("policy-unknown-reference", $"{path}.deductions", "Name one of the pack's deduction sets.", string.Join(", ", sets));
            else if (test.Measure != Measure.NetPerHead && test.Deductions is not null)
                Report("policy-contradiction", $"{path}.deductions", "Only the net income has deductions.");
        }

        var tiers = pack.Tiers.Select(tier => tier.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var precondition in pack.Preconditions.Where(precondition => precondition.Tiers.Count == 0 || !precondition.Tiers.All(tiers.Contains)))
            Report("policy-unknown-reference", $"{precondition.Path}.tiers", "Name tiers of the pack.", string.Join(", ", tiers));
        foreach (var tier in pack.Tiers)
            Tier(tier);
    }

    private void Tier(TierRule tier)
    {
        if (tier.Conditions.Count == 0)
            Report("policy-field-required", $"{tier.Path}.conditions", "A tier without conditions would take everybody.");
        foreach (var aid in tier.Aids)
            Aid(aid);

        // Which of two rules answers a request must not depend on the order of the file.
        var answers = tier.Aids.SelectMany(aid => aid.Kinds.Select(kind => (Kind: kind, aid.School, aid.Path))).ToList();
        foreach (var (kind, school, path) in answers)
        {
            if (answers.Any(other => other.Path != path && other.Kind == kind && (other.School is null || school is null || other.School == school)))
                Report("policy-contradiction", path, "Another rule of this tier answers the same request.", kind);
        }

        // Tested in order, so a wider tier in front would swallow the narrower one behind it.
        var earlier = pack.Tiers.TakeWhile(candidate => candidate != tier).FirstOrDefault(candidate => Swallows(candidate, tier));
        if (earlier is not null)
            Report("policy-contradiction", tier.Path, $"No household can reach this tier, because '{earlier.Id}' comes first and takes all of them.", earlier.Id);
    }

    private void Aid(AidRule aid)
    {
        if (aid.Kinds.Count == 0)
            Report("policy-field-required", $"{aid.Path}.kinds", "Name at least one kind of aid.");
        if (aid.MinimumMonths > aid.MaximumMonths)
            Report("policy-contradiction", $"{aid.Path}.minMonths", "The least is more than the most.", aid.MinimumMonths, aid.MaximumMonths);
        if (aid.School is not null && aid.Kinds.Any(kind => kind != Cases.AidKind.Study))
            Report("policy-contradiction", $"{aid.Path}.school", "Only study aid goes by the school.");
        if (aid.Formula == AidFormula.Bands && aid.Bands.Count == 0)
            Report("policy-field-required", $"{aid.Path}.bands", "At least one band is needed.");
        if (!IsRising(aid.Bands.Select(band => band.From)))
            Report("policy-contradiction", $"{aid.Path}.bands", "Each band begins above the one before it.");
        if (!IsRising(aid.MonthsBands.Select(band => band.BelowStandards)))
            Report("policy-contradiction", $"{aid.Path}.monthsBands", "Each band ends above the one before it.");
        foreach (var band in aid.MonthsBands.Where(band => band.Months < aid.MinimumMonths || band.Months > aid.MaximumMonths))
            Report("policy-contradiction", $"{band.Path}.months", "The months lie outside the rule's own range.", aid.MinimumMonths, aid.MaximumMonths);
        if (aid.Cap is { } cap && decimal.Round(cap, 2) != cap)
            Report("policy-decimals", $"{aid.Path}.cap", "An amount has at most two decimals.");
    }

    private void Exclusions()
    {
        foreach (var exclusion in pack.Exclusions)
        {
            if (exclusion.Retired is not null && exclusion.To is null)
                Report("policy-contradiction", $"{exclusion.Path}.retired", "A retired rule needs its last day.");
            if (pack.Exclusions.Any(other => other != exclusion && SameFacts(other, exclusion) && other.Effect != exclusion.Effect && InForceTogether(other, exclusion)))
                Report("policy-contradiction", $"{exclusion.Path}.effect", "Another exclusion asks for the same facts and has another effect.");
        }
    }

    private static bool Swallows(TierRule wide, TierRule narrow) =>
        wide.Conditions is [{ Test: { } first }] && narrow.Conditions.Any(condition => condition.Test is { } second
            && first.Measure == second.Measure && first.Deductions == second.Deductions && IsWithin(second, first));

    /// <summary>Everything that passes the first test passes the second.</summary>
    private static bool IsWithin(MeasureTest inner, MeasureTest outer)
    {
        if (inner.Operator.IsUpperLimit() != outer.Operator.IsUpperLimit() || (inner.Limit.Standards is null) != (outer.Limit.Standards is null))
            return false;

        var (innerLimit, outerLimit) = (inner.Limit.Standards ?? inner.Limit.Yuan, outer.Limit.Standards ?? outer.Limit.Yuan);
        if (innerLimit == outerLimit)
            return inner.Operator == outer.Operator || outer.Operator is ComparisonOperator.AtMost or ComparisonOperator.AtLeast;

        return inner.Operator.IsUpperLimit() ? innerLimit < outerLimit : innerLimit > outerLimit;
    }

    private static bool SameFacts(ExclusionRule one, ExclusionRule other) => PredicateText.Of(one.When) == PredicateText.Of(other.When);

    private static bool InForceTogether(ExclusionRule one, ExclusionRule other) =>
        (one.To is null || other.From is null || other.From <= one.To) && (other.To is null || one.From is null || one.From <= other.To);

    private static bool IsRising(IEnumerable<decimal> numbers)
    {
        decimal? before = null;
        foreach (var number in numbers)
        {
            if (number <= before)
                return false;
            before = number;
        }

        return true;
    }

    private void Report(string code, string path, string message, params IReadOnlyList<object?> arguments) =>
        problems.Add(new ValidationProblem(code, path, message, arguments));
}
