using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace AidWorkflows.Host.Spreadsheets;

/// <summary>UTF-8 with byte order mark, because Chinese spreadsheets read a file without one as GBK; commas, CRLF, dot as decimal sign.</summary>
internal static class CsvFile
{
    public const string ContentType = "text/csv; charset=utf-8";

    private const string FormulaSigns = "=+-@\t\r\n＝＋－＠";
    private const string ToQuote = "\",\r\n";

    // By itself CsvHelper quotes only the whole line end that it was told, and half of one would begin a new row.
    private static readonly CsvConfiguration Layout = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\r\n",
        ShouldQuote = args => args.Field is { } field && (field.AsSpan().ContainsAny(ToQuote) || field.Trim() != field),
    };

    public static byte[] Write(Sheet sheet)
    {
        using var bytes = new MemoryStream();
        using (var text = new StreamWriter(bytes, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)))
        using (var csv = new CsvWriter(text, Layout))
        {
            foreach (var column in sheet.Columns)
                csv.WriteField(Defused(column.Heading));
            csv.NextRecord();
            foreach (var row in sheet.Rows)
            {
                for (var i = 0; i < sheet.Columns.Count; i++)
                    csv.WriteField(Written(sheet.Columns[i].Kind, row[i]));
                csv.NextRecord();
            }
        }

        return bytes.ToArray();
    }

    // A negative amount begins with a minus and is no formula.
    private static string Written(ColumnKind kind, object? value) => value is string text ? Defused(text) : Sheet.Plain(kind, value);

    /// <summary>A text that a spreadsheet would run as a formula gets an apostrophe, as somebody at the keyboard would type it.</summary>
    private static string Defused(string text) => text.Length > 0 && FormulaSigns.Contains(text[0], StringComparison.Ordinal) ? $"'{text}" : text;
}
