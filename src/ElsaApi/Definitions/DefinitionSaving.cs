using System.Collections.Concurrent;
using System.Security.Claims;
using System.Text.Json.Nodes;
using AidWorkflows.Data.Definitions;
using AidWorkflows.Data.People;
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

/// <summary>Saving and publishing with the guards that Studio itself lacks.</summary>
internal sealed class DefinitionSaving(DefinitionLibrary library, ActivityCatalog catalog, DefinitionReading reading, RecentEdits recent, IServiceProvider services)
{
    /// <summary>Saves a draft as Studio sends it: refused when it would overwrite somebody else's work or lose activities that it did not show.</summary>
    public async Task<DefinitionVersionRow> SaveAsync(JsonObject model, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var basedOn = DefinitionModel.Strip(model);
        DefinitionModel.Complete(model);
        DefinitionModel.Read(model);
        if (model.Text("definitionId") is { Length: > 0 } definitionId && await library.GetLatestAsync(definitionId, cancellationToken) is { } stored)
        {
            RefuseReadonly(stored);
            await RefuseLostUpdateAsync(stored, basedOn, user, cancellationToken);
            await RefuseLostActivitiesAsync(stored, model, cancellationToken);
        }

        return await StoreAsync(model, user, null, cancellationToken);
    }

    /// <summary>Saves a document that somebody chose to bring in; it replaces what was there, as a new draft.</summary>
    public async Task<DefinitionVersionRow> ImportAsync(JsonObject model, ClaimsPrincipal user, string comment, CancellationToken cancellationToken)
    {
        DefinitionModel.Strip(model);
        DefinitionModel.Complete(model);
        DefinitionModel.Read(model);
        if (model.Text("definitionId") is { Length: > 0 } definitionId && await library.GetLatestAsync(definitionId, cancellationToken) is { } stored)
            RefuseReadonly(stored);
        return await StoreAsync(model, user, comment, cancellationToken);
    }

    /// <summary>
    /// Refuses a publication that brings errors which the published version does not have. A first publication is let through as
    /// Elsa lets it: nothing runs it yet, and the errors are listed in the answer.
    /// </summary>
    public async Task<IReadOnlyList<DefinitionProblem>> CheckPublicationAsync(JsonObject model, CancellationToken cancellationToken)
    {
        var problems = DefinitionCheck.Run(await reading.ReadAsync(model, cancellationToken), catalog);
        if (model.Text("definitionId") is not { Length: > 0 } definitionId || await library.GetPublishedAsync(definitionId, cancellationToken) is not { } published)
            return problems;
        var before = DefinitionCheck.Run(await reading.ReadAsync(published, cancellationToken), catalog).Select(Identity).ToHashSet();
        var added = problems.Where(problem => problem.Severity == ProblemSeverity.Error && !before.Contains(Identity(problem))).ToList();
        return added.Count == 0
            ? problems
            : throw new ElsaRefusal(400, [.. added.Take(20).Select(problem => ProblemView.From(problem).Message)]);

        static (string Code, string? Activity, string? Property, string? Subject) Identity(DefinitionProblem problem) =>
            (problem.Code, problem.ActivityId, problem.Property, problem.Subject);
    }

    public async Task<DefinitionVersionRow> PublishAsync(string definitionId, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var published = await library.PublishAsync(definitionId, user.Person(), cancellationToken);
        recent.Note(definitionId, user.Person());
        return published;
    }

    private async Task<DefinitionVersionRow> StoreAsync(JsonObject model, ClaimsPrincipal user, string? comment, CancellationToken cancellationToken)
    {
        var saved = await library.SaveDraftAsync(model, user.Person(), comment, cancellationToken);
        recent.Note(saved.DefinitionId, user.Person());
        return saved;
    }

    private static void RefuseReadonly(DefinitionVersionRow stored)
    {
        var model = DefinitionLibrary.ReadModel(stored);
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
    private async Task RefuseLostActivitiesAsync(DefinitionVersionRow stored, JsonObject model, CancellationToken cancellationToken)
    {
        var sent = DefinitionModel.Read(model).Nodes;
        var had = (await reading.ReadAsync(stored, cancellationToken)).Nodes.Where(node => node.Parent is not null && !node.IsNested).ToList();
        var inside = had.Count(IsInside);
        if (inside > 0 && !sent.Any(IsInside))
            throw ElsaRefusal.BadRequest($"保存会丢失全部 {inside} 个活动，没有保存。请重新打开流程；要重新开始，请新建流程。 / This save would drop all {inside} activities, so nothing was saved. Open the workflow again; to start afresh, create a new one.");
        var kept = sent.Select(node => node.Id).ToHashSet(StringComparer.Ordinal);
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
