using AidWorkflows.Domain.Policies;

namespace AidWorkflows.Domain.Assessment;

/// <summary>The papers this applicant has to bring (S-042, S-114): those for everybody, and those that the facts ask for.</summary>
internal static class DocumentCheck
{
    public static IReadOnlyList<DocumentNeed> Of(PolicyPack pack, HouseholdFacts facts, FactSheet factSheet) =>
    [
        .. pack.RequiredDocuments.Where(document => document.When is null || factSheet.Evaluate(document.When) == StepResult.Yes).Select(document => new DocumentNeed(
            document.Id,
            document.Name,
            document.Rule,
            document.When is null ? [] : factSheet.Uses(document.When),
            document.Window?.LastComplete(facts.AppliedOn),
            document.FollowWithinDays is { } days ? facts.AppliedOn.AddDays(days) : null,
            document.Path,
            document.Citation)),
    ];
}
