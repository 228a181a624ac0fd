using System.Security.Claims;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.ElsaApi;

namespace AidWorkflows.Host.Accounts;

/// <summary>What a signed-in principal says about the person, read fresh from the database in every request.</summary>
public static class AidClaims
{
    public const string PersonId = ElsaApiPolicies.PersonClaim;
    public const string OrganisationId = "aid:organisation";
    public const string OrganisationPath = "aid:organisation-path";
    public const string OrganisationName = "aid:organisation-name";
    public const string Level = ElsaApiPolicies.LevelClaim;

    /// <summary>Only there while the password that somebody else set has not been replaced; see <see cref="PasswordChange"/>.</summary>
    public const string MustChangePassword = "aid:must-change-password";

    /// <summary>The acting person. Only for principals that passed an authorisation policy, which all demand a person.</summary>
    public static Actor ToActor(this ClaimsPrincipal principal) => new(
        Guid.Parse(Required(principal, PersonId)),
        Required(principal, ClaimTypes.Name),
        Guid.Parse(Required(principal, OrganisationId)),
        Required(principal, OrganisationPath),
        Enum.Parse<OrganisationLevel>(Required(principal, Level)),
        principal.FindAll(ClaimTypes.Role).Select(claim => claim.Value).ToHashSet(StringComparer.Ordinal));

    private static string Required(ClaimsPrincipal principal, string type) =>
        principal.FindFirstValue(type) ?? throw new InvalidOperationException($"The principal has no claim '{type}'. Require an authorisation policy on this endpoint.");
}
