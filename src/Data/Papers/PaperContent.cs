namespace AidWorkflows.Data.Papers;

/// <summary>
/// The file of a produced document, sealed. In the database and not beside it, because it is made within a burst, and a burst has no
/// effect outside its one commit.
/// </summary>
public sealed class PaperContent
{
    public Guid PaperId { get; set; }

    public byte[] Sealed { get; set; } = [];
}
