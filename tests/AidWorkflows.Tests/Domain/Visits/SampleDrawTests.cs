using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Domain.Visits;

namespace AidWorkflows.Tests.Domain.Visits;

/// <summary>A sample that an auditor can draw again (S-049).</summary>
public sealed class SampleDrawTests
{
    private const string Seed = "000102030405060708090a0b0c0d0e0f";
    private static readonly Actor Actor = new(Guid.NewGuid(), "王", Guid.NewGuid(), "/c/", OrganisationLevel.County, new HashSet<string>());
    private static readonly string[] Candidates = [.. Enumerable.Range(1, 10).Select(i => $"AW-2026-{i:000000}")];

    /// <summary>Computed by another program from the description in docs/visits.md.</summary>
    [Fact]
    public void S049_the_fixed_vector_is_drawn()
    {
        Assert.Equal(["AW-2026-000008", "AW-2026-000006", "AW-2026-000002", "AW-2026-000001"], SampleDraw.Draw(Seed, Candidates, 4));
        Assert.Equal("b5e7db55ce2378cb0ba9b13f0f3969924f36a43244d339d07e4768ce3c40e6fa", SampleDraw.HashOf(Candidates));
    }

    [Fact]
    public void The_order_and_repetition_of_candidates_do_not_matter() =>
        Assert.Equal(SampleDraw.Draw(Seed, Candidates, 4), SampleDraw.Draw(Seed, Candidates.Reverse().Concat(Candidates), 4));

    [Fact]
    public void A_larger_sample_begins_with_the_smaller_one() =>
        Assert.Equal(SampleDraw.Draw(Seed, Candidates, 4), SampleDraw.Draw(Seed, Candidates, 9).Take(4));

    [Fact]
    public void Another_seed_draws_others() =>
        Assert.NotEqual(SampleDraw.Draw(Seed, Candidates, 10), SampleDraw.Draw(SampleDraw.NewSeed(), Candidates, 10));

    [Fact]
    public void Drawing_again_gives_the_same_list()
    {
        var check = Sample(4).DrawAgain();

        Assert.True(check.IsSame);
        Assert.Equal(SampleDraw.Draw(Seed, Candidates, 4), check.Drawn);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    public void As_many_are_drawn_as_there_are_at_most(int count) => Assert.Equal("sample-count", Assert.Throws<RuleViolationException>(() => Sample(count)).Code);

    [Fact]
    public void Nothing_is_drawn_from_nothing() =>
        Assert.Equal("sample-no-candidates", Assert.Throws<RuleViolationException>(() => new VisitSample(Actor, 2026, Seed, [], 1, DateTimeOffset.UnixEpoch)).Code);

    private static VisitSample Sample(int count) => new(Actor, 2026, Seed, Candidates, count, DateTimeOffset.UnixEpoch);
}
