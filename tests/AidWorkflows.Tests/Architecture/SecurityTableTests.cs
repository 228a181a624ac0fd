using System.Text.RegularExpressions;

namespace AidWorkflows.Tests.Architecture;

/// <summary>The table of known weaknesses in docs/security.md says the truth about its tests.</summary>
public sealed partial class SecurityTableTests
{
    [Fact]
    public void Each_finding_has_a_row_and_its_tests_exist()
    {
        var rows = SourceTree.Get("docs/security.md").Lines.Select(line => Row().Match(line)).Where(match => match.Success).ToList();
        Assert.Equal(Enumerable.Range(1, 21), rows.Select(row => int.Parse(row.Groups["number"].Value, System.Globalization.CultureInfo.InvariantCulture)));
        foreach (var row in rows)
        {
            var named = Named().Matches(row.Groups["tests"].Value);
            Assert.NotEmpty(named);
            foreach (Match test in named)
                Assert.True(Exists(test.Groups["class"].Value, test.Groups["method"].Value), $"Finding {row.Groups["number"].Value}: there is no test {test.Value}.");
        }
    }

    /// <summary>Finding 11: the analyzer makes each use an error, and the only way round it would be a pragma.</summary>
    [Fact]
    public void Predictable_random_numbers_do_not_compile()
    {
        Assert.Contains(SourceTree.Get("BannedSymbols.txt").Lines, line => line.StartsWith("T:System.Random;", StringComparison.Ordinal));
        Assert.DoesNotContain(SourceTree.ProductCode, file => file.Text.Contains("disable RS0030", StringComparison.Ordinal));
        Rule.Holds(SourceTree.ProductCode.Where(file => Predictable().IsMatch(file.Text)).Select(file => file.Path));
    }

    private static bool Exists(string type, string method) =>
        SourceTree.Code.Any(file => file.IsBelow("tests") && file.Name == $"{type}.cs" && file.Text.Contains($" {method}(", StringComparison.Ordinal));

    [GeneratedRegex(@"^\| (?<number>[0-9]+) \|.*\| (?<tests>`.*`) \|$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();

    [GeneratedRegex(@"`(?<class>\w+)\.(?<method>\w+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named();

    [GeneratedRegex(@"\bnew Random\(|\bRandom\.Shared\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Predictable();
}
