using System.Text.Json.Nodes;
using AidWorkflows.Activities.Cases;
using AidWorkflows.Data;
using AidWorkflows.Data.Papers;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Notices;
using AidWorkflows.Domain.Papers;
using AidWorkflows.Domain.Registers;
using AidWorkflows.Domain.Visits;
using AidWorkflows.Engine.Activities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AidWorkflows.Activities.Archives;

/// <summary>
/// Makes the household's archive an active one (S-053). What must have happened before is looked up in the rows that prove it, so
/// that a definition that was drawn differently cannot leave a step out (S-054).
/// </summary>
internal sealed class OpenArchiveActivity : Activity
{
    public override string Type => "Aid.OpenArchive";

    public override bool EndsAtOnce => true;

    public override bool ChangesNothing => true;

    public override bool WritesDomain => true;

    public override IReadOnlyList<string> StepsNeeded { get; } = [CaseSteps.TwoPerson, CaseSteps.Publicity];

    public override IReadOnlyList<InputDescriptor> Inputs { get; } = [new("Tier", "String"), new("NeedsComparison", "Boolean", JsonValue.Create(true))];

    /// <summary>The aid items that are to be decided now, one object each, as inputs of <c>aid-approval</c>.</summary>
    public override IReadOnlyList<OutputDescriptor> Outputs { get; } = [new("ArchiveId", "String"), new("ArchiveNumber", "String"), new("Requests", "Object[]")];

    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        var aidCase = await CaseOfWorkflow.GetAsync(context);
        var archive = await ArchiveOfCase.FindAsync(context, aidCase)
            ?? throw new ActivityFaultException("AW3120", $"'{context.Node.DisplayName}': the case has no archive yet. Begin one before this step.");
        await RequireVisitsAsync(context, aidCase);
        if (!await IsComparedAsync(context, aidCase))
            GoWithoutComparison(context, aidCase);
        await RequireNoticeAsync(context, aidCase);
        await RequirePapersAsync(context, aidCase);
        archive.Activate(context.Text("Tier"), CaseOfWorkflow.PersonOf(context), context.Now);
        context.SetOutput("ArchiveId", archive.Id.ToString());
        context.SetOutput("ArchiveNumber", archive.ArchiveNumber);
        context.SetOutput("Requests", Requests(aidCase));
        return ActivityResult.Complete();
    }

    /// <summary>S-043: two persons have been there. S-048: where there is a doubt, the county too.</summary>
    private static async Task RequireVisitsAsync(ActivityContext context, AidCase aidCase)
    {
        var db = context.Services.GetRequiredService<AidDbContext>();
        var purposes = await db.Set<Visit>().AsNoTracking().Where(visit => visit.CaseId == aidCase.Id).Select(visit => visit.Purpose).ToListAsync(context.CancellationToken);
        if (!purposes.Contains(VisitPurpose.FirstReview))
            throw new ActivityFaultException("AW3125", $"'{context.Node.DisplayName}': no visit of two persons is recorded for the case (S-043).");
        if (!purposes.Contains(VisitPurpose.CountyReview)
            && await db.Set<DoubtFlag>().AnyAsync(doubt => doubt.CaseId == aidCase.Id && doubt.ClearedAt == null, context.CancellationToken))
        {
            throw new ActivityFaultException("AW3126", $"'{context.Node.DisplayName}': the case is doubtful and the county has not visited the household (S-048). Have it visited, or clear the doubt with a reason, then retry.");
        }
    }

    private static Task<bool> IsComparedAsync(ActivityContext context, AidCase aidCase) =>
        context.Services.GetRequiredService<AidDbContext>().Set<RegisterComparison>().AnyAsync(comparison => comparison.CaseId == aidCase.Id, context.CancellationToken);

    /// <summary>S-050; the accident programme goes without (S-060), and whoever decides on the aid is told so (Q-18).</summary>
    private static void GoWithoutComparison(ActivityContext context, AidCase aidCase)
    {
        if (context.Flag("NeedsComparison"))
            throw new ActivityFaultException("AW3127", $"'{context.Node.DisplayName}': the household has not been compared with the registers (S-050).");
        aidCase.Warn("no-comparison", null, new Dictionary<string, string>(), context.Now);
    }

    /// <summary>S-052, S-053: shown for all its working days, and no objection is open.</summary>
    private static async Task RequireNoticeAsync(ActivityContext context, AidCase aidCase)
    {
        var db = context.Services.GetRequiredService<AidDbContext>();
        await db.Set<Notice>().Where(notice => notice.CaseId == aidCase.Id).LoadAsync(context.CancellationToken);
        var last = db.Set<Notice>().Local.Where(notice => notice.CaseId == aidCase.Id).MaxBy(notice => notice.StateSince);
        if (last is not { State: NoticeState.Ended })
            throw new ActivityFaultException("AW3121", $"'{context.Node.DisplayName}': the public notice of the case has not been shown for its working days (S-052).");
    }

    /// <summary>S-042: where the union has switched it on (Uploads:RequiredBeforeArchive). What may come later does not hold it up.</summary>
    private static async Task RequirePapersAsync(ActivityContext context, AidCase aidCase)
    {
        if (!context.Services.GetRequiredService<IOptions<UploadOptions>>().Value.RequiredBeforeArchive)
            return;

        var db = context.Services.GetRequiredService<AidDbContext>();
        var lacking = (await PaperNeeds.ReadAsync(db, aidCase.Id, ChinaTime.DateOf(context.Now), context.CancellationToken))
            .Where(paper => !paper.IsHere && paper.Status != NeededPaperStatus.Deferred).Select(paper => paper.Need.Name).ToList();
        if (lacking.Count > 0)
            throw new ActivityFaultException("AW3140", $"'{context.Node.DisplayName}': required documents are missing: {string.Join(", ", lacking)} (S-042). Upload or defer them, then retry.");
    }

    private static JsonArray Requests(AidCase aidCase) => new([.. aidCase.Requests
        .Where(request => !request.IsDecided)
        .OrderBy(request => request.Id)
        .Select(request => (JsonNode)new JsonObject
        {
            ["CaseId"] = aidCase.Id.ToString(),
            ["RequestId"] = request.Id.ToString(),
            ["Kind"] = request.Kind.ToString().ToLowerInvariant(),
            ["RequestedAmount"] = request.Amount,
        })]);
}
