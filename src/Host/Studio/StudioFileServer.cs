using Microsoft.AspNetCore.Http.Headers;
using Microsoft.Net.Http.Headers;

namespace AidWorkflows.Host.Studio;

/// <summary>
/// Serves the package under /studio/. It stands before routing and sign-in: the files are public, and a page asks for 160 of
/// them, each of which would otherwise read the account from the database.
/// </summary>
internal sealed class StudioFileServer(RequestDelegate next, StudioPackage package)
{
    public const string BasePath = "/studio";

    /// <summary>Folders that only the package has; the page of an unknown file there is a bare 404 and no sign-in.</summary>
    private static readonly string[] PackageFolders = ["/_framework", "/_content"];

    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!request.Path.StartsWithSegments(BasePath, StringComparison.Ordinal, out var rest) || !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)))
        {
            await next(context);
        }
        else if (package.Get(rest.Value!) is { } file)
        {
            await SendAsync(context, file);
        }
        else if (Array.Exists(PackageFolders, folder => rest.StartsWithSegments(folder, StringComparison.OrdinalIgnoreCase)))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        else
        {
            await next(context);
        }
    }

    private async Task SendAsync(HttpContext context, StudioFile file)
    {
        var (request, response) = (context.Request.GetTypedHeaders(), context.Response);
        var encoding = file.Encoding(request.AcceptEncoding);
        var path = file.PathOf(encoding);
        var tag = package.TagOf(path);
        var headers = response.GetTypedHeaders();
        headers.ETag = tag;
        headers.CacheControl = file.IsFingerprinted
            ? new CacheControlHeaderValue { Public = true, MaxAge = TimeSpan.FromDays(365), Extensions = { new NameValueHeaderValue("immutable") } }
            : new CacheControlHeaderValue { NoCache = true };
        if (file.HasTwins)
            response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (IsKnown(request, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = file.ContentType;
        response.ContentLength = new FileInfo(path).Length;
        if (encoding is not null)
            response.Headers.ContentEncoding = encoding;
        if (!HttpMethods.IsHead(context.Request.Method))
            await response.SendFileAsync(path, context.RequestAborted);
    }

    private static bool IsKnown(RequestHeaders request, EntityTagHeaderValue tag) =>
        request.IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false));
}
