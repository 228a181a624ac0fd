using System.Globalization;
using AidWorkflows.Domain.Money;

namespace AidWorkflows.Tests.Domain.Money;

public sealed class YuanTests
{
    [Theory]
    [InlineData("20000.01", 20000.01)]
    [InlineData("20,000.01", 20000.01)]
    [InlineData("２０，０００．０１", 20000.01)]
    [InlineData("￥20,000.01元", 20000.01)]
    [InlineData(" 1 500 ", 1500)]
    [InlineData("0", 0)]
    [InlineData("007", 7)]
    [InlineData("5.10000", 5.1)]
    [InlineData("100000000", 100000000)]
    public void Usual_spellings_are_read(string text, decimal amount)
    {
        Assert.True(Yuan.TryParse(text, out var read, out var problem));
        Assert.Equal(amount, read);
        Assert.Null(problem);
    }

    [Theory]
    [InlineData(null, "amount-characters")]
    [InlineData("", "amount-characters")]
    [InlineData("1,5", "amount-characters")]
    [InlineData("1,0000", "amount-characters")]
    [InlineData("1e5", "amount-characters")]
    [InlineData("0x10", "amount-characters")]
    [InlineData("1.", "amount-characters")]
    [InlineData("1.2.3", "amount-characters")]
    [InlineData("二万", "amount-characters")]
    [InlineData("-1", "amount-negative")]
    [InlineData("−0.01", "amount-negative")]
    [InlineData("1.001", "amount-decimals")]
    [InlineData("1.0000000000000000000000000000000000001", "amount-decimals")]
    [InlineData("100000000.01", "amount-too-large")]
    [InlineData("99999999999999999999999999999999999999", "amount-too-large")]
    public void Each_mistake_has_its_code(string? text, string code)
    {
        Assert.False(Yuan.TryParse(text, out var amount, out var problem, field: "requestedAmount"));
        Assert.Equal(code, problem.Code);
        Assert.Equal("requestedAmount", problem.Field);
        Assert.Equal(0, amount);
    }

    [Fact]
    public void Zero_is_refused_only_where_an_amount_is_asked_for()
    {
        Assert.Null(Yuan.Validate(0));
        Assert.Equal("amount-not-positive", Yuan.Validate(0, mustBePositive: true)?.Code);
        Assert.Null(Yuan.Validate(0.01m, mustBePositive: true));
    }

    [Fact]
    public void Zeros_behind_the_second_decimal_do_no_harm()
    {
        Assert.Null(Yuan.Validate(20000.0100m));
        Assert.Equal("amount-decimals", Yuan.Validate(20000.011m)?.Code);
        Assert.Equal("amount-too-large", Yuan.Validate(decimal.MaxValue)?.Code);
        Assert.Equal("amount-negative", Yuan.Validate(decimal.MinValue)?.Code);
    }

    [Theory]
    [InlineData("zh-CN", "20,000.01 元")]
    [InlineData("en-US", "CNY 20,000.01")]
    [InlineData("de-DE", "CNY 20,000.01")]
    public void Amounts_are_written_with_thousands_and_two_decimals(string culture, string text)
    {
        Assert.Equal(text, MoneyFormat.For(CultureInfo.GetCultureInfo(culture), 20000.01m));
    }

    [Fact]
    public void What_is_written_in_Chinese_is_read_again()
    {
        foreach (var amount in new[] { 0m, 0.5m, 999.99m, 1000m, 1234567.8m, Yuan.Maximum })
        {
            Assert.True(Yuan.TryParse(MoneyFormat.Chinese(amount), out var read, out _));
            Assert.Equal(amount, read);
        }
    }
}
