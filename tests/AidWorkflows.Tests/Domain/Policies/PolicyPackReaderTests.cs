using System.Text.Json.Nodes;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Policies;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Tests.Domain.Policies;

public sealed class PolicyPackReaderTests
{
    [Fact]
    public void The_shipped_packs_are_good_and_cover_every_programme() =>
        Assert.Equal(AidProgrammes.All.Order(), ShippedPacks.Names.Select(name => ShippedPacks.Get(name).Programme).Order());

    /// <summary>S-001: three governing documents, every value from one of the pack's documents.</summary>
    [Fact]
    public void S001_every_value_names_its_document_and_clause()
    {
        foreach (var pack in ShippedPacks.Names.Select(ShippedPacks.Get))
        {
            var citations = PolicyCitations.Of(pack).ToList();
            Assert.All(citations, entry => Assert.False(string.IsNullOrWhiteSpace(pack.DocumentOf(entry.Citation).Title) || string.IsNullOrWhiteSpace(entry.Citation.Clause)));
            Assert.True(citations.Count >= 15);
        }

        Assert.Equal(["总工办发〔20xx〕13号", "皖工办发〔20xx〕13号", "六工发〔20xx〕47号"], ShippedPacks.Needy.Documents.Skip(1).Take(3).Select(document => document.Number));
    }

    [Fact]
    public void Q31_documents_whose_number_is_redacted_or_missing_are_marked() =>
        Assert.Equal(["plan", "federation", "province", "city", "centre", "notice"], ShippedPacks.Needy.Documents.Where(document => document.IsNumberUnknown).Select(document => document.Id));

    /// <summary>What the text leaves open is a value that says which question it answers, and why so.</summary>
    [Fact]
    public void Open_questions_are_answered_in_the_open()
    {
        var answers = PolicyCitations.Of(ShippedPacks.Needy).Where(entry => entry.Citation.Question is not null).ToList();
        Assert.Superset(
            new HashSet<string> { "Q-01", "Q-02", "Q-03", "Q-06", "Q-09", "Q-10", "Q-11", "Q-12", "Q-13", "Q-14", "Q-16", "Q-17", "Q-24", "Q-27" },
            answers.Select(entry => entry.Citation.Question!).ToHashSet());
    }

    [Fact]
    public void Text_that_is_not_json_is_refused_with_its_place()
    {
        var refused = Assert.Throws<InvalidInputException>(() => PolicyPackReader.Read("{\n  \"pack\": nonsense }"));
        var problem = Assert.Single(refused.Problems);
        Assert.Equal(("policy-json", "$"), (problem.Code, problem.Field));
        Assert.Equal(2L, problem.Arguments[0]);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("3")]
    public void What_is_no_pack_is_refused(string json) =>
        Assert.All(Assert.Throws<InvalidInputException>(() => PolicyPackReader.Read(json)).Problems, problem => Assert.StartsWith("$", problem.Field));

    [Fact]
    public void A_pack_that_is_too_large_is_refused() =>
        Assert.Equal("policy-too-large", Assert.Throws<InvalidInputException>(() => PolicyPackReader.Read(new string(' ', PolicyPackReader.MaximumBytes + 1))).Problems[0].Code);

    [Fact]
    public void A_field_that_is_there_twice_is_refused()
    {
        var twice = ShippedPacks.Text(ShippedPacks.NeedyWorker).Replace("\"title\": \"困难职工帮扶（县级总工会）\",", "\"title\": \"甲\", \"title\": \"乙\",", StringComparison.Ordinal);
        Assert.Contains(Assert.Throws<InvalidInputException>(() => PolicyPackReader.Read(twice)).Problems, problem => problem is { Code: "policy-field-twice", Field: "$.title" });
    }

    public static TheoryData<string, string, string> Mistakes => new()
    {
        // where, what is put there, the refusal
        { "surprise", "1", "policy-unknown-field $.surprise" },
        { "tiers[0].aids[1].ceiling", "20000", "policy-unknown-field $.tiers[0].aids[1].ceiling" },
        { "tiers[0].aids[0].citation", "null", "policy-citation-missing $.tiers[0].aids[0].citation" },
        { "rounding.citation", "null", "policy-citation-missing $.rounding.citation" },
        { "deductionSets[1].items[3].citation", "null", "policy-citation-missing $.deductionSets[1].items[3].citation" },
        { "exclusions[0].citation.document", "\"nowhere\"", "policy-unknown-document $.exclusions[0].citation.document" },
        { "exclusions[0].citation.clause", "\"\"", "policy-text $.exclusions[0].citation.clause" },
        { "exclusions[0].citation.page", "1", "policy-unknown-field $.exclusions[0].citation.page" },
        { "title", "null", "policy-field-required $.title" },
        { "title", "7", "policy-field-type $.title" },
        { "programme", "\"no-such\"", "policy-choice $.programme" },
        { "organisation", "\"china\"", "policy-organisation $.organisation" },
        { "effectiveFrom", "\"1 July\"", "policy-date $.effectiveFrom" },
        { "effectiveTo", "\"2024-12-31\"", "policy-dates-order $.effectiveTo" },
        { "rounding.unit", "0.5", "policy-choice $.rounding.unit" },
        { "rounding.mode", "\"nearest\"", "policy-choice $.rounding.mode" },
        { "aidYear.period", "\"07-01/06-29\"", "policy-period $.aidYear.period" },
        { "standards.amounts[0].monthly", "-1", "policy-out-of-range $.standards.amounts[0].monthly" },
        { "standards.amounts[0].monthly", "740.005", "policy-decimals $.standards.amounts[0].monthly" },
        { "standards.amounts[0].from", "\"2025-02-01\"", "policy-standard-missing $.standards.amounts" },
        { "tiers[0].aids[0].minMonths", "13", "policy-contradiction $.tiers[0].aids[0].minMonths" },
        { "tiers[0].aids[2].minMonths", "8", "policy-contradiction $.tiers[0].aids[2].months" },
        { "tiers[0].aids[3].school", "null", "policy-contradiction $.tiers[0].aids[2]" },
        { "tiers[0].aids[0].school", "\"senior-high\"", "policy-contradiction $.tiers[0].aids[0].school" },
        { "tiers[0].conditions[0].operator", "\"=<\"", "policy-choice $.tiers[0].conditions[0].operator" },
        { "tiers[0].conditions[0].deductions", "\"none\"", "policy-unknown-reference $.tiers[0].conditions[0].deductions" },
        { "tiers[0].conditions[0].limit.yuan", "740", "policy-contradiction $.tiers[0].conditions[0].limit" },
        { "tiers[2].conditions[0].deductions", "\"deep\"", "policy-contradiction $.tiers[2].conditions[0].deductions" },
        { "tiers[1].id", "\"deep\"", "policy-duplicate $.tiers[1].id" },
        { "tiers[1].rule", "\"rule 13\"", "policy-rule $.tiers[1].rule" },
        { "tiers[1].conditions[0].deductions", "\"deep\"", "" },
        { "exclusions[1].when.fact", "\"ownsYacht\"", "policy-unknown-fact $.exclusions[1].when.fact" },
        { "exclusions[1].when.not", """{"fact":"boughtVehicle","is":true}""", "policy-predicate $.exclusions[1].when" },
        { "exclusions[0].when.any", "[]", "policy-predicate $.exclusions[0].when.any" },
        { "exclusions[1].retired", "\"不再适用\"", "policy-contradiction $.exclusions[1].retired" },
        { "exclusions[2].when", """{"fact":"boughtVehicle","is":true}""", "" },
        { "requiredDocuments[6].followWithinDays", "0", "policy-out-of-range $.requiredDocuments[6].followWithinDays" },
        { "income.counted", """["wage","wage"]""", "policy-duplicate $.income.counted" },
        { "income.counted[1]", "\"lottery\"", "policy-choice $.income.counted[1]" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_refused_with_its_code_and_json_path(string place, string value, string refusal)
    {
        if (refusal.Length == 0)
            ShippedPacks.With(json => Put(json, place, value));
        else
            Assert.Contains(refusal, ShippedPacks.Refusals(json => Put(json, place, value)));
    }

    [Fact]
    public void All_mistakes_are_said_at_once() =>
        Assert.Equal(
            ["policy-field-type $.title", "policy-unknown-field $.rounding.decimals", "policy-out-of-range $.tiers[0].aids[1].factor", "policy-unknown-field $.extra"],
            ShippedPacks.Refusals(json =>
            {
                json["title"] = 1;
                json["extra"] = true;
                json["rounding"]!["decimals"] = 2;
                json["tiers"]![0]!["aids"]![1]!["factor"] = 2;
            }));

    [Fact]
    public void Overlapping_standards_of_one_place_are_refused()
    {
        var refusals = ShippedPacks.Refusals(json => AddStandard(json, "2026-07-01", null, 780));
        Assert.Equal(["policy-dates-overlap $.standards.amounts[1].from"], refusals);
        ShippedPacks.With(json =>
        {
            json["standards"]!["amounts"]![0]!["to"] = "2026-06-30";
            AddStandard(json, "2026-07-01", null, 780);
        });
    }

    [Fact]
    public void A_tier_that_nobody_can_reach_is_refused()
    {
        var refusals = ShippedPacks.Refusals(json =>
        {
            var tiers = json["tiers"]!.AsArray();
            tiers[0]!["conditions"]![0]!["limit"]!["standards"] = 2;
            tiers[0]!["conditions"]![0]!["deductions"] = "relative";
            tiers[1]!["conditions"]![0]!["limit"]!["standards"] = 1;
        });
        Assert.Equal(["policy-contradiction $.tiers[1]"], refusals);
    }

    [Fact]
    public void Two_exclusions_with_the_same_facts_and_another_effect_are_refused() =>
        Assert.Contains("policy-contradiction $.exclusions[1].effect", ShippedPacks.Refusals(json =>
        {
            var copy = json["exclusions"]![1]!.DeepClone();
            copy["id"] = "vehicle-again";
            copy["effect"] = "doubt";
            json["exclusions"]!.AsArray().Add(copy);
        }));

    private static void AddStandard(JsonObject json, string from, string? to, decimal monthly)
    {
        var amounts = json["standards"]!["amounts"]!.AsArray();
        var copy = amounts[0]!.DeepClone();
        copy["from"] = from;
        copy["to"] = to;
        copy["monthly"] = monthly;
        amounts.Add(copy);
    }

    /// <summary>Sets "tiers[0].aids[1].factor" and the like; "null" takes the field away.</summary>
    private static void Put(JsonObject json, string place, string value)
    {
        JsonNode node = json;
        var steps = place.Replace("[", ".[", StringComparison.Ordinal).Split('.');
        foreach (var step in steps.SkipLast(1))
            node = step.StartsWith('[') ? node[int.Parse(step.Trim('[', ']'))]! : node[step]!;
        var last = steps[^1];
        var put = JsonNode.Parse(value);
        if (last.StartsWith('['))
            node[int.Parse(last.Trim('[', ']'))] = put;
        else if (put is null)
            node.AsObject().Remove(last);
        else
            node[last] = put;
    }
}
