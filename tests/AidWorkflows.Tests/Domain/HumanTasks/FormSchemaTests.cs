using AidWorkflows.Domain.HumanTasks;

namespace AidWorkflows.Tests.Domain.HumanTasks;

public sealed class FormSchemaTests
{
    private const string Amount = """{"properties":{"x":{"type":"number","exclusiveMinimum":0,"maximum":20000,"multipleOf":0.01}}}""";

    [Theory]
    [InlineData("0.01", null)]
    [InlineData("20000", null)]
    [InlineData("20000.00", null)]
    [InlineData("2e4", null)]
    [InlineData("0", "field-not-above")]
    [InlineData("-0.01", "field-not-above")]
    [InlineData("20000.01", "field-above-maximum")]
    [InlineData("0.001", "field-not-multiple")]
    [InlineData("100.00000000000000000000000000001", "field-out-of-range")]
    [InlineData("1e400", "field-out-of-range")]
    [InlineData("\"5\"", "field-type")]
    [InlineData("true", "field-type")]
    public void Amounts_are_checked_as_exact_decimals(string value, string? code) => Assert.Equal(code, Check(Amount, $$"""{"x":{{value}}}"""));

    [Theory]
    [InlineData("""{"type":"string","maxLength":3}""", "\"abc\"", null)]
    [InlineData("""{"type":"string","maxLength":3}""", "\"abcd\"", "field-too-long")]
    [InlineData("""{"type":"string","minLength":2}""", "\"a\"", "field-too-short")]
    [InlineData("""{"type":"string","enum":["a","b"]}""", "\"b\"", null)]
    [InlineData("""{"type":"string","enum":["a","b"]}""", "\"c\"", "field-not-allowed")]
    [InlineData("""{"type":"integer","minimum":1}""", "1", null)]
    [InlineData("""{"type":"integer","minimum":1}""", "0", "field-below-minimum")]
    [InlineData("""{"type":"integer"}""", "1.5", "field-type")]
    [InlineData("""{"type":"string","format":"date"}""", "\"2028-02-29\"", null)]
    [InlineData("""{"type":"string","format":"date"}""", "\"2026-02-29\"", "field-not-a-day")]
    [InlineData("""{"type":"string","format":"date"}""", "\"2.3.2026\"", "field-not-a-day")]
    [InlineData("""{"type":"string","format":"date","formatMaximum":"today"}""", "\"2026-03-02\"", null)]
    [InlineData("""{"type":"string","format":"date","formatMaximum":"today"}""", "\"2026-03-03\"", "field-too-late")]
    [InlineData("""{"type":"string","format":"date","formatMinimum":"2026-03-01"}""", "\"2026-02-28\"", "field-too-early")]
    [InlineData("""{"type":"boolean"}""", "false", null)]
    [InlineData("""{"type":"boolean"}""", "\"false\"", "field-type")]
    [InlineData("""{"type":"string"}""", "{}", "field-type")]
    public void Each_type_keeps_its_limits(string field, string value, string? code) =>
        Assert.Equal(code, Check($$$"""{"properties":{"x":{{{field}}}}}""", $$"""{"x":{{value}}}"""));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"x":null}""")]
    [InlineData("""{"x":""}""")]
    public void A_required_field_that_is_absent_null_or_empty_is_missing(string data) =>
        Assert.Equal("field-required", Check("""{"properties":{"x":{"type":"string"}},"required":["x"]}""", data));

    [Fact]
    public void Fields_nobody_declared_are_refused_unless_the_form_allows_them()
    {
        Assert.Equal("unknown-field", Check("""{"properties":{}}""", """{"y":1}"""));
        Assert.Null(Check("""{"properties":{},"additionalProperties":true}""", """{"y":1}"""));
    }

    [Theory]
    [InlineData("""{"properties":{"x":{"type":"number","minimun":0}}}""")]
    [InlineData("""{"properties":{"x":{"type":"array"}}}""")]
    [InlineData("""{"properties":{"x":{"type":"number","multipleOf":0}}}""")]
    [InlineData("""{"required":["x"]}""")]
    [InlineData("""{"allOf":[]}""")]
    [InlineData("""{"type":"array"}""")]
    [InlineData("[]")]
    [InlineData("{")]
    public void A_schema_that_would_not_be_enforced_is_refused(string schema) => Assert.Throws<FormatException>(() => FormSchema.Parse(schema));

    private static string? Check(string schema, string data) => FormSchema.Parse(schema).Validate(data, new DateOnly(2026, 3, 2)) switch
    {
        [] => null,
        [var problem] => problem.Code,
        var problems => string.Join(" ", problems.Select(problem => problem.Code)),
    };
}
