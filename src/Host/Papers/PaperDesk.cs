using AidWorkflows.Activities.Papers;
using AidWorkflows.Data;
using AidWorkflows.Data.People;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Letters;
using AidWorkflows.Domain.Notices;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.Papers;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Reports;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Domain.Visits;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Papers;

/// <summary>Lists, makes and opens produced documents for people.</summary>
public sealed class PaperDesk(AidDbContext db, PaperMaker maker, StaffDirectory staff, TimeProvider clock)
{
    private const int Attempts = 4;

    /// <summary>All documents of a case, the newest first.</summary>
    /// <exception cref="RuleViolationException">not-found.</exception>
    public async Task<IReadOnlyList<PaperView>> OfCaseAsync(string caseNumber, Actor actor, CancellationToken cancellationToken)
    {
        var found = await db.Set<AidCase>().AsNoTracking().Where(aidCase => aidCase.CaseNumber == caseNumber)
            .Select(aidCase => new { aidCase.Id, aidCase.OrganisationPath }).SingleOrDefaultAsync(cancellationToken);
        if (found is null || !actor.Oversees(found.OrganisationPath))
            throw NotFound();

        return await ViewsAsync(db.Set<ProducedPaper>().Where(paper => paper.CaseId == found.Id), actor, cancellationToken);
    }

    /// <summary>The documents of one kind about one subject.</summary>
    public Task<IReadOnlyList<PaperView>> OfSubjectAsync(PaperKind kind, Guid subjectId, Actor actor, CancellationToken cancellationToken)
    {
        var path = actor.OrganisationPath;
        return ViewsAsync(db.Set<ProducedPaper>().Where(paper => paper.Kind == kind && paper.SubjectId == subjectId && paper.OrganisationPath.StartsWith(path)), actor, cancellationToken);
    }

    /// <summary>What can be made about a case now: its own documents and those about its visits, letters, notices and exits.</summary>
    public async Task<IReadOnlyList<MakeablePaper>> MakeableAsync(AidCase aidCase, Actor actor, CancellationToken cancellationToken)
    {
        List<MakeablePaper> makeable = [.. PaperRule.All.Where(rule => rule.Subject == PaperSubject.Case).Select(rule => new MakeablePaper(rule, aidCase.Id, null))];
        var visits = await db.Set<Visit>().AsNoTracking().Where(visit => visit.CaseId == aidCase.Id).OrderBy(visit => visit.RecordedAt).Select(visit => new { visit.Id, visit.VisitedOn }).ToListAsync(cancellationToken);
        makeable.AddRange(visits.Select(visit => new MakeablePaper(PaperRule.Of(PaperKind.VisitForm), visit.Id, visit.VisitedOn)));
        var exits = await db.Set<ArchiveExit>().AsNoTracking().Where(exit => exit.ArchiveId == aidCase.ArchiveId).OrderBy(exit => exit.BegunAt).ToListAsync(cancellationToken);
        makeable.AddRange(exits.Where(exit => exit.Route == ExitRoute.Request).Select(exit => new MakeablePaper(PaperRule.Of(PaperKind.ExitApplication), exit.Id, exit.RequestSignedOn)));
        makeable.AddRange(exits.Where(exit => exit.Route == ExitRoute.Finding && exit.MonthsProven is not null)
            .Select(exit => new MakeablePaper(PaperRule.Of(PaperKind.ExitRegistration), exit.Id, Domain.Calendar.ChinaTime.DateOf(exit.BegunAt))));
        return [.. makeable.Where(paper => paper.Rule.MayMake(actor))];
    }

    /// <summary>Makes a document, or finds the one that says the same already.</summary>
    /// <exception cref="RuleViolationException">not-found, forbidden, paper-nothing-to-list.</exception>
    public async Task<PaperView> MakeAsync(PaperRule rule, Guid subjectId, Actor actor, CancellationToken cancellationToken)
    {
        await RequireMayMakeAsync(rule, subjectId, actor, cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
                var made = await maker.MakeAsync(rule.Kind, subjectId, actor.PersonId, clock.GetUtcNow(), cancellationToken);
                await db.SaveChangesAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return (await ViewsAsync(db.Set<ProducedPaper>().Where(paper => paper.Id == made.Paper.Id), actor, cancellationToken))[0];
            }
            catch (DbUpdateException) when (attempt < Attempts)
            {
                // Somebody made the same document at this moment; the next look finds it. The number went back with the transaction.
                db.ChangeTracker.Clear();
            }
        }
    }

    /// <exception cref="RuleViolationException">not-found, forbidden.</exception>
    public async Task<PaperView> GetAsync(Guid id, Actor actor, CancellationToken cancellationToken)
    {
        var path = actor.OrganisationPath;
        var found = await ViewsAsync(db.Set<ProducedPaper>().Where(paper => paper.Id == id && paper.OrganisationPath.StartsWith(path)), actor, cancellationToken);
        return found.Count == 1 ? found[0] : throw NotFound();
    }

    /// <summary>The document itself. That somebody opened one with whole numbers is recorded, in the case's timeline where it is about one case.</summary>
    /// <exception cref="RuleViolationException">not-found, forbidden.</exception>
    public async Task<(PaperView Paper, string Content)> OpenAsync(Guid id, Actor actor, CancellationToken cancellationToken)
    {
        var paper = await db.Set<ProducedPaper>().SingleOrDefaultAsync(candidate => candidate.Id == id, cancellationToken);
        if (paper is null || !actor.Oversees(paper.OrganisationPath))
            throw NotFound();

        var rule = PaperRule.Of(paper.Kind);
        if (!rule.MayRead(actor))
            throw new RuleViolationException("forbidden", "This document has whole identity or card numbers in it; it is for those who work with them.");
        if (rule.ShowsNumbers)
        {
            db.Add(new CaseEvent("paper-opened", paper.CaseId, null, actor.PersonId, clock.GetUtcNow(), new Dictionary<string, string> { ["paper"] = rule.Key, ["number"] = paper.Number }));
            await db.SaveChangesAsync(cancellationToken);
        }

        return ((await ViewsAsync(db.Set<ProducedPaper>().Where(candidate => candidate.Id == id), actor, cancellationToken))[0], await maker.OpenAsync(paper, cancellationToken));
    }

    /// <summary>What a public notice shows, for everybody, while it is up.</summary>
    public async Task<string?> OpenNoticeAsync(Guid noticeId, CancellationToken cancellationToken)
    {
        var paperId = await db.Set<Notice>().AsNoTracking().Where(notice => notice.Id == noticeId && notice.State == NoticeState.Showing).Select(notice => notice.PaperId).SingleOrDefaultAsync(cancellationToken);
        var paper = await db.Set<ProducedPaper>().AsNoTracking().SingleOrDefaultAsync(candidate => candidate.Id == paperId, cancellationToken);
        return paper is null ? null : await maker.OpenAsync(paper, cancellationToken);
    }

    private async Task RequireMayMakeAsync(PaperRule rule, Guid subjectId, Actor actor, CancellationToken cancellationToken)
    {
        var path = rule.Subject switch
        {
            PaperSubject.Case => await PathOfCasesAsync(db.Set<AidCase>().Where(aidCase => aidCase.Id == subjectId), cancellationToken),
            PaperSubject.Visit => await PathOfCasesAsync(db.Set<AidCase>().Where(aidCase => db.Set<Visit>().Any(visit => visit.Id == subjectId && visit.CaseId == aidCase.Id)), cancellationToken)
                ?? await db.Set<HouseholdArchive>().Where(archive => db.Set<Visit>().Any(visit => visit.Id == subjectId && visit.ArchiveId == archive.Id))
                    .Select(archive => archive.OrganisationPath).SingleOrDefaultAsync(cancellationToken),
            PaperSubject.Letter => await PathOfCasesAsync(db.Set<AidCase>().Where(aidCase => db.Set<Letter>().Any(letter => letter.Id == subjectId && letter.CaseId == aidCase.Id)), cancellationToken),
            PaperSubject.Notice => await db.Set<Notice>().Where(notice => notice.Id == subjectId).Select(notice => notice.OrganisationPath).SingleOrDefaultAsync(cancellationToken),
            PaperSubject.Exit => await db.Set<ArchiveExit>().Where(exit => exit.Id == subjectId).Select(exit => exit.OrganisationPath).SingleOrDefaultAsync(cancellationToken),
            PaperSubject.Report => await db.Set<MonthlyReport>().Where(report => report.Id == subjectId).Select(report => report.OrganisationPath).SingleOrDefaultAsync(cancellationToken),
            _ => await db.Set<Organisation>().Where(organisation => organisation.Id == subjectId).Select(organisation => organisation.Path).SingleOrDefaultAsync(cancellationToken),
        };
        if (path is null || !actor.Oversees(path))
            throw NotFound();
        if (!rule.MayMake(actor))
            throw new RuleViolationException("forbidden", "This document is made by those who work on it.");
    }

    private static Task<string?> PathOfCasesAsync(IQueryable<AidCase> cases, CancellationToken cancellationToken) =>
        cases.Select(aidCase => aidCase.OrganisationPath).SingleOrDefaultAsync(cancellationToken);

    private async Task<IReadOnlyList<PaperView>> ViewsAsync(IQueryable<ProducedPaper> papers, Actor actor, CancellationToken cancellationToken)
    {
        var rows = await papers.AsNoTracking().OrderByDescending(paper => paper.ProducedAt).ThenByDescending(paper => paper.Id)
            .Select(paper => new { paper, CaseNumber = db.Set<AidCase>().Where(aidCase => aidCase.Id == paper.CaseId).Select(aidCase => aidCase.CaseNumber).FirstOrDefault() })
            .ToListAsync(cancellationToken);
        var names = await staff.NamesAsync([.. rows.Select(row => row.paper.ProducedBy).OfType<Guid>()], cancellationToken);
        return [.. rows.Select(row => new PaperView(
            row.paper.Id, row.paper.Kind, PaperRule.Of(row.paper.Kind).Key, row.paper.Title, row.paper.Number, row.paper.TemplateVersion, row.paper.FactsHash, row.paper.FileHash, row.paper.Size,
            row.paper.MediaType, row.paper.ProducedAt, row.paper.ProducedBy is { } person ? names.GetValueOrDefault(person) : null, row.paper.SubjectId, row.CaseNumber, PaperRule.Of(row.paper.Kind).MayRead(actor)))];
    }

    private static RuleViolationException NotFound() => new("not-found", "There is no such document.");
}

/// <summary>A document that could be made.</summary>
/// <param name="On">Tells several of one kind apart.</param>
public sealed record MakeablePaper(PaperRule Rule, Guid SubjectId, DateOnly? On);
