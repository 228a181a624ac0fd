namespace AidWorkflows.Host.Site;

/// <summary>Headers that tell the browser to run and load nothing but what this site itself serves.</summary>
internal static class SecurityHeaders
{
    // Pages have no inline script or style, so none is allowed. Tabler draws check marks and arrows with data: images.
    private const string PagePolicy =
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    // The designer is WebAssembly and its widgets set style attributes.
    private const string StudioPolicy =
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
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
