namespace AidWorkflows.Domain.Papers;

/// <summary>The files that are taken. What a file is called has to agree with what is in it.</summary>
public enum UploadType
{
    Jpeg = 0,
    Png = 1,
    Pdf = 2,
    Docx = 3,
}

/// <summary>A file that has passed the inspection.</summary>
/// <param name="Hash">SHA-256, hexadecimal.</param>
public sealed record InspectedUpload(UploadType Type, int Size, string Hash)
{
    public string MediaType => MediaTypeOf(Type);

    public static string MediaTypeOf(UploadType type) => type switch
    {
        UploadType.Jpeg => "image/jpeg",
        UploadType.Png => "image/png",
        UploadType.Pdf => "application/pdf",
        _ => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    };
}

/// <summary>How much is taken.</summary>
/// <param name="LargestUnpacked">What a docx may hold unpacked, in bytes.</param>
public sealed record UploadLimits(int LargestFile, int MostEntries = 1000, long LargestUnpacked = 64 * 1024 * 1024, int LargestRatio = 100, int LargestSide = 12_000, long MostPixels = 80_000_000);
