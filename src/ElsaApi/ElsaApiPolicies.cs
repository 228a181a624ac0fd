using System.Security.Claims;
using AidWorkflows.Data.Publishing;
using Microsoft.AspNetCore.Authorization;

namespace AidWorkflows.ElsaApi;

/// <summary>Who may do what here. Definitions say who is paid what, so clerks and cashiers have no business with them.</summary>
public static class ElsaApiPolicies
{
    /// <summary>Look at definitions, instances and journals.</summary>
    public const string Read = "elsa-read";

    /// <summary>Change or run definitions, and act on instances. A definition is everybody's procedure, so this is for administrators of the top.</summary>
    public const string Edit = "elsa-edit";

    /// <summary>The claim with the person's id, which journal and definition history keep as the actor.</summary>
    public const string PersonClaim = "aid:person";

    /// <summary>The claim with the level of the person's union.</summary>
    public const string LevelClaim = "aid:level";

    private const string TopLevel = "National";
    private static readonly string[] Editors = ["Administrator"];
    private static readonly string[] Readers = ["Administrator", "Auditor", "Reviewer"];

    internal static void Configure(AuthorizationOptions options)
    {
        options.AddPolicy(Read, policy => policy.RequireAuthenticatedUser().RequireClaim(PersonClaim).RequireRole(Readers));
        options.AddPolicy(Edit, policy => policy.RequireAuthenticatedUser().RequireClaim(PersonClaim).RequireRole(Editors).RequireClaim(LevelClaim, TopLevel));
    }

    /// <summary>For menus: who passes <see cref="Read"/>.</summary>
    public static bool MayRead(ClaimsPrincipal user) => Array.Exists(Readers, user.IsInRole);

    /// <summary>For pages: who passes <see cref="Edit"/>.</summary>
    public static bool MayEdit(this ClaimsPrincipal user) => Array.Exists(Editors, user.IsInRole) && user.HasClaim(LevelClaim, TopLevel);

    /// <summary>Who the history of definitions names.</summary>
    internal static DefinitionEditor Editor(this ClaimsPrincipal user) => new(user.Person(), user.FindFirstValue(ClaimTypes.Name), user.FindFirstValue(ClaimTypes.Upn));

    internal static string Person(this ClaimsPrincipal user) =>
        user.FindFirstValue(PersonClaim) ?? throw new InvalidOperationException($"The principal has no claim '{PersonClaim}'. Require a policy on this endpoint.");
}
