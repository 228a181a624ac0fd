using System.Text.Json;
using AidWorkflows.Domain.Policies;

namespace AidWorkflows.Host.Policies;

public enum PolicyState
{
    InForce,
    Future,
    Past,
    Withdrawn,
}

/// <summary>All packs a person may see, and where they contradict each other.</summary>
public sealed record PolicyList(IReadOnlyList<PolicySummary> Items, int TotalCount, IReadOnlyList<PolicyConflict> Conflicts);

/// <summary>One pack with its versions, newest first.</summary>
/// <param name="Organisation">Path of the union it holds for with all below, or "*".</param>
public sealed record PolicySummary(string Pack, string Programme, string Organisation, string OrganisationName, IReadOnlyList<PolicyVersionRow> Versions)
{
    public PolicyVersionRow? InForce => Versions.FirstOrDefault(version => version.State == PolicyState.InForce);

    public string Title => (InForce ?? Versions[0]).Title;
}

/// <param name="EffectiveTo">Last day, by its own word or because the next version begins; null when neither is known.</param>
/// <param name="AddedBy">Null for what the first start loaded.</param>
/// <param name="Cases">How many cases are pinned to it.</param>
public sealed record PolicyVersionRow(
    Guid Id, int Number, string Title, DateOnly EffectiveFrom, DateOnly? EffectiveTo, PolicyState State, string Comment, string? AddedBy, DateTimeOffset AddedAt, int Cases);

/// <summary>One version with its content.</summary>
public sealed record PolicyVersionDetails(string Pack, PolicyVersionRow Version, JsonElement Content);

/// <summary>A difference with its sentence in the reader's language.</summary>
public sealed record PolicyDifferenceText(DifferenceKind Kind, string Path, string? Before, string? After, string Text);

/// <summary>What adding a version would change; nothing is stored.</summary>
public sealed record PolicyPreview(
    string Pack, DateOnly EffectiveFrom, int? ComparedWith, IReadOnlyList<PolicyDifferenceText> Differences, IReadOnlyList<PolicyConflict> Conflicts);

/// <summary>The version that counts for a union on a day.</summary>
public sealed record PolicyInForceView(string Pack, int Version, string Title, DateOnly EffectiveFrom);
