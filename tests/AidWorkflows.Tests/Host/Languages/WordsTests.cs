using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AidWorkflows.Data.Publishing;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Domain.Letters;
using AidWorkflows.Domain.Notices;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.Outreach;
using AidWorkflows.Domain.Payments;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Reports;
using AidWorkflows.Engine.Definitions;

namespace AidWorkflows.Tests.Host.Languages;

public sealed partial class WordsTests
{
    private static readonly string Root = FindRoot();
    private static readonly Dictionary<string, string> Chinese = Read("zh-CN");
    private static readonly Dictionary<string, string> English = Read("en");

    [Fact]
    public void Both_languages_have_the_same_keys() => Assert.Equal(Chinese.Keys.Order(StringComparer.Ordinal), English.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Both_languages_have_the_same_places_for_arguments()
    {
        foreach (var (key, text) in Chinese)
            Assert.Equal(Places(text), Places(English[key]));
    }

    [Fact]
    public void No_text_is_empty() => Assert.DoesNotContain(Chinese.Concat(English), pair => pair.Value.Length == 0);

    /// <summary>Keys written out in pages and page code, whatever is done with them.</summary>
    [Fact]
    public void Every_key_that_a_page_names_exists()
    {
        var named = Sources().SelectMany(source => Named().Matches(source).Select(match => match.Groups["key"].Value)).ToHashSet(StringComparer.Ordinal);
        Assert.True(named.Count > 150, $"Only {named.Count} keys were found; the pattern no longer fits how pages name them.");
        Assert.DoesNotContain(named, key => !Chinese.ContainsKey(key));
    }

    /// <summary>Keys built from a name, such as T[$"CaseStatus.{status}"], need a word for every name.</summary>
    [Fact]
    public void Every_choice_has_a_word()
    {
        Type[] enums =
        [
            typeof(CaseStatus), typeof(RequestStatus), typeof(PaymentStatus), typeof(HumanTaskStatus), typeof(AidKind), typeof(FamilyRelation),
            typeof(SchoolStage), typeof(IncomeKind), typeof(RigidExpenseKind), typeof(LossCause), typeof(OrganisationLevel), typeof(DefinitionEventKind), typeof(PublicationRequestStatus), typeof(ProblemSeverity),
            typeof(ArchiveState), typeof(ArchiveOrigin), typeof(NoticeState), typeof(LetterKind), typeof(DeliveryMethod),
            typeof(ExitRoute), typeof(ExitState), typeof(WorkerSignature), typeof(AppealReceiver), typeof(AppealDecision), typeof(ReportReceiver), typeof(ReportStatus),
            typeof(TransferState), typeof(QualityMeasure), typeof(OutreachKind), typeof(AssistanceManner), typeof(AidWorkflows.Host.Archives.ArchiveListKind), typeof(StaffChangeKind), typeof(OrganisationChangeKind),
        ];
        var expected = enums.SelectMany(type => Enum.GetNames(type).Select(name => $"{type.Name}.{name}"))
            .Concat(StaffRoles.All.SelectMany(role => new[] { $"Role.{role}", $"Role.{role}.About" }))
            .Concat(AidProgrammes.All.Select(programme => $"Programme.{programme}"));
        Assert.DoesNotContain(expected, key => !Chinese.ContainsKey(key));
    }

    [Fact]
    public void Every_event_that_the_domain_records_has_a_sentence()
    {
        var codes = Files("src/Domain", "*.cs").SelectMany(source => Recorded().Matches(source).Select(match => match.Groups["code"].Value)).ToHashSet(StringComparer.Ordinal);
        Assert.Contains("case-opened", codes);
        Assert.DoesNotContain(codes, code => !Chinese.ContainsKey($"Event.{code}"));
    }

    /// <summary>Steps, outcomes, fields and warnings of the shipped workflows read well in both languages.</summary>
    [Fact]
    public void Everything_the_shipped_workflows_show_has_an_English_word()
    {
        var workflows = string.Concat(Files("workflows", "*.json"));
        var outcomes = Outcomes().Matches(workflows).SelectMany(match => Quoted().Matches(match.Value).Select(text => text.Groups["text"].Value)).ToHashSet(StringComparer.Ordinal);
        Assert.Contains("同意", outcomes);
        Assert.DoesNotContain(outcomes, outcome => !English.ContainsKey($"Outcome.{outcome}"));
        var steps = Steps().Matches(workflows).Select(match => match.Groups["key"].Value).ToHashSet(StringComparer.Ordinal);
        Assert.Contains("county-review", steps);
        Assert.DoesNotContain(steps, step => !English.ContainsKey($"TaskTitle.{step}"));
    }

    [Fact]
    public void English_has_no_Chinese_left_in_it() =>
        Assert.DoesNotContain(English, pair => pair.Value.Any(c => c is >= '\u4E00' and <= '\u9FFF'));

    private static IEnumerable<string> Sources() => Files("src/Host", "*.cshtml").Concat(Files("src/Host/Pages", "*.cs")).Concat(Files("src/Host/Site", "*.cs")).Concat(Files("src/Host/Languages", "*.cs"));

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/node_modules/", StringComparison.Ordinal))
            .Select(File.ReadAllText);

    private static string[] Places(string text) => [.. Place().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal)];

    private static Dictionary<string, string> Read(string language) =>
        XDocument.Load(Path.Combine(Root, "src/Host/Resources", $"Words.{language}.resx")).Root!.Elements("data")
            .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value, StringComparer.Ordinal);

    private static string FindRoot([CallerFilePath] string here = "")
    {
        var above = new DirectoryInfo(Path.GetDirectoryName(here)!);
        while (!File.Exists(Path.Combine(above.FullName, "AidWorkflows.sln")))
            above = above.Parent ?? throw new InvalidOperationException("AidWorkflows.sln was not found above this file.");
        return above.FullName;
    }

    // T["Key"], words["Key"], label="Key", hint="Key", and keys handed on: any quoted "Area.Word" whose area the word list knows.
    [GeneratedRegex("""(?:(?:T|words|texts)\[|(?:label|hint)=|TempData\["Notice"\] = |(?:Again|Done)\(|new\([^)]*?, )"(?<key>[A-Z][A-Za-z0-9]*(?:\.[A-Za-z0-9-]+)*)"(?!\{)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named();

    [GeneratedRegex("""(?:Record\(|Tell\(archive,)\s*"(?<code>[a-z-]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Recorded();

    [GeneratedRegex("\"outcomes\": \\{[^}]*\"value\": \"\\[.*?\\]\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Outcomes();

    [GeneratedRegex("""\\"(?<text>[^\\"]+)\\""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex("\"key\": \\{[^}]*?\"value\": \"(?<key>[a-z-]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Steps();

    [GeneratedRegex(@"\{[a-zA-Z0-9]+\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place();
}
