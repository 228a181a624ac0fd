using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Policies;

namespace AidWorkflows.Domain.Assessment;

/// <summary>What one request may get in one tier (S-023 to S-033).</summary>
internal sealed class Entitlements(PolicyPack pack, HouseholdFacts facts)
{
    public const string NotOffered = "not-offered";
    public const string NotForThisSchool = "not-for-this-school";
    public const string PersonalPartMissing = "personal-part-missing";
    public const string NoLoss = "no-loss";
    public const string NothingLeft = "nothing-left";
    public const string SingleAidUsed = "single-aid-used";
    public const string NoLongerQualifies = "no-longer-qualifies";

    public Entitlement Of(TierRule tier, RequestedAid request, HouseholdFigures figures)
    {
        var (rule, refusal) = RuleFor(tier, request);
        if (rule is null)
            return new Entitlement(request.Id, request.Kind, request.MemberId, tier.Id, null, refusal);
        if (SingleAidIsUsed(tier, figures))
            return Refused(tier, request, rule, SingleAidUsed);

        var sheet = figures.Sheet;
        var requested = figures.Known.Requested(request);
        var aggregated = Aggregated(request, requested, figures.Known);
        if (rule.Formula == AidFormula.Unstated)
        {
            return Granted(tier, request, rule, aggregated) with
            {
                Requested = requested.Id,
                RequestedAmount = requested.Value,
                Recommended = requested.Id,
                RecommendedAmount = requested.Value,
                BoundBy = "unstated",
            };
        }

        var (range, reason) = AidAmount.Of(tier, rule, request, figures);
        if (range is null)
            return Refused(tier, request, rule, reason!);

        range = range.LeftAfter(figures.UsedUp(request, rule.PerYear), sheet).Rounded(pack.Rounding, sheet);
        if (range.Maximum.Value <= 0)
            return Refused(tier, request, rule, NothingLeft);

        var (recommended, boundBy) = Recommended(range, requested, sheet);
        return Granted(tier, request, rule, aggregated) with
        {
            Minimum = range.Minimum.Id,
            MinimumAmount = range.Minimum.Value,
            Maximum = range.Maximum.Id,
            MaximumAmount = range.Maximum.Value,
            Requested = requested.Id,
            RequestedAmount = requested.Value,
            Recommended = recommended.Id,
            RecommendedAmount = recommended.Value,
            IsFixed = rule.IsFixed,
            BoundBy = boundBy,
        };
    }

    /// <summary>S-031: one aid in the year, and an earlier one counts whatever it was.</summary>
    private bool SingleAidIsUsed(TierRule tier, HouseholdFigures figures)
    {
        if (tier.Multiple.Allowed)
            return false;

        // where a household that has dropped goes on by its new tier's rules, what it got before was not that tier's one aid.
        return pack.MultipleAid.AfterDrop == AfterDrop.ContinueInNextTier
            ? figures.Granted.Any(aid => aid.Tier == tier.Id) || figures.Known.EarlierInYear.Any(aid => aid.Tier is null || aid.Tier == tier.Id)
            : figures.Granted.Count > 0 || figures.Known.EarlierInYear.Count > 0;
    }

    private (AidRule? Rule, string? Refusal) RuleFor(TierRule tier, RequestedAid request)
    {
        var rules = tier.Aids.Where(rule => rule.Kinds.Contains(request.Kind)).ToList();
        if (rules.Count == 0)
            return (null, NotOffered);

        var school = facts.Members.FirstOrDefault(member => member.Id == request.MemberId)?.School ?? SchoolStage.None;
        var fitting = rules.Find(rule => rule.School is null || rule.School == school);
        return fitting is null ? (null, NotForThisSchool) : (fitting, null);
    }

    private (Figure Figure, string BoundBy) Recommended(AidRange range, Figure asked, FigureSheet sheet)
    {
        if (range.Minimum.Value == range.Maximum.Value)
            return (range.Maximum, "standard");

        var requested = pack.Rounding.Round(asked.Value) == asked.Value ? asked : sheet.Rounded("requested-rounded", asked, pack.Rounding);
        if (requested.Value >= range.Maximum.Value)
            return (sheet.Lesser("recommended", requested, range.Maximum), requested.Value == range.Maximum.Value ? "requested" : "maximum");
        if (requested.Value < range.Minimum.Value)
            return (sheet.Greater("recommended", requested, range.Minimum), "minimum");

        return (requested, "requested");
    }

    private Figure Aggregated(RequestedAid request, Figure requested, HouseholdBase known)
    {
        if (pack.Aggregation.Subject == AggregationSubject.Application)
            return requested;

        // A turn of the year between application and decision must not split what belongs together.
        var period = pack.Aggregation.Period.Containing(facts.AppliedOn).UntilAtLeast(facts.AssessedOn);
        var earlier = facts.EarlierAid.Where(aid => period.Contains(aid.GrantedOn) && (pack.Aggregation.Subject == AggregationSubject.Household || aid.OfApplicant));
        var others = facts.Requests.Where(other => other.Id != request.Id);
        return known.Sheet.Sum("aggregated", FigureUnit.Yuan, [requested, .. others.Select(known.Requested), .. earlier.Select(known.Earlier)]);
    }

    private static Entitlement Refused(TierRule tier, RequestedAid request, AidRule rule, string refusal) =>
        new(request.Id, request.Kind, request.MemberId, tier.Id, rule.Rule, refusal) { PolicyPath = rule.Path, Citation = rule.Citation };

    private static Entitlement Granted(TierRule tier, RequestedAid request, AidRule rule, Figure aggregated) =>
        new(request.Id, request.Kind, request.MemberId, tier.Id, rule.Rule, null)
        {
            PolicyPath = rule.Path,
            Citation = rule.Citation,
            Aggregated = aggregated.Id,
            AggregatedAmount = aggregated.Value,
        };
}
