namespace AidWorkflows.Data.Registers;

/// <summary>A file that has not been read to its end, sealed like every personal field; gone with its last row.</summary>
public sealed class RegisterFileContent
{
    public Guid ImportId { get; set; }

    public byte[] Sealed { get; set; } = [];
}
