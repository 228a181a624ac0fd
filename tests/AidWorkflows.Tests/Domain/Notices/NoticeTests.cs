using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Notices;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Tests.Domain.Calendar;
using AidWorkflows.Tests.TestData;

namespace AidWorkflows.Tests.Domain.Notices;

/// <summary>S-052, S-053, Q-19, Q-20: what a public notice and an objection to it keep to.</summary>
public sealed class NoticeTests
{
    private const int Sequences = 10_000;

    private static readonly DateOnly Monday = new(2026, 3, 2);

    /// <summary>S-052, Q-20: put up on a Monday, the fifth working day is the next Monday, and its last minute counts.</summary>
    [Fact]
    public void S052_a_notice_ends_when_its_last_day_is_over_and_not_before()
    {
        var notice = Show(Monday, 5);

        Assert.Equal(new DateOnly(2026, 3, 9), notice.EndsOn);
        Assert.Throws<InvalidOperationException>(() => notice.End(notice.EndsAt.AddTicks(-1)));
        notice.End(notice.EndsAt);
        Assert.Equal(NoticeState.Ended, notice.State);
        Assert.Equal("notice-over", Refusal(notice.RequireShowing));
    }

    /// <summary>S-052 over a public holiday: the days off from 1 to 5 May 2026 do not count, the worked Saturday does.</summary>
    [Fact]
    public void S052_holidays_do_not_count_and_make_up_days_do()
    {
        var notice = Show(new DateOnly(2026, 4, 29), 5);
        Assert.Equal(5, OfficialCalendars.Both.CountWorkingDays(notice.StartedOn, notice.EndsOn));
        Assert.True(notice.EndsOn > new DateOnly(2026, 5, 8));
    }

    [Fact]
    public void An_objected_notice_goes_up_again_only_once_it_is_down()
    {
        var notice = Show(Monday, 5);
        Assert.Throws<InvalidOperationException>(() => notice.ShowAgain(Deadline(Monday, 5, 0), "b", At(Monday)));
        notice.Object(2, At(Monday.AddDays(2)));
        Assert.Equal((NoticeState.Objected, 2, ""), (notice.State, notice.WorkingDaysBefore, notice.BookmarkId));
        Assert.Equal("notice-over", Refusal(() => notice.Object(1, At(Monday.AddDays(3)))));
        notice.ShowAgain(Deadline(Monday.AddDays(7), 5, 2), "c", At(Monday.AddDays(7)));
        Assert.Equal((NoticeState.Showing, "c", new DateOnly(2026, 3, 12)), (notice.State, notice.BookmarkId, notice.EndsOn));
    }

    [Fact]
    public void A_notice_taken_down_stays_down()
    {
        var notice = Show(Monday, 5);
        notice.TakeDown(At(Monday));
        notice.TakeDown(At(Monday));
        Assert.Equal(NoticeState.TakenDown, notice.State);
        Assert.Throws<InvalidOperationException>(() => notice.End(notice.EndsAt));
        Assert.Equal(["notice-shown", "notice-taken-down"], notice.Events.Select(entry => entry.Code));
    }

    /// <summary>Q-19: whoever has worked on the case decides no objection to it.</summary>
    [Fact]
    public void An_objection_is_decided_once_and_by_somebody_else()
    {
        var (one, other) = (Guid.NewGuid(), Guid.NewGuid());
        var objection = new Objection(Guid.NewGuid(), Show(Monday, 5), [1], null, At(Monday));

        Assert.Equal("objection-own-case", Refusal(() => objection.Decide(true, one, new HashSet<Guid> { one }, At(Monday))));
        Assert.Equal(ObjectionState.Open, objection.State);
        objection.Decide(false, other, new HashSet<Guid> { one }, At(Monday));
        Assert.Equal((ObjectionState.Dismissed, other), (objection.State, objection.DecidedBy));
        Assert.Equal("objection-decided", Refusal(() => objection.Decide(true, other, new HashSet<Guid>(), At(Monday))));
    }

    /// <summary>
    /// Whatever is tried in whatever order: a notice that has ended was shown for its working days, and nobody who worked on the case
    /// has decided an objection.
    /// </summary>
    [Fact]
    public void No_sequence_of_actions_shortens_a_notice_or_lets_the_involved_decide()
    {
        var calendar = OfficialCalendars.Both;
        var ended = 0;
        for (var seed = 0; seed < Sequences; seed++)
        {
            var draw = new Draws(seed);
            Guid[] people = [.. Enumerable.Range(0, 4).Select(_ => Guid.NewGuid())];
            HashSet<Guid> involved = [people[0], people[1]];
            var today = Monday.AddDays(draw.Below(200));
            var asked = 1 + draw.Below(9);
            var goesOn = draw.Chance(2);
            var notice = Show(today, asked);
            Objection? objection = null;
            var shown = 0;
            for (var step = 0; step < 12 && notice.State is NoticeState.Showing or NoticeState.Objected; step++)
            {
                today = today.AddDays(draw.Below(6));
                var now = At(today);
                switch (draw.Below(4))
                {
                    case 0 when Allowed(notice.RequireShowing):
                        var days = calendar.CountWorkingDays(notice.StartedOn, today);
                        shown = goesOn ? shown + days : 0;
                        notice.Object(days, now);
                        objection = new Objection(Guid.NewGuid(), notice, [1], null, now);
                        break;
                    case 1 when objection is { State: ObjectionState.Open }:
                        var decider = people[draw.Below(people.Length)];
                        if (Allowed(() => objection.Decide(upheld: false, decider, involved, now)))
                        {
                            Assert.DoesNotContain(decider, involved);
                            notice.ShowAgain(Deadline(today, asked, goesOn ? int.Min(notice.WorkingDaysBefore, asked - 1) : 0), "b", now);
                        }

                        break;
                    default:
                        try
                        {
                            notice.End(now);
                            ended++;
                            Assert.True(shown + calendar.CountWorkingDays(notice.StartedOn, notice.EndsOn) >= asked, $"seed {seed}");
                            Assert.True(now >= notice.EndsAt && objection?.State != ObjectionState.Open, $"seed {seed}");
                        }
                        catch (InvalidOperationException)
                        {
                            Assert.True(notice.State != NoticeState.Showing || now < notice.EndsAt, $"seed {seed}");
                        }

                        break;
                }
            }
        }

        Assert.True(ended > Sequences / 10, $"{ended} notices ended");
    }

    private static bool Allowed(Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (RuleViolationException)
        {
            return false;
        }
    }

    private static Notice Show(DateOnly on, int workingDays) => Notice.Show(
        new NoticeContent(Guid.NewGuid(), "/a/", "某工会", "张*", "deep", [AidKind.Living]), Deadline(on, workingDays, 0), "a", At(on));

    private static NoticeDeadline Deadline(DateOnly on, int workingDays, int before)
    {
        var due = OfficialCalendars.Both.DueAfter(on, workingDays - before);
        return new NoticeDeadline(workingDays, before, on, due.Date, due.EndsAt, "{}");
    }

    private static DateTimeOffset At(DateOnly day) => ChinaTime.StartOfDay(day).AddHours(10);

    private static string Refusal(Action action) => Assert.Throws<RuleViolationException>(action).Code;
}
