using System.Text.Json;
using AidWorkflows.ElsaApi.Descriptors;
using AidWorkflows.Engine.Definitions;

namespace AidWorkflows.ElsaApi.Definitions;

/// <summary>A problem of a definition in words.</summary>
/// <param name="Message">Chinese and English in one, because Studio shows it as it is.</param>
/// <param name="Text">In the reader's language alone; null where the reader is not known.</param>
public sealed record ProblemView(
    string Message, string? Text, string Severity, string Code, string? ActivityId, string? NodeId, string? ActivityName, string? Property, int? Line, int? Column)
{
    private static readonly Dictionary<string, string> ChineseTexts = Load();

    /// <summary>It is an error that the published version does not have.</summary>
    public bool Forbids { get; init; }

    internal static ProblemView From(DefinitionProblem problem) => From(problem, null);

    internal static ProblemView From(DefinitionProblem problem, Language? language)
    {
        var place = (problem.ActivityName, problem.Property) switch
        {
            (null, null) => "",
            (null, var property) => $"{property}: ",
            (var name, null) => $"{name}: ",
            var (name, property) => $"{name}.{property}: ",
        };
        var at = problem.Line is null ? "" : $" ({problem.Line}:{problem.Column})";
        var chinese = Chinese(problem) + at;
        return new ProblemView(
            $"{place}{chinese} / {problem.Message}",
            language switch { Language.Chinese => chinese, Language.English => problem.Message, _ => null },
            problem.Severity.ToString(), problem.Code, problem.ActivityId, problem.NodeId, problem.ActivityName, problem.Property, problem.Line, problem.Column);
    }

    internal static bool HasChinese(string code) => ChineseTexts.ContainsKey(code);

    private static string Chinese(DefinitionProblem problem) => ChineseTexts.TryGetValue(problem.Code, out var text)
        ? text.Replace("{subject}", problem.Subject, StringComparison.Ordinal).Replace("{detail}", problem.Detail, StringComparison.Ordinal).Replace("（）", "", StringComparison.Ordinal)
        : problem.Code;

    private static Dictionary<string, string> Load()
    {
        using var stream = typeof(ProblemView).Assembly.GetManifestResourceStream("problem-texts.json") ?? throw new InvalidOperationException("The resource problem-texts.json is missing.");
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!;
    }
}
