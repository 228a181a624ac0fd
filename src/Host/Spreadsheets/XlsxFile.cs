using System.Globalization;
using System.Xml;
using AidWorkflows.Domain.Calendar;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Cells = DocumentFormat.OpenXml.Spreadsheet;

namespace AidWorkflows.Host.Spreadsheets;

/// <summary>Tables as a workbook that prints on A4 landscape with its heading on each page. It has no formulas: a text stays a text.</summary>
internal static class XlsxFile
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const int LongestName = 31;
    private const int LongestText = 32_767;
    private const uint A4 = 9;

    private static readonly DateOnly DayZero = new(1899, 12, 30);

    public static byte[] Write(params IReadOnlyList<Sheet> sheets)
    {
        using var bytes = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(bytes, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = XlsxStyles.Sheet();
            var list = new Sheets();
            var names = new DefinedNames();
            for (var i = 0; i < sheets.Count; i++)
            {
                var name = NameOf(sheets[i].Name);
                var part = book.AddNewPart<WorksheetPart>();
                part.Worksheet = PageOf(sheets[i]);
                list.AppendChild(new Cells.Sheet { Name = name, SheetId = (uint)(i + 1), Id = book.GetIdOfPart(part) });
                var heading = sheets[i].Titles.Count + 1;
                names.AppendChild(new DefinedName($"'{name.Replace("'", "''")}'!${heading}:${heading}") { Name = "_xlnm.Print_Titles", LocalSheetId = (uint)i });
            }

            book.Workbook = new Workbook(list, names);
        }

        return bytes.ToArray();
    }

    private static Worksheet PageOf(Sheet sheet)
    {
        var heading = (uint)sheet.Titles.Count + 1;
        var rows = new SheetData();
        for (var i = 0; i < sheet.Titles.Count; i++)
            rows.AppendChild(new Row(Text("A", (uint)i + 1, sheet.Titles[i], XlsxStyles.Title)) { RowIndex = (uint)i + 1 });
        rows.AppendChild(new Row(sheet.Columns.Select((column, i) => Text(Letters(i), heading, column.Heading, XlsxStyles.Heading))) { RowIndex = heading });
        var at = heading;
        foreach (var row in sheet.Rows)
            rows.AppendChild(RowOf(sheet, row, ++at, isTotal: false));
        if (sheet.Total is { } total)
            rows.AppendChild(RowOf(sheet, total, ++at, isTotal: true));

        var below = new Pane { VerticalSplit = heading, TopLeftCell = $"A{heading + 1}", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen };
        return new Worksheet(
            new SheetProperties(new PageSetupProperties { FitToPage = true }),
            new SheetViews(new SheetView(below) { WorkbookViewId = 0 }),
            new Columns(sheet.Columns.Select((column, i) => new Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = column.Width, CustomWidth = true })),
            rows,
            new PageMargins { Left = 0.5, Right = 0.5, Top = 0.6, Bottom = 0.6, Header = 0.3, Footer = 0.3 },
            new PageSetup { PaperSize = A4, Orientation = OrientationValues.Landscape, FitToWidth = 1, FitToHeight = 0 },
            new HeaderFooter(new OddFooter("&C&P / &N")));
    }

    private static Row RowOf(Sheet sheet, IReadOnlyList<object?> values, uint at, bool isTotal) =>
        new(sheet.Columns.Select((column, i) => CellOf(column.Kind, values[i], Letters(i), at, isTotal))) { RowIndex = at };

    private static Cell CellOf(ColumnKind kind, object? value, string letters, uint row, bool isTotal)
    {
        var style = XlsxStyles.Of(kind, isTotal);
        return value switch
        {
            null => new Cell { CellReference = $"{letters}{row}", StyleIndex = style },
            DateOnly day => Number(day.DayNumber - DayZero.DayNumber),
            DateTimeOffset instant => Number(ChinaTime.DateOf(instant).DayNumber - DayZero.DayNumber),
            string text => Text(letters, row, text, XlsxStyles.Of(ColumnKind.Text, isTotal)),
            IFormattable number => Number(number),
            _ => Text(letters, row, value.ToString() ?? "", XlsxStyles.Of(ColumnKind.Text, isTotal)),
        };

        Cell Number(IFormattable number) => new()
        {
            CellReference = $"{letters}{row}",
            StyleIndex = style,
            CellValue = new CellValue(number.ToString(null, CultureInfo.InvariantCulture)),
        };
    }

    private static Cell Text(string letters, uint row, string text, uint style) => new(new InlineString(new Text(Clean(text)) { Space = SpaceProcessingModeValues.Preserve }))
    {
        CellReference = $"{letters}{row}",
        DataType = CellValues.InlineString,
        StyleIndex = style,
    };

    // What XML cannot carry would make the whole workbook unreadable.
    private static string Clean(string text)
    {
        var clean = new System.Text.StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value))
                clean.Append(rune.ToString());
            if (clean.Length >= LongestText - 1)
                break;
        }

        return clean.ToString();
    }

    private static string NameOf(string name)
    {
        var clean = string.Concat(name.Where(c => !"[]:*?/\\'".Contains(c, StringComparison.Ordinal) && !char.IsControl(c))).Trim();
        return clean.Length switch
        {
            0 => "Sheet",
            > LongestName => clean[..LongestName],
            _ => clean,
        };
    }

    private static string Letters(int column) => column < 26 ? ((char)('A' + column)).ToString() : Letters((column / 26) - 1) + Letters(column % 26);
}
