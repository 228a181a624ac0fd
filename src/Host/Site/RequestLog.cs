using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;

namespace AidWorkflows.Host.Site;

/// <summary>
/// One line per request. The framework's own line is switched off (appsettings.json) because it holds the whole address, and
/// search words in it can be somebody's name; the route pattern holds none.
/// </summary>
internal sealed class RequestLog(RequestDelegate next, ILogger<RequestLog> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            // An error page is run in place of what failed; the log is about what failed.
            var endpoint = context.Features.Get<IExceptionHandlerFeature>()?.Endpoint
                ?? context.Features.Get<IStatusCodeReExecuteFeature>()?.Endpoint
                ?? context.GetEndpoint();
            var route = (endpoint as RouteEndpoint)?.RoutePattern.RawText ?? "(none)";
            log.Log(
                Level(context.Response.StatusCode, endpoint),
                "{Method} {Route} {Status} in {Milliseconds} ms, request {RequestId}",
                context.Request.Method,
                route,
                context.Response.StatusCode,
                (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds,
                context.TraceIdentifier);
        }
    }

    /// <summary>A file that was served before routing says nothing about the program, and Studio asks for 160 of them at once.</summary>
    private static LogLevel Level(int status, Endpoint? endpoint) =>
        status >= StatusCodes.Status500InternalServerError ? LogLevel.Error : status < StatusCodes.Status400BadRequest && endpoint is null ? LogLevel.Debug : LogLevel.Information;
}
