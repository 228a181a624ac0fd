using Microsoft.Net.Http.Headers;

namespace AidWorkflows.Host.Studio;

/// <summary>One file of the package, with the twins that were compressed when the package was made.</summary>
/// <param name="Path">Where it lies on disk.</param>
/// <param name="ContentType">The type of the file itself, which a compressed twin keeps.</param>
/// <param name="IsFingerprinted">Its name changes with its content, so a browser may keep it for ever.</param>
internal sealed record StudioFile(string Path, string ContentType, bool IsFingerprinted, bool HasBrotli, bool HasGzip)
{
    private const string Brotli = "br";
    private const string Gzip = "gzip";
    private const string Any = "*";

    public bool HasTwins => HasBrotli || HasGzip;

    /// <summary>What the client likes best of what there is. Null is the file as it is.</summary>
    public string? Encoding(IList<StringWithQualityHeaderValue> accepted)
    {
        var (brotli, gzip) = (HasBrotli ? Quality(accepted, Brotli) : 0, HasGzip ? Quality(accepted, Gzip) : 0);

        // Not named, the plain file is acceptable but the last choice; it is also what is sent to a client that accepts nothing.
        var plain = accepted.FirstOrDefault(value => value.Value.Equals("identity", StringComparison.OrdinalIgnoreCase))?.Quality ?? 0;
        if (brotli > 0 && brotli >= gzip && brotli >= plain)
            return Brotli;
        return gzip > 0 && gzip >= plain ? Gzip : null;
    }

    public string PathOf(string? encoding) => encoding switch
    {
        Brotli => Path + ".br",
        Gzip => Path + ".gz",
        _ => Path,
    };

    private static double Quality(IList<StringWithQualityHeaderValue> accepted, string encoding)
    {
        var named = accepted.FirstOrDefault(value => value.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase))
            ?? accepted.FirstOrDefault(value => value.Value.Equals(Any, StringComparison.Ordinal));
        return named is null ? 0 : named.Quality ?? 1;
    }
}
