using AidWorkflows.Domain.Assessment;
using AidWorkflows.Domain.Policies;
using AidWorkflows.Domain.Visits;

namespace AidWorkflows.Tests.Domain.Visits;

/// <summary>S-048, S-049, S-184: all doubtful files, and not less than half of the new ones.</summary>
public sealed class QuotaTests
{
    private static readonly VisitRule Rule = new("visits", 1m, 0.5m, new Citation("plan", "三(三)1(3)"));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(10, 5)]
    [InlineData(11, 6)]
    [InlineData(65, 33)]
    public void S049_half_of_the_new_files_rounded_up(int files, int needed) =>
        Assert.Equal(needed, QuotaCounts.Of(Rule, Files(files), doubtfulCount: true).NewNeeded);

    [Fact]
    public void S048_every_doubtful_file_counts_whether_it_is_new_or_not()
    {
        var counts = QuotaCounts.Of(Rule, [File(isNew: true, doubtful: true), File(isNew: false, doubtful: true, visited: true), File(isNew: true)], doubtfulCount: true);

        Assert.Equal((2, 2, 1), (counts.Doubtful, counts.DoubtfulNeeded, counts.DoubtfulVisited));
        Assert.False(counts.IsMet);
    }

    [Fact]
    public void Q16_whether_doubtful_visits_count_towards_the_half_is_a_setting()
    {
        QuotaCase[] files = [File(isNew: true, doubtful: true, visited: true), File(isNew: true), File(isNew: true)];

        var with = QuotaCounts.Of(Rule, files, doubtfulCount: true);
        var without = QuotaCounts.Of(Rule, files, doubtfulCount: false);

        Assert.Equal((3, 2, 1), (with.New, with.NewNeeded, with.NewVisited));
        Assert.Equal((2, 1, 0), (without.New, without.NewNeeded, without.NewVisited));
    }

    /// <summary>Three files, two needed: the first may go on without a visit, the second may not.</summary>
    [Fact]
    public void S049_the_gate_closes_when_the_half_could_no_longer_be_reached()
    {
        var files = Files(3);
        Assert.True(VisitQuota.CanStillBeMet(Rule, files, files[0].CaseId, doubtfulCount: true));

        files[0] = files[0] with { MayStillBeVisited = false };
        Assert.False(VisitQuota.CanStillBeMet(Rule, files, files[1].CaseId, doubtfulCount: true));

        files[1] = files[1] with { IsVisited = true };
        Assert.True(VisitQuota.CanStillBeMet(Rule, files, files[1].CaseId, doubtfulCount: true));
        Assert.False(VisitQuota.CanStillBeMet(Rule, files, files[2].CaseId, doubtfulCount: true));
    }

    [Fact]
    public void The_first_file_of_a_year_has_to_be_visited()
    {
        var files = Files(1);

        Assert.False(VisitQuota.CanStillBeMet(Rule, files, files[0].CaseId, doubtfulCount: true));
    }

    [Fact]
    public void S048_a_doubtful_file_never_passes_the_gate_without_a_visit()
    {
        var files = Files(10);
        files[3] = files[3] with { IsDoubtful = true };

        Assert.False(VisitQuota.CanStillBeMet(Rule, files, files[3].CaseId, doubtfulCount: true));
        Assert.True(VisitQuota.CanStillBeMet(Rule, [.. files.Select(file => file.IsDoubtful ? file with { IsVisited = true } : file)], files[3].CaseId, doubtfulCount: true));
    }

    /// <summary>2026 has 365 days: 10 files in 73 days are 50 in the year.</summary>
    [Theory]
    [InlineData(10, 5, 73, 50, 25, 20)]
    [InlineData(10, 5, 365, 10, 5, 0)]
    [InlineData(1, 0, 364, 2, 1, 1)]
    [InlineData(0, 0, 100, 0, 0, 0)]
    public void Q16_the_forecast_goes_on_at_the_present_rate(int files, int visited, int dayOfYear, int byYearEnd, int needed, int more)
    {
        var all = Files(files).Select((file, i) => file with { IsVisited = i < visited });

        var forecast = VisitForecast.Of(Rule, QuotaCounts.Of(Rule, all, doubtfulCount: true), 2026, new DateOnly(2026, 1, 1).AddDays(dayOfYear - 1));

        Assert.Equal(new VisitForecast(byYearEnd, needed, more), forecast);
    }

    private static QuotaCase[] Files(int count) => [.. Enumerable.Range(0, count).Select(_ => File(isNew: true))];

    private static QuotaCase File(bool isNew, bool doubtful = false, bool visited = false) => new(Guid.NewGuid(), isNew, doubtful, visited, !visited);
}
