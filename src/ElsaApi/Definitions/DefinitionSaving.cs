using System.Collections.Concurrent;
using System.Security.Claims;
using System.Text.Json.Nodes;
using AidWorkflows.Data.Definitions;
using AidWorkflows.Data.People;
using AidWorkflows.Data.Publishing;
using AidWorkflows.ElsaApi.Publishing;
using AidWorkflows.ElsaApi.Wire;
using AidWorkflows.Engine.Activities;
using AidWorkflows.Engine.Definitions;

namespace AidWorkflows.ElsaApi.Definitions;

/// <summary>Who saved a definition last on this node, for clients that do not say what their save is based on.</summary>
internal sealed class RecentEdits(TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, (string Person, DateTimeOffset At)> edits = new(StringComparer.Ordinal);

    public void Note(string definitionId, string person) => edits[definitionId] = (person, time.GetUtcNow());

    public bool IsRecentlyBySomebodyElse(string definitionId, string person) =>
        edits.TryGetValue(definitionId, out var edit) && edit.Person != person && time.GetUtcNow() - edit.At < Window;
}

/// <summary>What came of a publication, with what was found in the document.</summary>
internal sealed record SavedPublication(PublicationResult Result, IReadOnlyList<DefinitionProblem> Problems)
{
    /// <exception cref="ElsaRefusal">It was not published, but waits for a second person.</exception>
    public SavedPublication Demand() => Result.Request is null
        ? this
        : throw ElsaRefusal.BadRequest("草稿已保存，尚未发布：须由另一位管理员在“发布历史”中批准。 / The draft is saved, but not yet published: another administrator has to approve it on the publishing history page.", "publication-waits");
}

/// <summary>Saving and publishing with the guards that Studio itself lacks.</summary>
internal sealed class DefinitionSaving(
    DefinitionLibrary library, ActivityCatalog catalog, DefinitionReading reading, PublicationReview review, RecentEdits recent, IServiceProvider services)
{
    private const int Attempts = 3;

    /// <summary>Saves a draft as Studio sends it: refused when it would overwrite somebody else's work or lose activities that it did not show.</summary>
    public Task<DefinitionVersionRow> SaveAsync(JsonObject model, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        GuardedAsync(model, user, save => library.SaveDraftAsync(save, cancellationToken), version => version, cancellationToken);

    /// <summary>The same, published as well; both or neither. Under the two-person rule the draft is saved and waits.</summary>
    public async Task<SavedPublication> SaveAndPublishAsync(JsonObject model, ClaimsPrincipal user, string? comment, CancellationToken cancellationToken)
    {
        var found = (await review.ReviewAsync(model, cancellationToken)).Demand();
        var publication = new Publication(user.Editor(), comment, found.Problems.Count);
        var result = await GuardedAsync(model, user, save => library.SaveAndPublishAsync(save, publication, cancellationToken), result => result.Version, cancellationToken);
        return new SavedPublication(result, found.Problems);
    }

    /// <summary>Publishes the latest version as it was when it was checked here.</summary>
    public async Task<SavedPublication> PublishAsync(string definitionId, ClaimsPrincipal user, string? comment, CancellationToken cancellationToken)
    {
        var latest = await library.GetLatestAsync(definitionId, cancellationToken) ?? throw new DefinitionNotFoundException(definitionId);
        var found = (await review.ReviewAsync(DefinitionLibrary.ReadModel(latest), cancellationToken)).Demand();
        var publication = new Publication(user.Editor(), comment, found.Problems.Count) { Content = latest.ContentHash };
        var result = await library.PublishOrRequestAsync(definitionId, publication, cancellationToken);
        recent.Note(definitionId, user.Person());
        return new SavedPublication(result, found.Problems);
    }

    /// <summary>Saves a document that somebody chose to bring in; it replaces what was there, as a new draft.</summary>
    public async Task<DefinitionVersionRow> ImportAsync(JsonObject model, ClaimsPrincipal user, string comment, CancellationToken cancellationToken) =>
        (await ImportAsync([model], user, comment, cancellationToken))[0];

    /// <summary>All of them, or none when one is refused.</summary>
    public async Task<IReadOnlyList<DefinitionVersionRow>> ImportAsync(IReadOnlyList<JsonObject> models, ClaimsPrincipal user, string comment, CancellationToken cancellationToken)
    {
        foreach (var model in models)
        {
            DefinitionModel.Strip(model);
            DefinitionModel.Complete(model);
            DefinitionModel.Read(model);
            if (model.Text("definitionId") is { Length: > 0 } definitionId && await library.GetLatestAsync(definitionId, cancellationToken) is { } stored)
                RefuseReadonly(stored, DefinitionLibrary.ReadModel(stored));
        }

        var saved = await library.SaveDraftsAsync(models.Select(model => new DraftSave(model, user.Editor(), comment) { IsImport = true }), cancellationToken);
        foreach (var version in saved)
            recent.Note(version.DefinitionId, user.Person());
        return saved;
    }

    private async Task<T> GuardedAsync<T>(
        JsonObject model, ClaimsPrincipal user, Func<DraftSave, Task<T>> store, Func<T, DefinitionVersionRow> versionOf, CancellationToken cancellationToken)
    {
        var basedOn = DefinitionModel.Strip(model);
        DefinitionModel.Complete(model);
        var sent = DefinitionModel.Read(model);
        for (var attempt = 1; ; attempt++)
        {
            var save = new DraftSave(model, user.Editor());
            if (model.Text("definitionId") is { Length: > 0 } definitionId)
            {
                var stored = await library.GetLatestAsync(definitionId, cancellationToken);
                if (stored is not null)
                    await GuardAsync(stored, sent, basedOn, user, cancellationToken);
                save = save with { Seen = stored?.ContentHash ?? [] };
            }

            try
            {
                var saved = await store(save);
                recent.Note(versionOf(saved).DefinitionId, user.Person());
                return saved;
            }
            catch (DraftOvertakenException) when (attempt < Attempts)
            {
                // Somebody was faster by a moment: the guards look at what is there now, and say who it was.
            }
        }
    }

    private async Task GuardAsync(DefinitionVersionRow stored, WorkflowDefinition sent, string? basedOn, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var model = DefinitionLibrary.ReadModel(stored);
        RefuseReadonly(stored, model);
        await RefuseLostUpdateAsync(stored, basedOn, user, cancellationToken);
        RefuseLostActivities(await reading.ReadStoredAsync(model, cancellationToken), sent);
    }

    private static void RefuseReadonly(DefinitionVersionRow stored, JsonObject model)
    {
        if (model.Flag("isReadonly") || model.Flag("isSystem"))
            throw ElsaRefusal.BadRequest($"'{stored.Name}' is read-only.");
    }

    private async Task RefuseLostUpdateAsync(DefinitionVersionRow stored, string? basedOn, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var editor = stored.CreatedBy;
        var me = user.Person();
        if (editor is null || editor == me)
            return;
        var stale = basedOn is null ? recent.IsRecentlyBySomebodyElse(stored.DefinitionId, me) : basedOn != DefinitionModel.Mark(stored);
        if (!stale)
            return;
        var name = await NameAsync(editor, cancellationToken);
        throw ElsaRefusal.BadRequest($"{name} 已修改并保存了此流程，您的修改未保存。请重新打开后再编辑。 / {name} has changed and saved this workflow since you opened it; your change was not saved. Open it again first.");
    }

    private async Task<string> NameAsync(string person, CancellationToken cancellationToken)
    {
        if (services.GetService(typeof(StaffDirectory)) is not StaffDirectory staff || !Guid.TryParse(person, out var id))
            return person;
        var names = await staff.NamesAsync([id], cancellationToken);
        return names.GetValueOrDefault(id, person);
    }

    /// <summary>
    /// An activity type without a descriptor makes Studio's canvas empty without a word, and its next save then holds only what
    /// was dropped on the empty canvas. Whoever means to remove such an activity imports a document without it. A save before the
    /// canvas has been drawn holds nothing at all.
    /// </summary>
    private void RefuseLostActivities(WorkflowDefinition stored, WorkflowDefinition sent)
    {
        var had = stored.Nodes.Where(node => node.Parent is not null && !node.IsNested).ToList();
        var inside = had.Count(IsInside);
        if (inside > 0 && !sent.Nodes.Any(IsInside))
            throw ElsaRefusal.BadRequest($"保存会丢失全部 {inside} 个活动，没有保存。请重新打开流程；要重新开始，请新建流程。 / This save would drop all {inside} activities, so nothing was saved. Open the workflow again; to start afresh, create a new one.");
        var kept = sent.Nodes.Select(node => node.Id).ToHashSet(StringComparer.Ordinal);
        var lost = had.Where(node => !DefinitionCheck.IsKnown(node, catalog) && !kept.Contains(node.Id)).ToList();
        if (lost.Count > 0)
        {
            var names = string.Join(", ", lost.Take(5).Select(node => $"{node.DisplayName} ({node.Type})"));
            throw ElsaRefusal.BadRequest($"保存会丢失本系统不认识的活动：{names}。请重新打开流程。 / This save would drop activities of types that are unknown here: {names}. Open the workflow again, or import a document without them.");
        }
    }

    /// <summary>Below the root activity, which is below the workflow.</summary>
    private static bool IsInside(ActivityNode node) => node.Parent?.Parent is not null;
}
