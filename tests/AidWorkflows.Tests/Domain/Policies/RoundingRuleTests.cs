using System.Globalization;
using AidWorkflows.Domain.Policies;

namespace AidWorkflows.Tests.Domain.Policies;

/// <summary>S-034, Q-12: the rounding is data.</summary>
public sealed class RoundingRuleTests
{
    [Theory]
    [InlineData("9999.999", "0.01", RoundingMode.HalfUp, "10000.00")]
    [InlineData("9999.999", "0.01", RoundingMode.Down, "9999.99")]
    [InlineData("9999.991", "0.01", RoundingMode.Up, "10000.00")]
    [InlineData("0.125", "0.01", RoundingMode.HalfUp, "0.13")]
    [InlineData("0.125", "0.01", RoundingMode.HalfEven, "0.12")]
    [InlineData("5920", "100", RoundingMode.HalfUp, "5900")]
    [InlineData("5950", "100", RoundingMode.HalfUp, "6000")]
    [InlineData("5925", "10", RoundingMode.HalfEven, "5920")]
    [InlineData("5920.4", "1", RoundingMode.Up, "5921")]
    public void An_amount_is_rounded_to_the_unit(string amount, string unit, RoundingMode mode, string expected) =>
        Assert.Equal(Number(expected), RoundingRule.Round(Number(amount), Number(unit), mode));

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
