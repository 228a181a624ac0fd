namespace AidWorkflows.Domain.People;

/// <summary>A personal field as it is stored: encrypted, and beside it the masked text that lists and letters may show.</summary>
/// <param name="Index">Keyed hash for exact search, where the field is searched at all.</param>
public sealed record SealedField(byte[] Sealed, string Mask, byte[]? Index = null);
