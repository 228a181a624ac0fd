using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;

namespace AidWorkflows.Tests.Host.Spreadsheets;

/// <summary>A workbook as a spreadsheet program reads it; one that it would complain about, or run something of, fails the test.</summary>
internal sealed class ReadWorkbook
{
    private ReadWorkbook(IReadOnlyList<ReadSheet> sheets) => Sheets = sheets;

    public IReadOnlyList<ReadSheet> Sheets { get; }

    public IEnumerable<string> Texts => Sheets.SelectMany(sheet => sheet.Rows).SelectMany(row => row).Select(cell => cell.Text);

    public static ReadWorkbook Of(byte[] bytes)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(document).Select(error => $"{error.Path?.XPath}: {error.Description}"));
        var book = document.WorkbookPart!;
        Assert.Empty(book.ExternalRelationships);
        return new ReadWorkbook([.. book.Workbook.Descendants<Sheet>().Select(sheet => SheetOf(sheet.Name!.Value!, ((WorksheetPart)book.GetPartById(sheet.Id!.Value!)).Worksheet))]);
    }

    private static ReadSheet SheetOf(string name, Worksheet sheet)
    {
        Assert.Empty(sheet.Descendants<CellFormula>());
        Assert.Empty(sheet.Descendants<Hyperlink>());
        var rows = sheet.Descendants<Row>().Select(row => (IReadOnlyList<ReadCell>)[.. row.Elements<Cell>().Select(CellOf)]).ToList();
        var heading = (int)sheet.Descendants<Pane>().Single().VerticalSplit!.Value - 1;
        return new ReadSheet(name, rows, heading);
    }

    private static ReadCell CellOf(Cell cell)
    {
        if (cell.DataType is not null)
        {
            Assert.Equal(CellValues.InlineString, cell.DataType.Value);
            return new ReadCell(cell.InnerText, null);
        }

        return cell.CellValue is null ? new ReadCell("", null) : new ReadCell(cell.InnerText, decimal.Parse(cell.InnerText, NumberStyles.Number, CultureInfo.InvariantCulture));
    }
}

/// <param name="Number">Null for a text and for an empty cell.</param>
internal sealed record ReadCell(string Text, decimal? Number);

/// <param name="HeadingAt">The last of the frozen rows.</param>
internal sealed record ReadSheet(string Name, IReadOnlyList<IReadOnlyList<ReadCell>> Rows, int HeadingAt)
{
    public IEnumerable<string> Headings => Rows[HeadingAt].Select(cell => cell.Text);

    public IEnumerable<IReadOnlyList<ReadCell>> Below => Rows.Skip(HeadingAt + 1);

    public ReadCell At(string heading, Func<IReadOnlyList<ReadCell>, bool> isRow) => Below.Single(isRow)[Headings.ToList().IndexOf(heading)];

    /// <summary>What stands in these columns, in every row, is a number or nothing.</summary>
    public void HasNumbersIn(params string[] headings)
    {
        foreach (var heading in headings)
        {
            var at = Headings.ToList().IndexOf(heading);
            Assert.True(at >= 0, $"{Name} has no column {heading}");
            Assert.All(Below, row => Assert.True(row[at].Number is not null || row[at].Text.Length == 0, $"{Name}, {heading}: '{row[at].Text}' is no number"));
        }
    }
}
