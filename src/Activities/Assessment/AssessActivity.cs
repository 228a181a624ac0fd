using System.Text.Json.Nodes;
using AidWorkflows.Activities.Cases;
using AidWorkflows.Data.Assessment;
using AidWorkflows.Domain.Assessment;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Engine.Activities;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Activities.Assessment;

/// <summary>
/// Assesses the case's household by the policy version that the case is pinned to, and hands out what decisions read: tier, amounts,
/// bars. What has changed since, such as an award, counts. The explanation stays with the case; the workflow gets codes and amounts.
/// </summary>
internal sealed class AssessActivity : Activity
{
    /// <summary>The outcome of a case for which no policy was in force on the day of the application.</summary>
    public const string NoPolicy = "no-policy";

    public override string Type => "Aid.Assess";

    public override bool WritesDomain => true;

    public override IReadOnlyList<InputDescriptor> Inputs { get; } = [new("RequestId", "String")];

    public override IReadOnlyList<OutputDescriptor> Outputs { get; } =
    [
        new("Outcome", "String"),
        new("Eligible", "Boolean"),
        new("Tier", "String"),
        new("Doubtful", "Boolean"),
        new("BarredUntil", "String"),
        new("Entitled", "Boolean"),
        new("Refusal", "String"),
        new("MinimumAmount", "Decimal"),
        new("MaximumAmount", "Decimal"),
        new("RecommendedAmount", "Decimal"),
        new("AggregatedAmount", "Decimal"),
        new("OverMaximum", "Boolean"),
    ];

    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        var aidCase = await CaseOfWorkflow.GetAsync(context);
        var assessment = await context.Services.GetRequiredService<CaseAssessor>()
            .AssessAgainAsync(aidCase, CaseOfWorkflow.PersonOf(context), context.Now, context.CancellationToken);
        var result = assessment?.Read();
        context.SetOutput("Outcome", result is null ? NoPolicy : AssessmentJson.NameOf(result.Outcome));
        context.SetOutput("Eligible", result?.Outcome == AssessmentOutcome.Eligible);
        context.SetOutput("Tier", result?.Tier);
        context.SetOutput("Doubtful", result?.Doubtful ?? false);
        context.SetOutput("BarredUntil", result?.BarredUntil?.ToString("O"));
        HandOut(context, aidCase, result);
        return ActivityResult.Complete();
    }

    /// <summary>What concerns the one aid item that this workflow is about.</summary>
    private static void HandOut(ActivityContext context, AidCase aidCase, HouseholdAssessment? result)
    {
        var requestId = ActivityInputs.OptionalId(context, "RequestId");
        var entitlement = result?.Entitlements.FirstOrDefault(candidate => candidate.RequestId == requestId);
        var requested = aidCase.Requests.FirstOrDefault(request => request.Id == requestId)?.Amount;
        context.SetOutput("Entitled", entitlement?.IsGranted ?? false);
        context.SetOutput("Refusal", entitlement is null ? (result is null ? NoPolicy : AssessmentJson.NameOf(result.Outcome)) : entitlement.Refusal);
        context.SetOutput("MinimumAmount", entitlement?.MinimumAmount);
        context.SetOutput("MaximumAmount", entitlement?.MaximumAmount);
        context.SetOutput("RecommendedAmount", entitlement?.RecommendedAmount);

        // this and not the request's own amount is compared with the thresholds, where a pack adds amounts up.
        context.SetOutput("AggregatedAmount", entitlement?.AggregatedAmount ?? requested);
        context.SetOutput("OverMaximum", JsonValue.Create(entitlement?.MaximumAmount is { } maximum && requested > maximum));
    }
}
