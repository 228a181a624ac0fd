using System.Text.RegularExpressions;
using AidWorkflows.Host.Idempotency;
using AidWorkflows.Host.Site;

namespace AidWorkflows.Tests.Architecture;

/// <summary>A form that is sent twice has one effect, so whatever a page writes goes under the key of its form.</summary>
public sealed partial class PageWriteTests
{
    /// <summary>Methods that take a key, as "Type.Method".</summary>
    private static readonly HashSet<string> Keyed = [.. typeof(WriteKey).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods().Where(method => method.GetParameters().Any(parameter => parameter.ParameterType == typeof(WriteKey))).Select(method => $"{type.Name}.{method.Name}"))];

    [Fact]
    public void Every_write_of_a_page_goes_under_the_key_of_its_form()
    {
        var pages = SourceTree.ProductCode.Where(file => file.IsBelow("src/Host/Pages")).ToList();
        var calls = pages.SelectMany(file => Calls(file.Text, Injected(pages.Where(other => ClassOf(other.Text) == ClassOf(file.Text)).Select(other => other.Text))).Select(call => $"{file.Path}: {call}")).ToList();

        Assert.True(calls.Count >= 30, $"only {calls.Count} writes were found");
        Rule.Holds(calls.Where(IsWithoutKey));
    }

    /// <summary>The rule itself: a null is found, also over several lines and in another part of the class; another method of the name is none.</summary>
    [Fact]
    public void A_write_without_a_key_is_found()
    {
        var injected = Injected(["internal sealed class SampleModel(BatchApproval batch, PaperDesk desk) : FormPage"]);

        Assert.Equal(
            ["batch.ApproveAsync(User.ToActor(), Chosen, Comment, null, cancellationToken)", "batch.ApproveAsync(User.ToActor(), Chosen,\n    Comment, KeyOf(new { Chosen }), cancellationToken)"],
            Calls("await batch.ApproveAsync(User.ToActor(), Chosen, Comment, null, cancellationToken); await batch.ApproveAsync(User.ToActor(), Chosen,\n    Comment, KeyOf(new { Chosen }), cancellationToken); desk.MakeAsync(rule, null)", injected));
        Assert.True(IsWithoutKey("batch.ApproveAsync(actor, Chosen, Comment, null, cancellationToken)"));
        Assert.False(IsWithoutKey("batch.ApproveAsync(actor, Chosen, Comment, KeyOf(Chosen), cancellationToken)"));
    }

    /// <summary>The key is only there while the tag helper sees the form and the page can take it in.</summary>
    [Fact]
    public void Every_page_that_writes_under_a_key_is_a_form_page_and_no_form_escapes_the_tag_helper()
    {
        Rule.Holds(SourceTree.ProductCode.Where(file => file.IsBelow("src/Host/Pages") && file.Text.Contains("KeyOf(", StringComparison.Ordinal))
            .Where(file => typeof(FormPage).Assembly.GetTypes().FirstOrDefault(type => type.FullName == ClassOf(file.Text))?.IsSubclassOf(typeof(FormPage)) != true)
            .Select(file => file.Path));
        Rule.Holds(SourceTree.Texts.Where(file => file.Ends(".cshtml")).Where(file => file.Text.Contains("<!form", StringComparison.Ordinal) || Removed().IsMatch(file.Text)).Select(file => file.Path));
    }

    private static bool IsWithoutKey(string call) => !call.Contains("KeyOf(", StringComparison.Ordinal);

    /// <summary>Of the page: many folders have a DetailsModel.</summary>
    private static string ClassOf(string source) => $"{Namespace().Match(source).Groups["name"].Value}.{Class().Match(source).Groups["name"].Value}";

    private static Dictionary<string, string> Injected(IEnumerable<string> sources) => sources.SelectMany(source => Class().Matches(source))
        .SelectMany(match => Parameter().Matches(match.Groups["parameters"].Value))
        .DistinctBy(match => match.Groups["name"].Value, StringComparer.Ordinal)
        .ToDictionary(match => match.Groups["name"].Value, match => match.Groups["type"].Value, StringComparer.Ordinal);

    private static IEnumerable<string> Calls(string source, Dictionary<string, string> injected)
    {
        foreach (Match match in Call().Matches(source))
        {
            if (injected.TryGetValue(match.Groups["on"].Value, out var type) && Keyed.Contains($"{type}.{match.Groups["method"].Value}"))
                yield return source[match.Index..End(source, match.Index + match.Length)];
        }
    }

    /// <summary>Behind the bracket that closes the call.</summary>
    private static int End(string source, int from)
    {
        var depth = 1;
        for (var i = from; i < source.Length; i++)
        {
            depth += source[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0)
                return i + 1;
        }

        return source.Length;
    }

    [GeneratedRegex(@"\bclass (?<name>\w+)(\((?<parameters>[^)]*)\))?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Class();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"(?<type>\w+)(<[^>]*>)? (?<name>\w+)(,|$)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\b(?<on>\w+)\.(?<method>\w+)\(", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Call();

    [GeneratedRegex(@"@removeTagHelper|@tagHelperPrefix", RegexOptions.None, 1000)]
    private static partial Regex Removed();
}
