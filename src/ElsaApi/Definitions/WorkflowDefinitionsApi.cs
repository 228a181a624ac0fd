using System.Security.Claims;
using AidWorkflows.Data;
using AidWorkflows.Data.Definitions;
using AidWorkflows.ElsaApi.Descriptors;
using AidWorkflows.ElsaApi.Publishing;
using AidWorkflows.ElsaApi.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.ElsaApi.Definitions;

/// <summary>Reading definitions.</summary>
internal static class WorkflowDefinitionsApi
{
    private const int DefaultPageSize = 100;

    public static void MapWorkflowDefinitions(this RouteGroupBuilder read)
    {
        var group = read.MapGroup("/workflow-definitions");
        group.MapGet("", ListAsync);
        group.MapGet("/by-definition-id/{definitionId}", GetAsync);
        group.MapGet("/{definitionId}", GetAsync);
        group.MapGet("/by-id/{id}", GetVersionAsync);
        group.MapGet("/many-by-id", GetManyAsync);
        group.MapGet("/query/count", CountAsync);
        group.MapGet("/validation/is-name-unique", IsNameUniqueAsync);
        group.MapGet("/{definitionId}/versions", VersionsAsync);
        group.MapGet("/{definitionId}/problems", ProblemsAsync);
    }

    private static async Task<IResult> ListAsync([AsParameters] DefinitionQuery query, ClaimsPrincipal user, AidDbContext db, DefinitionFacts facts, CancellationToken cancellationToken)
    {
        var versions = query.Filter(db);
        var total = await versions.CountAsync(cancellationToken);
        versions = query.Sort(versions);
        if (query.Page is not null || query.PageSize is not null)
            versions = versions.Skip(query.Skip).Take(query.Take);
        var items = await SummariesAsync(db, facts, versions, user.MayEdit(), cancellationToken);
        return ElsaJson.Ok(new ElsaPage<DefinitionSummary>(items, total, DefinitionViews.ListLinks(user.MayEdit())));
    }

    private static async Task<IResult> GetAsync(string definitionId, string? versionOptions, ClaimsPrincipal user, AidDbContext db, CancellationToken cancellationToken) =>
        ElsaJson.Ok(DefinitionViews.Full(await FindAsync(db, definitionId, versionOptions, cancellationToken), user.MayEdit()));

    /// <summary>The newest of the versions that are asked for.</summary>
    public static async Task<DefinitionVersionRow> FindAsync(AidDbContext db, string definitionId, string? versionOptions, CancellationToken cancellationToken) =>
        await db.DefinitionVersions.AsNoTracking().Where(version => version.DefinitionId == definitionId)
            .Where(versionOptions ?? VersionOptions.Latest).OrderByDescending(version => version.Version).FirstOrDefaultAsync(cancellationToken)
        ?? throw new DefinitionNotFoundException(definitionId);

    private static async Task<IResult> GetVersionAsync(string id, ClaimsPrincipal user, DefinitionLibrary library, CancellationToken cancellationToken) =>
        ElsaJson.Ok(DefinitionViews.Full(await library.GetVersionAsync(id, cancellationToken) ?? throw new DefinitionNotFoundException(id), user.MayEdit()));

    private static async Task<IResult> GetManyAsync(string[]? ids, ClaimsPrincipal user, AidDbContext db, CancellationToken cancellationToken)
    {
        var wanted = ids ?? [];
        var rows = await db.DefinitionVersions.AsNoTracking().Where(version => wanted.Contains(version.Id)).Take(DefaultPageSize).ToListAsync(cancellationToken);
        return ElsaJson.Ok(new ElsaList<object>([.. rows.Select(row => DefinitionViews.Full(row, user.MayEdit()))]));
    }

    private static async Task<IResult> CountAsync(AidDbContext db, CancellationToken cancellationToken) =>
        ElsaJson.Ok(new { count = await db.DefinitionVersions.CountAsync(version => version.IsLatest, cancellationToken) });

    private static async Task<IResult> IsNameUniqueAsync(string? name, string? definitionId, AidDbContext db, CancellationToken cancellationToken)
    {
        var wanted = (name ?? "").Trim();
        var taken = await db.DefinitionVersions.AnyAsync(
            version => version.Name == wanted && (version.IsLatest || version.IsPublished) && version.DefinitionId != (definitionId ?? ""), cancellationToken);
        return ElsaJson.Ok(new { isUnique = !taken });
    }

    private static async Task<IResult> VersionsAsync(string definitionId, ClaimsPrincipal user, DefinitionLibrary library, CancellationToken cancellationToken)
    {
        var versions = await library.ListVersionsAsync(definitionId, cancellationToken);
        return ElsaJson.Ok(versions.Select(version => DefinitionViews.Full(version, user.MayEdit())));
    }

    private static async Task<IResult> ProblemsAsync(string definitionId, string? versionOptions, HttpContext http, AidDbContext db, PublicationReview review, DefinitionReading reading, CancellationToken cancellationToken)
    {
        var version = await FindAsync(db, definitionId, versionOptions, cancellationToken);
        var problems = await review.CheckAsync(await reading.ReadAsync(version, cancellationToken), cancellationToken);
        var language = DescriptorTexts.LanguageOf(http);
        return ElsaJson.Ok(new ElsaList<ProblemView>([.. problems.OrderByDescending(problem => problem.Severity).Select(problem => ProblemView.From(problem, language))]));
    }

    private static async Task<IReadOnlyList<DefinitionSummary>> SummariesAsync(
        AidDbContext db, DefinitionFacts facts, IQueryable<DefinitionVersionRow> versions, bool mayEdit, CancellationToken cancellationToken)
    {
        // Without the document: only versions that were never seen before have theirs read.
        var rows = await versions.Select(version => new DefinitionVersionRow
        {
            Id = version.Id,
            DefinitionId = version.DefinitionId,
            Version = version.Version,
            IsLatest = version.IsLatest,
            IsPublished = version.IsPublished,
            Name = version.Name,
            Content = "",
            ContentHash = version.ContentHash,
            CreatedAt = version.CreatedAt,
        }).ToListAsync(cancellationToken);
        var known = await facts.FindAsync(db, [.. rows.Select(row => (row.Id, row.ContentHash))], cancellationToken);
        return [.. rows.Select(row =>
        {
            var fact = known.GetValueOrDefault(row.Id);
            return DefinitionViews.Summary(row, fact, DefinitionViews.Links(row.DefinitionId, mayEdit && fact?.IsReadonly != true));
        })];
    }
}
