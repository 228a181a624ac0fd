using DocumentFormat.OpenXml.Spreadsheet;

namespace AidWorkflows.Host.Spreadsheets;

/// <summary>The few looks of cells, by their place in the workbook's list of formats.</summary>
internal static class XlsxStyles
{
    public const uint Title = 1;
    public const uint Heading = 2;

    private const uint FirstPlain = 3;
    private const uint FirstTotal = 7;
    private const uint DayFormat = 164;

    // Both are among the formats that every spreadsheet program has built in.
    private const uint MoneyFormat = 4;
    private const uint TextFormat = 49;

    public static uint Of(ColumnKind kind, bool isTotal) => (isTotal ? FirstTotal : FirstPlain) + (uint)kind;

    public static Stylesheet Sheet() => new(
        new NumberingFormats(new NumberingFormat { NumberFormatId = DayFormat, FormatCode = "yyyy-mm-dd" }),
        new Fonts(FontOf(11, isBold: false), FontOf(14, isBold: true), FontOf(11, isBold: true)),
        new Fills(
            new Fill(new PatternFill { PatternType = PatternValues.None }),
            new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
            new Fill(new PatternFill(new ForegroundColor { Rgb = "FFE9EEF6" }) { PatternType = PatternValues.Solid })),
        new Borders(new Border(), Thin()),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(
        [
            new CellFormat(),
            Look(TextFormat, font: 1, fill: 0, border: 0),
            Look(TextFormat, font: 2, fill: 2, border: 1, wraps: true),
            .. Kinds(font: 0),
            .. Kinds(font: 2),
        ]));

    // In the order of ColumnKind.
    private static IEnumerable<CellFormat> Kinds(uint font) =>
        [Look(TextFormat, font, 0, 1, wraps: true), Look(0, font, 0, 1), Look(MoneyFormat, font, 0, 1), Look(DayFormat, font, 0, 1)];

    private static CellFormat Look(uint format, uint font, uint fill, uint border, bool wraps = false) =>
        new(new Alignment { Vertical = VerticalAlignmentValues.Center, WrapText = wraps })
        {
            FormatId = 0,
            NumberFormatId = format,
            FontId = font,
            FillId = fill,
            BorderId = border,
            ApplyNumberFormat = true,
            ApplyFont = true,
            ApplyFill = true,
            ApplyBorder = true,
            ApplyAlignment = true,
        };

    private static Font FontOf(double size, bool isBold) =>
        isBold ? new Font(new Bold(), new FontSize { Val = size }, new FontName { Val = "SimSun" }) : new Font(new FontSize { Val = size }, new FontName { Val = "SimSun" });

    private static Border Thin() => new(
        new LeftBorder { Style = BorderStyleValues.Thin },
        new RightBorder { Style = BorderStyleValues.Thin },
        new TopBorder { Style = BorderStyleValues.Thin },
        new BottomBorder { Style = BorderStyleValues.Thin },
        new DiagonalBorder());
}
