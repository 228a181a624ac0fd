using System.Xml.Linq;

namespace AidWorkflows.Tests.Architecture;

/// <summary>Which project may know which (docs/architecture.md, "Projects"). The order is from the bottom up.</summary>
internal static class ProjectTable
{
    public const int MostProjects = 9;

    /// <summary>Product projects in a chain of references, both ends counted.</summary>
    public const int LongestChain = 4;

    private static readonly string[] Product = ["Engine", "Domain", "Data", "Activities", "ElsaApi", "Host"];

    public static IReadOnlyDictionary<string, string[]> MayReference { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["Engine"] = [],
        ["Domain"] = [],
        ["Data"] = ["Engine", "Domain"],
        ["Activities"] = ["Engine", "Domain", "Data"],
        ["ElsaApi"] = ["Engine", "Data"],
        ["Host"] = ["Engine", "Domain", "Data", "Activities", "ElsaApi"],
        ["Tests"] = Product,
        ["SystemTests"] = Product,
        ["Bench"] = Product,
    };

    public static IReadOnlyList<string> ProductProjects => Product;

    public static IReadOnlyList<ProjectFile> All { get; } = [.. SourceTree.Texts.Where(file => file.Ends(".csproj")).Select(ProjectFile.Parse)];

    /// <summary>References outside the table, in the project files.</summary>
    public static IEnumerable<string> Violations(IEnumerable<ProjectFile> projects)
    {
        foreach (var project in projects)
        {
            if (!MayReference.TryGetValue(project.Name, out var allowed))
                yield return $"{project.Name} is not in the table of projects.";
            else
                foreach (var reference in project.References.Except(allowed, StringComparer.Ordinal))
                    yield return $"{project.Name} must not reference {reference}.";
        }
    }

    /// <summary>How many projects the longest chain of references has. A circle counts as endless.</summary>
    public static int ChainFrom(string name, IReadOnlyList<ProjectFile> projects, int seen = 1)
    {
        if (seen > projects.Count)
            return int.MaxValue;
        var references = projects.Single(project => project.Name == name).References;
        return references.Count == 0 ? seen : references.Max(reference => ChainFrom(reference, projects, seen + 1));
    }
}

/// <summary>What a project file says. Names are without the common prefix.</summary>
internal sealed record ProjectFile(string Name, IReadOnlyList<string> References, IReadOnlyList<string> Packages, IReadOnlyList<string> Frameworks, string Sdk)
{
    public const string Prefix = "AidWorkflows.";

    public static ProjectFile Parse(SourceFile file)
    {
        var root = XDocument.Parse(file.Text).Root!;
        return new ProjectFile(
            Short(file.Name),
            [.. Included(root, "ProjectReference").Select(path => Short(path[(path.LastIndexOfAny(['/', '\\']) + 1)..]))],
            [.. Included(root, "PackageReference")],
            [.. Included(root, "FrameworkReference")],
            (string?)root.Attribute("Sdk") ?? "");
    }

    private static IEnumerable<string> Included(XElement root, string item) =>
        root.Descendants(item).Select(element => (string?)element.Attribute("Include")).OfType<string>();

    private static string Short(string fileName) => Path.GetFileNameWithoutExtension(fileName).Replace(Prefix, "", StringComparison.Ordinal);
}
