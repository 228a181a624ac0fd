using System.Text.Json;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Policies;

namespace AidWorkflows.Domain.Assessment;

/// <summary>The household's figures under one pack, with the aids granted so far counted as the pack says (S-029, Q-09).</summary>
internal sealed class HouseholdFigures
{
    private readonly PolicyPack pack;
    private readonly HouseholdFacts facts;
    private readonly FigureSheet sheet;
    private readonly IReadOnlyList<GrantedAid> granted;

    public HouseholdFigures(PolicyPack pack, HouseholdFacts facts, FigureSheet sheet, IReadOnlyList<GrantedAid>? granted = null)
    {
        this.pack = pack;
        this.facts = facts;
        this.sheet = sheet;

        // In one order, whatever order they were granted in: a sum is the same figure then.
        this.granted = granted is null ? [] : [.. granted.OrderBy(aid => aid.Request.Field, StringComparer.Ordinal)];
    }

    public FigureSheet Sheet => sheet;

    public IReadOnlyList<GrantedAid> Granted => granted;

    /// <summary>The year in which aid is counted together.</summary>
    public DateRange AidYear => pack.AidYear.Period.Containing(facts.AppliedOn);

    public IEnumerable<EarlierAid> EarlierInYear => facts.EarlierAid.Where(aid => AidYear.Contains(aid.GrantedOn));

    public Figure People => sheet.Sum(
        "people",
        FigureUnit.People,
        [sheet.Convention("applicant", 1, FigureUnit.People), sheet.Given("members", facts.Members.Count, FigureUnit.People, FigureOrigin.Field, "household.members")]);

    public Figure PersonMonths => sheet.Product("person-months", FigureUnit.PersonMonths, People, sheet.Convention("months-of-year", 12, FigureUnit.Months));

    public Figure? Standard()
    {
        if (FindStandard() is not { } standard)
            return null;

        return sheet.Policy("standard", standard.Monthly, FigureUnit.Yuan, $"{standard.Path}.monthly", standard.Citation, standard.Place);
    }

    public MinimumLivingStandard? FindStandard() => pack.Standards.Find(
        facts.OrganisationPath, pack.Standards.Use == StandardDate.Application ? facts.AppliedOn : facts.AssessedOn);

    /// <summary>Income of the year with all aid that counts as income.</summary>
    public Figure Income()
    {
        List<Figure> parts = [sheet.Sum("income-total", FigureUnit.Yuan, IncomeLines())];
        foreach (var aid in EarlierInYear.Where(aid => pack.MultipleAid.CountedAsIncome.Contains(aid.Kind)))
            parts.Add(EarlierFigure(aid));
        foreach (var aid in granted.Where(aid => pack.MultipleAid.CountedAsIncome.Contains(aid.Request.Kind)))
            parts.Add(aid.Amount);
        return parts.Count == 1 ? parts[0] : sheet.Sum("income-with-aid", FigureUnit.Yuan, parts);
    }

    public Figure GrossPerHead() => sheet.Quotient("gross-per-head", FigureUnit.Yuan, Income(), PersonMonths);

    public Figure GrossPerHeadYear() => sheet.Quotient("gross-per-head-year", FigureUnit.Yuan, Income(), People);

    /// <summary>Income of the year less the deductions of a set.</summary>
    public Figure Net(string set) => sheet.Difference("net-income", FigureUnit.Yuan, Income(), Deductions(set), set);

    public Figure NetPerHead(string set) => sheet.Quotient("net-per-head", FigureUnit.Yuan, Net(set), PersonMonths, set);

    /// <summary>Null when none is stated, or when it lies outside the year that counts (S-014).</summary>
    public Figure? Loss()
    {
        if (facts.Loss is not { } loss || !LossPeriod.Contains(loss.OccurredOn))
            return null;

        var borne = sheet.Given("loss-borne", loss.Amount, FigureUnit.Yuan, FigureOrigin.Field, "household.loss.amount", Kebab(loss.Cause));
        if (pack.Loss.Basis == LossBasis.AfterCompensation || loss.Compensation is not { } compensation)
            return borne;

        return sheet.Sum("loss", FigureUnit.Yuan, [borne, sheet.Given("loss-compensation", compensation, FigureUnit.Yuan, FigureOrigin.Field, "household.loss.compensation")]);
    }

    public DateRange LossPeriod => pack.Loss.Period.Containing(facts.AppliedOn);

    public Figure EarlierFigure(EarlierAid aid) =>
        sheet.Given("earlier-aid", aid.Amount, FigureUnit.Yuan, FigureOrigin.Record, aid.CaseNumber, Kebab(aid.Kind), aid.MemberId, aid.GrantedOn.ToString("O"));

    /// <summary>Aid of one kind in the year that lessens what is left: earlier awards, and what this plan has granted already.</summary>
    public IReadOnlyList<Figure> UsedUp(RequestedAid request, YearlyCap cap)
    {
        if (cap == YearlyCap.Request)
            return [];

        return
        [
            .. EarlierInYear.Where(aid => aid.Kind == request.Kind && (cap == YearlyCap.Household || aid.MemberId == request.MemberId)).Select(EarlierFigure),
            .. granted.Where(aid => aid.Request.Kind == request.Kind && (cap == YearlyCap.Household || aid.Request.MemberId == request.MemberId)).Select(aid => aid.Amount),
        ];
    }

    private IReadOnlyList<Figure> IncomeLines() =>
    [
        .. facts.Income.Select((line, i) => (Line: line, Index: i)).Where(entry => pack.Income.Counted.Contains(entry.Line.Kind)).Select(entry => sheet.Given(
            "income-line",
            entry.Line.AnnualAmount,
            FigureUnit.Yuan,
            OriginOf(entry.Line.Origin),
            $"household.income[{entry.Index}].annualAmount",
            Kebab(entry.Line.Kind),
            entry.Line.MemberId,
            entry.Line.Evidence)),
    ];

    private Figure Deductions(string id)
    {
        var set = pack.DeductionSets.First(candidate => candidate.Id == id);
        return sheet.Sum("deductions", FigureUnit.Yuan, [.. set.Items.Select(Deduction)], set.Id);
    }

    private Figure Deduction(DeductionItem item)
    {
        var spent = sheet.Sum("expenses", FigureUnit.Yuan, ExpenseLines(item.Kind), Kebab(item.Kind));
        if (AidFor(item.Kind) is { Count: > 0 } paid && pack.MultipleAid.AidedCosts == AidedCosts.ReducedByAid)
        {
            var left = sheet.Difference("expenses-after-aid", FigureUnit.Yuan, spent, sheet.Sum("aid-for-expenses", FigureUnit.Yuan, paid), Kebab(item.Kind));
            spent = sheet.Greater("expenses-left", left, sheet.Convention("nothing", 0, FigureUnit.Yuan));
        }

        return item.Cap is { } cap
            ? sheet.Lesser("deduction", spent, sheet.Policy("deduction-cap", cap, FigureUnit.Yuan, $"{item.Path}.cap", item.Citation, Kebab(item.Kind)))
            : spent;
    }

    private IReadOnlyList<Figure> ExpenseLines(RigidExpenseKind kind) =>
    [
        .. facts.RigidExpenses.Select((line, i) => (Line: line, Index: i)).Where(entry => entry.Line.Kind == kind).Select(entry => sheet.Given(
            "expense-line",
            entry.Line.AnnualAmount,
            FigureUnit.Yuan,
            OriginOf(entry.Line.Origin),
            $"household.rigidExpenses[{entry.Index}].annualAmount",
            Kebab(kind),
            entry.Line.MemberId,
            entry.Line.Evidence)),
    ];

    private IReadOnlyList<Figure> AidFor(RigidExpenseKind kind)
    {
        AidKind? aided = kind switch
        {
            RigidExpenseKind.Illness => AidKind.Medical,
            RigidExpenseKind.Schooling => AidKind.Study,
            _ => null,
        };
        return [.. EarlierInYear.Where(aid => aid.Kind == aided).Select(EarlierFigure), .. granted.Where(aid => aid.Request.Kind == aided).Select(aid => aid.Amount)];
    }

    private static FigureOrigin OriginOf(AmountOrigin origin) => origin switch
    {
        AmountOrigin.Document => FigureOrigin.Document,
        AmountOrigin.Register => FigureOrigin.Register,
        _ => FigureOrigin.Field,
    };

    internal static string Kebab<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}

/// <summary>An aid that the plan has granted before.</summary>
internal sealed record GrantedAid(RequestedAid Request, string Tier, Figure Amount);
