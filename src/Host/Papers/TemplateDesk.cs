using AidWorkflows.Activities.Papers;
using AidWorkflows.Data;
using AidWorkflows.Data.Papers;
using AidWorkflows.Data.People;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Letters;
using AidWorkflows.Domain.Notices;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.Papers;
using AidWorkflows.Domain.Payments;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Reports;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Domain.Visits;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Papers;

/// <summary>Administrators write templates: draft, preview with a real case, publish. A published version never changes.</summary>
public sealed class TemplateDesk(AidDbContext db, TemplateLibrary library, PaperMaker maker, StaffDirectory staff, TimeProvider clock)
{
    public async Task<IReadOnlyList<TemplateSummary>> ListAsync(CancellationToken cancellationToken)
    {
        var all = await db.Set<TemplateVersion>().AsNoTracking().ToListAsync(cancellationToken);
        var names = await staff.NamesAsync([.. all.Select(version => version.Author).OfType<Guid>()], cancellationToken);
        return [.. PaperRule.All.Select(rule => Summary(rule, [.. all.Where(version => version.Kind == rule.Kind).OrderByDescending(version => version.Number)], names))];
    }

    public async Task<TemplateSummary> GetAsync(string key, CancellationToken cancellationToken)
    {
        var rule = Find(key);
        var versions = await library.VersionsAsync(rule.Kind, cancellationToken);
        return Summary(rule, versions, await staff.NamesAsync([.. versions.Select(version => version.Author).OfType<Guid>()], cancellationToken));
    }

    /// <param name="number">Null for the draft, or the current version where there is none.</param>
    public async Task<TemplateDetails> DetailsAsync(string key, int? number, CancellationToken cancellationToken)
    {
        var rule = Find(key);
        var versions = await library.VersionsAsync(rule.Kind, cancellationToken);
        var version = versions.FirstOrDefault(candidate => number is null || candidate.Number == number) ?? throw NotFound();
        return new TemplateDetails(
            rule.Key, version.Number, version.Title, version.TitleEnglish, version.Body, version.IsPublished, version.PreviewedAt is not null, version.RowVersion, [.. PaperField.Paths(PaperField.Of(rule.Facts))]);
    }

    public async Task<IReadOnlyList<ComparedLine>> CompareAsync(string key, int from, int to, CancellationToken cancellationToken) => LineDifference.Of(
        (await DetailsAsync(key, from, cancellationToken)).Body, (await DetailsAsync(key, to, cancellationToken)).Body);

    /// <summary>Everything that is wrong with a text; stores nothing.</summary>
    public static IReadOnlyList<ValidationProblem> Check(string key, string body) => TemplateCheck.Check(Find(key), body.ReplaceLineEndings("\n"));

    /// <summary>Writes the draft, making one where there is none.</summary>
    /// <param name="expected">The draft's row version that was read; null for a new one.</param>
    /// <exception cref="RuleViolationException">forbidden, template-changed.</exception>
    /// <exception cref="InvalidInputException">With every mistake and its line.</exception>
    public async Task<TemplateDetails> SaveAsync(string key, TemplateText text, long? expected, Actor actor, CancellationToken cancellationToken)
    {
        var rule = Find(key);
        RequireMayEdit(actor);
        var draft = await DraftAsync(rule, cancellationToken);
        if (draft is null)
        {
            var last = await db.Set<TemplateVersion>().Where(version => version.Kind == rule.Kind).MaxAsync(version => (int?)version.Number, cancellationToken);
            db.Add(new TemplateVersion(rule, (last ?? 0) + 1, text, actor.PersonId, clock.GetUtcNow()));
        }
        else
        {
            if (expected is not null && draft.RowVersion != expected)
                throw Changed();
            draft.Edit(text, actor.PersonId, clock.GetUtcNow());
        }

        await SaveAsync(cancellationToken);
        return await DetailsAsync(key, null, cancellationToken);
    }

    /// <summary>The draft, or where there is none the current version, with the facts of a case. Numbers are never used up by it.</summary>
    /// <param name="caseNumber">Null for the latest there is.</param>
    public async Task<string> PreviewAsync(string key, string? caseNumber, Actor actor, CancellationToken cancellationToken)
    {
        var rule = Find(key);
        RequireMayEdit(actor);
        var version = await DraftAsync(rule, cancellationToken) ?? await library.CurrentAsync(rule.Kind, cancellationToken);
        var subject = await SubjectAsync(rule, caseNumber, actor, cancellationToken)
            ?? throw new RuleViolationException("template-no-case", "There is no case that such a document could be about. Give the number of another case.", "caseNumber");
        var content = await maker.PreviewAsync(rule, new TemplateText(version.Title, version.TitleEnglish, version.Body), version.Number, subject, clock.GetUtcNow(), cancellationToken);

        // An administrator sees masks everywhere else, and a preview is no reason to see more.
        if (rule.ShowsNumbers)
            content = NoticeScanner.MaskNumbers(content);
        if (rule.Kind == PaperKind.PublicNotice)
            NoticeScanner.RequireClean(PlainText.Words(content), "body");
        db.ChangeTracker.Clear();
        if (!version.IsPublished)
        {
            // What somebody else has saved in the meantime was not looked at.
            var draft = await DraftAsync(rule, cancellationToken);
            if (draft?.RowVersion != version.RowVersion)
                throw Changed();
            draft.Previewed(clock.GetUtcNow());
            await SaveAsync(cancellationToken);
        }

        return content;
    }

    /// <exception cref="RuleViolationException">forbidden, not-found, template-changed, template-not-previewed, field-required.</exception>
    public async Task<TemplateDetails> PublishAsync(string key, string? comment, long? expected, Actor actor, CancellationToken cancellationToken)
    {
        var rule = Find(key);
        RequireMayEdit(actor);
        var draft = await DraftAsync(rule, cancellationToken) ?? throw new RuleViolationException("template-no-draft", "There is no draft to publish.", "body");
        if (expected is not null && draft.RowVersion != expected)
            throw Changed();

        draft.Publish(comment ?? "", actor.PersonId, clock.GetUtcNow());
        await SaveAsync(cancellationToken);
        return await DetailsAsync(key, draft.Number, cancellationToken);
    }

    /// <summary>Templates hold for every union, so they are for the administrators at the top of the tree.</summary>
    public static bool MayEdit(Actor actor) => actor.IsAdministrator && actor.Level == OrganisationLevel.National;

    private Task<TemplateVersion?> DraftAsync(PaperRule rule, CancellationToken cancellationToken) =>
        db.Set<TemplateVersion>().SingleOrDefaultAsync(version => version.Kind == rule.Kind && version.PublishedAt == null, cancellationToken);

    private async Task SaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            throw Changed();
        }
    }

    /// <summary>The latest thing that a document of this kind is about: of the case, or of any case below the administrator.</summary>
    private async Task<Guid?> SubjectAsync(PaperRule rule, string? caseNumber, Actor actor, CancellationToken cancellationToken)
    {
        var path = actor.OrganisationPath;
        var cases = db.Set<AidCase>().Where(aidCase => aidCase.OrganisationPath.StartsWith(path));
        if (!string.IsNullOrWhiteSpace(caseNumber))
            cases = cases.Where(aidCase => aidCase.CaseNumber == caseNumber.Trim());
        var letters = Enum.GetValues<LetterKind>().Where(kind => PaperFactsReader.KindOf(kind) == rule.Kind).ToList();
        var route = rule.Kind == PaperKind.ExitApplication ? ExitRoute.Request : ExitRoute.Finding;
        var ids = rule.Subject switch
        {
            PaperSubject.Case => cases.OrderByDescending(aidCase => aidCase.OpenedAt).Select(aidCase => aidCase.Id),
            PaperSubject.Visit => db.Set<Visit>().Where(visit => cases.Any(aidCase => aidCase.Id == visit.CaseId)).OrderByDescending(visit => visit.RecordedAt).Select(visit => visit.Id),
            PaperSubject.Letter => db.Set<Letter>().Where(letter => letters.Contains(letter.Kind) && cases.Any(aidCase => aidCase.Id == letter.CaseId)).OrderByDescending(letter => letter.WrittenAt).Select(letter => letter.Id),
            PaperSubject.Notice => db.Set<Notice>().Where(notice => cases.Any(aidCase => aidCase.Id == notice.CaseId)).OrderByDescending(notice => notice.StateSince).Select(notice => notice.Id),
            PaperSubject.Exit => db.Set<ArchiveExit>().Where(exit => exit.Route == route && exit.OrganisationPath.StartsWith(path)).OrderByDescending(exit => exit.BegunAt).Select(exit => exit.Id),
            PaperSubject.Report => db.Set<MonthlyReport>().Where(report => report.OrganisationPath.StartsWith(path)).OrderByDescending(report => report.MadeAt).Select(report => report.Id),
            _ => db.Set<Organisation>().Where(organisation => organisation.Level == OrganisationLevel.County && organisation.Path.StartsWith(path)
                && db.Set<Payment>().Any(payment => payment.Status == PaymentStatus.Pending && db.Set<AidCase>().Any(aidCase => aidCase.Id == payment.CaseId && aidCase.OrganisationPath.StartsWith(organisation.Path))))
                .OrderBy(organisation => organisation.Path).Select(organisation => organisation.Id),
        };
        var found = await ids.Take(1).ToListAsync(cancellationToken);
        return found.Count == 0 ? null : found[0];
    }

    private static TemplateSummary Summary(PaperRule rule, IReadOnlyList<TemplateVersion> versions, IReadOnlyDictionary<Guid, string> names)
    {
        var current = versions.First(version => version.IsPublished);
        return new TemplateSummary(
            rule.Kind, rule.Key, current.Title, current.TitleEnglish, current.Number, versions.FirstOrDefault(version => !version.IsPublished)?.Number,
            [.. versions.Select(version => new TemplateVersionView(
                version.Number, version.Title, version.IsPublished, version.Comment, version.Author is { } author ? names.GetValueOrDefault(author) : null, version.EditedAt, version.PublishedAt, version.PreviewedAt, version.RowVersion))]);
    }

    private static PaperRule Find(string key) => PaperRule.Find(key) ?? throw NotFound();

    private static void RequireMayEdit(Actor actor)
    {
        if (!MayEdit(actor))
            throw new RuleViolationException("forbidden", "Templates are edited by an administrator at the top of the tree.");
    }

    private static RuleViolationException NotFound() => new("not-found", "There is no such template or version.");

    private static RuleViolationException Changed() => new("template-changed", "Somebody else has changed the draft meanwhile. Read it again; nothing was saved.", "body");
}
