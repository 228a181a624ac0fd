using System.Globalization;
using AidWorkflows.Domain.Papers;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Papers;
using Microsoft.AspNetCore.Http.HttpResults;
using ValidationProblem = AidWorkflows.Domain.Rules.ValidationProblem;

namespace AidWorkflows.Host.Api;

/// <summary>Produced documents, and the files that applicants hand in.</summary>
internal static class PapersApi
{
    public static void MapPapers(this RouteGroupBuilder api)
    {
        var cases = api.MapGroup("/cases/{caseNumber}").RequireAuthorization(AidPolicies.ReadCases);
        cases.MapGet("/documents", ListAsync).WithName("ListDocuments").WithSummary("The documents of a case, the newest first.");
        cases.MapGet("/attachments", AttachmentsAsync).WithName("ListAttachments").WithSummary("The documents that the case has to bring, how each stands, and the files.");
        cases.MapPost("/attachments", UploadAsync).RequireAuthorization(AidPolicies.WorkOnChecks).WithName("UploadAttachment").WithSummary("Uploads a file (multipart: file, need).").DisableAntiforgery();
        cases.MapPost("/attachments/defer", DeferAsync).RequireAuthorization(AidPolicies.WorkOnChecks).WithName("DeferAttachment").WithSummary("A required document may come later, until a day.");

        var documents = api.MapGroup("/documents").RequireAuthorization(AidPolicies.ReadCases);
        documents.MapPost("", MakeAsync).RequireAuthorization(AidPolicies.WorkOnPapers).WithName("MakeDocument").WithSummary("Makes a document, or gives the one that says the same already.");
        documents.MapGet("/{id:guid}", GetAsync).WithName("GetDocument").WithSummary("Number, template version and hashes of a document.");
        documents.MapGet("/{id:guid}/content", ContentAsync).WithName("OpenDocument").WithSummary("The document itself.");

        var attachments = api.MapGroup("/attachments/{id:guid}").RequireAuthorization(AidPolicies.WorkOnPapers);
        attachments.MapGet("/content", OpenAsync).WithName("OpenAttachment").WithSummary("The file itself.");
        attachments.MapPost("/accept", AcceptAsync).RequireAuthorization(AidPolicies.WorkOnChecks).WithName("AcceptAttachment").WithSummary("Somebody else than the uploader accepts a file.");
        attachments.MapPost("/reject", RejectAsync).RequireAuthorization(AidPolicies.WorkOnChecks).WithName("RejectAttachment").WithSummary("Somebody else than the uploader sends a file back, with the reason.");
        api.MapGet("/papers/due", DueAsync).RequireAuthorization(AidPolicies.ReadCases).WithName("ListPapersDue").WithSummary("Documents that were to come later and have not come.");
    }

    private static async Task<Ok<IReadOnlyList<PaperView>>> ListAsync(string caseNumber, HttpContext context, PaperDesk desk, CancellationToken cancellationToken) =>
        TypedResults.Ok(await desk.OfCaseAsync(caseNumber, context.User.ToActor(), cancellationToken));

    private static async Task<Ok<PaperView>> GetAsync(Guid id, HttpContext context, PaperDesk desk, CancellationToken cancellationToken) =>
        TypedResults.Ok(await desk.GetAsync(id, context.User.ToActor(), cancellationToken));

    private static async Task<IResult> ContentAsync(Guid id, HttpContext context, PaperDesk desk, CancellationToken cancellationToken)
    {
        var (paper, content) = await desk.OpenAsync(id, context.User.ToActor(), cancellationToken);
        return PaperFiles.Paper(context, content, paper.MediaType);
    }

    private static async Task<Created<PaperView>> MakeAsync(ApiBody<PaperOrder> body, HttpContext context, PaperDesk desk, CancellationToken cancellationToken)
    {
        var kind = ApiCalls.Choice<PaperKind>(body.Value.Kind, "kind") ?? throw Missing("kind");
        var paper = await desk.MakeAsync(PaperRule.Of(kind), body.Value.SubjectId ?? throw Missing("subjectId"), context.User.ToActor(), cancellationToken);
        return TypedResults.Created($"/api/v1/documents/{paper.Id}", paper);
    }

    private static async Task<Ok<CaseAttachmentList>> AttachmentsAsync(string caseNumber, HttpContext context, CaseAttachments attachments, CancellationToken cancellationToken) =>
        TypedResults.Ok(await attachments.ListAsync(caseNumber, context.User.ToActor(), cancellationToken));

    private static async Task<Created<AttachmentView>> UploadAsync(string caseNumber, HttpContext context, CaseAttachments attachments, CancellationToken cancellationToken)
    {
        if (!context.Request.HasFormContentType)
            throw new ApiProblemException(new ApiProblem(StatusCodes.Status415UnsupportedMediaType, "content-type", "Send multipart/form-data."));

        var actor = context.User.ToActor();
        var form = await UploadForm.ReadAsync(context.Request, attachments.Options.LargestFileBytes, cancellationToken);
        var view = await attachments.UploadAsync(caseNumber, form.Need, form.FileName, form.Content, actor, ApiCalls.KeyOf(context, form.Hash, actor.PersonId), cancellationToken);
        return TypedResults.Created($"/api/v1/attachments/{view.Id}/content", view);
    }

    private static async Task<NoContent> DeferAsync(string caseNumber, ApiBody<DeferralOrder> body, HttpContext context, CaseAttachments attachments, CancellationToken cancellationToken)
    {
        var until = DateOnly.TryParseExact(body.Value.Until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw Missing("until");
        await attachments.DeferAsync(caseNumber, body.Value.Need ?? throw Missing("need"), until, body.Value.Reason, context.User.ToActor(), cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> OpenAsync(Guid id, HttpContext context, CaseAttachments attachments, CancellationToken cancellationToken)
    {
        var (attachment, content) = await attachments.OpenAsync(id, context.User.ToActor(), cancellationToken);
        return PaperFiles.Attachment(context, attachment, content);
    }

    private static async Task<NoContent> AcceptAsync(Guid id, ApiBody<NothingMore> body, HttpContext context, CaseAttachments attachments, CancellationToken cancellationToken)
    {
        await attachments.DecideAsync(id, accept: true, null, context.User.ToActor(), cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> RejectAsync(Guid id, ApiBody<RejectionOrder> body, HttpContext context, CaseAttachments attachments, CancellationToken cancellationToken)
    {
        await attachments.DecideAsync(id, accept: false, body.Value.Reason, context.User.ToActor(), cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<IReadOnlyList<LatePaper>>> DueAsync(HttpContext context, PapersDue due, CancellationToken cancellationToken) =>
        TypedResults.Ok(await due.ListAsync(context.User.ToActor(), cancellationToken));

    private static InvalidInputException Missing(string field) => new([new ValidationProblem("field-required", field, "This field is required.")]);
}

internal sealed record PaperOrder
{
    /// <summary>"approval-form".</summary>
    public string? Kind { get; init; }

    /// <summary>The case, visit, letter, notice, exit, report or union.</summary>
    public Guid? SubjectId { get; init; }
}

internal sealed record DeferralOrder
{
    public string? Need { get; init; }

    public string? Until { get; init; }

    public string? Reason { get; init; }
}

internal sealed record RejectionOrder
{
    public string? Reason { get; init; }
}
