using AidWorkflows.Domain.People;

namespace AidWorkflows.Domain.Archives;

/// <summary>Somebody whom a household archive covers: its holder, or a member of the household.</summary>
public sealed class ArchivePerson
{
    public ArchivePerson(Guid id, string name, SealedField idNumber, bool isHolder)
    {
        Id = id;
        Name = name;
        IsHolder = isHolder;
        IdNumberSealed = idNumber.Sealed;
        IdNumberMask = idNumber.Mask;
        IdNumberIndex = idNumber.Index ?? throw new ArgumentException("A person of an archive needs a search index.", nameof(idNumber));
        OpenIndex = IdNumberIndex;
    }

    // For the object-relational mapper.
    private ArchivePerson()
    {
    }

    public Guid Id { get; private set; }

    public Guid ArchiveId { get; private set; }

    public string Name { get; private set; } = "";

    public bool IsHolder { get; private set; }

    public byte[] IdNumberSealed { get; private set; } = [];

    public string IdNumberMask { get; private set; } = "";

    public byte[] IdNumberIndex { get; private set; } = [];

    /// <summary>
    /// The search index while the archive is open, null afterwards. Its unique index is what makes one household one archive: nobody
    /// can be in two open ones.
    /// </summary>
    public byte[]? OpenIndex { get; private set; }

    internal void Release() => OpenIndex = null;
}
