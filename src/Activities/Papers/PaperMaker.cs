using System.Security.Cryptography;
using System.Text;
using AidWorkflows.Data;
using AidWorkflows.Data.Papers;
using AidWorkflows.Data.Protection;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Papers;
using AidWorkflows.Domain.Rules;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Activities.Papers;

/// <summary>
/// Makes documents, in the caller's transaction: number, file and row come and go together. The same facts give the document that
/// there is already.
/// </summary>
public sealed class PaperMaker(AidDbContext db, TemplateLibrary templates, PaperFactsReader reader, PaperRenderer renderer, FieldProtector protector)
{
    /// <summary>Tracks the new document; the caller saves it.</summary>
    /// <exception cref="RuleViolationException">not-found, when there is nothing that such a document could be about.</exception>
    public async Task<MadePaper> MakeAsync(PaperKind kind, Guid subjectId, Guid? personId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var rule = PaperRule.Of(kind);
        var source = await reader.ReadAsync(rule, subjectId, now, cancellationToken);
        var facts = PaperRenderer.Write(source.Facts);

        // Keyed: whoever reads the table could else try out numbers until the hash agrees.
        var hash = Convert.ToHexStringLower(protector.BlindIndex(SealedColumns.PaperFactsIndex, Encoding.UTF8.GetString(facts)));
        if (await FindAsync(kind, subjectId, hash, cancellationToken) is { } known)
            return new MadePaper(known, await OpenAsync(known, cancellationToken));

        var template = await templates.CurrentAsync(kind, cancellationToken);
        var today = ChinaTime.DateOf(now);
        var serial = await PaperNumbers.NextAsync(db, source.IssuedBy, rule.Word, today.Year, cancellationToken);
        var issue = new PaperIssue(rule, source.IssuedBy, source.OrganisationPath, today.Year, serial);
        var content = renderer.Render(rule, template.Id, template.Body, new PaperMark(template.Title, issue.Number, today, OriginOf(rule, template.Number)), facts);
        var bytes = Encoding.UTF8.GetBytes(content);
        var origin = new PaperOrigin(subjectId, source.CaseId, source.ArchiveId, template.Title, template.Number, hash);
        var paper = new ProducedPaper(RisingId.New(now), issue, origin, SHA256.HashData(bytes), bytes.Length, personId, now);
        db.Add(paper);
        db.Add(new PaperContent { PaperId = paper.Id, Sealed = protector.Seal(SealedColumns.PaperContent, paper.Id, bytes) });
        if (source.CaseId is { } caseId)
            db.Add(new CaseEvent("paper-produced", caseId, null, personId, now, new Dictionary<string, string> { ["paper"] = rule.Key, ["number"] = issue.Number }));
        return new MadePaper(paper, content);
    }

    /// <summary>What a template would give with the facts of a real subject. Nothing is kept, and no number is used.</summary>
    public async Task<string> PreviewAsync(PaperRule rule, TemplateText template, int number, Guid subjectId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        TemplateCheck.Require(rule, template.Body);
        var source = await reader.ReadAsync(rule, subjectId, now, cancellationToken);
        var today = ChinaTime.DateOf(now);
        var sample = new PaperIssue(rule, source.IssuedBy, source.OrganisationPath, today.Year, 0);
        return renderer.Render(rule, null, template.Body, new PaperMark(template.Title, $"{sample.Number}（预览）", today, OriginOf(rule, number)), PaperRenderer.Write(source.Facts));
    }

    /// <exception cref="RuleViolationException">not-found, when the document was destroyed with its archive.</exception>
    public async Task<string> OpenAsync(ProducedPaper paper, CancellationToken cancellationToken)
    {
        var content = await db.Set<PaperContent>().FindAsync([paper.Id], cancellationToken)
            ?? throw new RuleViolationException("not-found", $"The document {paper.Number} was destroyed with the archive that it belonged to.");
        return Encoding.UTF8.GetString(protector.OpenBytes(SealedColumns.PaperContent, paper.Id, content.Sealed));
    }

    private async Task<ProducedPaper?> FindAsync(PaperKind kind, Guid subjectId, string hash, CancellationToken cancellationToken) =>
        db.Set<ProducedPaper>().Local.FirstOrDefault(paper => paper.Kind == kind && paper.SubjectId == subjectId && paper.FactsHash == hash)
        ?? await db.Set<ProducedPaper>().FirstOrDefaultAsync(paper => paper.Kind == kind && paper.SubjectId == subjectId && paper.FactsHash == hash, cancellationToken);

    private static string OriginOf(PaperRule rule, int version) => $"模板 {rule.Key} 第{version}版";
}

/// <summary>A document and what is in it.</summary>
public sealed record MadePaper(ProducedPaper Paper, string Content);
