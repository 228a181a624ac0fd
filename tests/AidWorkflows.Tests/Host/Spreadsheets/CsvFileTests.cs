using System.Globalization;
using System.Text;
using AidWorkflows.Host.Spreadsheets;
using CsvHelper;

namespace AidWorkflows.Tests.Host.Spreadsheets;

public sealed class CsvFileTests
{
    private static readonly Sheet Payments = new(
        "发放",
        [new("姓名"), new("银行卡号"), new("金额", ColumnKind.Money), new("笔数", ColumnKind.Number), new("日期", ColumnKind.Date)],
        [
            ["张, \"三\"", "6222021234567890128", 20000.1m, 2, new DateOnly(2026, 3, 16)],
            ["换\r\n行", "", -0.5m, null, new DateTimeOffset(2026, 3, 15, 16, 0, 0, TimeSpan.Zero)],
        ]);

    [Fact]
    public void It_is_UTF_8_with_a_byte_order_mark_and_is_read_back()
    {
        var bytes = CsvFile.Write(Payments);

        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
        Assert.Equal(
            [["姓名", "银行卡号", "金额", "笔数", "日期"], ["张, \"三\"", "6222021234567890128", "20000.10", "2", "2026-03-16"], ["换\r\n行", "", "-0.50", "", "2026-03-16"]],
            Read(bytes));
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("＝1")]
    public void A_text_that_a_spreadsheet_would_run_is_defused(string text) =>
        Assert.Equal($"'{text}", Read(CsvFile.Write(new Sheet("", [new("a")], [[text]])))[1][0]);

    [Fact]
    public void The_same_table_gives_the_same_bytes_in_every_language()
    {
        var before = CultureInfo.CurrentCulture;
        var first = CsvFile.Write(Payments);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal(first, CsvFile.Write(Payments));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static List<string[]> Read(byte[] bytes)
    {
        using var parser = new CsvParser(new StreamReader(new MemoryStream(bytes)), CultureInfo.InvariantCulture);
        List<string[]> rows = [];
        while (parser.Read())
            rows.Add(parser.Record!);
        return rows;
    }
}
