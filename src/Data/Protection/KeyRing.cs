using System.Security.Cryptography;

namespace AidWorkflows.Data.Protection;

/// <summary>
/// The keys of personal fields: one current key to seal with, older ones to open what was sealed before a rotation, and the key of
/// the blind index, which has no successor because a new one would mean indexing every row again.
/// </summary>
public sealed class KeyRing
{
    internal const int KeyBytes = 32;

    private readonly Dictionary<uint, byte[]> keys;

    internal KeyRing(uint currentKeyId, IReadOnlyDictionary<uint, byte[]> keys, byte[] blindIndexKey)
    {
        CurrentKeyId = currentKeyId;
        this.keys = new(keys);
        BlindIndexKey = blindIndexKey;
    }

    public uint CurrentKeyId { get; }

    public int KeyCount => keys.Count;

    internal byte[] BlindIndexKey { get; }

    internal IReadOnlyDictionary<uint, byte[]> Keys => keys;

    /// <summary>A ring that lives in memory only, for tests and for trying things out.</summary>
    public static KeyRing CreateNew()
    {
        var id = NewKeyId([]);
        return new KeyRing(id, new Dictionary<uint, byte[]> { [id] = NewKey() }, NewKey());
    }

    /// <summary>
    /// Loads the ring. A missing file is an error: a new ring beside an existing database would make every sealed field unreadable.
    /// </summary>
    public static KeyRing Load(string path) => KeyFile.Read(path);

    /// <summary>Loads the ring, or makes it on the very first start; of several nodes starting together one wins.</summary>
    public static KeyRing LoadOrCreate(string path)
    {
        if (!File.Exists(path))
            KeyFile.TryWriteNew(path, CreateNew());

        return KeyFile.Read(path);
    }

    /// <summary>
    /// Adds a new current key to the file and keeps the older ones. All nodes have to load the file again before any of them
    /// meets a field sealed with the new key; then the rotation job seals the old fields anew.
    /// </summary>
    public static KeyRing Rotate(string path)
    {
        var rotated = KeyFile.Read(path).WithNewCurrentKey();
        KeyFile.Overwrite(path, rotated);
        return rotated;
    }

    internal KeyRing WithNewCurrentKey()
    {
        var id = NewKeyId(keys.Keys);
        return new KeyRing(id, new Dictionary<uint, byte[]>(keys) { [id] = NewKey() }, BlindIndexKey);
    }

    private static byte[] NewKey() => RandomNumberGenerator.GetBytes(KeyBytes);

    private static uint NewKeyId(IReadOnlyCollection<uint> taken)
    {
        uint id;
        do
        {
            id = BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(sizeof(uint)));
        }
        while (taken.Contains(id));

        return id;
    }
}
