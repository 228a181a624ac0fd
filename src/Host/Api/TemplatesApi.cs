using AidWorkflows.Domain.Papers;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Papers;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AidWorkflows.Host.Api;

internal static class TemplatesApi
{
    public static void MapTemplates(this RouteGroupBuilder api)
    {
        var templates = api.MapGroup("/templates").RequireAuthorization(AidPolicies.ReadPolicies);
        templates.MapGet("", ListAsync).WithName("ListTemplates").WithSummary("The documents' templates with their versions.");
        templates.MapGet("/{key}", GetAsync).WithName("GetTemplate").WithSummary("The draft of a template, or its current version, and the fields it can use.");
        templates.MapGet("/{key}/versions/{number:int}", VersionAsync).WithName("GetTemplateVersion").WithSummary("One version.");
        templates.MapGet("/{key}/compare", CompareAsync).WithName("CompareTemplateVersions").WithSummary("Two versions line by line.");
        templates.MapPost("/{key}/check", CheckAsync).RequireAuthorization(AidPolicies.Administer).WithName("CheckTemplate").WithSummary("Names every mistake with its line; stores nothing.");
        templates.MapPut("/{key}", SaveAsync).RequireAuthorization(AidPolicies.Administer).WithName("SaveTemplateDraft").WithSummary("Writes the draft.");
        templates.MapPost("/{key}/preview", PreviewAsync).RequireAuthorization(AidPolicies.Administer).WithName("PreviewTemplate").WithSummary("The draft with the facts of a real case.");
        templates.MapPost("/{key}/publish", PublishAsync).RequireAuthorization(AidPolicies.Administer).WithName("PublishTemplate").WithSummary("Publishes the draft that was previewed, with a comment.");
    }

    private static async Task<Ok<IReadOnlyList<TemplateSummary>>> ListAsync(TemplateDesk desk, CancellationToken cancellationToken) => TypedResults.Ok(await desk.ListAsync(cancellationToken));

    private static async Task<Ok<TemplateDetails>> GetAsync(string key, TemplateDesk desk, CancellationToken cancellationToken) => TypedResults.Ok(await desk.DetailsAsync(key, null, cancellationToken));

    private static async Task<Ok<TemplateDetails>> VersionAsync(string key, int number, TemplateDesk desk, CancellationToken cancellationToken) =>
        TypedResults.Ok(await desk.DetailsAsync(key, number, cancellationToken));

    private static async Task<Ok<IReadOnlyList<ComparedLine>>> CompareAsync(string key, int from, int to, TemplateDesk desk, CancellationToken cancellationToken) =>
        TypedResults.Ok(await desk.CompareAsync(key, from, to, cancellationToken));

    private static NoContent CheckAsync(string key, ApiBody<TemplateWrite> body)
    {
        var problems = TemplateDesk.Check(key, body.Value.Body ?? "");
        return problems.Count == 0 ? TypedResults.NoContent() : throw new InvalidInputException(problems);
    }

    private static async Task<Ok<TemplateDetails>> SaveAsync(string key, ApiBody<TemplateWrite> body, HttpContext context, TemplateDesk desk, CancellationToken cancellationToken) =>
        TypedResults.Ok(await desk.SaveAsync(
            key, new TemplateText(body.Value.Title ?? "", body.Value.TitleEnglish ?? "", body.Value.Body ?? ""), body.Value.RowVersion, context.User.ToActor(), cancellationToken));

    private static async Task<IResult> PreviewAsync(string key, ApiBody<TemplatePreviewOrder> body, HttpContext context, TemplateDesk desk, CancellationToken cancellationToken) =>
        PaperFiles.Paper(context, await desk.PreviewAsync(key, body.Value.CaseNumber, context.User.ToActor(), cancellationToken), PaperRule.Find(key)!.MediaType);

    private static async Task<Ok<TemplateDetails>> PublishAsync(string key, ApiBody<TemplatePublication> body, HttpContext context, TemplateDesk desk, CancellationToken cancellationToken) =>
        TypedResults.Ok(await desk.PublishAsync(key, body.Value.Comment, body.Value.RowVersion, context.User.ToActor(), cancellationToken));
}

internal sealed record TemplateWrite
{
    public string? Title { get; init; }

    public string? TitleEnglish { get; init; }

    public string? Body { get; init; }

    /// <summary>Of the draft that was read; somebody else's changes are not overwritten.</summary>
    public long? RowVersion { get; init; }
}

internal sealed record TemplatePreviewOrder
{
    public string? CaseNumber { get; init; }
}

internal sealed record TemplatePublication
{
    public string? Comment { get; init; }

    public long? RowVersion { get; init; }
}
