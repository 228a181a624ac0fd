using AidWorkflows.Domain.Rules;
using AidWorkflows.Engine.Runtime;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Api;

/// <summary>Around every call of the API: refuses cross-site writes with a cookie, and turns refusals into problem documents.</summary>
internal sealed class ApiGuard(RequestDelegate next, ILogger<ApiGuard> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        var problem = IsCrossSiteWrite(context)
            ? new ApiProblem(StatusCodes.Status403Forbidden, "cross-site-request", "A write with a session cookie must come from a page of this site.")
            : await RunAsync(context);
        if (problem is null)
            return;

        if (context.Response.HasStarted)
            throw new ApiProblemException(problem);
        await ApiProblems.WriteAsync(context, problem);
    }

    private async Task<ApiProblem?> RunAsync(HttpContext context)
    {
        try
        {
            await next(context);
            return context.Response is { HasStarted: false, StatusCode: StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed, ContentLength: null }
                ? new ApiProblem(context.Response.StatusCode, "not-found", "There is no such address, or not for this method.")
                : null;
        }
        catch (ApiProblemException e)
        {
            return e.Problem;
        }
        catch (RuleViolationException e)
        {
            return ApiProblems.From(e);
        }
        catch (InvalidInputException e)
        {
            return ApiProblems.From(e);
        }
        catch (BadHttpRequestException e)
        {
            return new ApiProblem(e.StatusCode, "bad-request", "A part of the address or a header cannot be read.");
        }
        catch (Exception e) when (e is InstanceBusyException or StaleInstanceException or DbUpdateConcurrencyException)
        {
            log.LogWarning(e, "A write lost against another one and was not repeated.");
            return new ApiProblem(StatusCodes.Status409Conflict, "try-again", "Somebody else changed the same thing at this moment. Nothing was saved; repeat the request.")
            {
                RetryAfter = TimeSpan.FromSeconds(1),
            };
        }
    }

    // SameSite=Lax already keeps the cookie from cross-site posts; this also covers sibling sub-domains and old browsers.
    private static bool IsCrossSiteWrite(HttpContext context)
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
            return false;
        if (context.User.Identity?.AuthenticationType != IdentityConstants.ApplicationScheme)
            return false;
        if (request.Headers.TryGetValue("Sec-Fetch-Site", out var site))
            return site != "same-origin" && site != "none";

        return !Uri.TryCreate(request.Headers.Origin, UriKind.Absolute, out var origin)
            || origin.Scheme != request.Scheme
            || !string.Equals(origin.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }
}
