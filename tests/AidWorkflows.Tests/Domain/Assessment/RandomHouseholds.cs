using AidWorkflows.Domain.Assessment;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Tests.TestData;

namespace AidWorkflows.Tests.Domain.Assessment;

/// <summary>Households around the limits, the same for the same seed on every machine.</summary>
internal static class RandomHouseholds
{
    private static readonly string[] Declarations = ["boughtVehicle", "ownsShop", "employsWorkers", "unpaidUnionDues", "investsInShares", "hasDisabilityCard", "treatmentEnded"];

    public static HouseholdFacts Of(int seed)
    {
        var draw = new Draws(seed);
        var members = Enumerable.Range(1, draw.Below(5)).Select(number => new MemberFact(Households.Id(number), draw.Choice<SchoolStage>())).ToList();
        var people = members.Count + 1;

        // Half of them within a few yuan of a limit, where mistakes would show.
        var perHead = draw.Chance(2) ? new[] { 740m, 1480m, 2220m, 996m }[draw.Below(4)] + draw.Fen(-300, 300) : draw.Fen(0, 400_000);
        var facts = Households.Of(1, 0) with
        {
            Members = members,
            Income = [new IncomeLine(Households.Id(100), null, draw.Choice<IncomeKind>(), Math.Max(0, perHead * people * 12)), .. Lines(draw, 3, number => new IncomeLine(Households.Id(110 + number), null, draw.Choice<IncomeKind>(), draw.Fen(0, 200_000)))],
            RigidExpenses = Lines(draw, 4, number => new RigidExpense(Households.Id(200 + number), null, draw.Choice<RigidExpenseKind>(), draw.Fen(0, draw.Chance(4) ? 10_000_000 : 300_000))),
            Loss = draw.Chance(3) ? new HardshipLoss(draw.Choice<LossCause>(), draw.Fen(2_000_000, 7_000_000), Households.Applied.AddDays(-draw.Below(120)), draw.Chance(2) ? draw.Fen(0, 1_000_000) : null) : null,
            Causes = draw.Chance(2) ? new HardshipCauses(draw.Choice<HardshipCause>(), []) : null,
            Dwellings = draw.Chance(3) ? draw.Below(4) : null,
            Declarations = Declarations.Where(_ => draw.Chance(8)).ToDictionary(name => name, _ => draw.Chance(2)),
        };
        facts = facts with
        {
            Requests = Lines(draw, 4, number => Request(draw, number, members)),
            EarlierAid = draw.Chance(5) ? [new EarlierAid("AW-2026-000001", draw.Choice<AidKind>(), draw.Fen(1, 900_000), Households.Applied.AddDays(-draw.Below(300)), null, true, "deep")] : [],
        };
        return facts;
    }

    private static RequestedAid Request(Draws draw, int number, List<MemberFact> members)
    {
        var kind = draw.Choice<AidKind>();
        Guid? member = members.Count > 0 && draw.Chance(2) ? members[draw.Below(members.Count)].Id : null;
        return new RequestedAid($"requests[{number}]", Households.Id(300 + number), kind, draw.Fen(1, 3_000_000), draw.Chance(4) ? null : draw.Fen(0, 6_000_000), member);
    }

    private static List<T> Lines<T>(Draws draw, int most, Func<int, T> make) => [.. Enumerable.Range(0, draw.Below(most + 1)).Select(make)];
}
