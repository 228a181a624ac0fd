using System.Text.Json.Nodes;
using AidWorkflows.Engine.Definitions;
using static AidWorkflows.Tests.Engine.Definitions.Checked;
using static AidWorkflows.Tests.Engine.Flow;

namespace AidWorkflows.Tests.Engine.Definitions;

/// <summary>What can be seen of a drawing before anybody runs it.</summary>
public sealed class FlowCheckTests
{
    [Fact]
    public void A_sound_flowchart_has_no_problems() =>
        Assert.Empty(Codes(Flowchart([Line("A"), Decision("D", "getAmount() > 5"), Line("B"), Line("C")], "A -> D", "D.True -> B", "D.False -> C"), null, "Amount"));

    [Fact]
    public void An_activity_that_no_path_leads_to_is_found() =>
        Assert.Equal(["unreachable B", "unreachable C"], Codes(Flowchart([Line("A"), Line("B"), Line("C")], "B -> C", "C -> B")).Where(code => code.StartsWith("unreachable", StringComparison.Ordinal)));

    [Fact]
    public void Every_trigger_is_a_start() =>
        Assert.Empty(Codes(Flowchart([Trigger(Event("One")), Trigger(Event("Two")), Line("A")], "One -> A", "Two -> A")));

    [Fact]
    public void What_is_drawn_after_an_end_is_not_reached() =>
        Assert.Equal(["unreachable B", "way-after-the-end E"], Codes(Flowchart([Line("A"), Activity("E", "Elsa.End"), Line("B")], "A -> E", "E -> B")));

    [Fact]
    public void An_outcome_without_a_connection_and_a_connection_without_an_outcome_are_found() =>
        Assert.Equal(
            ["outcome-never-happens T Gone", "outcome-not-connected T No"],
            Codes(Flowchart([Task("T", "Yes", "No"), Line("A"), Line("B")], "T.Yes -> A", "T.Gone -> B")));

    [Fact]
    public void A_connection_to_nothing_is_found() => Assert.Equal(["connection-to-nothing Flow X"], Codes(Flowchart([Line("A")], "A -> X")));

    [Fact]
    public void An_unknown_type_is_an_error_and_nothing_is_concluded_from_it()
    {
        var found = Assert.Single(Problems(Flowchart([Activity("U", "Acme.Gone"), Line("A"), Line("B")], "U.Yes -> A", "U.No -> B"), null));
        Assert.Equal((ProblemSeverity.Error, "unknown-activity-type", "U"), (found.Severity, found.Code, found.ActivityId));
    }

    [Fact]
    public void A_loop_that_nothing_leads_out_of_and_in_which_nothing_waits_is_an_error()
    {
        var found = Assert.Single(Problems(Flowchart([Line("A"), Line("B"), Line("C")], "A -> B", "B -> C", "C -> B"), null));
        Assert.Equal((ProblemSeverity.Error, "endless-loop", "B → C"), (found.Severity, found.Code, found.Subject));
    }

    [Fact]
    public void A_loop_with_a_task_in_it_and_a_way_out_is_sound() =>
        Assert.Empty(Codes(Flowchart([Task("T", "Again", "Done"), Line("A"), Line("B")], "T.Again -> A", "A -> T", "T.Done -> B")));

    [Fact]
    public void A_loop_that_counts_is_sound() =>
        Assert.Empty(Codes(
            Flowchart([Decision("D", "getN() < 3"), Set("S", "N", "getN() + 1"), Line("A")], "D.True -> S", "S -> D", "D.False -> A"), Variables(("N", "Int32", "0"))));

    [Fact]
    public void A_loop_that_changes_nothing_its_condition_reads_is_found() =>
        Assert.Equal(
            ["loop-changes-nothing D D → L"],
            Codes(Flowchart([Decision("D", "getAmount() > 3"), Line("L"), Line("A")], "D.True -> L", "L -> D", "D.False -> A"), null, "Amount"));

    [Fact]
    public void A_loop_whose_condition_reads_the_clock_is_sound() =>
        Assert.Empty(Codes(Flowchart([Decision("D", "new Date().getSeconds() > 3"), Line("L"), Line("A")], "D.True -> L", "L -> D", "D.False -> A")));

    [Fact]
    public void A_loop_of_tasks_without_an_end_is_found_once() =>
        Assert.Equal(
            ["never-ends B"],
            Codes(Flowchart([Line("A"), Task("B", "Go"), Task("C", "Back", "Again")], "A -> B", "B.Go -> C", "C.Back -> B", "C.Again -> C")));

    [Fact]
    public void A_join_that_waits_for_ways_which_exclude_each_other_is_found() =>
        Assert.Equal(
            ["join-of-one-branch J"],
            Codes(Flowchart([Decision("D", "getAmount() > 5"), Line("A"), Line("B"), Join("J", "WaitAll")], "D.True -> A", "D.False -> B", "A -> J", "B -> J"), null, "Amount"));

    [Theory]
    [InlineData("WaitAny", "D.True -> A", "D.False -> B")]
    [InlineData("WaitAll", "D.True -> A", "D.True -> B", "D.False -> A")]
    public void A_join_that_may_get_several_branches_or_waits_for_one_is_sound(string mode, params string[] ways) =>
        Assert.Empty(Codes(Flowchart([Decision("D", "getAmount() > 5"), Line("A"), Line("B"), Join("J", mode)], [.. ways, "A -> J", "B -> J"]), null, "Amount"));

    [Fact]
    public void A_task_that_nobody_can_complete_is_an_error()
    {
        var found = Problems(Flowchart([Activity("T", "Aid.HumanTask", ("role", Literal("Clerks")))]), null);
        Assert.Equal(["task-without-level T", "task-without-outcomes T", "task-without-role T Clerks"], Codes(found));
        Assert.All(found, problem => Assert.Equal(ProblemSeverity.Error, problem.Severity));
    }

    [Fact]
    public void A_task_whose_role_is_made_at_run_time_is_not_judged()
    {
        var task = Task("T", "Done");
        task["role"] = Script("'Clerk'");
        task["outcomes"] = Script("['a', 'b']");
        Assert.Empty(Codes(Flowchart([task])));
    }

    /// <summary>S-084: a wrong key would let one person sign both steps.</summary>
    [Fact]
    public void A_step_that_is_named_and_does_not_exist_is_found()
    {
        var review = With(Task("Review", "Done"), "key", Literal("county-review"));
        var approval = With(With(Task("Approval", "Done"), "excludeEarlierSteps", Object("""["county-reveiw"]""")), "returnTo", Object("""["county-review", "applicant"]"""));
        Assert.Equal(["unknown-step Approval county-reveiw"], Codes(Flowchart([review, approval], "Review.Done -> Approval")));
    }

    [Theory]
    [InlineData("signRule", "three-person", "unknown-sign-rule")]
    [InlineData("dueInWorkingDays", "soon", "bad-due-days")]
    [InlineData("form", "{\"type\": \"array\"}", "bad-form")]
    public void A_task_that_is_set_up_wrongly_is_an_error(string property, string value, string code) =>
        Assert.Equal(code, Assert.Single(Problems(Flowchart([With(Task("T", "Done"), property, Literal(value))]), null)).Code);

    /// <summary>A list with false alarms is not read.</summary>
    [Fact]
    public void The_shipped_workflows_have_no_problems()
    {
        foreach (var file in ShippedFiles())
            Assert.Empty(Codes(ProblemsOf((JsonObject)JsonNode.Parse(File.ReadAllText(file))!)));
    }
}
