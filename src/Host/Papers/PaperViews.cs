using AidWorkflows.Domain.Papers;

namespace AidWorkflows.Host.Papers;

/// <summary>A produced document as lists show it.</summary>
/// <param name="MayRead">False for one with whole numbers, for readers who do not work with them.</param>
public sealed record PaperView(
    Guid Id, PaperKind Kind, string Key, string Title, string Number, int TemplateVersion, string FactsHash, string FileHash, int Size, string MediaType,
    DateTimeOffset ProducedAt, string? ProducedBy, Guid SubjectId, string? CaseNumber, bool MayRead);

/// <summary>A required document and how it stands.</summary>
public sealed record NeededPaperView(string Id, string Name, string Rule, string Document, string Clause, NeededPaperStatus Status, DateOnly? DueOn);

/// <summary>An uploaded file.</summary>
/// <param name="FileName">As the applicant called it; null for readers who may not open it.</param>
public sealed record AttachmentView(
    Guid Id, string? Need, UploadType Type, int Size, string Hash, AttachmentStatus Status, string? Reason, string? FileName,
    string UploadedBy, DateTimeOffset UploadedAt, string? DecidedBy, DateTimeOffset? DecidedAt, bool MayDecide);

public sealed record CaseAttachmentList(IReadOnlyList<NeededPaperView> Required, IReadOnlyList<AttachmentView> Attachments, int MostFiles, int LargestFileBytes);

/// <summary>A template with its versions.</summary>
public sealed record TemplateSummary(PaperKind Kind, string Key, string Title, string TitleEnglish, int Current, int? Draft, IReadOnlyList<TemplateVersionView> Versions);

public sealed record TemplateVersionView(int Number, string Title, bool IsPublished, string Comment, string? Author, DateTimeOffset EditedAt, DateTimeOffset? PublishedAt, DateTimeOffset? PreviewedAt, long RowVersion);

public sealed record TemplateDetails(string Key, int Number, string Title, string TitleEnglish, string Body, bool IsPublished, bool IsPreviewed, long RowVersion, IReadOnlyList<string> Fields);

/// <summary>One line of a comparison.</summary>
/// <param name="Change">' ' in both, '-' only before, '+' only after.</param>
public sealed record ComparedLine(char Change, int? Before, int? After, string Text);

public sealed record LatePaper(string CaseNumber, string ApplicantName, string OrganisationName, string Paper, DateOnly DueOn);
