using System.Text.Json.Nodes;
using AidWorkflows.Activities.Cases;
using AidWorkflows.Data;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Notices;
using AidWorkflows.Engine.Activities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

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

    public override IReadOnlyList<InputDescriptor> Inputs { get; } = [new("Tier", "String")];

    /// <summary>The aid items that are to be decided now, one object each, as inputs of <c>aid-approval</c>.</summary>
    public override IReadOnlyList<OutputDescriptor> Outputs { get; } = [new("ArchiveId", "String"), new("ArchiveNumber", "String"), new("Requests", "Object[]")];

    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        var aidCase = await CaseOfWorkflow.GetAsync(context);
        var archive = await ArchiveOfCase.FindAsync(context, aidCase)
            ?? throw new ActivityFaultException("AW3120", $"'{context.Node.DisplayName}': the case has no archive yet. Begin one before this step.");
        await RequireNoticeAsync(context, aidCase);
        archive.Activate(context.Text("Tier"), CaseOfWorkflow.PersonOf(context), context.Now);
        context.SetOutput("ArchiveId", archive.Id.ToString());
        context.SetOutput("ArchiveNumber", archive.ArchiveNumber);
        context.SetOutput("Requests", Requests(aidCase));
        return ActivityResult.Complete();
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
