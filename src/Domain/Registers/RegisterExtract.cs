using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Registers;

/// <summary>Where an extract came from.</summary>
/// <param name="Path">The union that obtained it; it serves the cases of that union and those below.</param>
/// <param name="ImportId">The import; null when a clerk entered the answer for one case.</param>
/// <param name="CaseId">The case that it was asked for; null in a file.</param>
/// <param name="Hash">SHA-256 of the file in hexadecimal digits; empty for an entered answer.</param>
/// <param name="Line">Line of the file.</param>
public sealed record ExtractSource(Guid OrganisationId, string Path, Guid? ImportId, Guid? CaseId, string Name, string Hash, int Line, Guid EnteredBy);

/// <summary>Whom an extract is about.</summary>
public sealed record ExtractPerson(string Name, SealedField IdNumber);

/// <summary>What a register says about one person on one day: one row of a file, or one answer that was entered.</summary>
public sealed class RegisterExtract
{
    public RegisterExtract(
        Guid id, RegisterKind kind, ExtractPerson person, IReadOnlyDictionary<string, string> facts, DateOnly asOf, ExtractSource source, DateTimeOffset now)
    {
        Id = id;
        Kind = kind;
        IdNumberSealed = person.IdNumber.Sealed;
        IdNumberMask = person.IdNumber.Mask;
        IdNumberIndex = person.IdNumber.Index ?? throw new ArgumentException("The id number of an extract needs a search index.", nameof(person));
        Name = person.Name;
        Facts = facts;
        AsOf = asOf;
        OrganisationId = source.OrganisationId;
        OrganisationPath = source.Path;
        ImportId = source.ImportId;
        CaseId = source.CaseId;
        SourceName = source.Name;
        SourceHash = source.Hash;
        EnteredBy = source.EnteredBy;
        Line = source.Line;
        EnteredAt = now;
    }

    // For the object-relational mapper.
    private RegisterExtract()
    {
    }

    public Guid Id { get; private set; }

    public RegisterKind Kind { get; private set; }

    public byte[] IdNumberSealed { get; private set; } = [];

    public string IdNumberMask { get; private set; } = "";

    public byte[] IdNumberIndex { get; private set; } = [];

    public string Name { get; private set; } = "";

    /// <summary>Typed values by the names of the register's fields.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; private set; } = new Dictionary<string, string>();

    public DateOnly AsOf { get; private set; }

    public Guid OrganisationId { get; private set; }

    public string OrganisationPath { get; private set; } = "";

    public Guid? ImportId { get; private set; }

    public Guid? CaseId { get; private set; }

    public string SourceName { get; private set; } = "";

    public string SourceHash { get; private set; } = "";

    public int Line { get; private set; }

    public Guid EnteredBy { get; private set; }

    public DateTimeOffset EnteredAt { get; private set; }

    /// <summary>Names are compared without blanks, as registers print them spread out.</summary>
    public bool NameDiffersFrom(string name) => !string.Equals(TypedText.Compact(Name), TypedText.Compact(name), StringComparison.OrdinalIgnoreCase);
}
