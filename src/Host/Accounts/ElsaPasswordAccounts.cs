using AidWorkflows.ElsaApi.Identity;
using AidWorkflows.Host.Api;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace AidWorkflows.Host.Accounts;

/// <summary>Elsa's clients sign in with the same accounts, throttle and tokens as everybody else.</summary>
internal sealed class ElsaPasswordAccounts(PasswordSignIn signIn, IOptionsMonitor<BearerTokenOptions> tokens) : ElsaAccounts
{
    public override async Task<ElsaSignIn> SignInAsync(HttpContext context, string userName, string password)
    {
        var result = await signIn.CheckAsync(userName, password, context.Connection.RemoteIpAddress?.ToString() ?? "");
        if (result.MustChange)
            return new ElsaSignIn(null) { Refusal = new ElsaSignInRefusal(PasswordChange.Code, PasswordChange.Message) };
        return new ElsaSignIn(
            result.Principal is null ? null : AccountsApi.Issue(result.Principal, tokens.Get(IdentityConstants.BearerScheme)).Token,
            result.RetryAfter);
    }
}
