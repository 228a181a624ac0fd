using AidWorkflows.Domain.Assessment;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Policies;
using AidWorkflows.Tests.Domain.Policies;

namespace AidWorkflows.Tests.Domain.Assessment;

/// <summary>Households for the tests of the assessment; the minimum-living standard of the shipped packs is 740.</summary>
internal static class Households
{
    public static readonly DateOnly Applied = new(2026, 3, 2);

    /// <summary>So many people (the applicant among them) with this net income a head and month, from wages alone.</summary>
    public static HouseholdFacts Of(int people, decimal perHeadMonth) => new()
    {
        AppliedOn = Applied,
        AssessedOn = Applied,
        OrganisationPath = "/china/anhui/luan/jinan/qingshan/",
        Members = [.. Enumerable.Range(1, people - 1).Select(number => new MemberFact(Id(number), SchoolStage.None))],
        Income = [new IncomeLine(Id(100), null, IncomeKind.Wage, perHeadMonth * people * 12)],
    };

    public static HouseholdFacts Spending(this HouseholdFacts facts, RigidExpenseKind kind, decimal annual) => facts with
    {
        RigidExpenses = [.. facts.RigidExpenses, new RigidExpense(Id(200 + facts.RigidExpenses.Count), null, kind, annual)],
    };

    public static HouseholdFacts Child(this HouseholdFacts facts, SchoolStage school) => facts with
    {
        Members = [.. facts.Members, new MemberFact(Id(facts.Members.Count + 1), school)],
    };

    public static HouseholdFacts Losing(this HouseholdFacts facts, decimal amount, LossCause cause = LossCause.Accident) => facts with
    {
        Loss = new HardshipLoss(cause, amount, Applied.AddDays(-20)),
    };

    public static HouseholdFacts Declaring(this HouseholdFacts facts, params string[] facts1) => facts with
    {
        Declarations = facts.Declarations.Concat(facts1.Select(name => KeyValuePair.Create(name, true))).ToDictionary(),
    };

    public static HouseholdFacts Asking(this HouseholdFacts facts, AidKind kind, decimal amount, decimal? selfPaid = null, Guid? member = null)
    {
        var number = facts.Requests.Count;
        return facts with { Requests = [.. facts.Requests, new RequestedAid($"requests[{number}]", Id(300 + number), kind, amount, selfPaid, member)] };
    }

    public static HouseholdFacts Had(this HouseholdFacts facts, AidKind kind, decimal amount, string on = "2026-01-15", string? tier = "deep", Guid? member = null, bool ofApplicant = true) => facts with
    {
        EarlierAid = [.. facts.EarlierAid, new EarlierAid("AW-2026-000001", kind, amount, DateOnly.Parse(on), member, ofApplicant, tier)],
    };

    /// <summary>A household that spends more on illness than it earns, so that no aid lifts it over any limit.</summary>
    public static HouseholdFacts Ruined(int people = 3) => Of(people, 300).Spending(RigidExpenseKind.Illness, 900_000);

    public static HouseholdAssessment Assess(this HouseholdFacts facts, PolicyPack? pack = null) => HouseholdAssessor.Assess(pack ?? ShippedPacks.Needy, facts, 1);

    public static decimal Value(this HouseholdAssessment assessment, string? figure) => assessment.Figures.Single(candidate => candidate.Id == figure).Value;

    public static Figure Figure(this HouseholdAssessment assessment, string code) => assessment.Figures.First(candidate => candidate.Code == code);

    public static TierResult TierOf(this HouseholdAssessment assessment, string tier) => assessment.Tiers.Single(candidate => candidate.Tier == tier);

    public static Entitlement Only(this HouseholdAssessment assessment) => Assert.Single(assessment.Entitlements);

    /// <summary>Least, most and recommended amount of the only request.</summary>
    public static (decimal Minimum, decimal? Maximum, decimal Recommended) Amounts(this HouseholdAssessment assessment)
    {
        var entitlement = assessment.Only();
        return (entitlement.MinimumAmount, entitlement.MaximumAmount, entitlement.RecommendedAmount);
    }

    /// <summary>Which aids an order grants, one after the other.</summary>
    public static string Grants(AidOrder order) => string.Join(" ", order.Steps.Where(step => step.Refusal is null).Select(step => $"{step.Kind}:{step.Amount:0.00}"));

    public static Guid Id(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);
}
