using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using AidWorkflows.Domain.Money;
using AidWorkflows.Domain.Papers;
using AidWorkflows.Domain.Rules;
using HandlebarsDotNet;

namespace AidWorkflows.Activities.Papers;

/// <summary>
/// Fills a template with facts. The template sees dictionaries of texts and numbers, never one of our objects, and has no helper but
/// those below; what it writes is bounded.
/// </summary>
public sealed class PaperRenderer
{
    private const int LongestOutput = 2 * 1024 * 1024;

    private readonly ConcurrentDictionary<Guid, HandlebarsTemplate<TextWriter, object, object>> compiled = new();

    /// <summary>The whole document: a page with its number and seal, or a text.</summary>
    /// <param name="versionId">Of a published version, which never changes and is compiled once; null for a draft.</param>
    public string Render(PaperRule rule, Guid? versionId, string body, PaperMark mark, byte[] facts)
    {
        var template = versionId is { } id ? compiled.GetOrAdd(id, static (_, given) => Compile(given.rule, given.body), (rule, body)) : Compile(rule, body);
        using var output = new BoundedWriter(LongestOutput);
        try
        {
            template(output, Context(mark, facts));
        }
        catch (HandlebarsException e)
        {
            throw new RuleViolationException("template-fails", $"The template cannot be filled: {e.Message}", "body");
        }

        return rule.IsText ? $"{output.ToString().Trim()}\n" : PaperFrame.Around(mark, output.ToString());
    }

    /// <summary>The facts as they are hashed and filled in.</summary>
    public static byte[] Write(PaperFacts facts) => JsonSerializer.SerializeToUtf8Bytes(facts, facts.GetType(), JsonSerializerOptions.Web);

    private static HandlebarsTemplate<TextWriter, object, object> Compile(PaperRule rule, string body)
    {
        // Once more, whatever way the text came into the database.
        TemplateCheck.Require(rule, body);
        var handlebars = Handlebars.Create(new HandlebarsConfiguration { NoEscape = rule.IsText, TextEncoder = new PaperEncoder() });
        Add(handlebars, "money", value => value is decimal amount ? $"¥{MoneyFormat.Number(amount)}" : "");
        Add(handlebars, "capital", value => value is decimal amount ? CapitalAmount.Of(amount) : "");
        Add(handlebars, "date", value => DateOnly.TryParseExact(value as string, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? $"{day.Year}年{day.Month}月{day.Day}日" : "");
        Add(handlebars, "mask", value => value is string { Length: > 0 } text ? Masked(text) : "");
        Add(handlebars, "ordinal", value => value is int index ? (index + 1).ToString(CultureInfo.InvariantCulture) : "");
        try
        {
            using var reader = new StringReader(body);
            return handlebars.Compile(reader);
        }
        catch (HandlebarsException e)
        {
            throw new RuleViolationException("template-fails", $"The template cannot be read: {e.Message}", "body");
        }
    }

    private static void Add(IHandlebars handlebars, string name, Func<object?, string> format) =>
        handlebars.RegisterHelper(name, (output, _, arguments) => output.Write(format(arguments[0])));

    private static string Masked(string text) => text.Length < 3 ? $"{text[0]}*" : $"{text[0]}{new string('*', text.Length - 2)}{text[^1]}";

    private static Dictionary<string, object?> Context(PaperMark mark, byte[] facts)
    {
        using var document = JsonDocument.Parse(facts);
        var context = (Dictionary<string, object?>)Plain(document.RootElement)!;
        context["paper"] = new Dictionary<string, object?> { ["number"] = mark.Number, ["date"] = mark.On.ToString("O", CultureInfo.InvariantCulture) };
        return context;
    }

    private static object? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().ToDictionary(property => property.Name, property => Plain(property.Value), StringComparer.Ordinal),
        JsonValueKind.Array => value.EnumerateArray().Select(Plain).ToList(),
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetDecimal(),
        _ => null,
    };

    private sealed class BoundedWriter(int limit) : StringWriter(CultureInfo.InvariantCulture)
    {
        public override void Write(char value)
        {
            Require(1);
            base.Write(value);
        }

        public override void Write(string? value)
        {
            Require(value?.Length ?? 0);
            base.Write(value);
        }

        public override void Write(char[] buffer, int index, int count)
        {
            Require(count);
            base.Write(buffer, index, count);
        }

        public override void Write(ReadOnlySpan<char> buffer)
        {
            Require(buffer.Length);
            base.Write(buffer);
        }

        private void Require(int more)
        {
            if (GetStringBuilder().Length + more > limit)
                throw new RuleViolationException("template-output", $"The document would be longer than {limit} characters.", "body", limit);
        }
    }

    /// <summary>Escapes what HTML could misread and leaves Chinese as it is.</summary>
    private sealed class PaperEncoder : ITextEncoder
    {
        public void Encode(StringBuilder? text, TextWriter target) => Encode(text?.ToString(), target);

        public void Encode(string? text, TextWriter target)
        {
            foreach (var c in text ?? "")
                Encode(c, target);
        }

        public void Encode<T>(T? text, TextWriter target)
            where T : IEnumerator<char>
        {
            while (text is not null && text.MoveNext())
                Encode(text.Current, target);
        }

        private static void Encode(char c, TextWriter target)
        {
            switch (c)
            {
                case '<':
                    target.Write("&lt;");
                    break;
                case '>':
                    target.Write("&gt;");
                    break;
                case '&':
                    target.Write("&amp;");
                    break;
                case '"':
                    target.Write("&quot;");
                    break;
                case '\'':
                    target.Write("&#39;");
                    break;
                default:
                    target.Write(c);
                    break;
            }
        }
    }
}

/// <summary>What the document gets when it is made.</summary>
/// <param name="Origin">Template and version, for the foot.</param>
public sealed record PaperMark(string Title, string Number, DateOnly On, string Origin);
