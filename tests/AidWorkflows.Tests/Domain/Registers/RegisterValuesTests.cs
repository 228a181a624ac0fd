using AidWorkflows.Domain.Registers;

namespace AidWorkflows.Tests.Domain.Registers;

public sealed class RegisterValuesTests
{
    private static readonly DateOnly Today = new(2026, 6, 30);

    [Theory]
    [InlineData("身份证号", "idNumber")]
    [InlineData(" 身份证 号码 ", "idNumber")]
    [InlineData("ID_Number", "idNumber")]
    [InlineData("姓　名", "name")]
    [InlineData("年工资（元）", null)]
    [InlineData("年工资", "annualWage")]
    [InlineData("Annual Wage", "annualWage")]
    [InlineData("备注", null)]
    public void Headings_are_recognised_in_both_languages(string heading, string? field) =>
        Assert.Equal(field, RegisterSchema.Of(RegisterKind.SocialInsurance).Guess(heading)?.Name);

    [Fact]
    public void Every_register_has_a_schema_with_the_person_in_it() =>
        Assert.All(Enum.GetValues<RegisterKind>(), kind => Assert.Equal(["idNumber", "name"], RegisterSchema.Of(kind).Columns.Where(column => column.Required).Take(2).Select(column => column.Name)));

    [Theory]
    [InlineData(RegisterFactType.Count, "１２", "12", null)]
    [InlineData(RegisterFactType.Count, "1000", "1000", null)]
    [InlineData(RegisterFactType.Count, "1001", null, "register-count")]
    [InlineData(RegisterFactType.Count, "-1", null, "register-count")]
    [InlineData(RegisterFactType.Count, "1.5", null, "register-count")]
    [InlineData(RegisterFactType.Amount, "12,345.6元", "12345.60", null)]
    [InlineData(RegisterFactType.Amount, "0", "0.00", null)]
    [InlineData(RegisterFactType.Amount, "1.234", null, "register-amount")]
    [InlineData(RegisterFactType.Amount, "-1", null, "register-amount")]
    [InlineData(RegisterFactType.Amount, "1e9", null, "register-amount")]
    [InlineData(RegisterFactType.Date, "2026年6月30日", "2026-06-30", null)]
    [InlineData(RegisterFactType.Date, "2026/7/1", null, "register-date")]
    [InlineData(RegisterFactType.Date, "20260230", null, "register-date")]
    [InlineData(RegisterFactType.Text, " 轿车 ", "轿车", null)]
    [InlineData(RegisterFactType.Amount, "", null, null)]
    public void Cells_are_read_by_their_type(RegisterFactType type, string cell, string? value, string? problem)
    {
        var read = RegisterValues.Read(new RegisterField("f", type, []), cell, Today, out var found);

        Assert.Equal((value, problem), (read, found?.Code));
    }
}
