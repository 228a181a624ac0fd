using System.Text.Json;
using AidWorkflows.Data;
using AidWorkflows.Data.People;
using AidWorkflows.Data.Policies;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Policies;
using AidWorkflows.Domain.Rules;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Policies;

/// <summary>Reads the packs that hold anywhere in the actor's part of the tree.</summary>
public sealed class PolicyCatalogue(AidDbContext db, PolicyLibrary library, StaffDirectory staff, TimeProvider clock)
{
    public async Task<PolicyList> ListAsync(Actor actor, CancellationToken cancellationToken)
    {
        var versions = (await library.ListAsync(cancellationToken)).Where(version => IsVisible(version, actor)).ToList();
        var packs = await SummariesAsync(versions, cancellationToken);
        return new PolicyList(packs, packs.Count, await ConflictsAsync(packs, null, cancellationToken));
    }

    /// <exception cref="RuleViolationException">not-found.</exception>
    public async Task<PolicySummary> GetAsync(string pack, Actor actor, CancellationToken cancellationToken)
    {
        var versions = (await library.VersionsAsync(pack, cancellationToken)).Where(version => IsVisible(version, actor)).ToList();
        return versions.Count == 0 ? throw NotFound() : (await SummariesAsync(versions, cancellationToken))[0];
    }

    /// <exception cref="RuleViolationException">not-found.</exception>
    public async Task<(PolicySummary Summary, PolicyVersionRow Row, PolicyPack Pack, string Content)> VersionAsync(
        string pack, int number, Actor actor, CancellationToken cancellationToken)
    {
        var summary = await GetAsync(pack, actor, cancellationToken);
        var row = summary.Versions.FirstOrDefault(version => version.Number == number) ?? throw NotFound();
        var content = await db.Set<PolicyVersion>().AsNoTracking().Where(version => version.Id == row.Id).Select(version => version.Content).SingleAsync(cancellationToken);
        return (summary, row, (await library.GetAsync(row.Id, cancellationToken)).Pack, content);
    }

    public async Task<PolicyVersionDetails> DetailsAsync(string pack, int number, Actor actor, CancellationToken cancellationToken)
    {
        var (_, row, _, content) = await VersionAsync(pack, number, actor, cancellationToken);
        using var document = JsonDocument.Parse(content);
        return new PolicyVersionDetails(pack, row, document.RootElement.Clone());
    }

    public async Task<IReadOnlyList<PolicyDifference>> CompareAsync(string pack, int from, int to, Actor actor, CancellationToken cancellationToken)
    {
        var before = await VersionAsync(pack, from, actor, cancellationToken);
        var after = await VersionAsync(pack, to, actor, cancellationToken);
        return PolicyComparison.Compare(before.Content, after.Content);
    }

    /// <summary>Contradictions today between the packs in force, or between a new pack and those in force on its first day.</summary>
    public async Task<IReadOnlyList<PolicyConflict>> ConflictsAsync(IReadOnlyList<PolicySummary> packs, PolicyPack? added, CancellationToken cancellationToken)
    {
        var day = added?.EffectiveFrom ?? ChinaTime.Today(clock);
        List<PolicyPack> inForce = [];
        foreach (var pack in packs.Where(pack => pack.Pack != added?.Key))
        {
            if (pack.Versions.FirstOrDefault(version => version.State != PolicyState.Withdrawn && version.EffectiveFrom <= day && (version.EffectiveTo is null || version.EffectiveTo >= day)) is { } version)
                inForce.Add((await library.GetAsync(version.Id, cancellationToken)).Pack);
        }

        return added is not null
            ? [.. inForce.SelectMany(other => PolicyConflicts.Between(added, other, day))]
            : [.. inForce.SelectMany((one, i) => inForce.Skip(i + 1).SelectMany(other => PolicyConflicts.Between(one, other, day)))];
    }

    /// <summary>The version that counts for a union on a day; null when there is none.</summary>
    public async Task<PolicyInForceView?> InForceAsync(string programme, string organisationPath, DateOnly? day, CancellationToken cancellationToken) =>
        await library.FindInForceAsync(programme, organisationPath, day ?? ChinaTime.Today(clock), cancellationToken) is { } found
            ? new PolicyInForceView(found.Pack.Key, found.Number, found.Pack.Title, found.Pack.EffectiveFrom)
            : null;

    private async Task<IReadOnlyList<PolicySummary>> SummariesAsync(List<PolicyVersion> versions, CancellationToken cancellationToken)
    {
        var ids = versions.Select(version => version.Id).ToList();
        var cases = await db.Set<AidCase>().AsNoTracking().Where(aidCase => aidCase.PolicyVersionId != null && ids.Contains(aidCase.PolicyVersionId.Value))
            .GroupBy(aidCase => aidCase.PolicyVersionId!.Value).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        var names = await staff.NamesAsync([.. versions.Select(version => version.AddedBy).OfType<Guid>().Distinct()], cancellationToken);
        var scopes = versions.Select(version => version.Organisation).Distinct().ToList();
        var organisations = await db.Set<Organisation>().AsNoTracking().Where(organisation => scopes.Contains(organisation.Path))
            .ToDictionaryAsync(organisation => organisation.Path, organisation => organisation.Name, cancellationToken);
        return
        [
            .. versions.GroupBy(version => version.PackKey).Select(group => new PolicySummary(
                group.Key,
                group.First().Programme,
                group.First().Organisation,
                organisations.GetValueOrDefault(group.First().Organisation, ""),
                [.. group.OrderByDescending(version => version.Number).Select(version => Row(version, group, cases.GetValueOrDefault(version.Id), names))])),
        ];
    }

    private PolicyVersionRow Row(PolicyVersion version, IEnumerable<PolicyVersion> pack, int cases, IReadOnlyDictionary<Guid, string> names)
    {
        var next = pack.Where(other => !other.IsWithdrawn && other.EffectiveFrom > version.EffectiveFrom).MinBy(other => other.EffectiveFrom);
        var end = version.EffectiveTo ?? next?.EffectiveFrom.AddDays(-1);
        var today = ChinaTime.Today(clock);
        var state = version.IsWithdrawn ? PolicyState.Withdrawn
            : version.EffectiveFrom > today ? PolicyState.Future
            : end < today ? PolicyState.Past
            : PolicyState.InForce;
        return new PolicyVersionRow(
            version.Id, version.Number, version.Title, version.EffectiveFrom, end, state, version.Comment, version.AddedBy is { } person ? names.GetValueOrDefault(person, "") : null, version.AddedAt, cases);
    }

    private static bool IsVisible(PolicyVersion version, Actor actor) => PolicyScope.Overlap(version.Organisation, actor.OrganisationPath);

    private static RuleViolationException NotFound() => new("not-found", "There is no such policy.");
}
