using AidWorkflows.Domain.Registers;

namespace AidWorkflows.Host.Registers;

/// <param name="Known">The same file had been uploaded before; nothing was changed.</param>
public sealed record UploadedImport(ImportView Import, ImportPreview? Preview, bool Known);

/// <summary>An import and how far it has come.</summary>
public sealed record ImportView(
    Guid Id, RegisterKind Register, string FileName, string FileHash, string Encoding, RegisterImportStatus Status, int Rows, int RowsRead, int RowsAccepted, int RowsRefused,
    DateOnly? AsOf, bool IsComplete, string OrganisationName, string UploadedBy, DateTimeOffset UploadedAt, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt)
{
    public int Percent => Rows == 0 ? 100 : (int)(100L * RowsRead / Rows);
}

public sealed record ImportList(IReadOnlyList<ImportView> Items, int TotalCount);

/// <summary>How the columns would be read, with the first rows. Everything that may name a person is masked.</summary>
public sealed record ImportPreview(IReadOnlyList<PreviewColumn> Columns, IReadOnlyList<string> Missing, IReadOnlyList<string> Unknown, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <param name="Field">Null when nobody knows the column; it is not read then.</param>
public sealed record PreviewColumn(int Index, string Heading, string? Field);

public sealed record ImportErrorView(int Line, string Field, string Code, string Message);

public sealed record ImportErrors(IReadOnlyList<ImportErrorView> Items, int TotalCount);

/// <summary>What is confirmed before the rows are read.</summary>
public sealed record ImportStart
{
    /// <summary>Column by field, counted from 0; as guessed when left out.</summary>
    public IReadOnlyDictionary<string, int>? Mapping { get; init; }

    /// <summary>The day of the data, where the rows do not say it.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>The file lists everybody who has something.</summary>
    public bool IsComplete { get; init; }
}
