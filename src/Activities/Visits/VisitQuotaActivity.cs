using AidWorkflows.Activities.Cases;
using AidWorkflows.Data.Visits;
using AidWorkflows.Engine.Activities;
using AidWorkflows.Engine.Definitions;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Activities.Visits;

/// <summary>
/// The gate before a file is opened (S-048, S-049): says whether the county has to visit this household first, because it is doubtful or
/// because this year's share could no longer be reached without it.
/// </summary>
internal sealed class VisitQuotaActivity : Activity
{
    public const string MustVisit = "必须走访";
    public const string MayGoOn = "可不走访";

    public override string Type => "Aid.VisitQuota";

    public override bool EndsAtOnce => true;

    public override bool ChangesNothing => true;

    /// <summary>It writes nothing, but has to see the doubts and visits that earlier steps of the same burst wrote: those are saved before it.</summary>
    public override bool WritesDomain => true;

    public override IReadOnlyList<InputDescriptor> Inputs { get; } = [new("CaseId", "String")];

    public override IReadOnlyList<OutputDescriptor> Outputs { get; } =
    [
        new("Doubtful", "Boolean"),
        new("Visited", "Boolean"),
        new("CanStillBeMet", "Boolean"),
        new("NewFiles", "Int32"),
        new("VisitsNeeded", "Int32"),
        new("VisitsMade", "Int32"),
    ];

    public override IReadOnlyList<string> PossibleOutcomes(ActivityNode node) => [MustVisit, MayGoOn];

    public override bool ReturnsOneOutcome(ActivityNode node) => true;

    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        var aidCase = await CaseOfWorkflow.GetAsync(context);
        var quota = context.Services.GetRequiredService<CountyQuota>();
        var county = await quota.CountyPathOfAsync(aidCase.OrganisationPath, context.CancellationToken)
            ?? throw new ActivityFaultException("AW3102", $"'{context.Node.DisplayName}': the union of case {aidCase.CaseNumber} belongs to no county.");
        var (state, canStillBeMet) = await quota.GateAsync(aidCase, county, context.Now, context.CancellationToken);
        var file = state.Files.FirstOrDefault(entry => entry.File.CaseId == aidCase.Id)?.Quota;
        context.SetOutput("Doubtful", file?.IsDoubtful ?? false);
        context.SetOutput("Visited", file?.IsVisited ?? false);
        context.SetOutput("CanStillBeMet", canStillBeMet);
        context.SetOutput("NewFiles", state.Counts.New);
        context.SetOutput("VisitsNeeded", state.Counts.NewNeeded);
        context.SetOutput("VisitsMade", state.Counts.NewVisited);
        return ActivityResult.Complete(canStillBeMet ? MayGoOn : MustVisit);
    }
}
