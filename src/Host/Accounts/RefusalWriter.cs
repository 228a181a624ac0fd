using AidWorkflows.Host.Api;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace AidWorkflows.Host.Accounts;

/// <summary>Programs get 401 and 403 with a problem document; people are sent to the page where they sign in or change their password.</summary>
internal sealed class RefusalWriter(ILogger<RefusalWriter> log) : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler forPages = new();

    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        // A cookie or token of an account that may no longer sign in is no sign-in, although it could be read.
        if (authorizeResult.Forbidden && context.User.Identity?.IsAuthenticated != true)
            authorizeResult = PolicyAuthorizationResult.Challenge();
        if (!authorizeResult.Challenged && PasswordChange.Stops(context))
        {
            log.LogWarning("Person {Person} has to change the password first.", context.User.FindFirst(AidClaims.PersonId)?.Value);
            if (IsForPrograms(context.Request.Path))
                await ApiProblems.WriteAsync(context, PasswordChange.Problem);
            else
                context.Response.Redirect(PasswordChange.Path);
            return;
        }

        if (authorizeResult.Forbidden)
        {
            // ASVS 16.3.2: refused authorisations are logged. Ids only.
            log.LogWarning(
                "Person {Person} was refused {Method} {Route}.",
                context.User.FindFirst(AidClaims.PersonId)?.Value,
                context.Request.Method,
                (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText);
        }

        if (authorizeResult.Succeeded || !IsForPrograms(context.Request.Path))
            await forPages.HandleAsync(next, context, policy, authorizeResult);
        else if (authorizeResult.Challenged)
            await ApiProblems.WriteAsync(context, new ApiProblem(StatusCodes.Status401Unauthorized, "sign-in-required", "Sign in first."));
        else
            await ApiProblems.WriteAsync(context, new ApiProblem(StatusCodes.Status403Forbidden, "forbidden", "You may not do this."));
    }

    private static bool IsForPrograms(PathString path) =>
        path.StartsWithSegments("/api") || path.StartsWithSegments("/elsa") || path.StartsWithSegments("/metrics") || path.StartsWithSegments("/openapi");
}
