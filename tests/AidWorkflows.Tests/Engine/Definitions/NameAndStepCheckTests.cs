using System.Text.Json.Nodes;
using AidWorkflows.Engine.Definitions;
using static AidWorkflows.Tests.Engine.Definitions.Checked;
using static AidWorkflows.Tests.Engine.Flow;

namespace AidWorkflows.Tests.Engine.Definitions;

/// <summary>Names in scripts, types of values, steps that must not be skipped, and other workflows.</summary>
public sealed class NameAndStepCheckTests
{
    [Theory]
    [InlineData("getVariable('Gone')", "unknown-variable L Gone")]
    [InlineData("variables.Gone + 1", "unknown-variable L Gone")]
    [InlineData("getInput('Gone')", "unknown-input L Gone")]
    [InlineData("input.Gone", "unknown-input L Gone")]
    [InlineData("getGone()", "unknown-name L getGone")]
    [InlineData("getOutputFrom('Gone')", "unknown-activity L Gone")]
    [InlineData("getSizeFromR()", "unknown-output L Size")]
    [InlineData("getOutputFrom('R', 'Size')", "unknown-output L Size")]
    [InlineData("setVariable('Gone', 1)", "unknown-variable L Gone")]
    [InlineData("variables.Gone = 1", "unknown-variable L Gone")]
    public void A_name_that_does_not_exist_is_found(string script, string code) => Assert.Equal([code], Codes(Scripted(script), Variables(("Known", "Decimal", "1")), "Amount"));

    [Theory]
    [InlineData("getVariable('Known') + variables.Known + getKnown()")]
    [InlineData("getInput('Amount') + input.Amount + getAmount()")]
    [InlineData("getResultFromR() + getOutputFrom('R') + getOutputFrom('R', 'Result')")]
    [InlineData("[{Gone: 1}].map(input => input.Gone)")]
    [InlineData("const variables = {Gone: 1}; return variables.Gone;")]
    [InlineData("const getDayFromDate = date => date; return getDayFromDate(1);")]
    [InlineData("function setUp(x) { return x; } return setUp(1);")]
    [InlineData("variables.Known = 2; setKnown(3); setVariable('Known', 4)")]
    public void What_exists_is_not_reported(string script) => Assert.Empty(Codes(Scripted(script), Variables(("Known", "Decimal", "1")), "Amount"));

    [Fact]
    public void A_syntax_error_has_its_line_and_column()
    {
        var found = Assert.Single(Problems(Scripted("1 +\n  * 2"), null));
        Assert.Equal((ProblemSeverity.Error, "syntax-error", 2, 3), (found.Severity, found.Code, found.Line, found.Column));
    }

    [Fact]
    public void Names_that_mean_two_things_are_found()
    {
        var definition = Define(Flowchart([Line("A"), With(Line("B"), "name", "A")], "A -> B"), Variables(("V", "String", null), ("Amount", "Decimal", null)), "Amount", "In", "In");
        definition["variables"]!.AsArray().Add(new JsonObject { ["id"] = "other", ["name"] = "V", ["typeName"] = "String" });
        Assert.Equal(["duplicate-activity-name B A", "duplicate-input  In", "duplicate-variable  V", "input-hidden-by-variable  Amount"], Codes(ProblemsOf(definition)));
    }

    [Theory]
    [InlineData("ProposedAmount", "Double", "1.5", "money-not-decimal")]
    [InlineData("ProposedAmount", "Int32", "1", "money-not-decimal")]
    [InlineData("ProvincialThreshold", "String", "20000", "money-not-decimal")]
    [InlineData("省级限额", "Single", "20000", "money-not-decimal")]
    [InlineData("ProvincialThreshold", "Decimal", "2万", "default-does-not-fit")]
    [InlineData("ProvincialThreshold", "Decimal", "20000", null)]
    [InlineData("ProvincialThreshold", "Int32", "20000", null)]
    [InlineData("AmountInWords", "String", "贰万元", null)]
    [InlineData("Score", "Double", "1.5", null)]
    [InlineData("Note", "String", "", null)]
    [InlineData("Days", "Int32", "", null)]
    public void Money_is_kept_exactly(string name, string type, string value, string? code) =>
        Assert.Equal(code, Problems(Flowchart([Line("A")]), Variables((name, type, value))).SingleOrDefault()?.Code);

    /// <summary>S-043, S-052.</summary>
    [Fact]
    public void A_way_to_the_payment_around_the_visit_of_two_persons_is_found()
    {
        var found = Assert.Single(Problems(Paying("D.True -> Other", "Other -> Visit", "D.False -> Pay", "Visit.Done -> Pay"), null, "Amount"));
        Assert.Equal(("step-skipped", "Pay", "two-person", "D → Pay"), (found.Code, found.ActivityId, found.Subject, found.Detail));
    }

    [Fact]
    public void A_visit_on_every_way_is_sound() =>
        Assert.Empty(Codes(Paying("D.True -> Visit", "D.False -> Other", "Other -> Visit", "Visit.Done -> Pay"), null, "Amount"));

    /// <summary>A payment workflow that comes after the visit is a definition of its own; nothing is asked of it that it does not have.</summary>
    [Fact]
    public void A_definition_without_the_step_is_asked_for_it_only_when_it_says_so()
    {
        var definition = Define(Flowchart([Line("A"), Activity("Pay", "Aid.Payment")], "A -> Pay"));
        Assert.Empty(Codes(ProblemsOf(definition)));
        Assert.Equal(["step-skipped Pay publicity"], Codes(ProblemsOf(definition, new DefinitionSurroundings(new Dictionary<string, NeighbourDefinition>()) { RequiredSteps = ["publicity"] })));
        definition["customProperties"] = new JsonObject { ["requiredSteps"] = new JsonArray("publicity") };
        Assert.Equal(["step-skipped Pay publicity"], Codes(ProblemsOf(definition)));
    }

    [Fact]
    public void An_activity_can_be_marked_as_a_step()
    {
        var marked = With(Line("Notice"), "customProperties", new JsonObject { ["stepMark"] = "publicity" });
        Assert.Empty(Codes(Flowchart([Line("A"), marked, Activity("Pay", "Aid.Payment")], "A -> Notice", "Notice -> Pay")));
        Assert.Equal(
            ["step-skipped Pay publicity"],
            Codes(Flowchart([Decision("D", "getAmount() > 1"), marked.DeepClone().AsObject(), Activity("Pay", "Aid.Payment")], "D.True -> Notice", "D.False -> Pay", "Notice -> Pay"), null, "Amount"));
    }

    [Fact]
    public void Steps_inside_containers_count()
    {
        var visit = Task("Visit", "Done");
        visit["signRule"] = Literal("two-person");
        Assert.Empty(Codes(Sequence(If("I", "getAmount() > 1", Line("X")), Fork("F", "WaitAll", Line("L"), visit), Activity("Pay", "Aid.Payment")), null, "Amount"));
        Assert.Equal(["step-skipped Pay two-person"], Codes(Sequence(If("I", "getAmount() > 1", visit.DeepClone().AsObject()), Activity("Pay", "Aid.Payment")), null, "Amount"));
    }

    [Fact]
    public void A_step_that_the_published_version_had_on_every_way_and_this_one_has_not_is_said()
    {
        var before = WorkflowDefinitionReader.Read(Define(Paying("D.True -> Visit", "D.False -> Visit", "Visit.Done -> Pay"), null, "Amount"));
        var after = WorkflowDefinitionReader.Read(Define(Flowchart([Line("A"), Activity("Pay", "Aid.Payment")], "A -> Pay")));
        Assert.Equal(["step-lost  two-person"], Codes(DefinitionCheck.FindLostSteps(before, after, Catalog)));
        Assert.Empty(DefinitionCheck.FindLostSteps(after, after, Catalog));
        Assert.Empty(DefinitionCheck.FindLostSteps(before, before, Catalog));
    }

    [Fact]
    public void Workflows_that_are_missing_unpublished_or_wait_for_each_other_are_found()
    {
        var definition = Define(Flowchart([Starts("Lost", "gone"), Starts("Draft", "draft"), Starts("Round", "b"), Starts("Self", "checked"), Starts("Sound", "leaf")], "Lost -> Draft", "Draft -> Round", "Round -> Self", "Self -> Sound"));
        var surroundings = new DefinitionSurroundings(new Dictionary<string, NeighbourDefinition>
        {
            ["draft"] = new("Draft", false, []),
            ["b"] = new("B", true, ["c"]),
            ["c"] = new("checked", true, ["checked"]),
            ["leaf"] = new("Leaf", true, []),
        });
        var found = ProblemsOf(definition, surroundings);
        Assert.Equal(
            ["duplicate-definition-name  checked", "missing-workflow Lost gone", "waits-for-itself Self checked", "workflow-not-published Draft Draft", "workflows-wait-for-each-other Round B"],
            Codes(found));
        Assert.Equal("checked → B → checked → checked", found.Single(problem => problem.Code == "workflows-wait-for-each-other").Detail);
        Assert.Equal(["gone", "draft", "b", "checked", "leaf"], DefinitionCheck.WaitsFor(WorkflowDefinitionReader.Read(definition)));
    }

    private static JsonObject Starts(string id, string definitionId) =>
        With(Activity(id, "Elsa.ExecuteWorkflow", ("workflowDefinitionId", Literal(definitionId))), "waitForCompletion", Literal("true"));

    private static JsonObject Scripted(string script) =>
        Flowchart([Activity("R", "Elsa.RunJavaScript", ("script", Literal("1"))), Activity("L", "Elsa.WriteLine", ("text", Script(script)))], "R -> L");

    private static JsonObject Paying(params string[] ways)
    {
        var visit = Task("Visit", "Done");
        visit["signRule"] = Literal("two-person");
        return Flowchart([Decision("D", "getAmount() > 20000"), visit, Line("Other"), Activity("Pay", "Aid.Payment")], ways);
    }
}
