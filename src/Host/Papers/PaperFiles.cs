using AidWorkflows.Domain.Papers;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Accounts;

namespace AidWorkflows.Host.Papers;

/// <summary>
/// Serves documents and uploaded files from our own address, where a hostile one would be most dangerous: in a sandbox without
/// scripts, forms and connections, never sniffed, and downloads under a name of ours.
/// </summary>
internal static class PaperFiles
{
    private const string PaperPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox";
    private const string FilePolicy = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

    public static void MapPaperFiles(this IEndpointRouteBuilder app)
    {
        app.MapGet("/documents/{id:guid}/content", PaperAsync).RequireAuthorization(AidPolicies.ReadCases).ExcludeFromDescription();
        app.MapGet("/attachments/{id:guid}/content", AttachmentAsync).RequireAuthorization(AidPolicies.WorkOnPapers).ExcludeFromDescription();
        app.MapGet("/notices/{id:guid}/paper", NoticeAsync).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>A document as an answer, for the API and for previews as well.</summary>
    public static IResult Paper(HttpContext context, string content, string mediaType)
    {
        Guard(context, PaperPolicy);
        context.Response.Headers.XFrameOptions = "SAMEORIGIN";
        return Results.Text(content, mediaType, System.Text.Encoding.UTF8);
    }

    public static IResult Attachment(HttpContext context, Attachment attachment, byte[] content)
    {
        Guard(context, FilePolicy);
        var picture = attachment.Type is UploadType.Jpeg or UploadType.Png;
        return Results.File(content, InspectedUpload.MediaTypeOf(attachment.Type), picture ? null : $"attachment-{attachment.Id:N}.{attachment.Type.ToString().ToLowerInvariant()}");
    }

    public static void Guard(HttpContext context, string? policy = null)
    {
        context.Response.Headers.ContentSecurityPolicy = policy ?? PaperPolicy;
        context.Response.Headers.CacheControl = "no-store";
    }

    private static Task<IResult> PaperAsync(Guid id, HttpContext context, PaperDesk desk, CancellationToken cancellationToken) => FoundAsync(async () =>
    {
        var (paper, content) = await desk.OpenAsync(id, context.User.ToActor(), cancellationToken);
        return Paper(context, content, paper.MediaType);
    });

    private static Task<IResult> AttachmentAsync(Guid id, HttpContext context, CaseAttachments attachments, CancellationToken cancellationToken) => FoundAsync(async () =>
    {
        var (attachment, content) = await attachments.OpenAsync(id, context.User.ToActor(), cancellationToken);
        return Attachment(context, attachment, content);
    });

    private static async Task<IResult> NoticeAsync(Guid id, HttpContext context, PaperDesk desk, CancellationToken cancellationToken) =>
        await desk.OpenNoticeAsync(id, cancellationToken) is { } content ? Paper(context, content, "text/html") : Results.NotFound();

    /// <summary>People get the pages for these answers.</summary>
    private static async Task<IResult> FoundAsync(Func<Task<IResult>> open)
    {
        try
        {
            return await open();
        }
        catch (RuleViolationException violation) when (violation.Code is "not-found" or "forbidden")
        {
            return Results.StatusCode(violation.Code == "forbidden" ? StatusCodes.Status403Forbidden : StatusCodes.Status404NotFound);
        }
    }
}
