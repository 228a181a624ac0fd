using System.Globalization;
using AidWorkflows.Host.Spreadsheets;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;

namespace AidWorkflows.Tests.Host.Spreadsheets;

public sealed class XlsxFileTests
{
    private static readonly AidWorkflows.Host.Spreadsheets.Sheet Payments = new(
        "发放",
        [new("姓名"), new("银行卡号", Width: 24), new("户数", ColumnKind.Number), new("金额（元）", ColumnKind.Money), new("日期", ColumnKind.Date)],
        [
            ["张*三", "6222021234567890128", 3, 20000.01m, new DateOnly(2026, 3, 16)],
            ["=HYPERLINK(\"http://example.org\")", "+86", 0, -0.5m, new DateTimeOffset(2026, 3, 15, 16, 0, 0, TimeSpan.Zero)],
            ["@A1", "-1+1", null, 0m, null],
            ["a\u0001\u0000\uFFFF\U00020BB7 <&>", " blanks ", 1, 1m, null],
        ])
    {
        Titles = ["发放清单", "金安区总工会"],
        Total = ["合计", null, 4, 20000.51m, null],
    };

    [Fact]
    public void The_file_keeps_to_the_standard()
    {
        using var document = Open(XlsxFile.Write(Payments, Payments with { Name = "汇总" }));

        Assert.Empty(new OpenXmlValidator().Validate(document).Select(error => $"{error.Path?.XPath}: {error.Description}"));
    }

    [Fact]
    public void Every_value_is_read_back()
    {
        using var document = Open(XlsxFile.Write(Payments));
        var rows = RowsOf(document, 0);

        Assert.Equal(["发放清单"], rows[0]);
        Assert.Equal(["金安区总工会"], rows[1]);
        Assert.Equal(["姓名", "银行卡号", "户数", "金额（元）", "日期"], rows[2]);
        Assert.Equal(["张*三", "6222021234567890128", "3", "20000.01", "46097"], rows[3]);
        Assert.Equal(new DateTime(2026, 3, 16), DateTime.FromOADate(46097));
        Assert.Equal("46097", rows[4][4]);
        Assert.Equal(["a\U00020BB7 <&>", " blanks ", "1", "1", ""], rows[6]);
        Assert.Equal(["合计", "", "4", "20000.51", ""], rows[7]);
    }

    [Fact]
    public void A_text_that_looks_like_a_formula_stays_a_text()
    {
        using var document = Open(XlsxFile.Write(Payments));
        var cells = SheetOf(document, 0).Descendants<Cell>().ToList();

        Assert.Empty(SheetOf(document, 0).Descendants<CellFormula>());
        foreach (var text in new[] { "=HYPERLINK(\"http://example.org\")", "+86", "@A1", "-1+1", "6222021234567890128" })
            Assert.Equal(CellValues.InlineString, cells.Single(cell => cell.InnerText == text).DataType!.Value);
    }

    [Fact]
    public void It_prints_on_A4_landscape_with_the_heading_on_each_page()
    {
        using var document = Open(XlsxFile.Write(Payments with { Name = "a/b's:[x]?" + new string('长', 40) }));
        var setup = SheetOf(document, 0).GetFirstChild<PageSetup>()!;
        var name = document.WorkbookPart!.Workbook.Descendants<DocumentFormat.OpenXml.Spreadsheet.Sheet>().Single().Name!.Value!;

        Assert.Equal(9u, setup.PaperSize!.Value);
        Assert.Equal(OrientationValues.Landscape, setup.Orientation!.Value);
        Assert.Equal("absx" + new string('长', 27), name);
        Assert.Equal($"'{name}'!$3:$3", document.WorkbookPart.Workbook.DefinedNames!.Elements<DefinedName>().Single(defined => defined.Name == "_xlnm.Print_Titles").Text);
        Assert.Equal([16d, 24d, 16d, 16d, 16d], SheetOf(document, 0).Descendants<Column>().Select(column => column.Width!.Value));
    }

    [Fact]
    public void Wide_tables_and_long_texts_are_written()
    {
        var columns = Enumerable.Range(0, 30).Select(i => new SheetColumn($"列{i.ToString(CultureInfo.InvariantCulture)}")).ToList();
        using var document = Open(XlsxFile.Write(new AidWorkflows.Host.Spreadsheets.Sheet("", columns, [[.. columns.Select(object? (_) => new string('字', 40_000))]])));

        Assert.Empty(new OpenXmlValidator().Validate(document).Select(error => error.Description));
        Assert.Equal("AD2", SheetOf(document, 0).Descendants<Cell>().Last().CellReference!.Value);
    }

    private static SpreadsheetDocument Open(byte[] bytes) => SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);

    private static Worksheet SheetOf(SpreadsheetDocument document, int index)
    {
        var sheet = document.WorkbookPart!.Workbook.Descendants<DocumentFormat.OpenXml.Spreadsheet.Sheet>().ElementAt(index);
        return ((WorksheetPart)document.WorkbookPart.GetPartById(sheet.Id!.Value!)).Worksheet;
    }

    private static List<List<string>> RowsOf(SpreadsheetDocument document, int index) =>
        [.. SheetOf(document, index).Descendants<Row>().Select(row => row.Elements<Cell>().Select(cell => cell.InnerText).ToList())];
}
