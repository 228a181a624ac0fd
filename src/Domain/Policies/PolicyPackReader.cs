using System.Text;
using System.Text.Json;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Policies;

/// <summary>
/// Reads a pack strictly: unknown fields, missing citations, references to nothing and values that contradict each other are
/// refused, each with a stable code and its JSON path. A pack is read whole or not at all.
/// </summary>
public static partial class PolicyPackReader
{
    public const int MaximumBytes = 200 * 1024;

    private const int MaximumEntries = 100;
    private const decimal MostYuan = 10_000_000m;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 24, CommentHandling = JsonCommentHandling.Disallow };

    /// <exception cref="InvalidInputException">With every mistake found.</exception>
    public static PolicyPack Read(string json) => Read(json, checkWhole: true);

    /// <summary>
    /// A version that has been stored was checked then. Checks that are invented later must not make the pack of an old case
    /// unreadable.
    /// </summary>
    internal static PolicyPack ReadStored(string json) => Read(json, checkWhole: false);

    private static PolicyPack Read(string json, bool checkWhole)
    {
        if (Encoding.UTF8.GetByteCount(json) > MaximumBytes)
            throw Refusal("policy-too-large", $"A pack has at most {MaximumBytes / 1024} KiB.", MaximumBytes / 1024);

        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            List<ValidationProblem> problems = [];
            var pack = ReadPack(new PolicyNode(document.RootElement, "$", problems));

            // Values that could not be read would only be reported a second time as contradictions.
            if (problems.Count == 0 && checkWhole)
                PolicyPackChecks.Check(pack, problems);
            return problems.Count == 0 ? pack : throw new InvalidInputException([.. problems.DistinctBy(problem => (problem.Code, problem.Field))]);
        }
        catch (JsonException e)
        {
            throw Refusal("policy-json", $"The pack is not valid JSON (line {e.LineNumber + 1}, column {e.BytePositionInLine + 1}).", e.LineNumber + 1, e.BytePositionInLine + 1);
        }
    }

    private static InvalidInputException Refusal(string code, string message, params IReadOnlyList<object?> arguments) =>
        new([new ValidationProblem(code, "$", message, arguments)]);

    private static PolicyPack ReadPack(PolicyNode node)
    {
        var pack = new PolicyPack
        {
            Key = node.Identifier("pack"),
            Programme = node.Choice("programme", AidProgrammes.All.ToDictionary(name => name)),
            Organisation = Scope(node, "organisation"),
            Title = node.Text("title"),
            EffectiveFrom = node.Date("effectiveFrom"),
            EffectiveTo = node.OptionalDate("effectiveTo"),
            Documents = [.. Limited(node, "documents").Select(ReadDocument)],
            Standards = ReadStandards(node.Object("standards")),
            Rounding = ReadRounding(node.Object("rounding")),
            AidYear = ReadAidYear(node.Object("aidYear")),
            Aggregation = ReadAggregation(node.Object("aggregation")),
            Income = ReadIncome(node.Object("income")),
            Loss = ReadLoss(node.Object("loss")),
            DeductionSets = [.. Limited(node, "deductionSets").Select(ReadDeductions)],
            Preconditions = [.. Limited(node, "preconditions").Select(ReadPrecondition)],
            Tiers = [.. Limited(node, "tiers").Select(ReadTier)],
            Selection = ReadSelection(node.Object("selection")),
            MultipleAid = ReadMultipleAid(node.Object("multipleAid")),
            Exclusions = [.. Limited(node, "exclusions").Select(ReadExclusion)],
            RequiredDocuments = [.. Limited(node, "requiredDocuments").Select(ReadRequiredDocument)],
            Exit = node.OptionalObject("exit") is { } exit ? ReadExit(exit) : null,
            Visits = node.OptionalObject("visits") is { } visits ? ReadVisits(visits) : null,
        };
        node.Close();
        return pack;
    }

    private static IReadOnlyList<PolicyNode> Limited(PolicyNode node, string name)
    {
        var list = node.Objects(name);
        if (list.Count > MaximumEntries)
            node.Report("policy-too-many", node.PathOf(name), $"At most {MaximumEntries} entries.", MaximumEntries);
        return list;
    }

    private static string Scope(PolicyNode node, string name)
    {
        var scope = node.Text(name);
        if (scope.Length > 0 && !PolicyScope.IsValid(scope))
            node.Report("policy-organisation", node.PathOf(name), "Name the union by its path, as in /china/anhui/luan/, or write * for every union.");
        return scope;
    }

    private static PolicyDocument ReadDocument(PolicyNode node) => Closed(node, new PolicyDocument(
        node.Path, node.Identifier("id"), node.Text("title"), node.OptionalText("number"), node.OptionalText("source")));

    private static StandardTable ReadStandards(PolicyNode node) => Closed(node, new StandardTable(
        node.Path, node.Choice<StandardDate>("use"), node.Citation(), [.. Limited(node, "amounts").Select(ReadStandard)]));

    private static MinimumLivingStandard ReadStandard(PolicyNode node) => Closed(node, new MinimumLivingStandard(
        node.Path,
        Scope(node, "organisation"),
        node.Text("place"),
        node.Choice("level", new Dictionary<string, string> { ["urban"] = "urban", ["rural"] = "rural" }),
        node.Date("from"),
        node.OptionalDate("to"),
        node.Number("monthly", 1, 100_000),
        node.Citation()));

    private static RoundingRule ReadRounding(PolicyNode node)
    {
        var unit = node.Number("unit", 0, 100);
        if (!RoundingRule.Units.Contains(unit))
        {
            node.Report("policy-choice", node.PathOf("unit"), "Round to 0.01, 0.1, 1, 10 or 100 yuan.", "0.01, 0.1, 1, 10, 100");
            unit = RoundingRule.Units[0];
        }

        return Closed(node, new RoundingRule(node.Path, unit, node.Choice<RoundingMode>("mode"), node.Citation()));
    }

    private static AidYearRule ReadAidYear(PolicyNode node) => Closed(node, new AidYearRule(node.Path, node.Period("period"), node.Citation()));

    private static AggregationRule ReadAggregation(PolicyNode node) => Closed(node, new AggregationRule(
        node.Path, node.Choice<AggregationSubject>("subject"), node.Period("period"), node.Citation()));

    private static IncomeRule ReadIncome(PolicyNode node) => Closed(node, new IncomeRule(node.Path, node.Choices<IncomeKind>("counted"), node.Citation()));

    private static LossRule ReadLoss(PolicyNode node) => Closed(node, new LossRule(
        node.Path, node.Choice<LossBasis>("basis"), node.Period("period"), node.Citation()));

    private static DeductionSet ReadDeductions(PolicyNode node) => Closed(node, new DeductionSet(
        node.Path, node.Identifier("id"), [.. Limited(node, "items").Select(ReadDeduction)], node.Citation()));

    private static DeductionItem ReadDeduction(PolicyNode node) => Closed(node, new DeductionItem(
        node.Path, node.Choice<RigidExpenseKind>("kind"), node.OptionalNumber("cap", 0, MostYuan), node.Citation()));

    private static SelectionRule ReadSelection(PolicyNode node) => Closed(node, new SelectionRule(
        node.Path, node.Choice<TierSelection>("choose"), node.Citation()));

    private static MultipleAidRule ReadMultipleAid(PolicyNode node) => Closed(node, new MultipleAidRule(
        node.Path,
        node.Choices<AidKind>("countedAsIncome"),
        node.Choice<AidedCosts>("aidedCosts"),
        node.Choice<AfterDrop>("afterDrop"),
        node.Citation()));

    private static ExclusionRule ReadExclusion(PolicyNode node) => Closed(node, new ExclusionRule(
        node.Path,
        node.Identifier("id"),
        node.Text("name"),
        Rule(node),
        node.Choice<ExclusionEffect>("effect"),
        ReadPredicate(node.Object("when")),
        node.OptionalDate("from"),
        node.OptionalDate("to"),
        node.OptionalText("retired"),
        node.Citation()));

    private static RequiredDocument ReadRequiredDocument(PolicyNode node) => Closed(node, new RequiredDocument(
        node.Path,
        node.Identifier("id"),
        node.Text("name"),
        Rule(node),
        node.OptionalObject("when") is { } when ? ReadPredicate(when) : null,
        node.OptionalPeriod("window"),
        (int?)node.OptionalNumber("followWithinDays", 1, 366),
        node.Citation()));

    private static ExitRule ReadExit(PolicyNode node) => Closed(node, new ExitRule(
        node.Path,
        (int)node.Number("months", 1, 60),
        node.Choice("lifted", ComparisonOperators.Symbols),
        node.Choice("relieved", ComparisonOperators.Symbols),
        node.Citation()));

    private static VisitRule ReadVisits(PolicyNode node) => Closed(node, new VisitRule(
        node.Path, node.Number("doubtfulShare", 0, 1), node.Number("newShare", 0, 1), node.Citation()));

    /// <summary>The requirement a rule comes from, which every line of an explanation names.</summary>
    private static string Rule(PolicyNode node)
    {
        var rule = node.Text("rule");
        if (rule.Length > 0 && (rule.Length > 20 || !char.IsAsciiLetterUpper(rule[0]) || !rule.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')))
            node.Report("policy-rule", node.PathOf("rule"), "A rule's number has at most 20 letters, digits and hyphens and begins with a capital, as in S-012.");
        return rule;
    }

    private static T Closed<T>(PolicyNode node, T value)
    {
        node.Close();
        return value;
    }
}
