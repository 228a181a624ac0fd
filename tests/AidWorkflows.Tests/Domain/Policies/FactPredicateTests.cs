using AidWorkflows.Domain.Policies;

namespace AidWorkflows.Tests.Domain.Policies;

/// <summary>Q-27: and, or, not over facts; what nobody has stated decides nothing.</summary>
public sealed class FactPredicateTests
{
    private static readonly FactIs Shop = new("$", "ownsShop", true);
    private static readonly FactIs Workers = new("$", "employsWorkers", true);

    [Theory]
    [InlineData(true, true, true, true)]
    [InlineData(true, false, false, true)]
    [InlineData(false, false, false, false)]
    [InlineData(true, null, null, true)]
    [InlineData(false, null, false, null)]
    [InlineData(null, null, null, null)]
    public void And_and_or_with_unknown_facts(bool? shop, bool? workers, bool? both, bool? either)
    {
        var facts = Known(("ownsShop", shop), ("employsWorkers", workers));
        Assert.Equal(both, new AllOf("$", [Shop, Workers]).Evaluate(facts));
        Assert.Equal(either, new AnyOf("$", [Shop, Workers]).Evaluate(facts));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(null, null)]
    public void Not_with_unknown_facts(bool? shop, bool? expected) => Assert.Equal(expected, new NotThat("$", Shop).Evaluate(Known(("ownsShop", shop))));

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    public void S104_two_dwellings_inclusive(int dwellings, bool expected) =>
        Assert.Equal(expected, new FactCompares("$", PolicyFacts.Dwellings, ComparisonOperator.AtLeast, 2).Evaluate(new Dictionary<string, decimal> { [PolicyFacts.Dwellings] = dwellings }));

    [Fact]
    public void Predicates_that_mean_the_same_read_the_same()
    {
        Assert.Equal(PredicateText.Of(new AnyOf("$", [Shop, Workers])), PredicateText.Of(new AnyOf("$", [Workers, Shop])));
        Assert.NotEqual(PredicateText.Of(new AnyOf("$", [Shop, Workers])), PredicateText.Of(new AllOf("$", [Workers, Shop])));
        Assert.Equal(PredicateText.Of(Shop), PredicateText.Of(new AllOf("$", [Shop])));
    }

    [Fact]
    public void Every_fact_has_one_name_and_older_names_still_find_it()
    {
        Assert.Equal(PolicyFacts.All.Count, PolicyFacts.All.Select(fact => fact.Name).Distinct().Count());
        Assert.Equal("boughtVehicle", PolicyFacts.OfDeclaration("ownsCar"));
        Assert.Equal("boughtVehicle", PolicyFacts.OfDeclaration("boughtVehicle"));
        Assert.Null(PolicyFacts.OfDeclaration("favouriteColour"));
    }

    private static Dictionary<string, decimal> Known(params (string Name, bool? Value)[] facts) =>
        facts.Where(fact => fact.Value is not null).ToDictionary(fact => fact.Name, fact => fact.Value!.Value ? 1m : 0m);
}
