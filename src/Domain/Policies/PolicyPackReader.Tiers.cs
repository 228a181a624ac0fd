using AidWorkflows.Domain.Cases;

namespace AidWorkflows.Domain.Policies;

public static partial class PolicyPackReader
{
    private static readonly string[] PredicateForms = ["fact", "all", "any", "not"];

    private static TierRule ReadTier(PolicyNode node) => Closed(node, new TierRule(
        node.Path,
        node.Identifier("id"),
        node.Text("name"),
        Rule(node),
        [.. Limited(node, "conditions").Select(ReadCondition)],
        ReadMultiple(node.Object("multiple")),
        [.. Limited(node, "aids").Select(ReadAid)],
        node.Citation())
    {
        OnVisit = node.Has("onVisit") ? [.. Limited(node, "onVisit").Select(ReadVisitQuestion)] : [],
    });

    private static VisitQuestion ReadVisitQuestion(PolicyNode node) => Closed(node, new VisitQuestion(node.Path, node.Text("text"), node.Citation()));

    private static MultipleAid ReadMultiple(PolicyNode node) => Closed(node, new MultipleAid(node.Path, node.Flag("allowed"), Rule(node), node.Citation()));

    private static TierCondition ReadCondition(PolicyNode node)
    {
        if (node.Has("facts") && node.Has("measure"))
            node.Report("policy-contradiction", node.Path, "A condition is either a measure or facts, not both.");

        return node.Has("facts")
            ? Closed(node, new TierCondition(node.Path, null, ReadPredicate(node.Object("facts")), node.Citation()))
            : Closed(node, new TierCondition(node.Path, ReadTest(node), null, node.Citation()));
    }

    private static Precondition ReadPrecondition(PolicyNode node) => Closed(node, new Precondition(
        node.Path, node.Identifier("id"), node.Text("name"), node.Flag("enabled"), node.Texts("tiers"), ReadTest(node), node.Citation()));

    private static MeasureTest ReadTest(PolicyNode node) => new(
        node.Choice<Measure>("measure"),
        node.OptionalText("deductions"),
        node.Choice("operator", ComparisonOperators.Symbols),
        ReadLimit(node.Object("limit")));

    private static Limit ReadLimit(PolicyNode node)
    {
        var limit = new Limit(
            node.Path, node.OptionalNumber("standards", 0.01m, 100), node.OptionalNumber("yuan", 0.01m, MostYuan), node.OptionalText("derivation"));
        if ((limit.Standards is null) == (limit.Yuan is null))
            node.Report("policy-contradiction", node.Path, "A limit is either a multiple of the standard or an amount of yuan.");
        return Closed(node, limit);
    }

    private static AidRule ReadAid(PolicyNode node)
    {
        var formula = node.Choice<AidFormula>("formula");
        var rule = new AidRule(
            node.Path, Rule(node), node.Choices<AidKind>("kinds"), formula, node.Choice<YearlyCap>("perYear"), node.Citation())
        {
            School = node.OptionalChoice<SchoolStage>("school"),
        };
        rule = formula switch
        {
            AidFormula.MonthsOfStandard => ReadMonths(node, rule),
            AidFormula.PersonalPart => rule with { Factor = Factor(node), Cap = node.OptionalNumber("cap", 0.01m, MostYuan) },
            AidFormula.ShareOfLoss => rule with { Share = node.Number("share", 0, 1), Cap = node.OptionalNumber("cap", 0.01m, MostYuan) },
            AidFormula.FixedAmount => rule with { Amount = node.Number("amount", 0.01m, MostYuan), Factor = Factor(node) },
            AidFormula.Bands => rule with { Bands = [.. Limited(node, "bands").Select(ReadBand)], Factor = Factor(node) },
            _ => rule,
        };
        return Closed(node, rule);
    }

    private static AidRule ReadMonths(PolicyNode node, AidRule rule)
    {
        var months = node.OptionalNumber("months", 0.5m, 24);
        if (months is not null && (node.Has("minMonths") || node.Has("maxMonths")))
            node.Report("policy-contradiction", node.PathOf("months"), "Give months, or minMonths and maxMonths.");

        return rule with
        {
            MinimumMonths = months ?? node.Number("minMonths", 0, 24),
            MaximumMonths = months ?? node.Number("maxMonths", 0.5m, 24),
            Factor = Factor(node),
            MonthsBands = node.Has("monthsBands") ? [.. Limited(node, "monthsBands").Select(ReadMonthsBand)] : [],
        };
    }

    private static decimal Factor(PolicyNode node) => node.Number("factor", 0.01m, 1);

    private static AmountBand ReadBand(PolicyNode node) => Closed(node, new AmountBand(node.Path, node.Number("from", 0, MostYuan), node.Number("amount", 0.01m, MostYuan)));

    private static MonthsBand ReadMonthsBand(PolicyNode node) => Closed(node, new MonthsBand(
        node.Path, node.Number("belowStandards", 0, 100), node.Number("months", 0.5m, 24)));

    private static FactPredicate ReadPredicate(PolicyNode node)
    {
        string[] forms = [.. PredicateForms.Where(node.Has)];
        if (forms.Length != 1)
        {
            node.Report("policy-predicate", node.Path, "A condition over facts has exactly one of fact, all, any and not.");
            return new AllOf(node.Path, []);
        }

        FactPredicate predicate = forms[0] switch
        {
            "all" => new AllOf(node.Path, Parts(node, "all")),
            "any" => new AnyOf(node.Path, Parts(node, "any")),
            "not" => new NotThat(node.Path, ReadPredicate(node.Object("not"))),
            _ => ReadFact(node),
        };
        return Closed(node, predicate);
    }

    private static List<FactPredicate> Parts(PolicyNode node, string name)
    {
        List<FactPredicate> parts = [.. Limited(node, name).Select(ReadPredicate)];
        if (parts.Count == 0)
            node.Report("policy-predicate", node.PathOf(name), "At least one part is needed.");
        return parts;
    }

    private static FactPredicate ReadFact(PolicyNode node)
    {
        var name = node.Text("fact");
        if (PolicyFacts.Find(name) is not { } fact)
        {
            var known = string.Join(", ", PolicyFacts.All.Select(definition => definition.Name));
            node.Report("policy-unknown-fact", node.PathOf("fact"), $"There is no such fact. Known are: {known}.", known);

            // Read on, so that what belongs to the unknown fact is not reported as unknown as well.
            _ = (node.Has("is"), node.Has("operator") ? node.Choice("operator", ComparisonOperators.Symbols) : default, node.OptionalNumber("value", decimal.MinValue, decimal.MaxValue));
            return new FactIs(node.Path, name, node.Has("is") && node.Flag("is"));
        }

        return fact.Kind == FactKind.Boolean
            ? new FactIs(node.Path, name, node.Flag("is"))
            : new FactCompares(node.Path, name, node.Choice("operator", ComparisonOperators.Symbols), node.Number("value", 0, MostYuan));
    }
}
