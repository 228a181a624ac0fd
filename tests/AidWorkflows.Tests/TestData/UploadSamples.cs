using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace AidWorkflows.Tests.TestData;

/// <summary>Small files of each kind, and hostile ones.</summary>
internal static class UploadSamples
{
    public static byte[] Pdf(string text = "1") => Encoding.ASCII.GetBytes($"%PDF-1.4\n% {text}\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

    public static byte[] Png(int width = 2, int height = 2)
    {
        var bytes = new byte[57];
        byte[] mark = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13];
        mark.CopyTo(bytes, 0);
        "IHDR"u8.CopyTo(bytes.AsSpan(12));
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(20), height);
        "IEND"u8.CopyTo(bytes.AsSpan(49));
        return bytes;
    }

    /// <summary>With so many bytes of picture, as a photo from a phone has them.</summary>
    public static byte[] Jpeg(int size = 64, ushort width = 800, ushort height = 600)
    {
        var bytes = new byte[size + 23];
        byte[] start = [0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0];
        start.CopyTo(bytes, 0);
        bytes[^2] = 0xFF;
        bytes[^1] = 0xD9;
        return bytes;
    }

    public static byte[] Docx(params (string Name, byte[] Content)[] more) =>
        Zip([("[Content_Types].xml", "<Types/>"u8.ToArray()), ("word/document.xml", "<w:document/>"u8.ToArray()), .. more]);

    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.SmallestSize).Open();
                entry.Write(content);
            }
        }

        return buffer.ToArray();
    }

    /// <summary>A docx of a few kilobytes that unpacks to so many megabytes.</summary>
    public static byte[] Bomb(int megabytes) => Docx(("word/media/image1.xml", new byte[megabytes * 1024 * 1024]));

    /// <summary>The same with a directory that lies about the size.</summary>
    public static byte[] LyingBomb(int megabytes)
    {
        var bytes = Bomb(megabytes);
        Span<byte> size = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(size, megabytes * 1024 * 1024);
        for (var at = bytes.AsSpan().IndexOf(size); at >= 0; at = bytes.AsSpan().IndexOf(size))
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), 1000);
        return bytes;
    }
}
