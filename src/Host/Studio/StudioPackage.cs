using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace AidWorkflows.Host.Studio;

/// <summary>
/// The files of Elsa's npm package as they come. They are listed once, at the start: what is not in the list cannot be asked
/// for, however its path is written.
/// </summary>
internal sealed partial class StudioPackage
{
    /// <summary>Where <c>dotnet publish</c> puts the package, beside the program.</summary>
    private const string PublishedFolder = "elsa-studio";

    private const string NpmFolder = "node_modules/@elsa-workflows/elsa-studio-wasm";

    // The page that npm ships loads fonts from another host, and its own description is nobody's business.
    private static readonly string[] Unserved = ["index.html", "package.json"];
    private static readonly FileExtensionContentTypeProvider Types = new(new FileExtensionContentTypeProvider().Mappings)
    {
        Mappings =
        {
            [".cur"] = "image/x-icon",
            [".dat"] = "application/octet-stream",
            [".map"] = "application/json",
            [".webmanifest"] = "application/manifest+json",
        },
    };

    private readonly FrozenDictionary<string, StudioFile> files;
    private readonly ConcurrentDictionary<string, EntityTagHeaderValue> tags = new(StringComparer.Ordinal);

    private StudioPackage(string? folder) => files = folder is null ? FrozenDictionary<string, StudioFile>.Empty : List(folder);

    public bool IsMissing => files.Count == 0;

    /// <summary>Beside the published program, or where npm put it: in the project's folder, which is above the built program.</summary>
    public static StudioPackage Find(string contentRoot)
    {
        var published = Path.Combine(AppContext.BaseDirectory, PublishedFolder);
        var places = Above(contentRoot).Concat(Above(AppContext.BaseDirectory)).Select(folder => Path.Combine(folder, NpmFolder)).Prepend(published);
        return new StudioPackage(places.FirstOrDefault(Directory.Exists));
    }

    public StudioFile? Get(string path) => files.GetValueOrDefault(path);

    /// <summary>By content: npm gives every file the same date.</summary>
    public EntityTagHeaderValue TagOf(string path) => tags.GetOrAdd(path, static file =>
    {
        using var stream = File.OpenRead(file);
        return new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(stream).AsSpan(0, 16))}\"");
    });

    private static IEnumerable<string> Above(string folder)
    {
        for (var above = new DirectoryInfo(folder); above is not null; above = above.Parent)
            yield return above.FullName;
    }

    private static FrozenDictionary<string, StudioFile> List(string folder)
    {
        var names = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/')).ToHashSet(StringComparer.Ordinal);
        return names.Where(name => !Unserved.Contains(name) && !IsTwin(name, names)).ToFrozenDictionary(name => "/" + name, name => new StudioFile(
            Path.Combine(folder, name),
            Types.TryGetContentType(name, out var type) ? type : "application/octet-stream",
            Fingerprint().IsMatch(name),
            names.Contains(name + ".br"),
            names.Contains(name + ".gz")), StringComparer.Ordinal);
    }

    private static bool IsTwin(string name, HashSet<string> names) =>
        Path.GetExtension(name) is ".br" or ".gz" && names.Contains(Path.ChangeExtension(name, null));

    // dotnet.runtime.v06hirbjsv.js has one; blazor.webassembly.js has not, although it has as many dots as dotnet.native.wasm.
    [GeneratedRegex(@"\.[a-z0-9]{10}\.(wasm|js|dat|bundle\.scp\.css)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Fingerprint();
}
