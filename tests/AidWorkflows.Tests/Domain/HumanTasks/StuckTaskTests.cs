using AidWorkflows.Domain.HumanTasks;

namespace AidWorkflows.Tests.Domain.HumanTasks;

public sealed class StuckTaskTests
{
    private static readonly Guid One = Guid.NewGuid(), Other = Guid.NewGuid(), Third = Guid.NewGuid();

    [Fact]
    public void A_task_for_which_somebody_is_left_is_not_stuck() => Assert.Null(StuckTask.Of(new TaskCandidacy(SignRule.Single, [One]), [One, Other], KeptOut.Nobody));

    [Fact]
    public void A_task_of_a_union_without_such_people_is_stuck()
    {
        var stuck = StuckTask.Of(new TaskCandidacy(SignRule.Single, []), [], KeptOut.Nobody)!;

        Assert.Equal((1, 0, 0), (stuck.Needed, stuck.WithRole, stuck.KeptOut.Count));
    }

    [Fact]
    public void Q15_each_rule_that_keeps_somebody_out_is_counted_once_a_person()
    {
        var stuck = StuckTask.Of(new TaskCandidacy(SignRule.Single, [One]), [One, Other, Third], Out(earlier: [One, Other], relatives: [Third, Other]))!;

        Assert.Equal(["household-relative 2", "person-excluded 1"], stuck.KeptOut.Select(pair => $"{pair.Key} {pair.Value}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 1)]
    public void Two_persons_need_two_and_after_the_first_signature_another_one(bool signed, int needed)
    {
        var task = new TaskCandidacy(SignRule.TwoPerson, [], Signers: signed ? [One] : []);

        Assert.Equal(needed, StuckTask.Of(task, [One], KeptOut.Nobody)!.Needed);
        Assert.Null(StuckTask.Of(task, [One, Other], KeptOut.Nobody));
    }

    [Fact]
    public void A_named_signer_is_the_only_candidate()
    {
        var task = new TaskCandidacy(SignRule.All, [], NamedSigner: One);

        Assert.Null(StuckTask.Of(task, [One, Other], KeptOut.Nobody));
        Assert.Equal((1, 1), StuckTask.Of(task, [One, Other], Out(relatives: [One])) is { } related ? (related.Needed, related.WithRole) : default);
        Assert.Equal(0, StuckTask.Of(task, [Other], KeptOut.Nobody)!.WithRole);
    }

    private static KeptOut Out(Guid[]? earlier = null, Guid[]? relatives = null) => new((earlier ?? []).ToHashSet(), (relatives ?? []).ToHashSet());
}
