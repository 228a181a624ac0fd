using AidWorkflows.Domain.Policies;

namespace AidWorkflows.Domain.Assessment;

/// <summary>
/// Tries every order of what is asked for. Each aid counts as income before the next one is tested, so the order decides what is
/// still possible (S-029, Q-09); the plan shows which one serves the household best, and why.
/// </summary>
internal sealed class OrderPlanner
{
    /// <summary>Up to so many requests every order is shown; all are compared however many there are.</summary>
    public const int MostShown = 4;

    private readonly PolicyPack pack;
    private readonly HouseholdFacts facts;
    private readonly TierTest tierTest;
    private readonly Entitlements entitlements;
    private readonly TierRule tier;
    private readonly HouseholdBase trial;

    public OrderPlanner(PolicyPack pack, HouseholdFacts facts, TierTest tierTest, Entitlements entitlements, TierRule tier)
    {
        this.pack = pack;
        this.facts = facts;
        this.tierTest = tierTest;
        this.entitlements = entitlements;
        this.tier = tier;
        trial = new HouseholdBase(pack, facts, new FigureSheet(keeps: false));
    }

    /// <summary>The most that can be granted, without an explanation.</summary>
    public decimal BestTotal() => Search().Best;

    public AidPlan Plan(HouseholdBase known)
    {
        var ways = Search();
        var bestOrder = OrderOf(ways);
        var best = Walk(bestOrder, known);

        // Orders that grant the same aids one after the other differ only in what is refused behind them.
        var others = Shown().Select(order => Walk(order, known)).DistinctBy(Grants).Where(order => Grants(order) != Grants(best)).ToList();
        return new AidPlan(tier.Id, best, Count(facts.Requests.Count), ReasonFor(best, ways), others);
    }

    private PlanReason ReasonFor(AidOrder best, Ways ways)
    {
        if (best.Granted == 0)
            return PlanReason.Nothing;
        if (facts.Requests.Count == 1)
            return PlanReason.OnlyOne;
        if (!tier.Multiple.Allowed)
            return PlanReason.SingleHighest;

        return ways.Worst < ways.Best ? PlanReason.HighestTotal : PlanReason.AllEqual;
    }

    private Ways Search() => From([], []);

    private List<RequestedAid> OrderOf(Ways ways)
    {
        List<RequestedAid> order = [.. ways.Order.Select(i => facts.Requests[i])];

        // What is refused in every case keeps its place behind the rest.
        order.AddRange(facts.Requests.Where(request => !order.Contains(request)));
        return order;
    }

    /// <summary>
    /// All ways on from here. What has been granted decides them, not in which order it came, so each set of grants is looked at
    /// once: ten requests are a thousand states and not three million orders.
    /// </summary>
    private Ways From(IReadOnlyList<GrantedAid> granted, Dictionary<string, Ways> known)
    {
        var key = string.Join(';', granted.Select(aid => $"{aid.Request.Id:N}:{aid.Tier}:{aid.Amount.Value}").Order(StringComparer.Ordinal));
        if (known.TryGetValue(key, out var found))
            return found;

        Ways? best = null;
        decimal? worst = null;
        var figures = new HouseholdFigures(trial, granted);
        if (TierNow(figures) is { } current)
        {
            for (var i = 0; i < facts.Requests.Count; i++)
            {
                var request = facts.Requests[i];
                if (granted.Any(aid => aid.Request == request) || entitlements.Of(current, request, figures) is not { IsGranted: true } entitlement)
                    continue;

                var amount = trial.Sheet.Convention("granted", entitlement.RecommendedAmount, FigureUnit.Yuan);
                var rest = From([.. granted, new GrantedAid(request, current.Id, amount)], known);
                var way = new Ways(rest.Best + amount.Value, rest.Worst + amount.Value, [i, .. rest.Order]);
                worst = worst is null ? way.Worst : Math.Min(worst.Value, way.Worst);

                // Among equals the one that helps in more ways, then the order of the application.
                if (best is null || way.Best > best.Best || (way.Best == best.Best && way.Order.Count > best.Order.Count))
                    best = way;
            }
        }

        var result = best is null ? new Ways(0, 0, []) : best with { Worst = worst!.Value };
        known.Add(key, result);
        return result;
    }

    private AidOrder Walk(IReadOnlyList<RequestedAid> order, HouseholdBase known)
    {
        List<AidOrderStep> steps = [];
        List<GrantedAid> granted = [];
        foreach (var request in order)
        {
            var figures = new HouseholdFigures(known, [.. granted]);
            var test = tierTest.Test(tier, figures);
            if (TierNow(figures) is not { } current)
            {
                steps.Add(new AidOrderStep(request.Id, request.Kind, null, 0, Entitlements.NoLongerQualifies) { Test = test.Steps });
                continue;
            }

            var entitlement = entitlements.Of(current, request, figures);
            steps.Add(new AidOrderStep(request.Id, request.Kind, current.Id, entitlement.RecommendedAmount, entitlement.Refusal)
            {
                AmountFigure = entitlement.Recommended,
                Test = current == tier ? test.Steps : tierTest.Test(current, figures).Steps,
            });
            if (entitlement.IsGranted)
                granted.Add(new GrantedAid(request, current.Id, FigureOf(entitlement, known.Sheet)));
        }

        return new AidOrder(steps, steps.Sum(step => step.Amount));
    }

    private static Figure FigureOf(Entitlement entitlement, FigureSheet sheet) =>
        sheet.Find(entitlement.Recommended!) ?? sheet.Convention("granted", entitlement.RecommendedAmount, FigureUnit.Yuan);

    /// <summary>The tier that the household is in now; null when it has dropped out and may not go on.</summary>
    private TierRule? TierNow(HouseholdFigures figures)
    {
        if (tierTest.Test(tier, figures).Result == StepResult.Yes)
            return tier;
        if (pack.MultipleAid.AfterDrop == AfterDrop.Stop)
            return null;

        return pack.Tiers.SkipWhile(candidate => candidate != tier).Skip(1).FirstOrDefault(candidate => tierTest.Test(candidate, figures).Result == StepResult.Yes);
    }

    private IEnumerable<IReadOnlyList<RequestedAid>> Shown() => facts.Requests.Count <= MostShown ? Orders([], facts.Requests) : [facts.Requests];

    private static IEnumerable<IReadOnlyList<RequestedAid>> Orders(IReadOnlyList<RequestedAid> first, IReadOnlyList<RequestedAid> rest) =>
        rest.Count == 0 ? [first] : rest.SelectMany(next => Orders([.. first, next], [.. rest.Where(other => other != next)]));

    private static string Grants(AidOrder order) => string.Join(';', order.Steps.Where(step => step.Refusal is null).Select(step => $"{step.RequestId:N}:{step.Amount}"));

    private static int Count(int requests) => Enumerable.Range(1, requests).Aggregate(1, (product, factor) => product * factor);

    /// <summary>The most and the least that can still be granted, and how the most is reached.</summary>
    private sealed record Ways(decimal Best, decimal Worst, IReadOnlyList<int> Order);
}
