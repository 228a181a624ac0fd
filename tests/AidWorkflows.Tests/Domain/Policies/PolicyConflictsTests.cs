using AidWorkflows.Domain.Policies;

namespace AidWorkflows.Tests.Domain.Policies;

/// <summary>Contradictions between documents, found before a case is decided .</summary>
public sealed class PolicyConflictsTests
{
    private static readonly DateOnly Day = new(2026, 8, 1);

    [Fact]
    public void Q27_and_in_one_document_is_or_in_the_other()
    {
        var conflict = Assert.Single(Between(ShippedPacks.Centre, ShippedPacks.Autumn), conflict => conflict.Code == "exclusions-differ" && conflict.Words[0].StartsWith("拥有固定经营场所", StringComparison.Ordinal));
        Assert.Equal("拥有商业店铺或雇佣他人从事经营活动", conflict.Words[2]);
        Assert.Equal(("BarredForYear", "NotEntitled"), (conflict.Words[1], conflict.Words[3]));
    }

    [Fact]
    public void Q29_an_illness_over_last_year_bars_here_and_is_paid_for_there() =>
        Assert.Contains(Between(ShippedPacks.Centre, ShippedPacks.Autumn), conflict => conflict is { Code: "cured-but-counted", Question: "Q-29" });

    [Fact]
    public void Q25_ceilings_differ()
    {
        var conflict = Assert.Single(Between(ShippedPacks.Needy, ShippedPacks.Autumn), conflict => conflict.Code == "ceilings-differ");
        Assert.Equal(["NetPerHead", "1,480.00", "996.00"], conflict.Words);
    }

    [Fact]
    public void Two_standards_for_one_place_and_day_are_a_contradiction()
    {
        var other = ShippedPacks.With(json => json["standards"]!["amounts"]![0]!["monthly"] = 664, ShippedPacks.GoldenAutumn);
        Assert.Contains(Between(ShippedPacks.Needy, other), conflict => conflict.Code == "standards-differ" && conflict.Words is ["740.00", "664.00"]);
    }

    [Fact]
    public void Packs_of_one_programme_replace_each_other_and_do_not_contradict()
    {
        var county = ShippedPacks.With(json =>
        {
            json["pack"] = "needy-worker-aid-jinan";
            json["organisation"] = "/china/anhui/luan/jinan/";
            json["standards"]!["amounts"]![0]!["monthly"] = 800;
        });
        Assert.Empty(Between(ShippedPacks.Needy, county));
    }

    [Fact]
    public void Packs_of_different_places_or_times_do_not_contradict()
    {
        var elsewhere = ShippedPacks.With(json => json["organisation"] = "/china/zhejiang/", ShippedPacks.GoldenAutumn);
        var here = ShippedPacks.With(json => json["organisation"] = "/china/anhui/");
        Assert.Empty(Between(here, elsewhere));
        Assert.Empty(PolicyConflicts.Between(ShippedPacks.Centre, ShippedPacks.Autumn, new DateOnly(2024, 12, 31)));
    }

    private static IReadOnlyList<PolicyConflict> Between(PolicyPack one, PolicyPack other) => PolicyConflicts.Between(one, other, Day);
}
