using System.Runtime.CompilerServices;
using AidWorkflows.Activities.Papers;
using AidWorkflows.Domain.Papers;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Tests.Domain.Papers;

public sealed class TemplateCheckTests
{
    private static readonly PaperRule Letter = PaperRule.Of(PaperKind.RefusalNotice);
    private static readonly PaperRule Notice = PaperRule.Of(PaperKind.PublicNotice);

    [Theory]
    [InlineData("<h1>x</h1>\n{{{name}}}", "template-raw-output 2")]
    [InlineData("{{&name}}", "template-raw-output 1")]
    [InlineData("a\nb\n{{applicant.phone}}", "template-unknown-field 3")]
    [InlineData("{{#each reasons}}{{name}}{{/each}}", "template-unknown-field 1")]
    [InlineData("{{#each name}}{{/each}}", "template-type 1")]
    [InlineData("{{money name}}", "template-type 1")]
    [InlineData("{{reasons}}", "template-type 1")]
    [InlineData("{{lookup name}}", "template-helper 1")]
    [InlineData("{{#with name}}{{/with}}", "template-helper 1")]
    [InlineData("{{#if name}}x", "template-block 1")]
    [InlineData("x{{/if}}", "template-block 1")]
    [InlineData("{{else}}", "template-block 1")]
    [InlineData("{{> other}}", "template-syntax 1")]
    [InlineData("{{#*inline \"a\"}}{{/inline}}", "template-syntax 1")]
    [InlineData("{{name", "template-syntax 1")]
    [InlineData("<script>alert(1)</script>", "template-markup 1")]
    [InlineData("<p onclick=\"x()\">", "template-markup 1")]
    [InlineData("<img src=x>", "template-markup 1")]
    [InlineData("<a href=\"x\">", "template-markup 1")]
    [InlineData("<p class=\"{{name}}\">", "template-markup 1")]
    [InlineData("{{#if name}}{{#if name}}{{#if name}}{{#if name}}{{#if name}}{{#if name}}{{#if name}}x{{/if}}{{/if}}{{/if}}{{/if}}{{/if}}{{/if}}{{/if}}", "template-depth 1")]
    public void A_mistake_is_named_with_its_line(string body, string expected)
    {
        var problems = TemplateCheck.Check(Letter, body);
        Assert.Contains(problems, problem => $"{problem.Code} {problem.Arguments[0]}" == expected);
    }

    [Theory]
    [InlineData("{{name}} {{mask name}} {{date writtenOn}} {{paper.number}} {{date paper.date}}")]
    [InlineData("{{#each reasons}}{{ordinal @index}} {{this}} {{../name}}{{else}}none{{/each}}{{#if name}}a{{else}}b{{/if}}")]
    [InlineData("{{!-- a comment --}}<table class=\"kv\"><tr><td colspan=\"2\">x</td></tr></table>")]
    public void What_templates_are_written_with_passes(string body) => Assert.Empty(TemplateCheck.Check(Letter, body));

    [Fact]
    public void A_template_is_bounded()
    {
        Assert.Equal("template-too-long", Assert.Single(TemplateCheck.Check(Letter, new string('x', TemplateCheck.LongestBody + 1))).Code);
        Assert.Equal("field-required", Assert.Single(TemplateCheck.Check(Letter, " ")).Code);
    }

    /// <summary>2.6: the static text of a notice is scanned like what it is filled with.</summary>
    [Theory]
    [InlineData("<p>监督电话：0564-3312345</p>")]
    [InlineData("<p>340102<b>19900101</b>1234</p>")]
    [InlineData("<p>34010219900101&#49;234</p>")]
    [InlineData("<p>因尿毒症</p>")]
    [InlineData("<p>家住皋城路128号</p>")]
    public void S052_a_notice_with_personal_data_in_its_own_text_is_refused(string body)
    {
        Assert.Contains(TemplateCheck.Check(Notice, body), problem => problem.Code == "notice-personal-data");
        Assert.DoesNotContain(TemplateCheck.Check(Letter, body), problem => problem.Code == "notice-personal-data");
    }

    /// <summary>S-052: there is no field for what a notice must not show, so no template can ask for it.</summary>
    [Theory]
    [InlineData("{{name}}")]
    [InlineData("{{idNumber}}")]
    [InlineData("{{phone}}")]
    [InlineData("{{account}}")]
    [InlineData("{{employer}}")]
    [InlineData("{{members}}")]
    public void S052_a_notice_has_no_field_for_personal_data(string body) =>
        Assert.Contains(TemplateCheck.Check(Notice, body), problem => problem.Code == "template-unknown-field");

    [Fact]
    public void Only_documents_that_have_to_carry_them_know_whole_numbers()
    {
        Assert.Equal([PaperKind.Authorisation, PaperKind.ApprovalForm, PaperKind.PaymentList], PaperRule.All.Where(rule => rule.ShowsNumbers).Select(rule => rule.Kind));
        Assert.Equal(PaperRule.All.Count, PaperRule.All.Select(rule => rule.Key).Distinct().Count());
        Assert.Equal(Enum.GetValues<PaperKind>(), PaperRule.All.Select(rule => rule.Kind));
    }

    /// <summary>S-041 to S-053, S-070, S-083, S-084, S-089, S-095: each document of the procedure comes with a template that passes.</summary>
    [Theory]
    [MemberData(nameof(Keys))]
    public void Each_document_has_a_template_that_passes(string key)
    {
        var text = File.ReadAllText(Path.Combine(Templates(), $"{key}.hbs"));
        var body = text[(text.IndexOf("--}}", StringComparison.Ordinal) + 5)..];
        Assert.Empty(TemplateCheck.Check(PaperRule.Find(key)!, body));
        if (!PaperRule.Find(key)!.IsText)
        {
            Assert.StartsWith("<h1>", body, StringComparison.Ordinal);
            Assert.Contains("class=\"seal\"", body, StringComparison.Ordinal);
        }
    }

    public static TheoryData<string> Keys() => [.. PaperRule.All.Select(rule => rule.Key)];

    [Fact]
    public void What_is_filled_in_is_escaped_and_bounded()
    {
        var renderer = new PaperRenderer();
        var facts = new LetterFacts
        {
            Union = "总工会",
            CaseNumber = "AW-1",
            Name = "<script>alert('x')</script>\"&",
            IdNumber = "340***",
            AppliedOn = new DateOnly(2026, 1, 2),
            WrittenOn = new DateOnly(2026, 3, 4),
            Reasons = ["{{name}}", "b"],
        };
        var mark = new PaperMark("标题", "困帮告〔2026〕0001号", new DateOnly(2026, 3, 5), "模板 refusal-notice 第1版");
        var page = renderer.Render(Letter, null, "<p>{{name}}</p>{{date writtenOn}}{{#each reasons}}[{{ordinal @index}}{{this}}]{{/each}}{{paper.number}}", mark, PaperRenderer.Write(facts));

        Assert.Contains("<p>&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp;</p>2026年3月4日[1{{name}}][2b]困帮告〔2026〕0001号", page, StringComparison.Ordinal);
        Assert.Contains("<footer>困帮告〔2026〕0001号", page, StringComparison.Ordinal);

        var many = facts with { Reasons = [.. Enumerable.Repeat(new string('x', 1000), 100)] };
        var refusal = Assert.Throws<RuleViolationException>(() => renderer.Render(Letter, null, string.Concat(Enumerable.Repeat("{{#each reasons}}{{this}}{{/each}}", 50)), mark, PaperRenderer.Write(many)));
        Assert.Equal("template-output", refusal.Code);
    }

    private static string Templates([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "..", "templates"));
}
