using AidWorkflows.Domain.Assessment;
using AidWorkflows.Domain.Papers;
using AidWorkflows.Domain.Policies;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Tests.Domain.Papers;

public sealed class NeededPaperTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly Guid Case = Guid.NewGuid();
    private static readonly Guid Clerk = Guid.NewGuid();

    [Fact]
    public void S042_each_required_document_has_a_state()
    {
        var file = File();
        Assert.Equal(NeededPaperStatus.Missing, Of(Need()));
        Assert.Equal(NeededPaperStatus.Provided, Of(Need(), file));
        file.Reject("看不清", Guid.NewGuid(), Now);
        Assert.Equal(NeededPaperStatus.Rejected, Of(Need(), file));
        var better = File();
        better.Accept(Guid.NewGuid(), Now);
        Assert.Equal(NeededPaperStatus.Accepted, Of(Need(), file, better));
    }

    /// <summary>S-113: a school report may come later; the day is the policy's, or one that the union allows.</summary>
    [Fact]
    public void S113_a_deferred_document_is_overdue_after_its_day()
    {
        Assert.Equal(NeededPaperStatus.Deferred, Of(Need(followBy: Today)));
        Assert.Equal(NeededPaperStatus.Overdue, Of(Need(followBy: Today.AddDays(-1))));
        var longer = new PaperDeferral(Case, "school", Today.AddDays(10), "学校尚未开学", Clerk, Today, Now);
        Assert.Equal(NeededPaperStatus.Deferred, NeededPaper.Of([Need(followBy: Today.AddDays(-1))], [], [longer], Today)[0].Status);
        Assert.Equal(NeededPaperStatus.Overdue, NeededPaper.Of([Need()], [], [longer], Today.AddDays(11))[0].Status);
        Assert.Equal(NeededPaperStatus.Provided, Of(Need(followBy: Today.AddDays(-1)), File()));
    }

    [Fact]
    public void A_deferral_has_a_day_and_a_reason()
    {
        Assert.Equal("deferral-date", Refused(Today, "x"));
        Assert.Equal("deferral-date", Refused(Today.AddDays(PaperDeferral.LongestDays + 1), "x"));
        Assert.Equal("field-required", Refused(Today.AddDays(1), " "));
    }

    [Fact]
    public void Who_uploads_a_file_does_not_accept_it_and_a_file_is_decided_once()
    {
        var file = File();
        Assert.Equal("four-eyes", Assert.Throws<RuleViolationException>(() => file.Accept(Clerk, Now)).Code);
        Assert.Equal("field-required", Assert.Throws<RuleViolationException>(() => file.Reject("", Guid.NewGuid(), Now)).Code);
        file.Accept(Guid.NewGuid(), Now);
        Assert.Equal("attachment-decided", Assert.Throws<RuleViolationException>(() => file.Reject("x", Guid.NewGuid(), Now)).Code);
    }

    private static string Refused(DateOnly until, string reason) =>
        Assert.Throws<RuleViolationException>(() => new PaperDeferral(Case, "school", until, reason, Clerk, Today, Now)).Code;

    private static NeededPaperStatus Of(DocumentNeed need, params Attachment[] files) => NeededPaper.Of([need], files, [], Today)[0].Status;

    private static DocumentNeed Need(DateOnly? followBy = null) => new("school", "成绩单", "S-113", [], null, followBy, "$", new Citation("notice", "四(4)"));

    private static Attachment File() => new(Guid.NewGuid(), Case, "school", [], new InspectedUpload(UploadType.Pdf, 1, "00"), Clerk, Now);
}
