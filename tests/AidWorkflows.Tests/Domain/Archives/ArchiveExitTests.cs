using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Assessment;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Letters;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Policies;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Tests.Domain.Archives;

/// <summary>How a household leaves and may object (S-083 to S-089, Q-22, Q-23).</summary>
public sealed class ArchiveExitTests
{
    private static readonly Guid One = Guid.NewGuid();
    private static readonly Guid Two = Guid.NewGuid();
    private static readonly Guid Three = Guid.NewGuid();
    private static readonly Guid Four = Guid.NewGuid();

    /// <summary>Q-23: a calendar month from the delivery; a day that the month lacks becomes its last.</summary>
    [Theory]
    [InlineData("2026-01-31", "2026-02-28")]
    [InlineData("2028-01-31", "2028-02-29")]
    [InlineData("2026-01-30", "2026-02-28")]
    [InlineData("2026-02-28", "2026-03-28")]
    [InlineData("2026-03-31", "2026-04-30")]
    [InlineData("2026-12-15", "2027-01-15")]
    public void Q23_the_last_day_of_the_month_counts_in_full(string delivered, string last)
    {
        var day = DateOnly.Parse(delivered, null);
        var (archive, exit) = Informed(day);
        exit.OpenAppeals(archive, new Delivery(DeliveryMethod.Written, day, One), 1, "b", At(day));

        Assert.Equal(DateOnly.Parse(last, null), exit.AppealUntil);
        var end = ChinaTime.EndOfDay(exit.AppealUntil!.Value);
        exit.RequireAppealable(end.AddTicks(-1));
        Assert.Equal("appeal-too-late", Refusal(() => exit.RequireAppealable(end)));
    }

    [Fact]
    public void S086_an_objection_needs_a_delivered_notice_and_comes_once()
    {
        var day = new DateOnly(2026, 3, 10);
        var (archive, exit) = Informed(day);
        Assert.Equal("appeal-not-open", Refusal(() => exit.RequireAppealable(At(day))));
        exit.OpenAppeals(archive, new Delivery(DeliveryMethod.Sms, day, One), 1, "b", At(day));
        exit.Appeal(archive, new ExitAppeal(Guid.NewGuid(), exit, AppealReceiver.CountyUnion, Three, [1], At(day)), At(day));
        Assert.Equal("appeal-exists", Refusal(() => exit.RequireAppealable(At(day))));
    }

    [Theory]
    [InlineData("2026-03-11", "delivery-in-future")]
    [InlineData("2026-03-09", "delivery-before-letter")]
    public void S089_a_notice_is_not_delivered_before_it_is_written_nor_in_the_future(string delivered, string code)
    {
        var day = new DateOnly(2026, 3, 10);
        var (archive, exit) = Informed(day);
        Assert.Equal(code, Refusal(() => exit.OpenAppeals(archive, new Delivery(DeliveryMethod.Written, DateOnly.Parse(delivered, null), One), 1, "b", At(day))));
        Assert.Equal(ExitState.Informing, exit.State);
    }

    /// <summary>S-083: only by a signed request.</summary>
    [Fact]
    public void S083_a_request_has_to_be_signed_and_not_in_the_future()
    {
        var day = new DateOnly(2026, 3, 10);
        Assert.Equal("request-not-signed", Refusal(() => ArchiveExit.Begin(Archive(), ExitRoute.Request, null, One, At(day))));
        Assert.Equal("request-signed-later", Refusal(() => ArchiveExit.Begin(Archive(), ExitRoute.Request, day.AddDays(1), One, At(day))));
        Assert.Equal(ExitState.Informing, ArchiveExit.Begin(Archive(), ExitRoute.Request, day, One, At(day)).State);
    }

    /// <summary>S-084, S-085: two people, the standard proven, and a signature or a note.</summary>
    [Theory]
    [InlineData(true, true, "Signed", null, null)]
    [InlineData(true, true, "Refused", "本人拒绝签字", null)]
    [InlineData(true, true, "Refused", null, "note-required")]
    [InlineData(true, true, "Unable", "  ", "note-required")]
    [InlineData(false, true, "Signed", null, "second-person-required")]
    [InlineData(true, false, "Signed", null, "exit-standard-not-met")]
    public void S085_the_worker_signs_or_two_investigators_say_why_not(bool two, bool lifted, string signature, string? note, string? code)
    {
        var archive = Archive();
        var exit = ArchiveExit.Begin(archive, ExitRoute.Finding, null, One, At(new DateOnly(2026, 3, 10)));
        var finding = new ExitFinding(Test(lifted), two ? [One, Two] : [One, One], Enum.Parse<WorkerSignature>(signature), note);

        if (code is not null)
        {
            Assert.Equal(code, Refusal(() => exit.RecordFinding(archive, finding, At(new DateOnly(2026, 3, 11)))));
            Assert.Equal((ExitState.Investigating, 0), (exit.State, exit.Visitors.Count));
            return;
        }

        exit.RecordFinding(archive, finding, At(new DateOnly(2026, 3, 11)));
        Assert.Equal((ExitState.Informing, 2, note), (exit.State, exit.Visitors.Count, exit.SignNote));
    }

    /// <summary>S-086, S-088: nobody leaves before the period is over or the re-examination is done.</summary>
    [Fact]
    public void S088_a_household_leaves_only_unopposed_or_after_a_re_examination()
    {
        var day = new DateOnly(2026, 3, 10);
        var (archive, exit) = Informed(day);
        exit.OpenAppeals(archive, new Delivery(DeliveryMethod.Written, day, One), 1, "b", At(day));
        var end = ChinaTime.EndOfDay(new DateOnly(2026, 4, 10));
        Assert.Equal("exit-not-due", Refusal(() => exit.Leave(archive, null, end.AddTicks(-1))));
        Assert.Equal(ArchiveState.Active, archive.State);

        exit.Leave(archive, null, end);
        Assert.Equal((ArchiveState.OutOfHardship, ExitState.Left, false), (archive.State, exit.State, exit.IsPending));
        Assert.Equal("exit-not-possible", Refusal(() => ArchiveExit.Begin(archive, ExitRoute.Request, day, One, end)));
    }

    [Theory]
    [InlineData(AppealDecision.MeetsStandard, true)]
    [InlineData(AppealDecision.DoesNotMeet, false)]
    public void S088_the_result_of_the_re_examination_decides(AppealDecision decision, bool leaves)
    {
        var day = new DateOnly(2026, 3, 10);
        var (archive, exit, appeal) = Appealed(day, mayDecide: false);
        Assert.Equal("exit-not-due", Refusal(() => exit.Leave(archive, appeal, At(day))));
        appeal.Decide(archive, exit, decision, [Three, Four], At(day));

        Assert.Equal(leaves ? null : "exit-not-due", Refusal(() => exit.Leave(archive, appeal, At(day))));
        Assert.Equal(leaves, archive.State == ArchiveState.OutOfHardship);
    }

    /// <summary>S-087, Q-22: by two, and by others than those who visited and, as the setting is, the one who received it.</summary>
    [Fact]
    public void Q22_visitors_and_the_receiver_do_not_examine_again()
    {
        var day = new DateOnly(2026, 3, 10);
        var receiver = Guid.NewGuid();
        var (archive, exit, appeal) = Appealed(day, mayDecide: false, receiver);
        string? Try(params Guid[] people) => Refusal(() => appeal.Decide(archive, exit, AppealDecision.DoesNotMeet, people, At(day)));

        Assert.Equal("second-person-required", Try(Three));
        Assert.Equal("second-person-required", Try(Three, Three));
        Assert.Equal("appeal-own-finding", Try(Three, One));
        Assert.Equal("appeal-own-receipt", Try(Three, receiver));
        Assert.Null(Try(Three, Four));
        Assert.Equal("appeal-decided", Try(Three, Four));

        var (otherArchive, otherExit, other) = Appealed(day, mayDecide: true, receiver);
        other.Decide(otherArchive, otherExit, AppealDecision.DoesNotMeet, [Three, receiver], At(day));
    }

    /// <summary>S-087: within 15 working days of receipt; at the end of the last it is late.</summary>
    [Fact]
    public void S087_the_fifteenth_working_day_counts_in_full_and_then_it_is_missed()
    {
        var day = new DateOnly(2026, 3, 10);
        var (archive, exit, appeal) = Appealed(day, mayDecide: false);
        Assert.Equal(new DateOnly(2026, 3, 31), appeal.DueOn);
        Assert.False(appeal.IsLate(ChinaTime.EndOfDay(new DateOnly(2026, 3, 31)).AddTicks(-1)));
        Assert.True(appeal.IsLate(ChinaTime.EndOfDay(new DateOnly(2026, 3, 31))));

        Assert.Equal("appeal-not-decided", Refusal(() => appeal.Deliver(archive, new Delivery(DeliveryMethod.Sms, day, Three), At(day))));
        var decided = At(new DateOnly(2026, 4, 1));
        appeal.Decide(archive, exit, AppealDecision.DoesNotMeet, [Three, Four], decided);
        Assert.True(appeal.IsLate(decided));
        appeal.Deliver(archive, new Delivery(DeliveryMethod.Sms, new DateOnly(2026, 4, 2), Three), At(new DateOnly(2026, 4, 2)));
        Assert.Equal((DeliveryMethod.Sms, new DateOnly(2026, 4, 2)), (appeal.DeliveryMethod, appeal.DeliveredOn));
    }

    private static (HouseholdArchive Archive, ArchiveExit Exit) Informed(DateOnly day)
    {
        var archive = Archive();
        var exit = ArchiveExit.Begin(archive, ExitRoute.Finding, null, One, At(day));
        exit.RecordFinding(archive, new ExitFinding(Test(true), [One, Two], WorkerSignature.Signed, null), At(day));
        exit.Notify(archive, null, At(day));
        return (archive, exit);
    }

    private static (HouseholdArchive Archive, ArchiveExit Exit, ExitAppeal Appeal) Appealed(DateOnly day, bool mayDecide, Guid? receiver = null)
    {
        var (archive, exit) = Informed(day);
        exit.OpenAppeals(archive, new Delivery(DeliveryMethod.Written, day, One), 1, "b", At(day));
        var appeal = new ExitAppeal(Guid.NewGuid(), exit, AppealReceiver.GrassrootsUnion, receiver ?? Guid.NewGuid(), [1], At(day));
        exit.Appeal(archive, appeal, At(day));
        appeal.Begin(new WorkCalendar([]).DueAfter(day, 15), mayDecide);
        return (archive, exit, appeal);
    }

    private static HouseholdArchive Archive() => HouseholdArchive.EnterFromPaper(
        "DA-2026-000001",
        new PaperArchive("12", Guid.NewGuid(), "/china/", "deep", At(new DateOnly(2025, 1, 1))),
        [new ArchivePerson(Guid.NewGuid(), "某某", new SealedField([1], "****", [2]), isHolder: true)],
        One,
        At(new DateOnly(2026, 1, 1)));

    private static ExitResult Test(bool lifted) => new(lifted ? ExitOutcome.Lifted : ExitOutcome.Stay, 6, lifted ? 6 : 5, true, [], new Citation("B", "", "1"));

    /// <summary>Nine in the morning in China.</summary>
    private static DateTimeOffset At(DateOnly day) => ChinaTime.StartOfDay(day).AddHours(9);

    private static string? Refusal(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (RuleViolationException violation)
        {
            return violation.Code;
        }
    }
}
