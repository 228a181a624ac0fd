using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Tests.Domain.HumanTasks;

public sealed class HumanTaskTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));
    private static readonly Organisation Province = new("p", "省", OrganisationLevel.Province, null, Now);
    private static readonly Organisation County = new("c", "县", OrganisationLevel.County, Province, Now);
    private static readonly Organisation OtherCounty = new("d", "邻县", OrganisationLevel.County, Province, Now);
    private static readonly KeptOut Nobody = KeptOut.Nobody;

    [Fact]
    public void A_candidate_has_the_role_the_level_and_the_organisation()
    {
        var task = NewTask();

        Assert.True(task.IsForStaff(Person(County)));
        Assert.False(task.IsForStaff(Person(County, StaffRoles.Cashier)));
        Assert.False(task.IsForStaff(Person(OtherCounty)));
        Assert.False(task.IsForStaff(Person(Province)));
        Assert.False(task.IsForStaff(Person(Province, StaffRoles.Administrator)));
    }

    [Fact]
    public void An_administrator_sees_and_hands_over_but_does_not_complete()
    {
        var task = NewTask();
        var administrator = Person(Province, StaffRoles.Administrator);
        var colleague = Person(County);

        task.Transfer(administrator, colleague, Nobody, Now);

        Assert.True(task.IsVisibleTo(administrator));
        Assert.Equal(colleague.PersonId, task.AssigneePersonId);
        Assert.Equal("task-not-yours", Refusal(() => task.Sign(administrator, Answer(), Nobody, Now)));
    }

    [Fact]
    public void Claim_fails_when_another_clerk_has_it()
    {
        var task = NewTask();
        task.Claim(Person(County), Nobody, Now);

        Assert.Equal("task-assigned-to-other", Refusal(() => task.Claim(Person(County), Nobody, Now)));
        Assert.Equal("task-assigned-to-other", Refusal(() => task.Sign(Person(County), Answer(), Nobody, Now)));
    }

    [Fact]
    public void Claiming_twice_by_the_same_person_changes_nothing()
    {
        var task = NewTask();
        var person = Person(County);
        task.Claim(person, Nobody, Now);
        var version = task.RowVersion;

        task.Claim(person, Nobody, Now);

        Assert.Equal(version, task.RowVersion);
    }

    [Fact]
    public void Only_who_has_it_or_an_administrator_gives_a_task_back()
    {
        var task = NewTask();
        var person = Person(County);
        Assert.Equal("task-not-assigned-to-you", Refusal(() => task.Unclaim(person, Now)));
        task.Claim(person, Nobody, Now);
        Assert.Equal("task-not-assigned-to-you", Refusal(() => task.Unclaim(Person(County), Now)));

        task.Unclaim(Person(Province, StaffRoles.Administrator), Now);

        Assert.Null(task.AssigneePersonId);
    }

    [Fact]
    public void Completing_unclaimed_as_a_candidate_is_allowed_and_records_who_and_when()
    {
        var task = NewTask();
        var person = Person(County);

        Assert.True(task.Sign(person, Answer(), Nobody, Now));

        Assert.Equal(HumanTaskStatus.Completed, task.Status);
        Assert.Equal((person.PersonId, (DateTimeOffset?)Now), (task.CompletedBy, task.CompletedAt));
        Assert.Equal("task-already-completed", Refusal(() => task.Sign(Person(County), Answer(), Nobody, Now)));
        Assert.Equal("task-already-completed", Refusal(() => task.Claim(Person(County), Nobody, Now)));
        Assert.Equal(["task-created", "task-completed"], task.Events.Select(entry => entry.Code));
    }

    [Fact]
    public void Four_eyes_compares_the_person_and_holds_for_claim_sign_and_transfer()
    {
        var task = NewTask(excludeEarlier: ["first"]);
        var person = Person(County);
        var colleague = Person(County);
        var earlier = Nobody with { EarlierSigners = new HashSet<Guid> { person.PersonId } };

        // Another account of the same person, with another role beside: still the same person.
        var otherAccount = person with { Roles = new HashSet<string> { StaffRoles.Reviewer, StaffRoles.Cashier } };

        Assert.Equal("four-eyes", Refusal(() => task.Claim(person, earlier, Now)));
        Assert.Equal("four-eyes", Refusal(() => task.Sign(otherAccount, Answer(), earlier, Now)));
        Assert.Equal("transfer-target-four-eyes", Refusal(() => task.Transfer(colleague, person, earlier, Now)));
        Assert.True(task.Sign(colleague, Answer(), earlier, Now));
    }

    [Fact]
    public void Q15_who_has_a_relative_in_the_household_neither_claims_nor_signs_nor_gets_the_task()
    {
        var task = NewTask();
        var person = Person(County);
        var colleague = Person(County);
        var related = Nobody with { Relatives = new HashSet<Guid> { person.PersonId } };

        Assert.Equal("household-relative", Refusal(() => task.Claim(person, related, Now)));
        Assert.Equal("household-relative", Refusal(() => task.Sign(person, Answer(), related, Now)));
        Assert.Equal("transfer-target-household-relative", Refusal(() => task.Transfer(colleague, person, related, Now)));
        Assert.Equal("transfer-target-household-relative", Refusal(() => task.RequireSignerToAdd(colleague, person, related)));
        Assert.Equal("transfer-target-household-relative", Refusal(() => task.Ask(colleague, person, null, related, Now)));
        Assert.True(task.Sign(colleague, Answer(), related, Now));
    }

    [Fact]
    public void An_excluded_person_may_not_do_the_step()
    {
        var person = Person(County);
        var task = NewTask(excluded: [person.PersonId]);

        Assert.Equal("person-excluded", Refusal(() => task.Sign(person, Answer(), Nobody, Now)));
        Assert.Equal("transfer-target-person-excluded", Refusal(() => task.Transfer(Person(Province, StaffRoles.Administrator), person, Nobody, Now)));
    }

    [Fact]
    public void Two_persons_have_to_sign_and_the_same_person_does_not_count_twice()
    {
        var task = NewTask(SignRule.TwoPerson);
        var first = Person(County);

        Assert.False(task.Sign(first, Answer(), Nobody, Now));
        Assert.True(task.AwaitsSecondPerson);
        Assert.Equal("second-person-required", Refusal(() => task.Sign(first, Answer(), Nobody, Now)));
        Assert.True(task.Sign(Person(County), Answer(), Nobody, Now));
        Assert.Equal(2, task.Signatures.Select(signature => signature.PersonId).Distinct().Count());
    }

    [Fact]
    public void The_second_person_has_to_sign_the_same_outcome_unless_the_first_takes_it_back()
    {
        var task = NewTask(SignRule.TwoPerson);
        var first = Person(County);
        var second = Person(County);
        task.Sign(first, Answer("yes"), Nobody, Now);

        Assert.Equal("outcomes-differ", Refusal(() => task.Sign(second, Answer("no"), Nobody, Now)));
        Assert.Equal(HumanTaskStatus.Open, task.Status);

        task.Unclaim(first, Now);
        Assert.False(task.Sign(second, Answer("no"), Nobody, Now));
        Assert.True(task.Sign(first, Answer("no"), Nobody, Now));
        Assert.Equal("no", task.Outcome);
    }

    [Fact]
    public void The_second_person_signs_the_same_form_or_none()
    {
        const string form = """{"properties":{"amount":{"type":"number"}},"required":["amount"]}""";
        var task = NewTask(SignRule.TwoPerson, form: form);
        task.Sign(Person(County), new TaskAnswer("yes", null, """{"amount":1.50}"""), Nobody, Now);

        Assert.Equal("forms-differ", Refusal(() => task.Sign(Person(County), new TaskAnswer("yes", null, """{"amount":1.51}"""), Nobody, Now)));
        Assert.True(task.Sign(Person(County), new TaskAnswer("yes", null, null), Nobody, Now));
        Assert.Equal("""{"amount":1.50}""", task.FormData);
    }

    [Fact]
    public void A_cancelled_task_takes_no_answer()
    {
        var task = NewTask();
        task.Cancel(Now);

        Assert.Equal("task-cancelled", Refusal(() => task.Sign(Person(County), Answer(), Nobody, Now)));
    }

    [Fact]
    public void All_problems_of_an_answer_are_found_at_once()
    {
        var task = NewTask(form: """{"properties":{"a":{"type":"integer"}},"required":["a"]}""");

        var problems = task.Check(new TaskAnswer("perhaps", new string('x', 2001), """{"b":1}"""), Now);

        Assert.Equal(["unknown-outcome", "comment-too-long", "field-required", "unknown-field"], problems.Select(problem => problem.Code));
    }

    [Fact]
    public void A_task_needs_outcomes_a_known_role_and_a_readable_form()
    {
        Assert.Throws<ArgumentException>(() => NewTask(outcomes: []));
        Assert.Throws<ArgumentException>(() => NewTask(role: "Wizard"));
        Assert.Throws<FormatException>(() => NewTask(form: "{"));
    }

    private static HumanTask NewTask(
        SignRule rule = SignRule.Single, string? form = null, Guid[]? excluded = null, string[]? excludeEarlier = null, string[]? outcomes = null, string role = StaffRoles.Reviewer) =>
        new(
            new HumanTaskSpecification("review", "Review", OrganisationLevel.County, role, outcomes ?? ["yes", "no"], form, rule, excluded ?? [], excludeEarlier ?? []),
            new HumanTaskPlace(null, null, "instance", "bookmark", "activity", County.Id, County.Path),
            null,
            Now);

    private static Actor Person(Organisation organisation, string role = StaffRoles.Reviewer) =>
        new(Guid.NewGuid(), "n", organisation.Id, organisation.Path, organisation.Level, new HashSet<string> { role });

    private static TaskAnswer Answer(string outcome = "yes") => new(outcome, null, null);

    private static string Refusal(Action action) => Assert.Throws<RuleViolationException>(action).Code;
}
