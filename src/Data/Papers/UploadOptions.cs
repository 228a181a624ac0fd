using System.ComponentModel.DataAnnotations;

namespace AidWorkflows.Data.Papers;

/// <summary>Section <c>Uploads</c>: where files are kept and how many are taken.</summary>
public sealed class UploadOptions
{
    public const string Section = "Uploads";

    /// <summary>Outside the web root. Every node needs the same folder.</summary>
    [Required]
    public string Folder { get; set; } = "data/files";

    /// <summary>Pages and calls that take a file read at most this much of a request.</summary>
    public const int LargestRequest = 21 * 1024 * 1024;

    [Range(64 * 1024, 20 * 1024 * 1024)]
    public int LargestFileBytes { get; set; } = 10 * 1024 * 1024;

    [Range(1, 1000)]
    public int MostPerCase { get; set; } = 30;

    /// <summary>
    /// Keeps an archive from being opened while a required document is neither here nor allowed to come later. Off: the reviewer sees a
    /// warning and decides.
    /// </summary>
    public bool RequiredBeforeArchive { get; set; }
}
