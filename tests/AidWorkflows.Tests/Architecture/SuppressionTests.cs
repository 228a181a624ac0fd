using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace AidWorkflows.Tests.Architecture;

/// <summary>A rule may be switched off, but never without the reason beside it.</summary>
public sealed partial class SuppressionTests
{
    [Fact]
    public void Every_rule_that_is_off_has_its_reason_above_it() => Rule.Holds(WithoutReason(SourceTree.Get(".editorconfig").Lines));

    [Fact]
    public void A_rule_without_reason_is_found()
    {
        string[] lines =
        [
            "# CA0001/CA0002: a reason for both.",
            "dotnet_diagnostic.CA0001.severity = none",
            "dotnet_diagnostic.CA0002.severity = silent",
            "dotnet_diagnostic.CA0003.severity = none",
            "",
            "dotnet_diagnostic.CA0001.severity = none",
            "# CA0004:",
            "dotnet_diagnostic.CA0004.severity = none",
            "dotnet_diagnostic.CA0005.severity = warning",
        ];

        Assert.Equal(["CA0003", "CA0001", "CA0004"], WithoutReason(lines));
    }

    [Fact]
    public void Every_pragma_has_its_reason() =>
        Rule.Holds(SourceTree.Code.SelectMany(file => PragmasWithoutReason(file.Lines).Select(line => $"{file.Path}({line})")));

    [Fact]
    public void A_pragma_without_reason_is_found()
    {
        string[] lines = ["#pragma warning " + "disable CA0001", "#pragma warning " + "disable CA0002 // The framework calls it.", "#pragma warning restore"];

        Assert.Equal([1], PragmasWithoutReason(lines));
    }

    [Fact]
    public void Every_suppression_attribute_has_its_reason() =>
        Rule.Holds(CodeShape.All.SelectMany(AttributesWithoutReason));

    [Fact]
    public void An_attribute_without_reason_is_found()
    {
        var file = new SourceFile(
            "sample.cs",
            """
            [SuppressMessage("Security", "CA0001", Justification = "Changes nothing.")]
            class Said;

            [SuppressMessage("Security", "CA0002")]
            class Unsaid;

            [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA0003", Justification = " ")]
            class Blank;
            """);

        Assert.Equal(2, AttributesWithoutReason(new CodeShape(file)).Count());
    }

    [Fact]
    public void Every_NoWarn_has_its_reason() =>
        Rule.Holds(SourceTree.Texts.Where(file => file.Ends(".csproj") || file.Ends(".props") || file.Ends(".targets"))
            .SelectMany(file => NoWarnsWithoutReason(file.Text).Select(rules => $"{file.Path}: {rules}")));

    [Fact]
    public void A_NoWarn_without_reason_is_found()
    {
        const string Project = "<Project><PropertyGroup><!-- Why. --><NoWarn>CA0001</NoWarn><Nullable>enable</Nullable><NoWarn>CA0002</NoWarn></PropertyGroup></Project>";

        Assert.Equal(["CA0002"], NoWarnsWithoutReason(Project));
    }

    /// <summary>The comment directly above the group must name the rule and say something about it.</summary>
    private static IEnumerable<string> WithoutReason(string[] lines)
    {
        var comment = "";
        var inGroup = false;
        foreach (var line in lines)
        {
            if (line.StartsWith('#'))
            {
                comment = inGroup ? line : comment + "\n" + line;
                inGroup = false;
            }
            else if (SwitchedOff().Match(line) is { Success: true } match)
            {
                inGroup = true;
                var rule = match.Groups["rule"].Value;
                if (!comment.Split('\n').Any(reason => reason.Contains(rule, StringComparison.Ordinal) && reason[(reason.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim().Length > 3))
                    yield return rule;
            }
            else
            {
                (comment, inGroup) = ("", false);
            }
        }
    }

    private static IEnumerable<int> PragmasWithoutReason(string[] lines) =>
        from number in Enumerable.Range(1, lines.Length)
        let line = lines[number - 1].TrimStart()
        where line.StartsWith("#pragma warning " + "disable", StringComparison.Ordinal) && !ReasonBehind().IsMatch(line)
        select number;

    private static IEnumerable<string> AttributesWithoutReason(CodeShape shape) =>
        from attribute in shape.Attributes
        where attribute.Name.ToString().EndsWith("SuppressMessage", StringComparison.Ordinal)
        let reason = attribute.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.Text == "Justification")
        where reason is null || reason.Expression.ToString().Trim('"', ' ').Length == 0
        select $"{shape.File.Path}: {attribute}";

    private static IEnumerable<string> NoWarnsWithoutReason(string xml) =>
        from element in XDocument.Parse(xml).Descendants("NoWarn")
        where element.NodesBeforeSelf().LastOrDefault(node => node is XElement or XComment) is not XComment
        select element.Value;

    [GeneratedRegex(@"^dotnet_diagnostic\.(?<rule>\w+)\.severity\s*=\s*(none|silent)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SwitchedOff();

    [GeneratedRegex(@"//\s*\w.{5,}$", RegexOptions.None, 1000)]
    private static partial Regex ReasonBehind();
}
