using System.Text.RegularExpressions;
using AidWorkflows.Domain.Notices;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Papers;

/// <summary>
/// Reads a template before it is kept: only fields of its kind, only our helpers, nothing unescaped, no script and nothing from
/// elsewhere. A small part of Handlebars, so that what a template can do is what is listed here.
/// </summary>
public static partial class TemplateCheck
{
    public const int LongestBody = 64 * 1024;
    public const int DeepestBlock = 6;

    private static readonly Dictionary<string, PaperFieldType[]> Formats = new(StringComparer.Ordinal)
    {
        ["money"] = [PaperFieldType.Money],
        ["capital"] = [PaperFieldType.Money],
        ["date"] = [PaperFieldType.Date],
        ["mask"] = [PaperFieldType.Text],
    };

    /// <summary>Everything that is wrong with it; empty when it can be kept.</summary>
    public static IReadOnlyList<ValidationProblem> Check(PaperRule rule, string body)
    {
        if (string.IsNullOrWhiteSpace(body))
            return [new("field-required", "body", "This field is required.")];
        if (body.Length > LongestBody)
            return [new("template-too-long", "body", $"A template has at most {LongestBody} characters.", LongestBody)];

        var reader = new Reader(rule);
        foreach (var token in TemplateToken.Read(body))
            reader.Take(token);
        reader.End();
        if (!rule.IsText)
            reader.CheckMarkup(body);
        if (rule.Kind == PaperKind.PublicNotice)
            reader.CheckPrivacy(body);
        return reader.Problems;
    }

    /// <exception cref="InvalidInputException">With every mistake and its line.</exception>
    public static void Require(PaperRule rule, string body)
    {
        var problems = Check(rule, body);
        if (problems.Count > 0)
            throw new InvalidInputException(problems);
    }

    [GeneratedRegex(@"<\s*/?\s*(script|iframe|frame|object|embed|form|input|button|link|meta|base|img|svg|math|style|video|audio|source|template|a)\b|\bon[a-z]+\s*=|javascript:|\bstyle\s*=|url\s*\(|@import|<!--|\b(src|href|srcdoc|action)\s*=", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ForbiddenMarkup();

    // A field inside a tag would need other escaping than one between tags.
    [GeneratedRegex(@"<[^<>]*\{\{[^<>]*>", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex FieldInTag();

    private sealed class Reader(PaperRule rule)
    {
        private readonly Stack<Block> blocks = new([new Block("", PaperField.Of(rule.Facts), null)]);

        public List<ValidationProblem> Problems { get; } = [];

        public void Take(TemplateToken token)
        {
            var text = token.Text;
            if (text.Length == 0)
                Report("template-syntax", token, "Something is opened with {{ and not closed with }}.");
            else if (token.IsRaw || text[0] == '&')
                Report("template-raw-output", token, "Fields are always escaped; write two braces.");
            else if (text[0] is '>' or '*' || text.StartsWith("#>", StringComparison.Ordinal) || text.StartsWith("#*", StringComparison.Ordinal) || text.Contains('~') || text.Contains('(') || text.Contains('='))
                Report("template-syntax", token, "Partials, decorators and sub-expressions are not used here.");
            else if (text[0] == '#')
                Open(token, Words(text[1..]));
            else if (text[0] == '/')
                Close(token, text[1..].Trim());
            else if (text != "else" && text[0] != '!')
                Output(token, Words(text));
            else if (text == "else" && blocks.Peek().Name is not ("if" or "each" or "unless"))
                Report("template-block", token, "There is no block that this else belongs to.");
        }

        public void End()
        {
            foreach (var open in blocks.Where(block => block.Name.Length > 0))
                Report("template-block", open.Opened!, $"The block {open.Name} is not closed.");
        }

        public void CheckMarkup(string body)
        {
            foreach (Match match in ForbiddenMarkup().Matches(body))
                Add("template-markup", LineOf(body, match.Index), "A template has plain headings, paragraphs and tables; no scripts, links, styles, forms or files.", match.Value.Trim());
            foreach (Match match in FieldInTag().Matches(body))
                Add("template-markup", LineOf(body, match.Index), "Fields stand between tags, not inside them.", "{{");
        }

        public void CheckPrivacy(string body)
        {
            var text = PlainText.Of(Regex.Replace(body, @"\{\{[^}]*\}\}", "\n", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)));
            foreach (var found in NoticeScanner.Scan(text))
                Problems.Add(new("notice-personal-data", "body", $"A public notice must not show personal data ({found.Kind}).", found.Kind, found.Line, found.Column, 1));
        }

        private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

        private void Open(TemplateToken token, string[] words)
        {
            if (words is not [("if" or "unless" or "each") and var name, var path])
            {
                Report("template-helper", token, "Blocks are if, unless and each, with one field.", words.FirstOrDefault() ?? "");
                blocks.Push(blocks.Peek() with { Name = words.FirstOrDefault() ?? "?", Opened = token });
                return;
            }

            if (blocks.Count > DeepestBlock)
                Report("template-depth", token, $"Blocks stand at most {DeepestBlock} deep in each other.", DeepestBlock);
            var field = Find(token, path);
            if (name == "each" && field is { Type: not PaperFieldType.List })
                Report("template-type", token, $"'{path}' is no list.", path);
            blocks.Push(name == "each"
                ? new Block("each", field?.Fields ?? [], token) { IsTextList = field is { Type: PaperFieldType.List, Fields.Count: 0 }, Outer = blocks.Peek(), IsUnknown = field is null }
                : blocks.Peek() with { Name = name, Opened = token });
        }

        private void Close(TemplateToken token, string name)
        {
            if (blocks.Peek().Name != name)
                Report("template-block", token, $"This closes {name}, but {(blocks.Peek().Name is { Length: > 0 } open ? open : "nothing")} is open.");
            else
                blocks.Pop();
        }

        private void Output(TemplateToken token, string[] words)
        {
            if (words is ["ordinal", "@index"])
            {
                if (!blocks.Any(block => block.Name == "each"))
                    Report("template-block", token, "ordinal @index stands in an each.");
                return;
            }

            var (helper, path) = words switch
            {
                [var only] => ("", only),
                [var first, var second] => (first, second),
                _ => ("?", ""),
            };
            if (helper.Length > 0 && !Formats.ContainsKey(helper))
            {
                Report("template-helper", token, "Helpers are money, capital, date, mask and ordinal @index.", words[0]);
                return;
            }

            if (Find(token, path) is not { } field)
                return;
            if (field.Type is PaperFieldType.List or PaperFieldType.Group)
                Report("template-type", token, $"'{path}' is a list; use each.", path);
            else if (helper.Length > 0 && !Formats[helper].Contains(field.Type))
                Report("template-type", token, $"{helper} does not fit '{path}'.", path);
        }

        private PaperField? Find(TemplateToken token, string path)
        {
            var block = blocks.Peek();
            var rest = path;
            while (rest.StartsWith("../", StringComparison.Ordinal) && block.Outer is not null)
            {
                block = block.Outer;
                rest = rest[3..];
            }

            if (block.IsUnknown)
                return null;
            if (rest is "this" or "." && block.IsTextList)
                return new PaperField("this", PaperFieldType.Text, []);

            var fields = block.Fields;
            PaperField? found = null;
            foreach (var part in rest.Split('.'))
            {
                found = fields.FirstOrDefault(field => field.Name == part);
                if (found is null)
                {
                    Report("template-unknown-field", token, $"There is no field '{path}'.", path);
                    return null;
                }

                fields = found.Type == PaperFieldType.Group ? found.Fields : [];
            }

            return found;
        }

        private void Report(string code, TemplateToken token, string message, params object?[] arguments) => Add(code, token.Line, message, arguments);

        // The line is always the first argument of the text.
        private void Add(string code, int line, string message, params object?[] arguments) =>
            Problems.Add(new(code, "body", $"Line {line}: {message}", [line, .. arguments]));

        private static int LineOf(string body, int index) => body.AsSpan(0, index).Count('\n') + 1;

        private sealed record Block(string Name, IReadOnlyList<PaperField> Fields, TemplateToken? Opened)
        {
            public bool IsTextList { get; init; }

            public bool IsUnknown { get; init; }

            public Block? Outer { get; init; }
        }
    }
}
