using AidWorkflows.Activities.Notices;
using AidWorkflows.Data;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Notices;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Engine.Runtime;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Notices;

/// <summary>The public notice board: what anybody may read, and say against it. Nobody signs in here.</summary>
public sealed class NoticeBoard(AidDbContext db, WorkflowRuntime runtime, PublicitySubmission submission, ObjectionLimit limit)
{
    public const int LongestText = 2000;
    public const int LongestContact = 100;
    private const int MostShown = 500;

    public async Task<NoticeList> ListAsync(CancellationToken cancellationToken)
    {
        var shown = await db.Set<Notice>().AsNoTracking().Where(notice => notice.State == NoticeState.Showing)
            .OrderBy(notice => notice.EndsAt).ThenBy(notice => notice.Id).Take(MostShown).ToListAsync(cancellationToken);
        return new NoticeList([.. shown.Select(View)]);
    }

    /// <exception cref="RuleViolationException">not-found, also when it is not shown any more.</exception>
    public async Task<NoticeView> GetAsync(Guid id, CancellationToken cancellationToken) =>
        View(await db.Set<Notice>().AsNoTracking().SingleOrDefaultAsync(notice => notice.Id == id && notice.State == NoticeState.Showing, cancellationToken)
            ?? throw new RuleViolationException("not-found", "There is no such notice."));

    /// <summary>Takes the notice down until the objection is decided, in one commit with the objection itself.</summary>
    /// <param name="address">Where it comes from, for the limit only; never stored.</param>
    public async Task<ObjectionReceipt> ObjectAsync(Guid noticeId, ObjectionForm form, string address, CancellationToken cancellationToken)
    {
        var (text, contact) = Check(form);
        limit.Take(address);
        var notice = await db.Set<Notice>().AsNoTracking().SingleOrDefaultAsync(candidate => candidate.Id == noticeId, cancellationToken)
            ?? throw new RuleViolationException("not-found", "There is no such notice.");
        notice.RequireShowing();
        submission.Object(notice.Id, text, contact);
        try
        {
            await runtime.ResumeAsync(new ResumeWorkflow(notice.BookmarkId), cancellationToken);
        }
        catch (StimulusConsumedException)
        {
            throw new RuleViolationException("notice-over", "This notice is not shown any more; an objection has to be made while it is.", "notice");
        }

        return submission.ObjectionId is { } id
            ? new ObjectionReceipt(id)
            : throw new RuleViolationException("objection-failed", "The objection could not be taken. Nothing was stored; try again later, or go to the union.");
    }

    private static (string Text, string? Contact) Check(ObjectionForm form)
    {
        List<ValidationProblem> problems = [];
        if (string.IsNullOrWhiteSpace(form.Text))
            problems.Add(new("field-required", "text", "This field is required."));
        else if (form.Text.Length > LongestText)
            problems.Add(new("field-too-long", "text", $"At most {LongestText} characters.", LongestText));
        if (form.Contact?.Length > LongestContact)
            problems.Add(new("field-too-long", "contact", $"At most {LongestContact} characters.", LongestContact));
        return problems.Count > 0
            ? throw new InvalidInputException(problems)
            : (form.Text!.Trim(), string.IsNullOrWhiteSpace(form.Contact) ? null : form.Contact.Trim());
    }

    private static NoticeView View(Notice notice) => new(
        notice.Id, notice.OrganisationName, notice.MaskedName, notice.Tier, notice.Kinds, notice.WorkingDays, notice.StartedOn, notice.EndsOn);
}

public sealed record NoticeList(IReadOnlyList<NoticeView> Items);

/// <summary>All that the public sees of a case (S-052, S-191).</summary>
public sealed record NoticeView(
    Guid Id, string OrganisationName, string MaskedName, string? Tier, IReadOnlyList<AidKind> Kinds, int WorkingDays, DateOnly StartedOn, DateOnly EndsOn);

public sealed record ObjectionForm
{
    /// <summary>What is wrong.</summary>
    public string? Text { get; init; }

    /// <summary>How to reach the objector; may be left out.</summary>
    public string? Contact { get; init; }
}

/// <param name="Id">To ask for it at the union.</param>
public sealed record ObjectionReceipt(Guid Id);
