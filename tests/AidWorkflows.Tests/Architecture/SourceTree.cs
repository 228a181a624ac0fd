namespace AidWorkflows.Tests.Architecture;

/// <summary>The files of the repository as a fresh clone has them: no build output, no fetched packages, no local data.</summary>
internal static class SourceTree
{
    private static readonly HashSet<string> NotOurs = new(StringComparer.Ordinal)
    {
        ".git", ".vs", ".idea", "bin", "obj", "node_modules", "TestResults", "BenchmarkDotNet.Artifacts", "artifacts",
    };

    private static readonly string[] LocalFolders = ["data", "src/Host/data", "src/Host/wwwroot/lib"];

    private static readonly string[] TextEndings =
    [
        ".cs", ".cshtml", ".csproj", ".css", ".editorconfig", ".html", ".js", ".json", ".md", ".mjs", ".npmrc", ".props", ".resx", ".sh", ".sln", ".sql",
        ".svg", ".targets", ".txt", ".yaml", ".yml", ".config", "/run", ".gitignore", ".hbs",
    ];

    public static string Root { get; } = FindRoot();

    /// <summary>Every text file, with its path from the root and forward slashes.</summary>
    public static IReadOnlyList<SourceFile> Texts { get; } = [.. Walk(new DirectoryInfo(Root)).OrderBy(file => file.Path, StringComparer.Ordinal)];

    /// <summary>C# that people write: generated migrations are left out.</summary>
    public static IReadOnlyList<SourceFile> Code { get; } =
        [.. Texts.Where(file => file.Ends(".cs") && file.IsBelow("src", "tests", "bench") && !file.Path.Contains("/Migrations/", StringComparison.Ordinal))];

    /// <summary>C# of the product.</summary>
    public static IReadOnlyList<SourceFile> ProductCode { get; } = [.. Code.Where(file => file.IsBelow("src"))];

    public static IReadOnlyList<string> Folders { get; } =
        [.. Texts.SelectMany(file => Above(file.Path)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    public static SourceFile Get(string path) => Texts.Single(file => file.Path == path);

    private static IEnumerable<SourceFile> Walk(DirectoryInfo folder)
    {
        foreach (var file in folder.EnumerateFiles())
        {
            var path = FromRoot(file);
            if (TextEndings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)))
                yield return new SourceFile(path, File.ReadAllText(file.FullName));
        }

        foreach (var below in folder.EnumerateDirectories().Where(below => !NotOurs.Contains(below.Name) && !LocalFolders.Contains(FromRoot(below))))
            foreach (var file in Walk(below))
                yield return file;
    }

    private static IEnumerable<string> Above(string path)
    {
        for (var end = path.LastIndexOf('/'); end > 0; end = path.LastIndexOf('/', end - 1))
            yield return path[..end];
    }

    private static string FromRoot(FileSystemInfo entry) => Path.GetRelativePath(Root, entry.FullName).Replace('\\', '/');

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "AidWorkflows.sln")))
                return folder.FullName;
        throw new InvalidOperationException("The tests do not run from below the repository: AidWorkflows.sln was not found.");
    }
}

/// <summary>A file by its path from the root.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    public string[] Lines { get; } = Text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    public bool Ends(string ending) => Path.EndsWith(ending, StringComparison.Ordinal);

    public bool IsBelow(params string[] folders) => folders.Any(folder => Path.StartsWith(folder + "/", StringComparison.Ordinal));
}

internal static class Rule
{
    /// <summary>Passes when nothing breaks the rule; otherwise the message lists everything that does.</summary>
    public static void Holds(IEnumerable<string> violations)
    {
        var found = violations.ToList();
        Assert.True(found.Count == 0, $"{found.Count} violation(s):\n{string.Join('\n', found)}");
    }
}
