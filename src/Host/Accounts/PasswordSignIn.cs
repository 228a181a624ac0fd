using System.Security.Claims;
using AidWorkflows.Data;
using AidWorkflows.Data.People;
using AidWorkflows.Domain.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Accounts;

/// <summary>Checks a password, for the sign-in page and the API alike.</summary>
public sealed class PasswordSignIn(
    UserManager<AidUser> users, SignInManager<AidUser> signIns, AidDbContext db, SignInThrottle throttle, ILogger<PasswordSignIn> log)
{
    // Verified for unknown accounts, so that the time to answer does not tell whether an account exists.
    private static string? decoyHash;

    public async Task<PasswordSignInResult> CheckAsync(string userName, string password, string address)
    {
        if (throttle.WaitFor(userName, address) is { } wait)
        {
            log.LogWarning("Sign-in refused without a look at the password: too many failures from {Address}.", address);
            return new PasswordSignInResult(null, wait);
        }

        var user = await users.FindByNameAsync(userName);
        if (user is not null)
        {
            var result = await signIns.CheckPasswordSignInAsync(user, password, lockoutOnFailure: true);

            // Who has left is told what everybody is told who may not get in, and not that the password is right.
            if (result.Succeeded && await db.Set<StaffMember>().AnyAsync(person => person.Id == user.PersonId && person.Active))
            {
                throttle.Succeeded(userName, address);
                return new PasswordSignInResult(await signIns.CreateUserPrincipalAsync(user), null) { MustChange = user.MustChangePassword };
            }

            log.LogWarning("Sign-in failed for account {Account} from {Address}{Locked}.", user.Id, address, result.IsLockedOut ? " (locked)" : "");
        }
        else
        {
            VerifyDecoy(password);
            log.LogWarning("Sign-in failed for an unknown account from {Address}.", address);
        }

        throttle.Failed(userName, address);
        return new PasswordSignInResult(null, null);
    }

    private void VerifyDecoy(string password)
    {
        var nobody = new AidUser();
        decoyHash ??= users.PasswordHasher.HashPassword(nobody, Guid.NewGuid().ToString());
        users.PasswordHasher.VerifyHashedPassword(nobody, decoyHash, password);
    }
}

/// <param name="Principal">Null when refused.</param>
/// <param name="RetryAfter">Set when there were too many failures.</param>
public sealed record PasswordSignInResult(ClaimsPrincipal? Principal, TimeSpan? RetryAfter)
{
    /// <summary>The password is right, but was set by somebody else and has to be replaced before anything else.</summary>
    public bool MustChange { get; init; }
}
