using System.Globalization;
using AidWorkflows.Domain.Money;

namespace AidWorkflows.Tests.Domain.Money;

public sealed class CapitalAmountTests
{
    [Theory]
    [InlineData("0", "零元整")]
    [InlineData("0.05", "伍分")]
    [InlineData("0.50", "伍角整")]
    [InlineData("1.05", "壹元零伍分")]
    [InlineData("10", "壹拾元整")]
    [InlineData("1234.56", "壹仟贰佰叁拾肆元伍角陆分")]
    [InlineData("1001", "壹仟零壹元整")]
    [InlineData("10000", "壹万元整")]
    [InlineData("10001.05", "壹万零壹元零伍分")]
    [InlineData("20000.01", "贰万元零壹分")]
    [InlineData("100100", "壹拾万零壹佰元整")]
    [InlineData("1000000", "壹佰万元整")]
    [InlineData("100000000", "壹亿元整")]
    [InlineData("100010000", "壹亿零壹万元整")]
    [InlineData("100000001", "壹亿零壹元整")]
    public void An_amount_is_written_out(string amount, string expected) => Assert.Equal(expected, CapitalAmount.Of(decimal.Parse(amount, CultureInfo.InvariantCulture)));

    [Fact]
    public void Two_amounts_are_never_written_alike()
    {
        var written = new HashSet<string>(StringComparer.Ordinal);
        for (var fen = 0; fen <= 2_100_000; fen += 7)
            Assert.True(written.Add(CapitalAmount.Of(fen / 100m)), $"{fen}");
    }
}
