using System.Globalization;
using AidWorkflows.ElsaApi.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.ElsaApi.Identity;

/// <summary>Signing in as Elsa's clients do. There is no refresh token: an hour, and then the password again.</summary>
internal static class IdentityApi
{
    private const int LongestName = 256;
    private const int LongestPassword = 1_024;

    public static void MapIdentity(this RouteGroupBuilder anonymous) => anonymous.MapPost("/identity/login", LogInAsync).AllowAnonymous();

    private static async Task<IResult> LogInAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(context.Request, cancellationToken);
        if (body.Text("username") is not { Length: > 0 and <= LongestName } userName || body.Text("password") is not { Length: > 0 and <= LongestPassword } password)
            throw ElsaRefusal.BadRequest("'username' and 'password' are needed.");
        var accounts = context.RequestServices.GetService<ElsaAccounts>() ?? throw ElsaRefusal.BadRequest("Signing in by password is not set up on this server.");
        var result = await accounts.SignInAsync(context, userName, password);
        if (result.RetryAfter is { } wait)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            throw new ElsaRefusal(StatusCodes.Status429TooManyRequests, "Too many failed attempts. Wait before the next one.");
        }

        if (result.Refusal is { } refusal)
            throw ElsaRefusal.BadRequest(refusal.Message, refusal.Code);
        return result.AccessToken is null
            ? Results.Json(new { isAuthenticated = false }, ElsaJson.Options, statusCode: StatusCodes.Status401Unauthorized)
            : ElsaJson.Ok(new { isAuthenticated = true, accessToken = result.AccessToken });
    }
}
