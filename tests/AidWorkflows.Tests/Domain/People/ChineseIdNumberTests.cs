using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Tests.TestData;
using FsCheck;
using FsCheck.Fluent;

namespace AidWorkflows.Tests.Domain.People;

public sealed class ChineseIdNumberTests
{
    private static readonly DateOnly Today = new(2026, 6, 1);

    // The sample numbers of GB 11643-1999.
    [Theory]
    [InlineData("11010519491231002X", "1949-12-31", false)]
    [InlineData("440524188001010014", "1880-01-01", true)]
    public void The_samples_of_the_standard_are_valid(string text, string birthDate, bool isMale)
    {
        var id = ChineseIdNumber.Parse(text, Today);
        Assert.Equal(DateOnly.Parse(birthDate), id.BirthDate);
        Assert.Equal(isMale, id.IsMale);
        Assert.Equal(text, id.Reveal());
    }

    [Theory]
    [InlineData("11010519491231002x")]
    [InlineData("１１０１０５１９４９１２３１００２Ｘ")]
    [InlineData("11010519491231002ｘ")]
    [InlineData("  110105 19491231 002X\u3000")]
    [InlineData("\uFEFF11010519491231002X\u200B")]
    public void Full_width_characters_blanks_and_small_x_are_normalised(string text)
    {
        Assert.Equal(ChineseIdNumber.Parse("11010519491231002X", Today), ChineseIdNumber.Parse(text, Today));
    }

    [Theory]
    [InlineData(null, "id-number-length")]
    [InlineData("", "id-number-length")]
    [InlineData("110105491231002", "id-number-length")]
    [InlineData("11010519491231002", "id-number-length")]
    [InlineData("11010519491231002X0", "id-number-length")]
    [InlineData("1101051949123100XX", "id-number-characters")]
    [InlineData("11010519491231002Y", "id-number-characters")]
    [InlineData("1101051949123100٢X", "id-number-characters")]
    [InlineData("11O10519491231002X", "id-number-characters")]
    [InlineData("10010519491231002X", "id-number-region")]
    [InlineData("99010519491231002X", "id-number-region")]
    [InlineData("11010519491331002X", "id-number-date")]
    [InlineData("11010519490230002X", "id-number-date")]
    [InlineData("11010500000000002X", "id-number-date")]
    [InlineData("110105194912310021", "id-number-checksum")]
    public void Each_mistake_has_its_code(string? text, string code)
    {
        Assert.False(ChineseIdNumber.TryParse(text, Today, out _, out var problem));
        Assert.Equal(code, problem.Code);
        Assert.Equal("idNumber", problem.Field);
    }

    [Theory]
    [InlineData('0'), InlineData('1'), InlineData('2'), InlineData('3'), InlineData('4'), InlineData('5')]
    [InlineData('6'), InlineData('7'), InlineData('8'), InlineData('9'), InlineData('X')]
    public void Every_check_character_occurs_and_is_the_only_one_accepted(char check)
    {
        var person = SyntheticPeople.People(0, 500).First(person => person.IdNumber[17] == check);
        var accepted = "0123456789X".Where(c => ChineseIdNumber.TryParse(person.IdNumber[..17] + c, Today, out _, out _));
        Assert.Equal([check], accepted);
    }

    [Fact]
    public void Generated_valid_numbers_parse()
    {
        var all = from region in Gen.Elements("11", "22", "34", "46", "54", "65", "71", "81", "83")
                  from district in Gen.Choose(0, 9999)
                  from day in Gen.Choose(new DateOnly(1900, 1, 1).DayNumber, Today.DayNumber)
                  from sequence in Gen.Choose(0, 999)
                  select SyntheticPeople.IdNumber($"{region}{district:D4}", DateOnly.FromDayNumber(day), sequence);

        Prop.ForAll(all.ToArbitrary(), text =>
        {
            var id = ChineseIdNumber.Parse(text, Today);
            return id.Reveal() == text && id.BirthDate.ToString("yyyyMMdd") == text[6..14];
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Any_change_of_one_digit_is_noticed()
    {
        foreach (var person in SyntheticPeople.People(0, 100))
        {
            foreach (var wrong in OneDigitChanged(person.IdNumber))
                Assert.False(ChineseIdNumber.TryParse(wrong, Today, out _, out _), $"seed number {person.IdNumber} became {wrong}");
        }
    }

    [Fact]
    public void Two_neighbouring_digits_that_change_places_are_noticed()
    {
        foreach (var number in SyntheticPeople.People(0, 200).Select(person => person.IdNumber))
        {
            for (var i = 0; i < 16; i++)
            {
                var swapped = number[..i] + number[i + 1] + number[i] + number[(i + 2)..];
                Assert.Equal(swapped == number, ChineseIdNumber.TryParse(swapped, Today, out _, out _));
            }
        }
    }

    [Theory]
    [InlineData(2000, true), InlineData(2004, true), InlineData(1900, false), InlineData(2001, false)]
    public void The_29th_of_February_is_a_birth_date_in_leap_years_only(int year, bool valid)
    {
        var digits = $"340100{year}0229001";
        var text = digits + SyntheticPeople.IdCheckCharacter(digits);
        Assert.Equal(valid, ChineseIdNumber.TryParse(text, Today, out _, out var problem));
        Assert.Equal(valid ? null : "id-number-date", problem?.Code);
    }

    [Fact]
    public void Somebody_born_today_is_accepted_and_somebody_born_tomorrow_is_not()
    {
        Assert.True(ChineseIdNumber.TryParse(SyntheticPeople.IdNumber("340100", Today, 1), Today, out _, out _));
        Assert.False(ChineseIdNumber.TryParse(SyntheticPeople.IdNumber("340100", Today.AddDays(1), 1), Today, out _, out var problem));
        Assert.Equal("id-number-date", problem.Code);
    }

    [Fact]
    public void Text_form_shows_the_first_three_and_the_last_four_characters()
    {
        var id = ChineseIdNumber.Parse("11010519491231002X", Today);
        Assert.Equal("110***********002X", id.Masked);
        Assert.Equal(18, id.Masked.Length);
        Assert.Equal(id.Masked, id.ToString());
        Assert.Equal(id.Masked, $"{id}");
        Assert.DoesNotContain("19491231", System.Text.Json.JsonSerializer.Serialize(id));
    }

    [Fact]
    public void A_problem_never_quotes_the_number()
    {
        foreach (var wrong in OneDigitChanged(SyntheticPeople.IdNumber(3)).Append("4403061990010112345"))
        {
            Assert.False(ChineseIdNumber.TryParse(wrong, Today, out _, out var problem));
            Assert.DoesNotContain(wrong[6..14], problem.Message + string.Join('|', problem.Arguments));
            var thrown = Assert.Throws<RuleViolationException>(() => ChineseIdNumber.Parse(wrong, Today));
            Assert.Equal(problem.Code, thrown.Code);
            Assert.DoesNotContain(wrong[6..14], thrown.ToString());
        }
    }

    private static IEnumerable<string> OneDigitChanged(string number) =>
        from place in Enumerable.Range(0, number.Length)
        from other in place == 17 ? "0123456789X" : "0123456789"
        where other != number[place]
        select number[..place] + other + number[(place + 1)..];
}
