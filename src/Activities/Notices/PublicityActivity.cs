using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Activities.Cases;
using AidWorkflows.Activities.Papers;
using AidWorkflows.Data;
using AidWorkflows.Data.Calendar;
using AidWorkflows.Data.Protection;
using AidWorkflows.Domain.Assessment;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Notices;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.Papers;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Engine.Activities;
using AidWorkflows.Engine.Definitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Activities.Notices;

/// <summary>
/// Shows the case's public notice for a number of working days (S-052) and waits for their end or for an objection. When it is
/// reached again after one, the notice goes up once more: anew, or for the days that were left.
/// </summary>
internal sealed class PublicityActivity : Activity
{
    public const string Ended = "无异议";
    public const string Objected = "有异议";

    /// <summary>S-052: not less than five working days. Fewer is possible, because rules change, but never silently.</summary>
    private const int UsualMinimum = 5;

    private const string EndBookmark = "Aid.Publicity.End";
    private const string ObjectionBookmark = "Aid.Publicity.Objection";
    private const string NoticeId = "noticeId";

    public override string Type => "Aid.Publicity";

    public override bool WritesDomain => true;

    public override bool AnswersAreGivenAgain => true;

    public override IReadOnlyList<InputDescriptor> Inputs { get; } =
        [new("WorkingDays", "Int32", JsonValue.Create(UsualMinimum)), new("AfterObjection", "String", JsonValue.Create("restart"))];

    public override IReadOnlyList<OutputDescriptor> Outputs { get; } = [new("NoticeId", "String"), new("ObjectionId", "String"), new("EndsOn", "String")];

    public override IReadOnlyList<string> PossibleOutcomes(ActivityNode node) => [Ended, Objected];

    public override bool ReturnsOneOutcome(ActivityNode node) => true;

    public override IReadOnlyList<string> StepsDone(ActivityNode node) => [CaseSteps.Publicity];

    public override IEnumerable<SetupProblem> CheckSetup(ActivityNode node)
    {
        if (StatedInput.Of(node, "workingDays") is { IsGiven: true, IsFixed: true } days
            && int.TryParse(days.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count < UsualMinimum)
        {
            yield return new SetupProblem(
                ProblemSeverity.Warning, "publicity-short", "workingDays", days.Text, $"The plan asks for at least {UsualMinimum} working days of public notice (S-052); this shows it for {count}.");
        }
    }

    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        var db = context.Services.GetRequiredService<AidDbContext>();
        var aidCase = await CaseOfWorkflow.GetAsync(context);
        var before = await db.Set<Notice>().Where(notice => notice.CaseId == aidCase.Id && notice.State == NoticeState.Objected).FirstOrDefaultAsync(context.CancellationToken);
        var bookmarkId = RisingId.New(context.Now).ToString("N");
        var deadline = await DeadlineAsync(db, context, before);
        var notice = before;
        if (notice is null)
            db.Add(notice = Notice.Show(await ContentAsync(db, aidCase, context.CancellationToken), deadline, bookmarkId, context.Now));
        else
            notice.ShowAgain(deadline, bookmarkId, context.Now);

        // Made and scanned before anybody can see it: a refusal takes the whole step back.
        var made = await context.Services.GetRequiredService<PaperMaker>().MakeAsync(PaperKind.PublicNotice, notice.Id, CaseOfWorkflow.PersonOf(context), context.Now, context.CancellationToken);
        notice.Publish(PlainText.Words(made.Content), made.Paper.Id, context.Now);
        if (deadline.WorkingDays < UsualMinimum)
            aidCase.Warn("publicity-short", null, new Dictionary<string, string> { ["workingDays"] = deadline.WorkingDays.ToString(CultureInfo.InvariantCulture) }, context.Now);
        context.Properties[NoticeId] = notice.Id.ToString();
        context.SetOutput("NoticeId", notice.Id.ToString());
        context.SetOutput("EndsOn", deadline.EndsOn.ToString("O", CultureInfo.InvariantCulture));
        var resumeAt = deadline.EndsAt.ToUniversalTime();
        return ActivityResult.Wait(
            new NewBookmark(EndBookmark, context.ExecutionId, new JsonObject { ["resumeAt"] = resumeAt.ToString("O", CultureInfo.InvariantCulture) }, resumeAt),
            new NewBookmark(ObjectionBookmark, notice.Id.ToString(), new JsonObject { [NoticeId] = notice.Id.ToString() }, Id: bookmarkId));
    }

    public override async ValueTask<ActivityResult> ResumeAsync(ActivityContext context, Resumption resumption)
    {
        var db = context.Services.GetRequiredService<AidDbContext>();
        var id = Guid.Parse((string?)context.Properties[NoticeId] ?? "");
        var notice = await db.Set<Notice>().SingleAsync(candidate => candidate.Id == id, context.CancellationToken);
        if (resumption.BookmarkName == EndBookmark)
        {
            notice.End(context.Now);
            return ActivityResult.Complete(Ended);
        }

        var submission = context.Services.GetRequiredService<PublicitySubmission>();
        if (submission.NoticeId != notice.Id || submission.Text is not { } text)
            throw new RuleViolationException("objection-missing", "An objection is made on the notice board, not by resuming its bookmark.");

        var calendar = await WorkCalendars.LoadAsync(db, context.CancellationToken);
        notice.Object(calendar.CountWorkingDays(notice.StartedOn, ChinaTime.DateOf(context.Now)), context.Now);
        var objection = Seal(context, notice, text, submission.Contact);
        db.Add(objection);
        submission.ObjectionId = objection.Id;
        context.SetOutput("ObjectionId", objection.Id.ToString());
        return ActivityResult.Complete(Objected);
    }

    public override async ValueTask CanceledAsync(ActivityContext context)
    {
        if (!Guid.TryParse((string?)context.Properties[NoticeId], out var id))
            return;

        var db = context.Services.GetRequiredService<AidDbContext>();
        var notice = await db.Set<Notice>().SingleOrDefaultAsync(candidate => candidate.Id == id, context.CancellationToken);
        notice?.TakeDown(context.Now);
    }

    private static Objection Seal(ActivityContext context, Notice notice, string text, string? contact)
    {
        var protector = context.Services.GetRequiredService<FieldProtector>();
        var id = RisingId.New(context.Now);
        return new Objection(
            id,
            notice,
            protector.Seal(SealedColumns.ObjectionText, id, text),
            contact is null ? null : protector.Seal(SealedColumns.ObjectorContact, id, contact),
            context.Now);
    }

    private static async Task<NoticeDeadline> DeadlineAsync(AidDbContext db, ActivityContext context, Notice? before)
    {
        if (!int.TryParse(context.Text("WorkingDays"), NumberStyles.None, CultureInfo.InvariantCulture, out var days) || days is < 1 or > 250)
            throw new ActivityFaultException("AW3101", $"'{context.Node.DisplayName}': WorkingDays must be 1 to 250.");

        var goesOn = (context.Text("AfterObjection") ?? "restart") switch
        {
            "restart" => false,
            "continue" => true,
            _ => throw new ActivityFaultException("AW3101", $"'{context.Node.DisplayName}': AfterObjection must be restart or continue."),
        };
        var shown = goesOn ? before?.WorkingDaysBefore ?? 0 : 0;
        var calendar = await WorkCalendars.LoadAsync(db, context.CancellationToken);
        var today = ChinaTime.DateOf(context.Now);
        var due = calendar.DueAfter(today, int.Max(1, days - shown));
        var explanation = JsonSerializer.Serialize(new { parts = due.Explain(), warnings = due.Warnings }, JsonSerializerOptions.Web);
        return new NoticeDeadline(days, shown, today, due.Date, due.EndsAt, explanation);
    }

    private static async Task<NoticeContent> ContentAsync(AidDbContext db, AidCase aidCase, CancellationToken cancellationToken)
    {
        var organisation = await db.Set<Organisation>().AsNoTracking()
            .Where(candidate => candidate.Id == aidCase.OrganisationId).Select(candidate => candidate.Name).SingleAsync(cancellationToken);
        var tier = await db.Set<CaseAssessment>().AsNoTracking().Where(assessment => assessment.CaseId == aidCase.Id)
            .OrderByDescending(assessment => assessment.Number).Select(assessment => assessment.Tier).FirstOrDefaultAsync(cancellationToken);
        return new NoticeContent(
            aidCase.Id,
            aidCase.OrganisationPath,
            organisation,
            PersonName.Parse(aidCase.Applicant.Name).Masked,
            tier,
            [.. aidCase.Requests.OrderBy(request => request.Id).Select(request => request.Kind).Distinct()]);
    }
}
