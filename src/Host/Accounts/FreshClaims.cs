using System.Security.Claims;
using AidWorkflows.Data;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AidWorkflows.Host.Accounts;

/// <summary>
/// Reads the account behind a cookie or token again in each request, so that a changed role, a move to another union, a new
/// password or a deactivation is effective at once (ASVS 8.3.2). Cookie and token only say which account it is.
/// </summary>
internal sealed class FreshClaims(AidDbContext db, IOptions<IdentityOptions> identity) : IClaimsTransformation
{
    private (string Account, string? Stamp, ClaimsPrincipal Principal)? known;

    public async Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
    {
        if (principal.Identity is not { IsAuthenticated: true, AuthenticationType: { } scheme })
            return principal;

        var account = principal.FindFirstValue(ClaimTypes.NameIdentifier);
        var stamp = principal.FindFirstValue(identity.Value.ClaimsIdentity.SecurityStampClaimType);
        if (!Guid.TryParse(account, out var accountId))
            return new ClaimsPrincipal(new ClaimsIdentity());
        if (known is { } answer && answer.Account == account && answer.Stamp == stamp && answer.Principal.Identity?.AuthenticationType == scheme)
            return answer.Principal;

        var fresh = await ReadAsync(accountId, stamp, scheme);
        known = (account, stamp, fresh);
        return fresh;
    }

    private async Task<ClaimsPrincipal> ReadAsync(Guid accountId, string? stamp, string scheme)
    {
        var found = await (
            from user in db.Users.AsNoTracking()
            join person in db.Set<StaffMember>() on user.PersonId equals person.Id
            join organisation in db.Set<Organisation>() on person.OrganisationId equals organisation.Id
            where user.Id == accountId && person.Active
            select new
            {
                user.SecurityStamp,
                user.UserName,
                user.MustChangePassword,
                PersonId = person.Id,
                person.Name,
                Organisation = organisation,
                Roles = db.UserRoles.Where(link => link.UserId == user.Id)
                    .Join(db.Roles, link => link.RoleId, role => role.Id, (link, role) => role.Name!).ToList(),
            }).SingleOrDefaultAsync();
        if (found is null || stamp is null || found.SecurityStamp != stamp)
            return new ClaimsPrincipal(new ClaimsIdentity());

        List<Claim> claims =
        [
            new(ClaimTypes.NameIdentifier, accountId.ToString()),
            new(identity.Value.ClaimsIdentity.SecurityStampClaimType, stamp),
            new(ClaimTypes.Name, found.Name),
            new(ClaimTypes.Upn, found.UserName ?? ""),
            new(AidClaims.PersonId, found.PersonId.ToString()),
            new(AidClaims.OrganisationId, found.Organisation.Id.ToString()),
            new(AidClaims.OrganisationPath, found.Organisation.Path),
            new(AidClaims.OrganisationName, found.Organisation.Name),
            new(AidClaims.Level, found.Organisation.Level.ToString()),
            .. found.Roles.Select(role => new Claim(ClaimTypes.Role, role)),
        ];
        if (found.MustChangePassword)
            claims.Add(new(AidClaims.MustChangePassword, "true"));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, scheme, ClaimTypes.Name, ClaimTypes.Role));
    }
}
