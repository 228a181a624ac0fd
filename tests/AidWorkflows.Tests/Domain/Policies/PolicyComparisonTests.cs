using AidWorkflows.Domain.Policies;

namespace AidWorkflows.Tests.Domain.Policies;

public sealed class PolicyComparisonTests
{
    [Fact]
    public void A_pack_is_the_same_as_itself_however_it_is_written()
    {
        var text = ShippedPacks.Text(ShippedPacks.NeedyWorker);
        Assert.Empty(PolicyComparison.Compare(text, ShippedPacks.Json().ToJsonString()));
        Assert.Empty(PolicyComparison.Compare(text, text.Replace("\"cap\": 16000", "\"cap\": 16000.00", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_changed_value_is_told_with_its_place_and_both_values()
    {
        var difference = Assert.Single(Changed(json => json["tiers"]![0]!["aids"]![0]!["maxMonths"] = 10));
        Assert.Equal((DifferenceKind.Changed, "$.tiers[0].aids[0].maxMonths", "12", "10"), (difference.Kind, difference.Path, difference.Before, difference.After));
        Assert.Equal(["tiers:深度困难职工", "aids:S-023", "maxMonths:"], difference.Place.Select(place => $"{place.Field}:{place.Entry}"));
    }

    [Fact]
    public void An_entry_put_in_front_does_not_make_the_others_look_changed()
    {
        var difference = Assert.Single(Changed(json =>
        {
            var exclusion = json["exclusions"]![1]!.DeepClone();
            exclusion["id"] = "boat";
            exclusion["name"] = "购买游艇";
            json["exclusions"]!.AsArray().Insert(0, exclusion);
        }));
        Assert.Equal((DifferenceKind.Added, "$.exclusions[0]", "购买游艇"), (difference.Kind, difference.Path, difference.Place[^1].Entry));
    }

    [Fact]
    public void What_was_taken_away_is_told()
    {
        var difference = Assert.Single(Changed(json => json["exclusions"]!.AsArray().RemoveAt(3)));
        Assert.Equal((DifferenceKind.Removed, "有购买股票等投资行为"), (difference.Kind, difference.Place[^1].Entry));
    }

    [Fact]
    public void Another_order_of_the_tiers_is_a_difference()
    {
        var difference = Assert.Single(Changed(json =>
        {
            var tiers = json["tiers"]!.AsArray();
            var last = tiers[2]!.DeepClone();
            tiers.RemoveAt(2);
            tiers.Insert(1, last);
        }));
        Assert.Equal("深度困难职工, 意外致困职工, 相对困难职工", difference.After);
    }

    private static IReadOnlyList<PolicyDifference> Changed(Action<System.Text.Json.Nodes.JsonObject> change)
    {
        var json = ShippedPacks.Json();
        change(json);
        return PolicyComparison.Compare(ShippedPacks.Text(ShippedPacks.NeedyWorker), json.ToJsonString());
    }
}
