using System.Globalization;
using System.Text;
using AidWorkflows.Domain.Rules;
using CsvHelper;
using CsvHelper.Configuration;

namespace AidWorkflows.Host.Registers;

/// <summary>One row of a file.</summary>
/// <param name="Line">As an editor counts it.</param>
/// <param name="IsReadable">False when quotes are not closed or it has more cells than the heading.</param>
internal sealed record SheetRow(int Line, string[] Cells, bool IsReadable);

/// <summary>
/// The text of an uploaded file as rows. Offices send what their spreadsheet saves: UTF-8 with and without byte order mark, GB18030,
/// separated by commas, tabs or semicolons.
/// </summary>
internal sealed class RegisterSheet
{
    public const string Utf8 = "utf-8";
    public const string Gb18030 = "gb18030";
    private const int MostColumns = 80;

    private static readonly string[] Separators = [",", "\t", ";"];
    private static readonly Encoding Chinese = CodePagesEncodingProvider.Instance.GetEncoding(Gb18030, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;
    private static readonly Encoding Unicode = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly string text;

    private RegisterSheet(string text, string encoding, string separator, string[] headings)
    {
        this.text = text;
        Encoding = encoding;
        Separator = separator;
        Headings = headings;
    }

    public string Encoding { get; }

    public string Separator { get; }

    public IReadOnlyList<string> Headings { get; }

    /// <exception cref="RuleViolationException">The bytes are no such text, or have no heading.</exception>
    public static RegisterSheet Read(byte[] bytes)
    {
        var (text, encoding) = Decode(bytes);
        var separator = SeparatorOf(text);
        using var parser = Open(text, separator, null);
        if (!parser.Read() || parser.Record is not { } headings || headings.All(string.IsNullOrWhiteSpace))
            throw Unreadable("The file is empty.");
        if (headings.Length > MostColumns)
            throw Unreadable($"A file has at most {MostColumns} columns.");

        return new RegisterSheet(text, encoding, separator, [.. headings.Select(heading => heading.Trim())]);
    }

    /// <summary>All rows below the heading, but for empty ones.</summary>
    public IEnumerable<SheetRow> Rows()
    {
        var isBad = false;
        using var parser = Open(text, Separator, _ => isBad = true);
        parser.Read();
        var line = parser.RawRow + 1;
        while (true)
        {
            isBad = false;
            if (!parser.Read())
                yield break;

            var cells = parser.Record ?? [];
            if (!cells.All(string.IsNullOrWhiteSpace))
                yield return new SheetRow(line, cells, !isBad && cells.Skip(Headings.Count).All(string.IsNullOrWhiteSpace));
            line = parser.RawRow + 1;
        }
    }

    private static CsvParser Open(string text, string separator, Action<BadDataFoundArgs>? bad) => new(
        new StringReader(text),
        new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = separator,
            BadDataFound = bad is null ? null : args => bad(args),
            IgnoreBlankLines = false,
        });

    private static (string Text, string Encoding) Decode(byte[] bytes)
    {
        if (bytes.AsSpan().Contains((byte)0))
            throw Unreadable("The file is no text. Save it as CSV.");
        try
        {
            var start = bytes.AsSpan().StartsWith(System.Text.Encoding.UTF8.Preamble) ? System.Text.Encoding.UTF8.Preamble.Length : 0;
            return (Unicode.GetString(bytes, start, bytes.Length - start), Utf8);
        }
        catch (DecoderFallbackException)
        {
            // Bytes that are no UTF-8 come from a Chinese spreadsheet's own "CSV".
        }

        try
        {
            return (Chinese.GetString(bytes), Gb18030);
        }
        catch (DecoderFallbackException)
        {
            throw Unreadable("The file is neither UTF-8 nor GB18030.");
        }
    }

    private static string SeparatorOf(string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        var heading = end < 0 ? text : text[..end];
        return Separators.MaxBy(separator => heading.Count(c => c == separator[0]))!;
    }

    private static RuleViolationException Unreadable(string message) => new("register-file-unreadable", message, "file");
}
