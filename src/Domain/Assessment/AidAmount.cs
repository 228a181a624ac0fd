using AidWorkflows.Domain.Policies;

namespace AidWorkflows.Domain.Assessment;

/// <summary>The amounts of the aid rules, before what the year has used up and before rounding.</summary>
internal static class AidAmount
{
    public static (AidRange? Range, string? Refusal) Of(TierRule tier, AidRule rule, RequestedAid request, HouseholdFigures figures) => rule.Formula switch
    {
        AidFormula.MonthsOfStandard => Months(tier, rule, figures),
        AidFormula.PersonalPart => PersonalPart(rule, request, figures),
        AidFormula.ShareOfLoss => ShareOfLoss(rule, figures),
        AidFormula.Bands => Band(rule, request, figures),
        _ => Fixed(WithFactor(figures.Sheet.Policy("aid-amount", rule.Amount, FigureUnit.Yuan, $"{rule.Path}.amount", rule.Citation), rule, figures.Sheet)),
    };

    private static (AidRange? Range, string? Refusal) Months(TierRule tier, AidRule rule, HouseholdFigures figures)
    {
        if (figures.Known.Standard is not { } standard)
            return (null, "no-standard");
        if (rule.MonthsBands.Count > 0)
            return Fixed(OfMonths(rule, BandOf(tier, rule, standard, figures), standard, figures.Sheet));

        var name = rule.MinimumMonths == rule.MaximumMonths ? "months" : "maxMonths";
        var maximum = OfMonths(rule, figures.Sheet.Policy("aid-months", rule.MaximumMonths, FigureUnit.Months, $"{rule.Path}.{name}", rule.Citation), standard, figures.Sheet);
        if (rule.MinimumMonths == rule.MaximumMonths)
            return Fixed(maximum);

        var minimum = OfMonths(rule, figures.Sheet.Policy("aid-months", rule.MinimumMonths, FigureUnit.Months, $"{rule.Path}.minMonths", rule.Citation), standard, figures.Sheet);
        return (new AidRange(minimum, maximum, IsFixed: false), null);
    }

    private static Figure OfMonths(AidRule rule, Figure months, Figure standard, FigureSheet sheet) =>
        WithFactor(sheet.Product("aid-by-months", FigureUnit.Yuan, standard, months), rule, sheet);

    /// <summary>Q-10: the months go by how low the net income is, for unions that want a table instead of a choice.</summary>
    private static Figure BandOf(TierRule tier, AidRule rule, Figure standard, HouseholdFigures figures)
    {
        var tested = tier.Conditions.Select(condition => condition.Test).FirstOrDefault(test => test?.Measure == Measure.NetPerHead);
        var perHead = tested is null ? figures.GrossPerHead() : figures.NetPerHead(tested.Deductions!);
        var band = rule.MonthsBands.FirstOrDefault(candidate => perHead.Value < candidate.BelowStandards * standard.Value);
        return band is null
            ? figures.Sheet.Policy("aid-months", rule.MinimumMonths, FigureUnit.Months, $"{rule.Path}.minMonths", rule.Citation)
            : figures.Sheet.Policy("aid-months", band.Months, FigureUnit.Months, $"{band.Path}.months", rule.Citation);
    }

    private static (AidRange? Range, string? Refusal) PersonalPart(AidRule rule, RequestedAid request, HouseholdFigures figures)
    {
        if (Part(request, figures.Sheet) is not { } part)
            return (null, Entitlements.PersonalPartMissing);

        return (new AidRange(figures.Sheet.Convention("nothing", 0, FigureUnit.Yuan), Capped(WithFactor(part, rule, figures.Sheet), rule, figures.Sheet), IsFixed: false), null);
    }

    private static (AidRange? Range, string? Refusal) ShareOfLoss(AidRule rule, HouseholdFigures figures)
    {
        if (figures.Known.Loss is not { } loss)
            return (null, Entitlements.NoLoss);

        var share = figures.Sheet.Policy("aid-share", rule.Share, FigureUnit.Factor, $"{rule.Path}.share", rule.Citation);
        var amount = Capped(figures.Sheet.Product("aid-by-share", FigureUnit.Yuan, loss, share), rule, figures.Sheet);
        return (new AidRange(amount, amount, IsFixed: true) { Ceiling = rule.Cap }, null);
    }

    private static (AidRange? Range, string? Refusal) Band(AidRule rule, RequestedAid request, HouseholdFigures figures)
    {
        if (Part(request, figures.Sheet) is not { } part)
            return (null, Entitlements.PersonalPartMissing);

        var band = rule.Bands.LastOrDefault(candidate => part.Value >= candidate.From);
        return band is null
            ? (null, Entitlements.NothingLeft)
            : Fixed(WithFactor(figures.Sheet.Policy("aid-amount", band.Amount, FigureUnit.Yuan, $"{band.Path}.amount", rule.Citation), rule, figures.Sheet));
    }

    private static Figure? Part(RequestedAid request, FigureSheet sheet)
    {
        if (request.Bill is { } bill)
        {
            return sheet.Difference(
                "personal-part",
                FigureUnit.Yuan,
                sheet.Given("treatment-cost", bill.TotalCost, FigureUnit.Yuan, FigureOrigin.Field, $"{request.Field}.totalCost", memberId: request.MemberId),
                sheet.Given("treatment-reimbursed", bill.Reimbursed, FigureUnit.Yuan, FigureOrigin.Field, $"{request.Field}.reimbursed", memberId: request.MemberId));
        }

        return request.SelfPaidAmount is { } paid
            ? sheet.Given("personal-part", paid, FigureUnit.Yuan, FigureOrigin.Field, $"{request.Field}.selfPaidAmount", memberId: request.MemberId)
            : null;
    }

    private static Figure WithFactor(Figure amount, AidRule rule, FigureSheet sheet) => rule.Factor == 1
        ? amount
        : sheet.Product("aid-by-factor", FigureUnit.Yuan, amount, sheet.Policy("aid-factor", rule.Factor, FigureUnit.Factor, $"{rule.Path}.factor", rule.Citation));

    private static Figure Capped(Figure amount, AidRule rule, FigureSheet sheet) => rule.Cap is { } cap
        ? sheet.Lesser("aid-capped", amount, sheet.Policy("aid-cap", cap, FigureUnit.Yuan, $"{rule.Path}.cap", rule.Citation))
        : amount;

    private static (AidRange? Range, string? Refusal) Fixed(Figure amount) => (new AidRange(amount, amount, IsFixed: true), null);
}

/// <summary>The least and the most that a rule gives.</summary>
internal sealed record AidRange(Figure Minimum, Figure Maximum, bool IsFixed)
{
    /// <summary>What a fixed amount must not pass by rounding.</summary>
    public decimal? Ceiling { get; init; }

    public AidRange LeftAfter(IReadOnlyList<Figure> used, FigureSheet sheet)
    {
        if (used.Count == 0)
            return this;

        var nothing = sheet.Convention("nothing", 0, FigureUnit.Yuan);
        var total = sheet.Sum("aid-of-year", FigureUnit.Yuan, used);
        Figure Left(Figure amount) => sheet.Greater("aid-left", sheet.Difference("aid-less-earlier", FigureUnit.Yuan, amount, total), nothing);
        var maximum = Left(Maximum);
        return this with { Minimum = IsFixed ? maximum : Left(Minimum), Maximum = maximum };
    }

    /// <summary>Q-12. Rounding never leads out of the range that the text gives: up at its lower end, down at its upper end.</summary>
    public AidRange Rounded(RoundingRule rule, FigureSheet sheet)
    {
        if (IsFixed)
        {
            var amount = sheet.Rounded("aid-rounded", Maximum, rule);
            if (amount.Value > Ceiling)
                amount = sheet.RoundedDown("aid-rounded", Maximum, rule);
            return this with { Minimum = amount, Maximum = amount };
        }

        var maximum = sheet.RoundedDown("aid-most", Maximum, rule);
        var minimum = sheet.RoundedUp("aid-least", Minimum, rule);
        return this with { Minimum = minimum.Value <= maximum.Value ? minimum : maximum, Maximum = maximum };
    }
}
