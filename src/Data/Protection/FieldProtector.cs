using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;

namespace AidWorkflows.Data.Protection;

/// <summary>
/// Seals single personal fields with AES-256-GCM. A sealed field is: format version (1 byte), key id (4), nonce (12), tag (16),
/// ciphertext. It opens only for the purpose ("table.column") and row it was sealed for, so that a value copied to another row
/// of the database is refused.
/// </summary>
public sealed class FieldProtector(KeyRing ring)
{
    private const byte FormatVersion = 1;
    private const int HeaderBytes = 1 + sizeof(uint);
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int OverheadBytes = HeaderBytes + NonceBytes + TagBytes;

    public byte[] Seal(string purpose, Guid rowId, string plain)
    {
        ArgumentNullException.ThrowIfNull(plain);
        var plainBytes = Encode(plain);
        try
        {
            return Seal(purpose, rowId, plainBytes);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plainBytes);
        }
    }

    /// <summary>Seals a whole file.</summary>
    public byte[] Seal(string purpose, Guid rowId, ReadOnlySpan<byte> plain)
    {
        ArgumentException.ThrowIfNullOrEmpty(purpose);
        var sealedField = new byte[OverheadBytes + plain.Length];
        var parts = new Parts(sealedField);
        sealedField[0] = FormatVersion;
        BinaryPrimitives.WriteUInt32BigEndian(sealedField.AsSpan(1), ring.CurrentKeyId);
        RandomNumberGenerator.Fill(parts.Nonce);
        using var aes = new AesGcm(ring.Keys[ring.CurrentKeyId], TagBytes);
        aes.Encrypt(parts.Nonce, plain, parts.Ciphertext, parts.Tag, BoundTo(parts.Header, purpose, rowId));
        return sealedField;
    }

    public string Open(string purpose, Guid rowId, byte[] sealedField)
    {
        var plainBytes = OpenBytes(purpose, rowId, sealedField);
        try
        {
            return Encoding.UTF8.GetString(plainBytes);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plainBytes);
        }
    }

    public byte[] OpenBytes(string purpose, Guid rowId, byte[] sealedField)
    {
        ArgumentException.ThrowIfNullOrEmpty(purpose);
        var keyId = ReadKeyId(sealedField);
        if (!ring.Keys.TryGetValue(keyId, out var key))
        {
            throw new FieldProtectionException(
                FieldProtectionException.UnknownKey,
                $"{purpose} of row {rowId} was sealed with key {KeyName(keyId)}, which is not in the key file. Restore the key file that has it.");
        }

        var parts = new Parts(sealedField);
        var plainBytes = new byte[parts.Ciphertext.Length];
        try
        {
            using var aes = new AesGcm(key, TagBytes);
            aes.Decrypt(parts.Nonce, parts.Ciphertext, parts.Tag, plainBytes, BoundTo(parts.Header, purpose, rowId));
            return plainBytes;
        }
        catch (AuthenticationTagMismatchException e)
        {
            throw new FieldProtectionException(
                FieldProtectionException.Tampered,
                $"{purpose} of row {rowId} was changed outside this program, or belongs to another row. Restore it from a backup.",
                e);
        }
    }

    /// <summary>
    /// A keyed hash to look up and to compare without opening anything. Equal values of one purpose have equal hashes; the same
    /// value under another purpose has another hash.
    /// </summary>
    public byte[] BlindIndex(string purpose, string normalised)
    {
        ArgumentException.ThrowIfNullOrEmpty(purpose);
        ArgumentNullException.ThrowIfNull(normalised);
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, ring.BlindIndexKey);
        hash.AppendData(WithLength(Encode(purpose)));
        hash.AppendData(Encode(normalised));
        return hash.GetHashAndReset();
    }

    public bool NeedsRotation(byte[] sealedField) => ReadKeyId(sealedField) != ring.CurrentKeyId;

    internal static string KeyName(uint id) => id.ToString("x8");

    private static uint ReadKeyId(byte[] sealedField)
    {
        ArgumentNullException.ThrowIfNull(sealedField);
        if (sealedField.Length < OverheadBytes || sealedField[0] != FormatVersion)
        {
            throw new FieldProtectionException(
                FieldProtectionException.NotASealedField,
                $"A value of {sealedField.Length} bytes is no sealed field of a known format. It was damaged, or written by a newer version.");
        }

        return BinaryPrimitives.ReadUInt32BigEndian(sealedField.AsSpan(1));
    }

    // The length in front keeps ("a.b", row) and any other split of the same bytes apart.
    private static byte[] BoundTo(ReadOnlySpan<byte> header, string purpose, Guid rowId) =>
        [.. header, .. WithLength(Encode(purpose)), .. rowId.ToByteArray(bigEndian: true)];

    private static byte[] WithLength(byte[] bytes)
    {
        var result = new byte[sizeof(int) + bytes.Length];
        BinaryPrimitives.WriteInt32BigEndian(result, bytes.Length);
        bytes.CopyTo(result, sizeof(int));
        return result;
    }

    // Encoding.GetBytes would either replace half a surrogate pair silently or quote it in its exception.
    private static byte[] Encode(string text)
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var status = Utf8.FromUtf16(text, bytes, out _, out var written, replaceInvalidSequences: false);
        var result = bytes[..written];
        CryptographicOperations.ZeroMemory(bytes);
        return status == OperationStatus.Done
            ? result
            : throw new ArgumentException("The text has half a surrogate pair and cannot be stored.", nameof(text));
    }

    private readonly ref struct Parts(Span<byte> sealedField)
    {
        public ReadOnlySpan<byte> Header { get; } = sealedField[..HeaderBytes];

        public Span<byte> Nonce { get; } = sealedField.Slice(HeaderBytes, NonceBytes);

        public Span<byte> Tag { get; } = sealedField.Slice(HeaderBytes + NonceBytes, TagBytes);

        public Span<byte> Ciphertext { get; } = sealedField[OverheadBytes..];
    }
}
