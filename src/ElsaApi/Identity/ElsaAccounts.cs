using Microsoft.AspNetCore.Http;

namespace AidWorkflows.ElsaApi.Identity;

/// <summary>How Elsa's API clients sign in. The host registers its own; this project knows no accounts.</summary>
public abstract class ElsaAccounts
{
    /// <summary>Checks a password and issues an access token for the bearer scheme.</summary>
    public abstract Task<ElsaSignIn> SignInAsync(HttpContext context, string userName, string password);
}

/// <param name="AccessToken">Null when refused.</param>
/// <param name="RetryAfter">Set when there were too many failures.</param>
public sealed record ElsaSignIn(string? AccessToken, TimeSpan? RetryAfter = null)
{
    /// <summary>Why a right password does not sign in; null in all other cases.</summary>
    public ElsaSignInRefusal? Refusal { get; init; }

    // The token stays out of logs.
    public override string ToString() => nameof(ElsaSignIn);
}

/// <param name="Code">For programs that do something about it.</param>
/// <param name="Message">What to do.</param>
public sealed record ElsaSignInRefusal(string Code, string Message);
