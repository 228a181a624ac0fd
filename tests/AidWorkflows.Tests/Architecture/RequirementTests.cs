using System.Text.RegularExpressions;

namespace AidWorkflows.Tests.Architecture;

/// <summary>docs/requirements.md knows every number of a requirement that is in use, and each of them is tested.</summary>
public sealed partial class RequirementTests
{
    private const string Document = "docs/requirements.md";

    private static readonly IReadOnlyList<string> Known = [.. Row().Matches(SourceTree.Get(Document).Text).Select(match => match.Groups["number"].Value)];

    [Fact]
    public void Every_requirement_is_named_by_a_test()
    {
        var tested = NumbersOf(SourceTree.Code.Where(file => file.IsBelow("tests") && file.Name != $"{nameof(RequirementTests)}.cs"));

        Assert.Contains("S-052", Known);
        Rule.Holds(Known.Where(number => !tested.Contains(number)));
    }

    [Fact]
    public void Every_number_that_is_cited_is_in_the_document()
    {
        var cited = NumbersOf(SourceTree.Texts.Where(file => file.IsBelow("src") || file.IsBelow("tests") || file.IsBelow("docs") || file.IsBelow("policies") || file.IsBelow("workflows")));

        Assert.Contains("Q-09", cited);
        Rule.Holds(cited.Except(Known));
        Assert.Equal(Known.Count, Known.Distinct().Count());
    }

    private static HashSet<string> NumbersOf(IEnumerable<SourceFile> files) =>
        [.. files.SelectMany(file => Number().Matches(file.Text)).Select(match => $"{match.Groups["kind"].Value}-{match.Groups["number"].Value}")];

    // In names of tests without the hyphen: S052_Q20_...
    [GeneratedRegex(@"(?<![A-Za-z0-9\-])((?<kind>S)-?(?<number>[0-9]{3})|(?<kind>Q)-?(?<number>[0-9]{2}))(?![0-9A-Za-z\-])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();

    [GeneratedRegex(@"^\| (?<number>[SQ]-[0-9]+) \|", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Row();
}
