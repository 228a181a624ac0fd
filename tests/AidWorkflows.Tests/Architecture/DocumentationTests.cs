using System.Reflection;
using System.Text.RegularExpressions;

namespace AidWorkflows.Tests.Architecture;

/// <summary>What can be checked of the documents without reading them.</summary>
public sealed partial class DocumentationTests
{
    private static IEnumerable<SourceFile> Documents => SourceTree.Texts.Where(file => file.Ends(".md"));

    [Fact]
    public void Every_link_between_documents_leads_somewhere() => Rule.Holds(Documents.SelectMany(BrokenLinks));

    [Fact]
    public void A_broken_link_is_found()
    {
        var document = new SourceFile("docs/sample.md", "[good](architecture.md#projects) [up](../README.md) [bad](no-such-file.md) [outside](https://example.org)");

        Assert.Equal(["docs/sample.md: no-such-file.md"], BrokenLinks(document));
    }

    [Fact]
    public void Decisions_are_numbered_without_gaps()
    {
        var numbers = Documents.Where(file => file.IsBelow("docs/adr")).Select(file => file.Name[..4]).Order(StringComparer.Ordinal).ToList();

        Assert.NotEmpty(numbers);
        Assert.Equal(Enumerable.Range(1, numbers.Count).Select(number => $"{number:0000}"), numbers);
    }

    /// <summary>The twins may say things differently, but what is to be typed is the same.</summary>
    [Fact]
    public void The_Chinese_readme_has_the_same_commands_and_sections()
    {
        var english = SourceTree.Get("README.md");
        var chinese = SourceTree.Get("README.zh-CN.md");

        Assert.NotEmpty(CodeBlocks(english));
        Assert.Equal(CodeBlocks(english), CodeBlocks(chinese));
        Assert.Equal(Headings(english), Headings(chinese));
    }

    /// <summary>A state that is added to the code is added to the document.</summary>
    [Fact]
    public void Every_state_is_in_the_document_of_states()
    {
        var document = SourceTree.Get("docs/state-machines.md").Text;
        var states = StatesOf("Engine").Concat(StatesOf("Domain")).ToList();

        Assert.Contains(states, state => state.Name == "Suspended");
        Rule.Holds(states.Where(state => !document.Contains($"`{state.Name}`", StringComparison.Ordinal)).Select(state => $"{state.Type}.{state.Name}"));
    }

    private static IEnumerable<(string Type, string Name)> StatesOf(string project) =>
        from type in Assembly.Load(ProjectFile.Prefix + project).GetTypes()
        where type.IsEnum && type.Name.EndsWith("Status", StringComparison.Ordinal)
        from name in Enum.GetNames(type)
        select (type.Name, name);

    private static IEnumerable<string> BrokenLinks(SourceFile document) =>
        from Match match in Link().Matches(document.Text)
        let target = match.Groups["target"].Value
        where !target.Contains("://", StringComparison.Ordinal)
        let path = Path.GetFullPath(Path.Combine(SourceTree.Root, Path.GetDirectoryName(document.Path)!, target))
        where !File.Exists(path) && !Directory.Exists(path)
        select $"{document.Path}: {target}";

    private static List<string> CodeBlocks(SourceFile file) => [.. CodeBlock().Matches(file.Text.ReplaceLineEndings("\n")).Select(match => match.Value)];

    private static List<string> Headings(SourceFile file) =>
        [.. file.Lines.Where(line => line.StartsWith('#')).Select(line => line[..line.IndexOf(' ', StringComparison.Ordinal)])];

    [GeneratedRegex(@"\]\((?<target>[^)#\s]+)(#[^)]*)?\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex("^```(sh|bash|powershell)\n.*?^```", RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.Singleline, 1000)]
    private static partial Regex CodeBlock();
}
