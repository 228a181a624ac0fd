using AidWorkflows.Data;
using AidWorkflows.Data.Archives;
using AidWorkflows.Data.Papers;
using AidWorkflows.Data.People;
using AidWorkflows.Data.Protection;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Papers;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Idempotency;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AidWorkflows.Host.Papers;

/// <summary>The files of a case and the documents that it has to bring.</summary>
public sealed class CaseAttachments(
    AidDbContext db, FileStore files, FieldProtector protector, StaffDirectory staff, IdempotentWrites writes, TimeProvider clock, IOptions<UploadOptions> options)
{
    private const int LongestName = 200;

    public UploadOptions Options => options.Value;

    /// <exception cref="RuleViolationException">not-found.</exception>
    public async Task<CaseAttachmentList> ListAsync(string caseNumber, Actor actor, CancellationToken cancellationToken)
    {
        var aidCase = await FindAsync(caseNumber, actor, cancellationToken);
        var rows = await db.Set<Attachment>().AsNoTracking().Where(attachment => attachment.CaseId == aidCase.Id).OrderBy(attachment => attachment.UploadedAt).ThenBy(attachment => attachment.Id).ToListAsync(cancellationToken);
        var names = await staff.NamesAsync([.. rows.SelectMany(row => new[] { row.UploadedBy, row.DecidedBy }).OfType<Guid>()], cancellationToken);
        var needs = await PaperNeeds.ReadAsync(db, aidCase.Id, ChinaTime.Today(clock), cancellationToken);
        return new CaseAttachmentList(
            [.. needs.Select(need => new NeededPaperView(need.Need.Id, need.Need.Name, need.Need.Rule, need.Need.Citation.Document, need.Need.Citation.Clause, need.Status, need.DueOn))],
            [.. rows.Select(row => new AttachmentView(
                row.Id, row.Need, row.Type, row.Size, row.Hash, row.Status, row.Reason,
                MayOpen(actor) ? protector.Open(SealedColumns.AttachmentName, row.Id, row.FileNameSealed) : null,
                names.GetValueOrDefault(row.UploadedBy, ""), row.UploadedAt, row.DecidedBy is { } by ? names.GetValueOrDefault(by) : null, row.DecidedAt,
                row.Status == AttachmentStatus.Provided && row.UploadedBy != actor.PersonId && MayWork(actor)))],
            options.Value.MostPerCase,
            options.Value.LargestFileBytes);
    }

    /// <summary>Inspects a file and keeps it; the file is on the disk before its row is committed.</summary>
    /// <param name="need">The required document's id in the policy; null for anything else.</param>
    /// <exception cref="RuleViolationException">Any of the inspector's, unknown-choice, upload-too-many, upload-known, archive-erased, not-found, forbidden.</exception>
    public async Task<AttachmentView> UploadAsync(string caseNumber, string? need, string fileName, byte[] content, Actor actor, WriteKey? key, CancellationToken cancellationToken)
    {
        var inspected = UploadInspector.Inspect(fileName, content, new UploadLimits(options.Value.LargestFileBytes));
        return await writes.RunAsync<AttachmentView>(key, answer => UploadAsync(caseNumber, need, Named(fileName), inspected, content, actor, answer, cancellationToken), cancellationToken);
    }

    /// <exception cref="RuleViolationException">attachment-decided, four-eyes, field-required, not-found, forbidden.</exception>
    public async Task DecideAsync(Guid id, bool accept, string? reason, Actor actor, CancellationToken cancellationToken)
    {
        var attachment = await TrackAsync(id, actor, cancellationToken);
        RequireWork(actor);
        db.Add(accept ? attachment.Accept(actor.PersonId, clock.GetUtcNow()) : attachment.Reject(reason, actor.PersonId, clock.GetUtcNow()));
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>后补: a required document may come later.</summary>
    /// <exception cref="RuleViolationException">deferral-date, field-required, unknown-choice, archive-erased, not-found, forbidden.</exception>
    public async Task DeferAsync(string caseNumber, string need, DateOnly until, string? reason, Actor actor, CancellationToken cancellationToken)
    {
        var aidCase = await FindAsync(caseNumber, actor, cancellationToken);
        RequireWork(actor);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await ErasedCases.RequireDataAsync(db, aidCase.Id, cancellationToken);
        await RequireNeedAsync(aidCase, need, cancellationToken);
        var (today, now) = (ChinaTime.Today(clock), clock.GetUtcNow());
        var deferral = await db.Set<PaperDeferral>().SingleOrDefaultAsync(candidate => candidate.CaseId == aidCase.Id && candidate.Need == need, cancellationToken);
        if (deferral is null)
            db.Add(deferral = new PaperDeferral(aidCase.Id, need, until, reason, actor.PersonId, today, now));
        else
            deferral.Grant(until, reason, actor.PersonId, today, now);
        db.Add(deferral.Told());
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>The file, for those who decide by it; that it was opened stays in the case's timeline, but not what it is called.</summary>
    public async Task<(Attachment Attachment, byte[] Content)> OpenAsync(Guid id, Actor actor, CancellationToken cancellationToken)
    {
        var attachment = await TrackAsync(id, actor, cancellationToken);
        if (!MayOpen(actor))
            throw new RuleViolationException("forbidden", "What applicants hand in is for those who work on the case.");

        var content = await files.ReadAsync(id, cancellationToken);
        db.Add(attachment.Opened(actor.PersonId, clock.GetUtcNow()));
        await db.SaveChangesAsync(cancellationToken);
        return (attachment, content);
    }

    /// <summary>Who decides about applications; others read that a file is there.</summary>
    public static bool MayOpen(Actor actor) => actor.Has(StaffRoles.Clerk) || actor.Has(StaffRoles.Reviewer);

    public static bool MayWork(Actor actor) => MayOpen(actor) && actor.Level <= Domain.Organisations.OrganisationLevel.County;

    private async Task<AttachmentView> UploadAsync(
        string caseNumber, string? need, string name, InspectedUpload inspected, byte[] content, Actor actor, AnswerOfWrite<AttachmentView> answer, CancellationToken cancellationToken)
    {
        var aidCase = await FindAsync(caseNumber, actor, cancellationToken);
        RequireWork(actor);
        await ErasedCases.RequireDataAsync(db, aidCase.Id, cancellationToken);
        if (need is not null)
            await RequireNeedAsync(aidCase, need, cancellationToken);
        var known = await db.Set<Attachment>().AsNoTracking().Where(attachment => attachment.CaseId == aidCase.Id).Select(attachment => new { attachment.Hash, attachment.Need, attachment.Status }).ToListAsync(cancellationToken);
        if (known.Exists(attachment => attachment.Hash == inspected.Hash && attachment.Need == need && attachment.Status != AttachmentStatus.Rejected))
            throw new RuleViolationException("upload-known", "The very same file is here already.", "file");
        if (known.Count >= options.Value.MostPerCase)
            throw new RuleViolationException("upload-too-many", $"A case has at most {options.Value.MostPerCase} files.", "file", options.Value.MostPerCase);

        var now = clock.GetUtcNow();
        var id = RisingId.New(now);
        await files.WriteAsync(id, content, cancellationToken);
        var attachment = new Attachment(id, aidCase.Id, need, protector.Seal(SealedColumns.AttachmentName, id, name), inspected, actor.PersonId, now);
        db.Add(attachment);
        db.Add(attachment.Told());
        var view = new AttachmentView(id, need, inspected.Type, inspected.Size, inspected.Hash, AttachmentStatus.Provided, null, null, actor.Name, now, null, null, false);
        answer.Is(() => view);
        await SaveUnlessErasedAsync(aidCase.Id, id, cancellationToken);
        return view;
    }

    /// <summary>The archive may be destroyed while the file is written; then neither row nor file stays.</summary>
    private async Task SaveUnlessErasedAsync(Guid caseId, Guid fileId, CancellationToken cancellationToken)
    {
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await ErasedCases.RequireDataAsync(db, caseId, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (RuleViolationException)
        {
            files.Delete(fileId);
            throw;
        }
    }

    private async Task RequireNeedAsync(AidCase aidCase, string need, CancellationToken cancellationToken)
    {
        var needs = await PaperNeeds.ReadAsync(db, aidCase.Id, ChinaTime.Today(clock), cancellationToken);
        if (needs.All(known => known.Need.Id != need))
            throw new RuleViolationException("unknown-choice", "This case does not have to bring such a document.", "need");
    }

    private async Task<Attachment> TrackAsync(Guid id, Actor actor, CancellationToken cancellationToken)
    {
        var attachment = await db.Set<Attachment>().SingleOrDefaultAsync(candidate => candidate.Id == id, cancellationToken);
        var path = attachment is null ? null : await db.Set<AidCase>().Where(aidCase => aidCase.Id == attachment.CaseId).Select(aidCase => aidCase.OrganisationPath).SingleAsync(cancellationToken);
        return path is not null && actor.Oversees(path) ? attachment! : throw new RuleViolationException("not-found", "There is no such file.");
    }

    private async Task<AidCase> FindAsync(string caseNumber, Actor actor, CancellationToken cancellationToken)
    {
        var found = await db.Set<AidCase>().AsNoTracking().SingleOrDefaultAsync(aidCase => aidCase.CaseNumber == caseNumber, cancellationToken);
        return found is not null && actor.Oversees(found.OrganisationPath) ? found : throw new RuleViolationException("not-found", "There is no such case.");
    }

    private static void RequireWork(Actor actor)
    {
        if (!MayWork(actor))
            throw new RuleViolationException("forbidden", "Files are taken and checked by the unions that work on the case.");
    }

    /// <summary>A browser may send a whole path; the name is only shown, never used.</summary>
    private static string Named(string fileName)
    {
        var name = fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..];
        var shown = string.Concat(name.Where(c => !char.IsControl(c) && !char.IsSurrogate(c)));
        return shown.Length <= LongestName ? shown : shown[^LongestName..];
    }
}
