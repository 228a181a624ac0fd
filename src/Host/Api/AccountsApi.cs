using System.Security.Claims;
using System.Text.Json;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using ValidationProblem = AidWorkflows.Domain.Rules.ValidationProblem;

namespace AidWorkflows.Host.Api;

internal static class AccountsApi
{
    public static void MapAccounts(this RouteGroupBuilder api)
    {
        api.MapPost("/login", LogInAsync).AllowAnonymous().WithName("LogIn").WithSummary("Exchanges a password for an access token.");
        api.MapGet("/me", Me).RequireAuthorization(AidPolicies.Staff).WithName("Me").WithSummary("Who is signed in, with roles, organisation and level.");
    }

    private static async Task<Ok<AccessToken>> LogInAsync(
        ApiBody<LogInRequest> body, HttpContext context, PasswordSignIn signIn, IOptionsMonitor<BearerTokenOptions> tokens)
    {
        List<ValidationProblem> missing = [];
        if (string.IsNullOrWhiteSpace(body.Value.UserName) || body.Value.UserName.Length > 256)
            missing.Add(new("field-required", "userName", "This field is required."));
        if (string.IsNullOrEmpty(body.Value.Password) || body.Value.Password.Length > 1024)
            missing.Add(new("field-required", "password", "This field is required."));
        if (missing.Count > 0)
            throw new InvalidInputException(missing);

        var result = await signIn.CheckAsync(body.Value.UserName!, body.Value.Password!, context.Connection.RemoteIpAddress?.ToString() ?? "");
        if (result.RetryAfter is { } wait)
        {
            throw new ApiProblemException(
                new ApiProblem(StatusCodes.Status429TooManyRequests, "too-many-attempts", "Too many failed attempts. Wait before the next one.") { RetryAfter = wait });
        }

        if (result.Principal is not { } principal)
            throw new ApiProblemException(new ApiProblem(StatusCodes.Status401Unauthorized, "sign-in-failed", "User name or password is wrong, or the account is locked."));

        if (result.MustChange)
            throw new ApiProblemException(PasswordChange.Problem);

        return TypedResults.Ok(Issue(principal, tokens.Get(IdentityConstants.BearerScheme)));
    }

    // The framework's own answer carries a refresh token that lives for two weeks; an hour and a new sign-in is what we want.
    internal static AccessToken Issue(ClaimsPrincipal principal, BearerTokenOptions options)
    {
        var properties = new AuthenticationProperties { ExpiresUtc = options.TimeProvider!.GetUtcNow() + options.BearerTokenExpiration };

        // The guard against cross-site writes tells cookies and tokens apart by the identity's type.
        var bearer = new ClaimsPrincipal(new ClaimsIdentity(principal.Claims, IdentityConstants.BearerScheme));
        var ticket = new AuthenticationTicket(bearer, properties, $"{IdentityConstants.BearerScheme}:AccessToken");
        return new AccessToken(options.BearerTokenProtector.Protect(ticket), (int)options.BearerTokenExpiration.TotalSeconds, "Bearer");
    }

    private static Ok<Me> Me(ClaimsPrincipal principal)
    {
        var actor = principal.ToActor();
        return TypedResults.Ok(new Me(
            actor.PersonId,
            principal.FindFirstValue(ClaimTypes.Upn) ?? "",
            actor.Name,
            [.. actor.Roles.Order(StringComparer.Ordinal)],
            JsonNamingPolicy.KebabCaseLower.ConvertName(actor.Level.ToString()),
            new MyOrganisation(actor.OrganisationId, principal.FindFirstValue(AidClaims.OrganisationName) ?? "", actor.OrganisationPath)));
    }
}

internal sealed record LogInRequest
{
    public string? UserName { get; init; }

    public string? Password { get; init; }

    public override string ToString() => nameof(LogInRequest);
}

internal sealed record AccessToken(string Token, int ExpiresIn, string TokenType)
{
    [System.Text.Json.Serialization.JsonPropertyName("accessToken")]
    public string Token { get; init; } = Token;

    public override string ToString() => nameof(AccessToken);
}

internal sealed record Me(Guid PersonId, string UserName, string Name, IReadOnlyList<string> Roles, string Level, MyOrganisation Organisation);

internal sealed record MyOrganisation(Guid Id, string Name, string Path);
