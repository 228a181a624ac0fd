using AidWorkflows.Data;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Engine.Activities;
using AidWorkflows.Engine.Definitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Activities.Archives;

/// <summary>Says how an archive stands now, for what follows: its class decides how often it is checked again (S-080).</summary>
internal sealed class ReadArchiveActivity : Activity
{
    public const string Open = "在册";
    public const string Closed = "已退出";

    public override string Type => "Aid.ReadArchive";

    public override bool EndsAtOnce => true;

    public override IReadOnlyList<InputDescriptor> Inputs { get; } = [new("ArchiveId", "String")];

    public override IReadOnlyList<OutputDescriptor> Outputs { get; } =
        [new("ArchiveNumber", "String"), new("State", "String"), new("Tier", "String"), new("Programme", "String")];

    public override IReadOnlyList<string> PossibleOutcomes(ActivityNode node) => [Open, Closed];

    public override bool ReturnsOneOutcome(ActivityNode node) => true;

    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        var archive = await ArchiveOfWorkflow.GetAsync(context);
        context.SetOutput("ArchiveNumber", archive.ArchiveNumber);
        context.SetOutput("State", System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(archive.State.ToString()));
        context.SetOutput("Tier", archive.Tier);
        context.SetOutput("Programme", await ProgrammeAsync(context, archive));
        return ActivityResult.Complete(archive.IsOpen ? Open : Closed);
    }

    /// <summary>That of the case that opened it; paper archives are those of needy workers.</summary>
    public static async Task<string> ProgrammeAsync(ActivityContext context, HouseholdArchive archive)
    {
        var caseId = archive.CaseId;
        return (caseId is null ? null : await context.Services.GetRequiredService<AidDbContext>().Set<AidCase>()
            .Where(aidCase => aidCase.Id == caseId).Select(aidCase => aidCase.Programme).SingleOrDefaultAsync(context.CancellationToken)) ?? AidProgrammes.NeedyWorkerAid;
    }
}
