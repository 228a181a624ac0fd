using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Papers;

/// <summary>
/// Looks into an uploaded file before anything of it is kept: by its bytes and not by what the browser says. Nothing is unpacked to
/// the disk, and no more is unpacked at all than the limit.
/// </summary>
public static class UploadInspector
{
    private static readonly uint[] CheckTable = MakeCheckTable();

    private static ReadOnlySpan<byte> PngMark => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> ZipMark => [0x50, 0x4B, 0x03, 0x04];

    /// <exception cref="RuleViolationException">upload-empty, upload-too-large, upload-type, upload-content-differs, upload-damaged, upload-picture-too-large, upload-unpacked-too-large, upload-active-content.</exception>
    public static InspectedUpload Inspect(string fileName, byte[] content, UploadLimits limits)
    {
        if (content.Length == 0)
            throw Refusal("upload-empty", "The file is empty.");
        if (content.Length > limits.LargestFile)
            throw TooLarge(limits.LargestFile);

        var named = Path.GetExtension(fileName).ToLowerInvariant() switch
        {
            ".jpg" or ".jpeg" => UploadType.Jpeg,
            ".png" => UploadType.Png,
            ".pdf" => UploadType.Pdf,
            ".docx" => UploadType.Docx,
            _ => throw Refusal("upload-type", "Files are taken as jpg, png, pdf or docx.", "jpg, png, pdf, docx"),
        };
        if (Recognise(content) != named)
            throw Refusal("upload-content-differs", $"What is in the file is no {named}. A renamed file is not taken; save it in the right format.", named.ToString().ToLowerInvariant());

        switch (named)
        {
            case UploadType.Png:
                RequirePicture(PngSize(content), limits);
                break;
            case UploadType.Jpeg:
                RequirePicture(JpegSize(content), limits);
                break;
            case UploadType.Pdf:
                RequirePdf(content);
                break;
            default:
                RequireDocx(content, limits);
                break;
        }

        return new InspectedUpload(named, content.Length, Convert.ToHexStringLower(SHA256.HashData(content)));
    }

    public static RuleViolationException TooLarge(int limit) =>
        Refusal("upload-too-large", $"A file has at most {limit / 1024 / 1024} MB.", limit / 1024 / 1024);

    private static UploadType? Recognise(ReadOnlySpan<byte> content) =>
        content.StartsWith(PngMark) ? UploadType.Png
        : content.StartsWith("%PDF-"u8) ? UploadType.Pdf
        : content.StartsWith(ZipMark) ? UploadType.Docx
        : content is [0xFF, 0xD8, 0xFF, ..] ? UploadType.Jpeg
        : null;

    private static (int Width, int Height)? PngSize(ReadOnlySpan<byte> content)
    {
        if (content.Length < 45 || !content[12..16].SequenceEqual("IHDR"u8) || content[..^4].LastIndexOf("IEND"u8) < 0)
            return null;

        return (BinaryPrimitives.ReadInt32BigEndian(content[16..]), BinaryPrimitives.ReadInt32BigEndian(content[20..]));
    }

    /// <summary>Walks the segments to the one that says how large the picture is.</summary>
    private static (int Width, int Height)? JpegSize(ReadOnlySpan<byte> content)
    {
        var at = 2;
        while (at + 9 < content.Length && content[at] == 0xFF)
        {
            var marker = content[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            if (marker is (>= 0xC0 and <= 0xCF) and not (0xC4 or 0xC8 or 0xCC))
            {
                return content[at..].LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]) < 0
                    ? null
                    : (BinaryPrimitives.ReadUInt16BigEndian(content[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(content[(at + 5)..]));
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(content[(at + 2)..]);
            if (length < 2 || marker == 0xDA)
                return null;

            at += 2 + length;
        }

        return null;
    }

    private static void RequirePicture((int Width, int Height)? size, UploadLimits limits)
    {
        if (size is not ({ } width and > 0, { } height and > 0))
            throw Damaged();
        if (width > limits.LargestSide || height > limits.LargestSide || (long)width * height > limits.MostPixels)
            throw Refusal("upload-picture-too-large", $"A picture has at most {limits.LargestSide} pixels on a side.", limits.LargestSide);
    }

    // Viewers find the end of a file within its last kilobyte; scripts and attached files have no place in a scan.
    private static void RequirePdf(ReadOnlySpan<byte> content)
    {
        if (content[^Math.Min(content.Length, 1024)..].IndexOf("%%EOF"u8) < 0)
            throw Damaged();
        if (content.IndexOf("/JavaScript"u8) >= 0 || content.IndexOf("/Launch"u8) >= 0 || content.IndexOf("/EmbeddedFile"u8) >= 0)
            throw Refusal("upload-active-content", "The file has scripts or files inside. Print it to a plain PDF and upload that.");
    }

    private static void RequireDocx(byte[] content, UploadLimits limits)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
            if (zip.Entries.Count > limits.MostEntries)
                throw Bomb(limits);
            if (zip.GetEntry("word/document.xml") is null || zip.GetEntry("[Content_Types].xml") is null)
                throw Refusal("upload-content-differs", "What is in the file is no docx. A renamed file is not taken; save it in the right format.", "docx");
            if (zip.Entries.Any(entry => IsActive(entry.FullName)))
                throw Refusal("upload-active-content", "The file has macros or programs inside. Save it without them.");

            RequireSmall(zip, content.Length, limits);
        }
        catch (InvalidDataException)
        {
            throw Damaged();
        }
    }

    private static bool IsActive(string name) =>
        name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase) || name.Contains("/activeX/", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(".exe", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".bin", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);

    // The sizes in the directory are what the sender wrote there, so what really comes out is counted.
    private static void RequireSmall(ZipArchive zip, int packed, UploadLimits limits)
    {
        var most = Math.Min(limits.LargestUnpacked, Math.Max(1024 * 1024, (long)packed * limits.LargestRatio));
        if (zip.Entries.Any(entry => entry.Length > most) || zip.Entries.Sum(entry => entry.Length) > most)
            throw Bomb(limits);

        var buffer = new byte[64 * 1024];
        var unpacked = 0L;
        foreach (var entry in zip.Entries)
        {
            using var stream = entry.Open();
            var check = uint.MaxValue;
            int read;
            while ((read = stream.Read(buffer)) > 0)
            {
                if ((unpacked += read) > most)
                    throw Bomb(limits);
                check = AddTo(check, buffer.AsSpan(0, read));
            }

            // The reader stops where the directory says that the entry ends; whatever unpacks the file later may not.
            if (~check != entry.Crc32)
                throw Damaged();
        }
    }

    // CRC-32 of zip files, as in ISO 3309.
    private static uint AddTo(uint check, ReadOnlySpan<byte> bytes)
    {
        foreach (var one in bytes)
            check = CheckTable[(byte)check ^ one] ^ (check >> 8);
        return check;
    }

    private static uint[] MakeCheckTable()
    {
        var table = new uint[256];
        for (var i = 0u; i < table.Length; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
                value = (value & 1) == 0 ? value >> 1 : 0xEDB88320 ^ (value >> 1);
            table[i] = value;
        }

        return table;
    }

    private static RuleViolationException Bomb(UploadLimits limits) =>
        Refusal("upload-unpacked-too-large", $"Unpacked the file would be too large (at most {limits.LargestUnpacked / 1024 / 1024} MB, {limits.LargestRatio} times its size).", limits.LargestUnpacked / 1024 / 1024, limits.LargestRatio);

    private static RuleViolationException Damaged() => Refusal("upload-damaged", "The file is damaged or incomplete.");

    private static RuleViolationException Refusal(string code, string message, params IReadOnlyList<object?> arguments) => new(code, message, "file", arguments);
}
