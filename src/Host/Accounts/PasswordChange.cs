using System.Security.Claims;
using AidWorkflows.Host.Api;

namespace AidWorkflows.Host.Accounts;

/// <summary>
/// Who signs in with a password that somebody else set, may do nothing with it but replace it. The claim is read from the
/// database in each request, so it also holds for cookies and tokens from before.
/// </summary>
internal static class PasswordChange
{
    public const string Path = "/account/change-password";
    public const string Code = "password-change-required";
    public const string Message = "Replace the password that was given to you first: sign in on the site and open /account/change-password.";

    public static ApiProblem Problem => new(StatusCodes.Status403Forbidden, Code, Message);

    public static bool IsDue(ClaimsPrincipal user) => user.HasClaim(claim => claim.Type == AidClaims.MustChangePassword);

    /// <summary>Due, and this address is not one of the few that may be used before.</summary>
    public static bool Stops(HttpContext context) =>
        IsDue(context.User) && context.GetEndpoint()?.Metadata.GetMetadata<BeforePasswordChangeAttribute>() is null;
}

/// <summary>A page that also works while the password must be changed.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class BeforePasswordChangeAttribute : Attribute;
