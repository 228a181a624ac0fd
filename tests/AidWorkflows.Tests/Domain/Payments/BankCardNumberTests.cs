using AidWorkflows.Domain.Payments;
using AidWorkflows.Tests.TestData;
using FsCheck;
using FsCheck.Fluent;

namespace AidWorkflows.Tests.Domain.Payments;

public sealed class BankCardNumberTests
{
    // Test numbers published by card schemes.
    [Theory]
    [InlineData("4111111111111111")]
    [InlineData("5555555555554444")]
    [InlineData("6200000000000005")]
    [InlineData("6205500000000000004")]
    public void Published_test_numbers_are_valid(string text)
    {
        Assert.Equal(text, BankCardNumber.Parse(text).Reveal());
    }

    [Theory]
    [InlineData(" 4111 1111 1111 1111 ")]
    [InlineData("4111-1111-1111-1111")]
    [InlineData("４１１１　１１１１　１１１１　１１１１")]
    [InlineData("4111－1111—1111–1111")]
    public void Separators_and_full_width_digits_are_normalised(string text)
    {
        Assert.Equal(BankCardNumber.Parse("4111111111111111"), BankCardNumber.Parse(text));
    }

    [Theory]
    [InlineData(null, "bank-card-length")]
    [InlineData("", "bank-card-length")]
    [InlineData("41111111111", "bank-card-length")]
    [InlineData("41111111111111111111", "bank-card-length")]
    [InlineData("4111111111111112", "bank-card-checksum")]
    [InlineData("411111111111111l", "bank-card-characters")]
    [InlineData("4111.1111.1111.1111", "bank-card-characters")]
    [InlineData("٤111111111111111", "bank-card-characters")]
    public void Each_mistake_has_its_code(string? text, string code)
    {
        Assert.False(BankCardNumber.TryParse(text, out _, out var problem));
        Assert.Equal(code, problem.Code);
        Assert.Equal("accountNumber", problem.Field);
    }

    [Fact]
    public void Every_length_from_12_to_19_is_accepted_and_no_other()
    {
        var accepted = Enumerable.Range(8, 16).Where(length => BankCardNumber.TryParse(SyntheticPeople.BankCard(5, length), out _, out _));
        Assert.Equal(Enumerable.Range(12, 8), accepted);
    }

    [Fact]
    public void Of_ten_last_digits_exactly_the_check_digit_is_accepted()
    {
        var payloads = from length in Gen.Choose(11, 18)
                       from digits in Gen.ArrayOf(Gen.Choose(0, 9), length)
                       select string.Concat(digits);

        Prop.ForAll(payloads.ToArbitrary(), payload =>
        {
            var accepted = "0123456789".Where(c => BankCardNumber.TryParse(payload + c, out _, out _));
            return accepted.SequenceEqual([SyntheticPeople.LuhnDigit(payload)]);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Any_change_of_one_digit_is_noticed()
    {
        var changes = from seed in Gen.Choose(0, 10_000)
                      from length in Gen.Choose(12, 19)
                      from place in Gen.Choose(0, length - 1)
                      from step in Gen.Choose(1, 9)
                      select (Card: SyntheticPeople.BankCard(seed, length), Place: place, Step: step);

        Prop.ForAll(changes.ToArbitrary(), change =>
        {
            var other = (char)('0' + ((change.Card[change.Place] - '0' + change.Step) % 10));
            var wrong = change.Card[..change.Place] + other + change.Card[(change.Place + 1)..];
            return BankCardNumber.TryParse(change.Card, out _, out _)
                && !BankCardNumber.TryParse(wrong, out _, out var problem)
                && problem.Code == "bank-card-checksum"
                && !problem.Message.Contains(wrong, StringComparison.Ordinal);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Text_form_shows_the_last_four_digits_only()
    {
        var card = BankCardNumber.Parse("6205500000000000004");
        Assert.Equal("****0004", card.Masked);
        Assert.Equal("****0004", card.ToString());
        Assert.DoesNotContain("62055", System.Text.Json.JsonSerializer.Serialize(card));
    }
}
