using AidWorkflows.Domain.People;

namespace AidWorkflows.Tests.Domain.People;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("13812345678", "13812345678")]
    [InlineData("１３８ １２３４ ５６７８", "13812345678")]
    [InlineData("138-1234-5678", "13812345678")]
    [InlineData("+86 138 1234 5678", "13812345678")]
    [InlineData("008613812345678", "13812345678")]
    [InlineData("8613812345678", "13812345678")]
    [InlineData("0551-62345678", "055162345678")]
    [InlineData("(0551) 6234567", "05516234567")]
    [InlineData("（010）62345678", "01062345678")]
    [InlineData("+86 10 6234 5678", "01062345678")]
    [InlineData("+86 551 6234 5678", "055162345678")]
    public void Usual_spellings_become_plain_digits(string text, string digits)
    {
        Assert.Equal(digits, PhoneNumber.Parse(text).Reveal());
    }

    [Theory]
    [InlineData(null, "phone-number-format")]
    [InlineData("", "phone-number-format")]
    [InlineData("12812345678", "phone-number-format")]
    [InlineData("1381234567", "phone-number-format")]
    [InlineData("138123456789", "phone-number-format")]
    [InlineData("62345678", "phone-number-format")]
    [InlineData("0551123456", "phone-number-format")]
    [InlineData("010623456789", "phone-number-format")]
    [InlineData("+1 202 555 0100", "phone-number-characters")]
    [InlineData("1381234567a", "phone-number-characters")]
    [InlineData("13812345678\n9x", "phone-number-characters")]
    public void Each_mistake_has_its_code(string? text, string code)
    {
        Assert.False(PhoneNumber.TryParse(text, out _, out var problem));
        Assert.Equal(code, problem.Code);
    }

    [Theory]
    [InlineData("13812345678", "138****5678")]
    [InlineData("01062345678", "010****5678")]
    [InlineData("055162345678", "0551****5678")]
    [InlineData("05516234567", "0551****567")]
    public void Four_digits_are_hidden(string text, string masked)
    {
        var phone = PhoneNumber.Parse(text);
        Assert.Equal(masked, phone.Masked);
        Assert.Equal(masked, phone.ToString());
    }
}
