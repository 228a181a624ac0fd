namespace AidWorkflows.Host.Site;

/// <summary>Headers that tell the browser to run and load nothing but what this site itself serves.</summary>
internal static class SecurityHeaders
{
    // Pages have no inline script or style, so none is allowed. Tabler draws check marks and arrows with data: images.
    private const string PagePolicy =
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    // Studio 3.8.2's editor and instance list each bring a small inline script with their keyboard shortcuts (Ctrl+S, Ctrl+R), and
    // fail without it. These two texts are let run, and no other.
    private const string StudioScripts =
        "'sha256-snlP1jz0gjwc5cTz9ErZcliXuCK63+Mmf68RRCeptgc=' 'sha256-vu6sQrKXQHR4Yn3FMMihA/9TxxfIXnCxKwvLrTPJ5ts='";

    // Studio is WebAssembly, its widgets set style attributes, and its code editor starts workers from blobs.
    private const string StudioPolicy =
        $"default-src 'self'; script-src 'self' 'wasm-unsafe-eval' {StudioScripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "font-src 'self' data:; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments("/studio", StringComparison.OrdinalIgnoreCase) ? StudioPolicy : PagePolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        context.Response.OnStarting(static state =>
        {
            // Everything generated may hold personal data; only static files say themselves how long they keep.
            var response = ((HttpContext)state).Response;
            if (response.Headers.CacheControl.Count == 0 || response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true)
                response.Headers.CacheControl = "no-store";
            return Task.CompletedTask;
        }, context);
        await next(context);
    });
}
