using System.Text.Json.Nodes;
using AidWorkflows.Data.Definitions;
using AidWorkflows.ElsaApi.Definitions;
using AidWorkflows.ElsaApi.Wire;
using AidWorkflows.Engine.Activities;
using AidWorkflows.Engine.Definitions;

namespace AidWorkflows.ElsaApi.Publishing;

/// <summary>What there is to say about a document before it is published.</summary>
/// <param name="AddedErrors">Errors that the published version does not have; they forbid the publication.</param>
internal sealed record ReviewedPublication(IReadOnlyList<DefinitionProblem> Problems, IReadOnlyList<DefinitionProblem> AddedErrors, DefinitionVersionRow? Published)
{
    /// <exception cref="PublicationForbiddenException">There are added errors.</exception>
    public ReviewedPublication Demand() => AddedErrors.Count == 0
        ? this
        : throw new PublicationForbiddenException([.. AddedErrors.Select(problem => ProblemView.From(problem).Message)]);
}

/// <summary>
/// Checks a document as it would be published. A publication that brings errors which the published version does not have is
/// refused. A first publication is let through as Elsa lets it: nothing runs it yet, and the errors are listed in the answer.
/// </summary>
internal sealed class PublicationReview(DefinitionLibrary library, ActivityCatalog catalog, DefinitionReading reading, SurroundingsReader surroundings)
{
    public async Task<ReviewedPublication> ReviewAsync(JsonObject model, CancellationToken cancellationToken)
    {
        var definition = await reading.ReadAsync(model, cancellationToken);
        var around = await surroundings.ReadAsync(definition.DefinitionId, cancellationToken);
        var problems = DefinitionCheck.Run(definition, catalog, around);
        if (model.Text("definitionId") is not { Length: > 0 } definitionId || await library.GetPublishedAsync(definitionId, cancellationToken) is not { } published)
            return new ReviewedPublication(problems, [], null);
        var before = await reading.ReadAsync(published, cancellationToken);

        // Only errors can be added ones, and most documents have none.
        List<DefinitionProblem> errors = [.. problems.Where(problem => problem.Severity == ProblemSeverity.Error)];
        var known = errors.Count == 0 ? [] : DefinitionCheck.Run(before, catalog, around).Select(Identity).ToHashSet();
        return new ReviewedPublication(
            [.. problems, .. DefinitionCheck.FindLostSteps(before, definition, catalog)],
            [.. errors.Where(problem => !known.Contains(Identity(problem)))],
            published);

        static (string Code, string? Activity, string? Property, string? Subject) Identity(DefinitionProblem problem) =>
            (problem.Code, problem.ActivityId, problem.Property, problem.Subject);
    }

    public async Task<IReadOnlyList<DefinitionProblem>> CheckAsync(WorkflowDefinition definition, CancellationToken cancellationToken) =>
        DefinitionCheck.Run(definition, catalog, await surroundings.ReadAsync(definition.DefinitionId, cancellationToken));
}
