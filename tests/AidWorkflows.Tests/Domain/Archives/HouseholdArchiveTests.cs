using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Tests.Domain.Archives;

/// <summary>S-002, S-081 to S-083, Q-24: the states of an archive and its income ledger.</summary>
public sealed class HouseholdArchiveTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Theory]
    [InlineData(ArchiveState.Relieved, true)]
    [InlineData(ArchiveState.OutOfHardship, false)]
    [InlineData(ArchiveState.Withdrawn, false)]
    public void A_closed_archive_lets_its_people_go_and_stays_closed(ArchiveState state, bool isOpen)
    {
        var archive = Active();
        archive.MoveTo(state, null, Now);

        Assert.Equal(isOpen, archive.IsOpen);
        Assert.All(archive.People, person => Assert.Equal(isOpen, person.OpenIndex is not null));
        Assert.Equal(isOpen ? null : Now, archive.ClosedAt);
        if (isOpen)
            archive.Activate("relative", null, Now);
        else
            Assert.Equal("archive-closed", Refusal(() => archive.Activate(null, null, Now)));
    }

    [Fact]
    public void Nothing_becomes_temporary_again()
    {
        var archive = Active();
        Assert.Equal("archive-closed", Refusal(() => archive.MoveTo(ArchiveState.Temporary, null, Now)));
        Assert.Equal(ArchiveState.Active, archive.State);
    }

    /// <summary>Q-24: a month counts when it is over; recording it again corrects it.</summary>
    [Theory]
    [InlineData(2026, 2, 740, null)]
    [InlineData(2026, 2, 0, null)]
    [InlineData(2026, 2, -0.01, "income-negative")]
    [InlineData(2026, 3, 740, "income-month-not-over")]
    [InlineData(2026, 4, 740, "income-month-not-over")]
    public void Q24_a_month_is_recorded_when_it_is_over(int year, int month, decimal perHead, string? code)
    {
        var archive = Active();
        void Record() => archive.RecordIncome(year, month, perHead, null, Guid.NewGuid(), Today, Now);

        if (code is not null)
        {
            Assert.Equal(code, Refusal(Record));
            Assert.Empty(archive.Incomes);
            return;
        }

        Record();
        archive.RecordIncome(year, month, 800.50m, "工资单", Guid.NewGuid(), Today, Now);
        Assert.Equal((800.50m, "工资单"), (Assert.Single(archive.Incomes).PerHead, archive.Incomes[0].Evidence));
    }

    [Fact]
    public void Nothing_is_recorded_in_a_closed_archive()
    {
        var archive = Active();
        archive.MoveTo(ArchiveState.Withdrawn, null, Now);
        Assert.Equal("archive-closed", Refusal(() => archive.RecordIncome(2026, 1, 1, null, Guid.NewGuid(), Today, Now)));
    }

    private static HouseholdArchive Active() => HouseholdArchive.EnterFromPaper(
        "DA-2026-000001",
        new PaperArchive("旧-1", Guid.NewGuid(), "/c/g/", "deep", Now),
        [new ArchivePerson(Guid.NewGuid(), "张三", new SealedField([1], "***", [1]), isHolder: true), new ArchivePerson(Guid.NewGuid(), "李四", new SealedField([1], "***", [2]), isHolder: false)],
        Guid.NewGuid(),
        Now);

    private static string Refusal(Action action) => Assert.Throws<RuleViolationException>(action).Code;
}
