using System.Globalization;

namespace AidWorkflows.Domain.Papers;

/// <summary>
/// A document as it was produced: which template, which facts (by their hash), which file. The same facts give the same document
/// again, so that what is printed twice is one paper.
/// </summary>
public sealed class ProducedPaper
{
    public ProducedPaper(Guid id, PaperIssue issue, PaperOrigin origin, byte[] fileHash, int size, Guid? producedBy, DateTimeOffset now)
    {
        Id = id;
        Kind = issue.Rule.Kind;
        OrganisationId = issue.OrganisationId;
        OrganisationPath = issue.OrganisationPath;
        Year = issue.Year;
        Serial = issue.Serial;
        Number = issue.Number;
        SubjectId = origin.SubjectId;
        CaseId = origin.CaseId;
        ArchiveId = origin.ArchiveId;
        TemplateVersion = origin.TemplateVersion;
        FactsHash = origin.FactsHash;
        Title = origin.Title;
        FileHash = Convert.ToHexStringLower(fileHash);
        Size = size;
        MediaType = issue.Rule.MediaType;
        ProducedBy = producedBy;
        ProducedAt = now;
    }

    // For the object-relational mapper.
    private ProducedPaper()
    {
    }

    public Guid Id { get; private set; }

    public PaperKind Kind { get; private set; }

    public string Number { get; private set; } = "";

    public string Title { get; private set; } = "";

    /// <summary>The union that issued and numbered it.</summary>
    public Guid OrganisationId { get; private set; }

    /// <summary>Of the union whose case it is about: who oversees it may read it.</summary>
    public string OrganisationPath { get; private set; } = "";

    public int Year { get; private set; }

    public int Serial { get; private set; }

    /// <summary>The case, visit, letter, notice, exit, report or union that it is about.</summary>
    public Guid SubjectId { get; private set; }

    public Guid? CaseId { get; private set; }

    public Guid? ArchiveId { get; private set; }

    public int TemplateVersion { get; private set; }

    /// <summary>Keyed hash of the facts (HMAC-SHA-256), hexadecimal: the same facts are found again, and cannot be guessed from it.</summary>
    public string FactsHash { get; private set; } = "";

    /// <summary>SHA-256 of the file before it was sealed, hexadecimal.</summary>
    public string FileHash { get; private set; } = "";

    public int Size { get; private set; }

    public string MediaType { get; private set; } = "";

    public DateTimeOffset ProducedAt { get; private set; }

    /// <summary>Null when the workflow did.</summary>
    public Guid? ProducedBy { get; private set; }
}

/// <summary>Who numbers a document, and which number it gets.</summary>
public sealed record PaperIssue(PaperRule Rule, Guid OrganisationId, string OrganisationPath, int Year, int Serial)
{
    public string Number => string.Create(CultureInfo.InvariantCulture, $"{Rule.Word}〔{Year:0000}〕{Serial:0000}号");
}

/// <summary>What a document was made from.</summary>
public sealed record PaperOrigin(Guid SubjectId, Guid? CaseId, Guid? ArchiveId, string Title, int TemplateVersion, string FactsHash);
