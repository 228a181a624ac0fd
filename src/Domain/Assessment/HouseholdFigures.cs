using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Policies;

namespace AidWorkflows.Domain.Assessment;

/// <summary>The household's figures under one pack, with the aids granted so far counted as the pack says (S-029, Q-09).</summary>
internal sealed class HouseholdFigures
{
    private readonly HouseholdBase known;
    private readonly MultipleAidRule rule;
    private Figure? income;

    public HouseholdFigures(HouseholdBase known, IReadOnlyList<GrantedAid>? granted = null)
    {
        this.known = known;
        rule = known.Pack.MultipleAid;

        // In one order, whatever order they were granted in: a sum is the same figure then.
        Granted = granted is null or [] ? [] : [.. granted.OrderBy(aid => aid.Request.Field, StringComparer.Ordinal)];
    }

    public FigureSheet Sheet => known.Sheet;

    public HouseholdBase Known => known;

    public IReadOnlyList<GrantedAid> Granted { get; }

    public Figure PersonMonths => known.PersonMonths;

    /// <summary>Income of the year with all aid that counts as income.</summary>
    public Figure Income => income ??= FormIncome();

    public Figure GrossPerHead() => Sheet.Quotient("gross-per-head", FigureUnit.Yuan, Income, PersonMonths);

    public Figure GrossPerHeadYear() => Sheet.Quotient("gross-per-head-year", FigureUnit.Yuan, Income, known.People);

    /// <summary>Income of the year less the deductions of a set.</summary>
    public Figure Net(string set) => Sheet.Difference("net-income", FigureUnit.Yuan, Income, Deductions(set), set);

    public Figure NetPerHead(string set) => Sheet.Quotient("net-per-head", FigureUnit.Yuan, Net(set), PersonMonths, set);

    /// <summary>Aid of one kind in the year that lessens what is left: earlier awards, and what this plan has granted already.</summary>
    public IReadOnlyList<Figure> UsedUp(RequestedAid request, YearlyCap cap)
    {
        if (cap == YearlyCap.Request)
            return [];

        return
        [
            .. known.EarlierInYear.Where(aid => aid.Kind == request.Kind && (cap == YearlyCap.Household || aid.MemberId == request.MemberId)).Select(known.Earlier),
            .. Granted.Where(aid => aid.Request.Kind == request.Kind && (cap == YearlyCap.Household || aid.Request.MemberId == request.MemberId)).Select(aid => aid.Amount),
        ];
    }

    private Figure FormIncome()
    {
        List<Figure> parts = [known.Income];
        foreach (var aid in known.EarlierInYear.Where(aid => rule.CountedAsIncome.Contains(aid.Kind)))
            parts.Add(known.Earlier(aid));
        foreach (var aid in Granted.Where(aid => rule.CountedAsIncome.Contains(aid.Request.Kind)))
            parts.Add(aid.Amount);
        return parts.Count == 1 ? parts[0] : Sheet.Sum("income-with-aid", FigureUnit.Yuan, parts);
    }

    private Figure Deductions(string id)
    {
        var set = known.Pack.DeductionSets.First(candidate => candidate.Id == id);
        return Sheet.Sum("deductions", FigureUnit.Yuan, [.. set.Items.Select(Deduction)], set.Id);
    }

    private Figure Deduction(DeductionItem item)
    {
        var kind = HouseholdBase.Kebab(item.Kind);
        var spent = known.Expenses(item.Kind);
        if (rule.AidedCosts == AidedCosts.ReducedByAid && AidFor(item.Kind) is { Count: > 0 } paid)
        {
            var left = Sheet.Difference("expenses-after-aid", FigureUnit.Yuan, spent, Sheet.Sum("aid-for-expenses", FigureUnit.Yuan, paid), kind);
            spent = Sheet.Greater("expenses-left", left, Sheet.Convention("nothing", 0, FigureUnit.Yuan));
        }

        return item.Cap is { } cap
            ? Sheet.Lesser("deduction", spent, Sheet.Policy("deduction-cap", cap, FigureUnit.Yuan, $"{item.Path}.cap", item.Citation, kind))
            : spent;
    }

    private IReadOnlyList<Figure> AidFor(RigidExpenseKind kind)
    {
        AidKind? aided = kind switch
        {
            RigidExpenseKind.Illness => AidKind.Medical,
            RigidExpenseKind.Schooling => AidKind.Study,
            _ => null,
        };
        return [.. known.EarlierInYear.Where(aid => aid.Kind == aided).Select(known.Earlier), .. Granted.Where(aid => aid.Request.Kind == aided).Select(aid => aid.Amount)];
    }
}

/// <summary>An aid that the plan has granted before.</summary>
internal sealed record GrantedAid(RequestedAid Request, string Tier, Figure Amount);
