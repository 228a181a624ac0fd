using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace AidWorkflows.Data.Protection;

/// <summary>The key ring on disk, a small JSON file that only its owner may read.</summary>
internal static class KeyFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static KeyRing Read(string path)
    {
        Content? content;
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            RefuseOthers(path, file);
            content = JsonSerializer.Deserialize<Content>(file, Json);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FieldProtectionException(
                FieldProtectionException.KeyFileMissing,
                $"There is no key file at {path}. Restore it from its own backup, or set Protection:KeyFile to where it is.",
                e);
        }
        catch (JsonException)
        {
            // Without the inner exception: its text can quote the file.
            throw Invalid(path, "it is not JSON of the expected form");
        }

        return ToRing(path, content);
    }

    /// <summary>False when another process was first; its file stays.</summary>
    public static bool TryWriteNew(string path, KeyRing ring)
    {
        MakeDirectory(path);
        var temporary = WriteTemporary(path, ring);
        try
        {
            if (!OperatingSystem.IsWindows())
            {
                if (TryLink(temporary, path))
                    return true;

                if (File.Exists(path))
                    return false;
            }

            File.Move(temporary, path, overwrite: false); // Windows, and file systems without links
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    public static void Overwrite(string path, KeyRing ring) => File.Move(WriteTemporary(path, ring), path, overwrite: true);

    // On Unix File.Move looks whether the target exists and then renames, so of two nodes that start together the second would
    // replace the ring that the first already seals with. A hard link is refused by the kernel when the name is taken.
    private static bool TryLink(string existing, string created) =>
        Link(Encoding.UTF8.GetBytes(existing + '\0'), Encoding.UTF8.GetBytes(created + '\0')) == 0;

    [DllImport("libc", EntryPoint = "link")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link(byte[] existing, byte[] created);

    // A crash while writing must leave the old file or the new one, never half a key.
    private static string WriteTemporary(string path, KeyRing ring)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;

        using var file = new FileStream(temporary, options);
        JsonSerializer.Serialize(file, FromRing(ring), Json);
        file.Flush(flushToDisk: true);
        return temporary;
    }

    private static void MakeDirectory(string path)
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(directory);
        else
            Directory.CreateDirectory(directory, OwnerOnly | UnixFileMode.UserExecute);
    }

    private static void RefuseOthers(string path, FileStream file)
    {
        // On Windows the folder's access list decides; it has no mode to look at.
        if (OperatingSystem.IsWindows() || (File.GetUnixFileMode(file.SafeFileHandle) & Others) == UnixFileMode.None)
            return;

        throw new FieldProtectionException(
            FieldProtectionException.KeyFileReadableByOthers,
            $"The key file {path} is open to other users of this machine. Run: chmod 600 {path}");
    }

    private static KeyRing ToRing(string path, Content? content)
    {
        if (content is not { Current: not null, BlindIndexKey: not null, Keys: not null })
            throw Invalid(path, "it needs current, keys and blindIndexKey");

        Dictionary<uint, byte[]> keys = [];
        foreach (var entry in content.Keys)
        {
            if (entry is not { Id: not null, Key: not null } || !keys.TryAdd(KeyId(path, entry.Id), Key(path, entry.Key)))
                throw Invalid(path, "every key needs an id of its own and a value");
        }

        var current = KeyId(path, content.Current);
        return keys.ContainsKey(current)
            ? new KeyRing(current, keys, Key(path, content.BlindIndexKey))
            : throw Invalid(path, "the current key is not among the keys");
    }

    private static Content FromRing(KeyRing ring) => new(
        FieldProtector.KeyName(ring.CurrentKeyId),
        [.. ring.Keys.Select(key => new Entry(FieldProtector.KeyName(key.Key), Convert.ToBase64String(key.Value)))],
        Convert.ToBase64String(ring.BlindIndexKey));

    private static uint KeyId(string path, string text) =>
        text.Length == 8 && uint.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id)
            ? id
            : throw Invalid(path, "a key id has eight hexadecimal digits");

    private static byte[] Key(string path, string text)
    {
        var key = new byte[KeyRing.KeyBytes];
        return Convert.TryFromBase64String(text, key, out var written) && written == key.Length
            ? key
            : throw Invalid(path, $"a key has {KeyRing.KeyBytes} bytes in base 64");
    }

    private static FieldProtectionException Invalid(string path, string why) => new(
        FieldProtectionException.KeyFileInvalid, $"The key file {path} cannot be used: {why}. Restore it from its own backup.");

    private sealed record Content(string? Current, IReadOnlyList<Entry?>? Keys, string? BlindIndexKey);

    private sealed record Entry(string? Id, string? Key);
}
