using AidWorkflows.Data;
using AidWorkflows.Data.Policies;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Policies;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Idempotency;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Policies;

/// <summary>A version as it was added or withdrawn.</summary>
public sealed record PolicyEdited(string Pack, int Number, DateOnly EffectiveFrom);

/// <summary>Adds and withdraws versions, for administrators of the union that the pack holds for.</summary>
public sealed class PolicyEdits(AidDbContext db, PolicyLibrary library, PolicyCatalogue catalogue, IdempotentWrites writes, TimeProvider clock)
{
    /// <summary>Checks a new version like adding it would, and says what it changes. Stores nothing.</summary>
    public async Task<(PolicyPack Pack, PolicySummary? Summary, int? ComparedWith, IReadOnlyList<PolicyDifference> Differences, IReadOnlyList<PolicyConflict> Conflicts)> PreviewAsync(
        string content, string? packKey, Actor actor, CancellationToken cancellationToken)
    {
        var pack = await library.CheckAsync(content, packKey, cancellationToken);
        RequireMayEdit(actor, pack.Organisation);
        var all = await catalogue.ListAsync(actor, cancellationToken);
        var summary = all.Items.FirstOrDefault(known => known.Pack == pack.Key);
        var conflicts = await catalogue.ConflictsAsync(all.Items, pack, cancellationToken);
        if (summary?.Versions.FirstOrDefault(version => version.State != PolicyState.Withdrawn) is not { } latest)
            return (pack, summary, null, [], conflicts);

        var (_, _, _, before) = await catalogue.VersionAsync(pack.Key, latest.Number, actor, cancellationToken);
        return (pack, summary, latest.Number, PolicyComparison.Compare(before, content), conflicts);
    }

    /// <exception cref="InvalidInputException">With every mistake and its JSON path; nothing is stored then.</exception>
    public Task<PolicyEdited> AddAsync(string content, string? packKey, string comment, Actor actor, WriteKey? key, CancellationToken cancellationToken) =>
        writes.RunAsync<PolicyEdited>(key, answer => AddAsync(content, packKey, comment, actor, answer, cancellationToken), cancellationToken);

    public Task<PolicyEdited> WithdrawAsync(string packKey, int number, Actor actor, WriteKey? key, CancellationToken cancellationToken) =>
        writes.RunAsync<PolicyEdited>(key, answer => WithdrawAsync(packKey, number, actor, answer, cancellationToken), cancellationToken);

    /// <summary>Packs of one's own union and those below; a pack for everywhere is for the top of the tree.</summary>
    public static bool MayEdit(Actor actor, string scope) =>
        actor.IsAdministrator && (scope == PolicyScope.Everywhere ? actor.Level == OrganisationLevel.National : actor.Oversees(scope));

    private async Task<PolicyEdited> AddAsync(
        string content, string? packKey, string comment, Actor actor, AnswerOfWrite<PolicyEdited> answer, CancellationToken cancellationToken)
    {
        RequireMayEdit(actor, PolicyPackReader.Read(content).Organisation);
        var added = await library.AddAsync(content, packKey, comment, actor.PersonId, cancellationToken);
        answer.Is(() => Edited(added));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Another administrator at the same moment: the unique indexes let one pass, and the check says what is wrong now.
            db.ChangeTracker.Clear();
            await library.CheckAsync(content, packKey, cancellationToken);
            throw;
        }

        return Edited(added);
    }

    private async Task<PolicyEdited> WithdrawAsync(string packKey, int number, Actor actor, AnswerOfWrite<PolicyEdited> answer, CancellationToken cancellationToken)
    {
        var version = await db.Set<PolicyVersion>().SingleOrDefaultAsync(candidate => candidate.PackKey == packKey && candidate.Number == number, cancellationToken)
            ?? throw new RuleViolationException("not-found", "There is no such version.");
        RequireMayEdit(actor, version.Organisation);
        version.Withdraw(actor.PersonId, ChinaTime.Today(clock), clock.GetUtcNow());
        answer.Is(() => Edited(version));
        await db.SaveChangesAsync(cancellationToken);
        return Edited(version);
    }

    private static void RequireMayEdit(Actor actor, string scope)
    {
        if (!MayEdit(actor, scope))
            throw new RuleViolationException("forbidden", "Policies are changed by an administrator of the union they hold for.");
    }

    private static PolicyEdited Edited(PolicyVersion version) => new(version.PackKey, version.Number, version.EffectiveFrom);
}
