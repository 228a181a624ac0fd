namespace AidWorkflows.Tests.Architecture;

/// <summary>Folders are product words, never kinds; a file is found by its name.</summary>
public sealed class NamingTests
{
    private static readonly HashSet<string> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        "Helpers", "Models", "Interfaces", "Common", "Extensions", "Utils", "Utilities", "Misc",
    };

    [Fact]
    public void Folders_are_product_words() => Rule.Holds(FoldersNamedByKind(SourceTree.Folders));

    [Fact]
    public void A_folder_named_by_kind_is_found() =>
        Assert.Equal(["src/Domain/Models"], FoldersNamedByKind(["src/Domain/Models", "src/Domain/Payments", "docs/Models"]));

    [Fact]
    public void No_two_product_files_have_the_same_name() => Rule.Holds(RepeatedNames(SourceTree.ProductCode.Select(file => file.Path)));

    [Fact]
    public void A_repeated_file_name_is_found()
    {
        Assert.Single(RepeatedNames(["src/A/Endpoint.cs", "src/B/Endpoint.cs", "src/B/Other.cs"]));
        Assert.Empty(RepeatedNames(["src/Host/Pages/Cases/Index.cshtml.cs", "src/Host/Pages/Index.cshtml.cs"]));
    }

    private static IEnumerable<string> FoldersNamedByKind(IEnumerable<string> folders) =>
        folders.Where(folder => folder.Split('/') is ["src" or "tests" or "bench", ..] && Kinds.Contains(folder[(folder.LastIndexOf('/') + 1)..]));

    // The name of a page is its address; its folder says which one it is.
    private static IEnumerable<string> RepeatedNames(IEnumerable<string> paths) =>
        paths.Where(path => !path.EndsWith(".cshtml.cs", StringComparison.Ordinal))
            .GroupBy(path => path[(path.LastIndexOf('/') + 1)..], StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1)
            .Select(group => string.Join(", ", group));
}
