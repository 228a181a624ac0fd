namespace AidWorkflows.Domain.Registers;

/// <summary>What one register says about one person: the rows of the newest source that knows of them.</summary>
/// <param name="Rows">None when a complete list does not have the person, which says that there is nothing.</param>
/// <param name="NameDiffers">The register has another name under this identity number.</param>
public sealed record RegisterAnswer(RegisterKind Kind, Guid? MemberId, DateOnly AsOf, bool NameDiffers, IReadOnlyList<RegisterRow> Rows);

public sealed record RegisterRow(Guid ExtractId, IReadOnlyDictionary<string, string> Facts);
