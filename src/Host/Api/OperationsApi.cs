using System.Security.Cryptography;
using System.Text;
using AidWorkflows.Data;
using AidWorkflows.Host.Operations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Api;

/// <summary>For machines that watch this one. Nothing here tells about a case or a person.</summary>
internal static class OperationsApi
{
    /// <summary>When this setting has a value, /metrics asks for it as a bearer token.</summary>
    public const string MetricsToken = "Operations:MetricsToken";

    public static void MapOperations(this WebApplication app)
    {
        app.MapGet("/health/live", () => TypedResults.Text("live")).AllowAnonymous().WithName("Live").ExcludeFromDescription();
        app.MapGet("/health/ready", ReadyAsync).AllowAnonymous().WithName("Ready").ExcludeFromDescription();
        app.MapGet("/metrics", MetricsAsync).AllowAnonymous().WithName("Metrics").ExcludeFromDescription();
    }

    private static async Task<Results<ContentHttpResult, StatusCodeHttpResult>> ReadyAsync(AidDbContext db, ILogger<AidMetrics> log, CancellationToken cancellationToken)
    {
        try
        {
            if (!(await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
                return TypedResults.Text("ready");

            log.LogWarning("Not ready: the database lacks migrations.");
        }
        catch (Exception e) when (e is System.Data.Common.DbException or InvalidOperationException or TimeoutException)
        {
            log.LogWarning(e, "Not ready: the database does not answer.");
        }

        return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<Results<ContentHttpResult, UnauthorizedHttpResult>> MetricsAsync(
        HttpContext context, AidDbContext db, AidMetrics metrics, OpenMetricsText text, TimeProvider clock, IConfiguration configuration, CancellationToken cancellationToken)
    {
        if (configuration[MetricsToken] is { Length: > 0 } token
            && !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes($"Bearer {token}"), Encoding.UTF8.GetBytes(context.Request.Headers.Authorization.ToString())))
            return TypedResults.Unauthorized();

        await metrics.CountAsync(db, clock.GetUtcNow(), cancellationToken);
        return TypedResults.Text(text.Write(), OpenMetricsText.ContentType);
    }
}
