using System.Collections.Concurrent;
using System.Text.Json;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Policies;

namespace AidWorkflows.Domain.Assessment;

/// <summary>
/// The figures of a household that no aid changes, each formed once: the planner asks for them at every step of every order.
/// </summary>
internal sealed class HouseholdBase
{
    private readonly Dictionary<RigidExpenseKind, Figure> expenses = [];
    private readonly Lazy<Figure> people;
    private readonly Lazy<Figure> personMonths;
    private readonly Lazy<Figure> income;
    private readonly Lazy<Figure?> standard;
    private readonly Lazy<Figure?> loss;

    public HouseholdBase(PolicyPack pack, HouseholdFacts facts, FigureSheet sheet)
    {
        Pack = pack;
        Facts = facts;
        Sheet = sheet;
        AidYear = pack.AidYear.Period.Containing(facts.AppliedOn);
        LossPeriod = pack.Loss.Period.Containing(facts.AppliedOn);
        EarlierInYear = [.. facts.EarlierAid.Where(aid => AidYear.UntilAtLeast(facts.AssessedOn).Contains(aid.GrantedOn))];
        FoundStandard = pack.Standards.Find(facts.OrganisationPath, pack.Standards.Use == StandardDate.Application ? facts.AppliedOn : facts.AssessedOn);
        people = new Lazy<Figure>(CountPeople);
        personMonths = new Lazy<Figure>(() => sheet.Product("person-months", FigureUnit.PersonMonths, People, sheet.Convention("months-of-year", 12, FigureUnit.Months)));
        income = new Lazy<Figure>(() => sheet.Sum("income-total", FigureUnit.Yuan, IncomeLines()));
        standard = new Lazy<Figure?>(() => FoundStandard is { } found ? sheet.Policy("standard", found.Monthly, FigureUnit.Yuan, $"{found.Path}.monthly", found.Citation, found.Place) : null);
        loss = new Lazy<Figure?>(FindLoss);
    }

    public PolicyPack Pack { get; }

    public HouseholdFacts Facts { get; }

    public FigureSheet Sheet { get; }

    /// <summary>The year in which aid is counted together.</summary>
    public DateRange AidYear { get; }

    public DateRange LossPeriod { get; }

    /// <summary>Since the year of the application began: what was applied for in December and granted in January is still one year's aid.</summary>
    public IReadOnlyList<EarlierAid> EarlierInYear { get; }

    public MinimumLivingStandard? FoundStandard { get; }

    public Figure People => people.Value;

    public Figure PersonMonths => personMonths.Value;

    public Figure Income => income.Value;

    public Figure? Standard => standard.Value;

    /// <summary>Null when none is stated, or when it lies outside the year that counts (S-014).</summary>
    public Figure? Loss => loss.Value;

    public Figure Expenses(RigidExpenseKind kind)
    {
        if (!expenses.TryGetValue(kind, out var sum))
            expenses.Add(kind, sum = Sheet.Sum("expenses", FigureUnit.Yuan, ExpenseLines(kind), Kebab(kind)));
        return sum;
    }

    public Figure Earlier(EarlierAid aid) =>
        Sheet.Given("earlier-aid", aid.Amount, FigureUnit.Yuan, FigureOrigin.Record, aid.CaseNumber, Kebab(aid.Kind), aid.MemberId, aid.GrantedOn.ToString("O"));

    public Figure Requested(RequestedAid request) =>
        Sheet.Given("requested", request.Amount, FigureUnit.Yuan, FigureOrigin.Field, $"{request.Field}.amount", Kebab(request.Kind), request.MemberId);

    public static string Kebab<T>(T value)
        where T : struct, Enum => KebabNames<T>.Of.GetOrAdd(value, static name => JsonNamingPolicy.KebabCaseLower.ConvertName(name.ToString()));

    private Figure CountPeople() => Sheet.Sum(
        "people",
        FigureUnit.People,
        [Sheet.Convention("applicant", 1, FigureUnit.People), Sheet.Given("members", Facts.Members.Count, FigureUnit.People, FigureOrigin.Field, "household.members")]);

    private IReadOnlyList<Figure> IncomeLines() =>
    [
        .. Facts.Income.Select((line, i) => (Line: line, Index: i)).Where(entry => Pack.Income.Counted.Contains(entry.Line.Kind)).Select(entry => Sheet.Given(
            "income-line",
            entry.Line.AnnualAmount,
            FigureUnit.Yuan,
            OriginOf(entry.Line.Origin),
            $"household.income[{entry.Index}].annualAmount",
            Kebab(entry.Line.Kind),
            entry.Line.MemberId,
            entry.Line.Evidence)),
    ];

    private IReadOnlyList<Figure> ExpenseLines(RigidExpenseKind kind) =>
    [
        .. Facts.RigidExpenses.Select((line, i) => (Line: line, Index: i)).Where(entry => entry.Line.Kind == kind).Select(entry => Sheet.Given(
            "expense-line",
            entry.Line.AnnualAmount,
            FigureUnit.Yuan,
            OriginOf(entry.Line.Origin),
            $"household.rigidExpenses[{entry.Index}].annualAmount",
            Kebab(kind),
            entry.Line.MemberId,
            entry.Line.Evidence)),
    ];

    private Figure? FindLoss()
    {
        if (Facts.Loss is not { } found || !LossPeriod.Contains(found.OccurredOn))
            return null;

        var borne = Sheet.Given("loss-borne", found.Amount, FigureUnit.Yuan, FigureOrigin.Field, "household.loss.amount", Kebab(found.Cause));
        if (Pack.Loss.Basis == LossBasis.AfterCompensation || found.Compensation is not { } compensation)
            return borne;

        return Sheet.Sum("loss", FigureUnit.Yuan, [borne, Sheet.Given("loss-compensation", compensation, FigureUnit.Yuan, FigureOrigin.Field, "household.loss.compensation")]);
    }

    private static FigureOrigin OriginOf(AmountOrigin origin) => origin switch
    {
        AmountOrigin.Document => FigureOrigin.Document,
        AmountOrigin.Register => FigureOrigin.Register,
        _ => FigureOrigin.Field,
    };

    private static class KebabNames<T>
        where T : struct, Enum
    {
        public static readonly ConcurrentDictionary<T, string> Of = new();
    }
}
