using System.Text.Json.Nodes;
using static AidWorkflows.Tests.Engine.Definitions.Checked;
using static AidWorkflows.Tests.Engine.Flow;

namespace AidWorkflows.Tests.Engine.Definitions;

/// <summary>Thresholds that can only turn out one way where they stand.</summary>
public sealed class ConditionCheckTests
{
    private static readonly string[] None = [];

    [Fact]
    public void Over_50000_behind_the_no_of_over_20000_is_never_true()
    {
        var found = Assert.Single(Problems(Two("getAmount() > 20000", "False", "getAmount() > 50000"), null, "Amount"));
        Assert.Equal(("condition-never-true", "Second", "Amount ≤ 20000"), (found.Code, found.ActivityId, found.Detail));
    }

    [Fact]
    public void Over_20000_behind_the_yes_of_over_50000_is_always_true() =>
        Assert.Equal(["condition-always-true Second"], Codes(Two("getAmount() > 50000", "True", "getAmount() > 20000"), null, "Amount"));

    [Theory]
    [InlineData("getAmount() > 20000", "True", "getAmount() > 50000")]
    [InlineData("getAmount() > 20000", "False", "getAmount() > 10000")]
    [InlineData("getAmount() >= 20000", "True", "getAmount() > 20000")]
    [InlineData("getAmount() > 20000 || getOther() > 1", "True", "getAmount() > 10000")]
    [InlineData("getAmount() > 20000 && getOther() > 1", "False", "getAmount() > 20000")]
    [InlineData("getAmount() === 20000", "False", "getAmount() > 19999")]
    [InlineData("getAmount() > getOther()", "True", "getAmount() > 1")]
    [InlineData("getAmount() * 2 > 20000", "False", "getAmount() > 50000")]
    [InlineData("Math.max(getAmount(), 1) > 20000", "False", "getAmount() > 50000")]
    [InlineData("(getAmount() ?? 0) > 20000", "False", "getAmount() > 50000")]
    [InlineData("getAmount() > 20000 ? true : false", "False", "getAmount() > 50000")]
    [InlineData("getAmount() > 0x10", "False", "getAmount() > 50000")]
    public void What_may_turn_out_either_way_is_not_reported(string first, string port, string second) =>
        Assert.Equal(None, Codes(Two(first, port, second), null, "Amount", "Other"));

    [Theory]
    [InlineData("getAmount() > 5 && getAmount() < 3")]
    [InlineData("getAmount() > 5 && !(getAmount() >= 4)")]
    [InlineData("(getAmount() > 5 && getOther() > 1) && 3 >= getAmount()")]
    [InlineData("return getInput('Amount') === 7 && input.Amount < 7;")]
    public void A_contradiction_is_never_true(string condition) =>
        Assert.Equal(["condition-never-true D"], Codes(One(condition), null, "Amount", "Other"));

    [Theory]
    [InlineData("getAmount() > 5 || getAmount() <= 5")]
    [InlineData("!(getAmount() > 5 && getAmount() < 3)")]
    [InlineData("true")]
    public void A_tautology_is_always_true(string condition) => Assert.Equal(["condition-always-true D"], Codes(One(condition), null, "Amount", "Other"));

    [Fact]
    public void A_text_is_in_no_order_so_nothing_is_concluded_from_no() =>
        Assert.Equal(None, Codes(Two("getCode() > 20000", "False", "getCode() > 50000"), null, "Code:String"));

    [Fact]
    public void A_variable_that_nothing_sets_counts_with_its_default()
    {
        var variables = Variables(("Province", "Decimal", "60000"), ("Nation", "Decimal", "50000"));
        var found = Assert.Single(Problems(Two("getAmount() > getProvince()", "True", "getAmount() > getNation()"), variables, "Amount"));
        Assert.Equal(("condition-always-true", "Amount > 60000"), (found.Code, found.Detail));
        Assert.Equal(None, Codes(Two("getAmount() > getProvince()", "True", "getAmount() > getNation()"), Variables(("Province", "Decimal", "20000"), ("Nation", "Decimal", "50000")), "Amount"));
    }

    /// <summary>Thresholds are parameters: comparing two of them, or asking whether one is set, is what they are for.</summary>
    [Fact]
    public void A_parameter_against_a_number_is_not_reported() =>
        Assert.Equal(None, Codes(One("getProvince() > 0"), Variables(("Province", "Decimal", "60000"))));

    [Fact]
    public void What_is_set_on_the_way_is_forgotten()
    {
        var variables = Variables(("V", "Decimal", "1"));
        JsonObject[] activities = [Decision("First", "getV() > 20000"), Set("S", "V", "getAmount()"), Decision("Second", "getV() > 50000"), Line("A"), Line("B"), Line("C")];
        Assert.Equal(None, Codes(Flowchart(activities, "First.True -> A", "First.False -> S", "S -> Second", "Second.True -> B", "Second.False -> C"), variables, "Amount"));
    }

    [Fact]
    public void What_a_script_or_an_output_sets_on_the_way_is_forgotten()
    {
        foreach (var setter in new[] { Activity("S", "Elsa.RunJavaScript", ("script", Literal("variables.V = 70000"))), Activity("S", "Elsa.RunJavaScript", ("result", new JsonObject { ["memoryReference"] = new JsonObject { ["id"] = "V" } })), Activity("S", "Elsa.RunJavaScript", ("script", Literal("setVariable('V' + '', 1)"))) })
        {
            JsonObject[] activities = [Decision("First", "getV() > 20000"), setter, Decision("Second", "getV() > 50000"), Line("A"), Line("B"), Line("C")];
            Assert.Equal(None, Codes(Flowchart(activities, "First.True -> A", "First.False -> S", "S -> Second", "Second.True -> B", "Second.False -> C"), Variables(("V", "Decimal", "1"))));
        }
    }

    [Fact]
    public void Where_ways_meet_only_what_all_of_them_say_is_known()
    {
        JsonObject[] activities = [Decision("First", "getAmount() > 20000"), Line("Big"), Decision("Second", "getAmount() > 50000"), Line("A"), Line("B")];
        Assert.Equal(None, Codes(Flowchart(activities, "First.True -> Big", "Big -> Second", "First.False -> Second", "Second.True -> A", "Second.False -> B"), null, "Amount"));
    }

    [Fact]
    public void A_loop_back_brings_what_it_knows()
    {
        JsonObject[] activities = [Decision("First", "getAmount() > 20000"), Task("T", "Again", "On"), Decision("Second", "getAmount() > 10000"), Line("A"), Line("B"), Line("C")];
        Assert.Equal(
            ["condition-always-true Second"],
            Codes(Flowchart(activities, "First.False -> A", "First.True -> T", "T.Again -> T", "T.On -> Second", "Second.True -> B", "Second.False -> C"), null, "Amount"));
    }

    /// <summary>From a later step the case may come back to the task, and bring another amount.</summary>
    [Fact]
    public void Behind_a_task_only_inputs_and_constants_are_still_known()
    {
        var variables = Variables(("V", "Decimal", "1"));
        JsonObject[] activities = [Decision("First", "getV() > 20000"), Line("A"), Task("T", "On"), Decision("Second", "getV() > 50000"), Line("B"), Line("C"), Set("S", "V", "getAmount()")];
        Assert.Equal(None, Codes(Flowchart(activities, "First.True -> A", "First.False -> T", "T.On -> Second", "Second.True -> B", "Second.False -> S", "S -> C"), variables, "Amount"));
        JsonObject[] direct = [.. activities.Select(activity => (JsonObject)activity.DeepClone())];
        Assert.Equal(
            ["condition-never-true Second"],
            Codes(Flowchart(direct, "First.True -> A", "First.False -> Second", "Second.True -> T", "T.On -> B", "Second.False -> S", "S -> C"), Variables(("V", "Decimal", "1")), "Amount"));
    }

    /// <summary>Straight behind each other, no task in between: the shipped workflow with its two decisions wired wrongly.</summary>
    [Fact]
    public void The_shipped_approval_with_the_national_limit_behind_the_no_of_the_provincial_is_found()
    {
        var model = Shipped();
        var connection = model["root"]!["connections"]!.AsArray().Single(candidate => (string?)candidate!["source"]!["activity"] == "over-provincial" && (string?)candidate["source"]!["port"] == "False")!;
        connection["target"]!["activity"] = "over-national";
        var province = model["root"]!["connections"]!.AsArray().Single(candidate => (string?)candidate!["target"]!["activity"] == "over-national" && (string?)candidate["source"]!["activity"] == "province-amount")!;
        province["target"]!["activity"] = "award";
        Assert.Equal(["condition-never-true over-national"], Codes(ProblemsOf(model)));
    }

    [Fact]
    public void A_switch_tries_its_cases_in_order()
    {
        var choose = With(Activity("S", "Elsa.FlowSwitch"), "cases", new JsonArray(Case("small", "getAmount() <= 20000"), Case("tiny", "getAmount() < 100"), Case("big", "getAmount() > 50000")));
        Assert.Equal(
            ["condition-never-true S tiny"],
            Codes(Flowchart([choose, Line("A"), Line("B"), Line("C"), Line("D")], "S.small -> A", "S.tiny -> B", "S.big -> C", "S.Default -> D"), null, "Amount"));
    }

    [Fact]
    public void An_If_inside_an_If_is_followed() =>
        Assert.Equal(["condition-never-true Inner"], Codes(Sequence(If("Outer", "getAmount() < 10", If("Inner", "getAmount() > 20", Line("L")))), null, "Amount"));

    [Fact]
    public void While_branches_run_side_by_side_a_variable_may_be_set_at_any_moment()
    {
        var variables = Variables(("V", "Decimal", "1"));
        JsonObject[] activities = [Line("S"), Decision("First", "getV() > 20000"), Event("E"), Decision("Second", "getV() > 50000"), Set("Set", "V", "70000"), Line("A"), Line("B"), Line("C")];
        Assert.Equal(None, Codes(Flowchart(activities, "S -> First", "S -> Set", "First.True -> A", "First.False -> E", "E -> Second", "Second.True -> B", "Second.False -> C"), variables));
    }

    [Fact]
    public void A_decision_without_a_condition_is_found() =>
        Assert.Equal(["condition-missing D"], Codes(Flowchart([Activity("D", "Elsa.FlowDecision"), Line("A"), Line("B")], "D.True -> A", "D.False -> B")));

    private static JsonObject One(string condition) => Flowchart([Decision("D", condition), Line("A"), Line("B")], "D.True -> A", "D.False -> B");

    /// <summary>A second decision on one way of the first.</summary>
    private static JsonObject Two(string first, string port, string second) => Flowchart(
        [Decision("First", first), Decision("Second", second), Line("A"), Line("B"), Line("C")],
        $"First.{port} -> Second", $"First.{(port == "True" ? "False" : "True")} -> A", "Second.True -> B", "Second.False -> C");

    private static JsonObject Case(string label, string condition) => new() { ["label"] = label, ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = condition } };
}
