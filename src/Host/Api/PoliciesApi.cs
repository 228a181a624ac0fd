using System.Globalization;
using System.Text.Json;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Policies;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Languages;
using AidWorkflows.Host.Policies;
using AidWorkflows.Host.Resources;
using Microsoft.AspNetCore.Http.HttpResults;
using ValidationProblem = AidWorkflows.Domain.Rules.ValidationProblem;

namespace AidWorkflows.Host.Api;

internal static class PoliciesApi
{
    public static void MapPolicies(this RouteGroupBuilder api)
    {
        var policies = api.MapGroup("/policies");
        policies.MapGet("", ListAsync).RequireAuthorization(AidPolicies.ReadPolicies).WithName("ListPolicies").WithSummary("Policy packs with their versions, and contradictions between them.");
        policies.MapGet("/in-force", InForceAsync).RequireAuthorization(AidPolicies.Staff).WithName("FindPolicyInForce").WithSummary("The version that counts for a programme and union on a day.");
        policies.MapGet("/{pack}", GetAsync).RequireAuthorization(AidPolicies.ReadPolicies).WithName("GetPolicy").WithSummary("One pack with its versions.");
        policies.MapGet("/{pack}/versions/{number:int}", VersionAsync).RequireAuthorization(AidPolicies.ReadPolicies).WithName("GetPolicyVersion").WithSummary("One version with its content.");
        policies.MapGet("/{pack}/compare", CompareAsync).RequireAuthorization(AidPolicies.ReadPolicies).WithName("ComparePolicyVersions").WithSummary("Two versions compared, in words.");
        policies.MapPost("/{pack}/check", CheckAsync).RequireAuthorization(AidPolicies.Administer).WithName("CheckPolicy").WithSummary("Checks a new version and says what it changes; stores nothing.");
        policies.MapPut("/{pack}", AddAsync).RequireAuthorization(AidPolicies.Administer).WithName("AddPolicyVersion").WithSummary("Adds a version that begins on a day after today.");
        policies.MapPost("/{pack}/versions/{number:int}/withdraw", WithdrawAsync).RequireAuthorization(AidPolicies.Administer).WithName("WithdrawPolicyVersion").WithSummary("Takes back a version that has not begun.");
    }

    private static async Task<Ok<PolicyList>> ListAsync(HttpContext context, PolicyCatalogue catalogue, CancellationToken cancellationToken) =>
        TypedResults.Ok(await catalogue.ListAsync(context.User.ToActor(), cancellationToken));

    private static async Task<Ok<PolicySummary>> GetAsync(string pack, HttpContext context, PolicyCatalogue catalogue, CancellationToken cancellationToken) =>
        TypedResults.Ok(await catalogue.GetAsync(pack, context.User.ToActor(), cancellationToken));

    private static async Task<Ok<PolicyVersionDetails>> VersionAsync(string pack, int number, HttpContext context, PolicyCatalogue catalogue, CancellationToken cancellationToken) =>
        TypedResults.Ok(await catalogue.DetailsAsync(pack, number, context.User.ToActor(), cancellationToken));

    private static async Task<Ok<PolicyInForceView>> InForceAsync(
        string? programme, string? organisation, string? on, HttpContext context, PolicyCatalogue catalogue, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor();
        if (programme is null || !AidProgrammes.All.Contains(programme))
            throw new InvalidInputException([new ValidationProblem("unknown-programme", "programme", "There is no such programme.", string.Join(", ", AidProgrammes.All))]);

        DateOnly? day = null;
        if (on is not null)
        {
            day = DateOnly.TryParseExact(on, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read)
                ? read
                : throw new InvalidInputException([new ValidationProblem("policy-date", "on", "A date is written as 2026-07-01.")]);
        }

        return TypedResults.Ok(await catalogue.InForceAsync(programme, organisation ?? actor.OrganisationPath, day, cancellationToken)
            ?? throw new RuleViolationException("not-found", "No policy is in force there on that day."));
    }

    private static async Task<Ok<PolicyComparisonView>> CompareAsync(
        string pack, int from, int to, HttpContext context, PolicyCatalogue catalogue, PolicyWords words, CancellationToken cancellationToken)
    {
        var differences = await catalogue.CompareAsync(pack, from, to, context.User.ToActor(), cancellationToken);
        return TypedResults.Ok(new PolicyComparisonView(pack, from, to, Texts(differences, words, context)));
    }

    private static async Task<Ok<PolicyPreview>> CheckAsync(
        string pack, ApiBody<PolicyWrite> body, HttpContext context, PolicyEdits edits, PolicyWords words, CancellationToken cancellationToken)
    {
        var (checkedPack, _, comparedWith, differences, conflicts) = await edits.PreviewAsync(ContentOf(body.Value), pack, context.User.ToActor(), cancellationToken);
        return TypedResults.Ok(new PolicyPreview(checkedPack.Key, checkedPack.EffectiveFrom, comparedWith, Texts(differences, words, context), conflicts));
    }

    private static async Task<Ok<PolicyEdited>> AddAsync(string pack, ApiBody<PolicyWrite> body, HttpContext context, PolicyEdits edits, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor();
        return TypedResults.Ok(await edits.AddAsync(ContentOf(body.Value), pack, body.Value.Comment?.Trim() ?? "", actor, ApiCalls.KeyOf(context, body, actor.PersonId), cancellationToken));
    }

    private static async Task<Ok<PolicyEdited>> WithdrawAsync(
        string pack, int number, ApiBody<NothingMore> body, HttpContext context, PolicyEdits edits, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor();
        return TypedResults.Ok(await edits.WithdrawAsync(pack, number, actor, ApiCalls.KeyOf(context, body, actor.PersonId), cancellationToken));
    }

    private static string ContentOf(PolicyWrite write) => write.Content is { ValueKind: JsonValueKind.Object } content
        ? content.GetRawText()
        : throw new InvalidInputException([new ValidationProblem("field-required", "content", "This field is required.")]);

    /// <summary>The API speaks the language of Accept-Language, whatever the pages are set to.</summary>
    private static List<PolicyDifferenceText> Texts(IReadOnlyList<PolicyDifference> differences, PolicyWords words, HttpContext context)
    {
        CultureInfo.CurrentUICulture = ProblemTexts.CultureOf(context);
        return [.. differences.Select(difference => new PolicyDifferenceText(difference.Kind, difference.Path, difference.Before, difference.After, words.Of(difference)))];
    }
}

internal sealed record PolicyWrite
{
    /// <summary>Why the version is made; shown in the list of versions.</summary>
    public string? Comment { get; init; }

    /// <summary>The pack.</summary>
    public JsonElement? Content { get; init; }
}

internal sealed record PolicyComparisonView(string Pack, int From, int To, IReadOnlyList<PolicyDifferenceText> Differences);
