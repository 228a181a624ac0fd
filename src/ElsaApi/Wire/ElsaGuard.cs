using AidWorkflows.Engine.Execution;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.ElsaApi.Wire;

/// <summary>Around every endpoint: refuses cross-site writes with a session cookie, and turns refusals into answers.</summary>
internal sealed class ElsaGuard : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers.CacheControl = "no-store";
        try
        {
            if (http.User.Identity?.IsAuthenticated == true && !IsReading(http.Request.Method) && IsCrossSite(http.Request))
                throw ElsaRefusal.BadRequest("A change with a session cookie must come from a page of this site.");
            return await next(context);
        }
        catch (Exception exception) when (ElsaRefusal.From(exception, http.RequestServices.GetRequiredService<EngineOptions>()) is { } refusal)
        {
            return refusal.ToResult();
        }
    }

    /// <summary>
    /// Studio sends no anti-forgery token, so the browser's own word is asked. A request with an Authorization header was not
    /// made by a browser on its own accord.
    /// </summary>
    public static bool IsCrossSite(HttpRequest request)
    {
        if (request.Headers.Authorization.Count > 0)
            return false;
        if (request.Headers.TryGetValue("Sec-Fetch-Site", out var site))
            return site != "same-origin" && site != "none";
        return !Uri.TryCreate(request.Headers.Origin, UriKind.Absolute, out var origin)
            || origin.Scheme != request.Scheme
            || !string.Equals(origin.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsReading(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method);
}
