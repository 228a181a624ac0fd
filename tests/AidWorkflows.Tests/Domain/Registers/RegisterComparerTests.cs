using System.Globalization;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Registers;

namespace AidWorkflows.Tests.Domain.Registers;

/// <summary>S-050: what was declared beside what registers know.</summary>
public sealed class RegisterComparerTests
{
    private static readonly DateOnly Today = new(2026, 6, 30);
    private static readonly ComparisonRules Rules = new(0.10m, 50_000m, 12);
    private static readonly Guid Spouse = Guid.Parse("00000000-0000-7000-8000-000000000001");
    private static readonly Guid Child = Guid.Parse("00000000-0000-7000-8000-000000000002");

    [Theory]
    [InlineData(null, 0, ComparisonResult.Match, "none-found")]
    [InlineData(null, 1, ComparisonResult.Doubtful, "found-not-asked")]
    [InlineData(false, 0, ComparisonResult.Match, "none-found")]
    [InlineData(false, 1, ComparisonResult.Mismatch, "found-undeclared")]
    [InlineData(true, 0, ComparisonResult.Match, "declared-more")]
    [InlineData(true, 2, ComparisonResult.Match, "as-declared")]
    public void S050_a_vehicle_that_was_denied_is_a_mismatch(bool? declared, int found, ComparisonResult expected, string reason)
    {
        var household = Alone(declarations: declared is { } answer ? new() { ["boughtVehicle"] = answer } : []);

        var line = Assert.Single(Compare(household, RegisterKind.Vehicles, Answer(RegisterKind.Vehicles, null, ("vehicles", found.ToString(CultureInfo.InvariantCulture)))));

        Assert.Equal((expected, reason), (line.Result, line.Reason));
    }

    [Fact]
    public void A_row_of_the_vehicle_register_without_a_number_is_one_vehicle()
    {
        var line = Assert.Single(Compare(Alone(declarations: new() { ["ownsCar"] = false }), RegisterKind.Vehicles, Answer(RegisterKind.Vehicles, null, ("vehicleType", "小型轿车"))));

        Assert.Equal((ComparisonResult.Mismatch, "1"), (line.Result, line.Found));
        Assert.Single(line.ExtractIds);
    }

    [Theory]
    [InlineData(1, 1, ComparisonResult.Match)]
    [InlineData(1, 2, ComparisonResult.Mismatch)]
    [InlineData(2, 1, ComparisonResult.Match)]
    [InlineData(0, 1, ComparisonResult.Mismatch)]
    [InlineData(null, 1, ComparisonResult.Doubtful)]
    [InlineData(null, 0, ComparisonResult.Match)]
    public void S050_dwellings_are_counted(int? declared, int found, ComparisonResult expected)
    {
        var lines = Compare(Alone(dwellings: declared), RegisterKind.RealEstate, Answer(RegisterKind.RealEstate, null, ("dwellings", found.ToString(CultureInfo.InvariantCulture))));

        Assert.Equal(expected, lines.Single(line => line.Fact == "dwellings").Result);
    }

    /// <summary>The tolerance of 10 % is doubtful up to the fen, a mismatch from the next on.</summary>
    [Theory]
    [InlineData("11999.99", ComparisonResult.Match)]
    [InlineData("12000.00", ComparisonResult.Match)]
    [InlineData("12000.01", ComparisonResult.Doubtful)]
    [InlineData("13200.00", ComparisonResult.Doubtful)]
    [InlineData("13200.01", ComparisonResult.Mismatch)]
    public void S050_an_income_above_the_declared_one_is_doubtful_then_a_mismatch(string found, ComparisonResult expected)
    {
        var line = Assert.Single(Compare(Alone(wage: 12000m), RegisterKind.SocialInsurance, Answer(RegisterKind.SocialInsurance, null, ("annualWage", found))));

        Assert.Equal((expected, "12000.00", found), (line.Result, line.Declared, line.Found));
    }

    [Fact]
    public void An_income_that_was_not_declared_at_all_is_a_mismatch() =>
        Assert.Equal(ComparisonResult.Mismatch, Assert.Single(Compare(Alone(), RegisterKind.TaxRecords, Answer(RegisterKind.TaxRecords, null, ("annualIncome", "0.01")))).Result);

    [Fact]
    public void A_child_at_school_needs_no_answer_of_the_wage_register()
    {
        var household = new DeclaredHousehold([new(null, SchoolStage.None), new(Spouse, SchoolStage.None), new(Child, SchoolStage.SeniorHigh)], [], new Dictionary<string, bool>(), null);

        var lines = Compare(household, RegisterKind.SocialInsurance, Answer(RegisterKind.SocialInsurance, null, ("annualWage", "0.00")));

        Assert.Equal([(null, ComparisonResult.Match), ((Guid?)Spouse, ComparisonResult.NoData)], lines.Select(line => (line.MemberId, line.Result)));
        Assert.Equal(ComparisonResult.NoData, RegisterComparison.Overall(lines));
    }

    [Fact]
    public void Bad_news_of_one_person_counts_although_another_has_no_answer_but_good_news_does_not()
    {
        var household = new DeclaredHousehold([new(null, SchoolStage.None), new(Spouse, SchoolStage.None)], [], new Dictionary<string, bool> { ["boughtVehicle"] = false }, null);

        Assert.Equal(ComparisonResult.Mismatch, Assert.Single(Compare(household, RegisterKind.Vehicles, Answer(RegisterKind.Vehicles, Spouse, ("vehicles", "1")))).Result);
        var good = Assert.Single(Compare(household, RegisterKind.Vehicles, Answer(RegisterKind.Vehicles, Spouse, ("vehicles", "0"))));
        Assert.Equal((ComparisonResult.NoData, "answers-missing"), (good.Result, good.Reason));
    }

    [Fact]
    public void A_complete_list_without_the_person_says_that_there_is_nothing()
    {
        var line = Assert.Single(Compare(Alone(declarations: new() { ["boughtVehicle"] = false }), RegisterKind.Vehicles, new RegisterAnswer(RegisterKind.Vehicles, null, Today, false, [])));

        Assert.Equal((ComparisonResult.Match, "none-found", 0), (line.Result, line.Reason, line.ExtractIds.Count));
    }

    [Theory]
    [InlineData(0, ComparisonResult.Match)]
    [InlineData(-1, ComparisonResult.NoData)]
    public void Data_older_than_twelve_months_is_no_answer(int days, ComparisonResult expected)
    {
        var answer = Answer(RegisterKind.Vehicles, null, ("vehicles", "0")) with { AsOf = Today.AddMonths(-12).AddDays(days) };

        Assert.Equal(expected, Assert.Single(Compare(Alone(), RegisterKind.Vehicles, answer)).Result);
    }

    [Fact]
    public void Another_name_under_the_same_number_is_doubtful()
    {
        var lines = Compare(Alone(), RegisterKind.Vehicles, Answer(RegisterKind.Vehicles, null, ("vehicles", "0")) with { NameDiffers = true });

        Assert.Contains(lines, line => line is { Fact: "name", Result: ComparisonResult.Doubtful });
    }

    [Theory]
    [InlineData("50000.00", ComparisonResult.Match)]
    [InlineData("50000.01", ComparisonResult.Doubtful)]
    public void Savings_above_the_setting_are_doubtful_and_never_a_mismatch(string balance, ComparisonResult expected) =>
        Assert.Equal(expected, RegisterComparison.Overall(Compare(Alone(), RegisterKind.BankFinance, Answer(RegisterKind.BankFinance, null, ("balance", balance)))));

    [Theory]
    [InlineData("存续", ComparisonResult.Mismatch)]
    [InlineData("注销", ComparisonResult.Match)]
    public void A_licence_that_was_given_back_does_not_count(string state, ComparisonResult expected) =>
        Assert.Equal(expected, Assert.Single(Compare(
            Alone(declarations: new() { ["ownsShop"] = false }), RegisterKind.BusinessLicences, Answer(RegisterKind.BusinessLicences, null, ("state", state)))).Result);

    [Theory]
    [InlineData(true, true, ComparisonResult.Match)]
    [InlineData(false, true, ComparisonResult.Doubtful)]
    [InlineData(true, false, ComparisonResult.Doubtful)]
    [InlineData(false, false, ComparisonResult.Match)]
    public void A_minimum_living_certificate_and_the_list_bear_each_other_out(bool declared, bool listed, ComparisonResult expected)
    {
        var answer = listed ? Answer(RegisterKind.MinimumLiving, null, ("monthlyAmount", "420.00")) : new RegisterAnswer(RegisterKind.MinimumLiving, null, Today, false, []);

        Assert.Equal(expected, Assert.Single(Compare(Alone(declarations: new() { ["hasMinimumLivingCertificate"] = declared }), RegisterKind.MinimumLiving, answer)).Result);
    }

    [Theory]
    [InlineData(ComparisonResult.Match, ComparisonResult.Match)]
    [InlineData(ComparisonResult.NoData, ComparisonResult.Match, ComparisonResult.NoData)]
    [InlineData(ComparisonResult.Doubtful, ComparisonResult.Match, ComparisonResult.NoData, ComparisonResult.Doubtful)]
    [InlineData(ComparisonResult.Mismatch, ComparisonResult.Doubtful, ComparisonResult.Mismatch, ComparisonResult.Match)]
    [InlineData(ComparisonResult.NoData)]
    public void S050_the_worst_line_is_the_result(ComparisonResult expected, params ComparisonResult[] lines) =>
        Assert.Equal(expected, RegisterComparison.Overall(lines.Select(result => new ComparisonLine(RegisterKind.Vehicles, null, true, "vehicles", result, null, null, [], "", null))));

    private static DeclaredHousehold Alone(decimal? wage = null, Dictionary<string, bool>? declarations = null, int? dwellings = null) => new(
        [new DeclaredPerson(null, SchoolStage.None)],
        wage is { } amount ? [new IncomeLine(Guid.NewGuid(), null, IncomeKind.Wage, amount)] : [],
        declarations ?? [],
        dwellings);

    private static RegisterAnswer Answer(RegisterKind kind, Guid? memberId, params (string Name, string Value)[] facts) =>
        new(kind, memberId, Today, false, [new RegisterRow(Guid.NewGuid(), facts.ToDictionary(fact => fact.Name, fact => fact.Value))]);

    private static IReadOnlyList<ComparisonLine> Compare(DeclaredHousehold household, RegisterKind kind, params RegisterAnswer[] answers) =>
        RegisterComparer.Compare(household, answers, [kind], Rules, Today);
}
