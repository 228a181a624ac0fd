using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;

namespace AidWorkflows.Tests.Domain.People;

public sealed class AccountNameTests
{
    [Theory]
    [InlineData("li.xiulan", "li.xiulan")]
    [InlineData(" ＬＩ_xiulan-2 ", "li_xiulan-2")]
    [InlineData("abc", "abc")]
    public void A_user_name_is_small_and_narrow_however_it_was_typed(string typed, string name)
    {
        Assert.True(AccountName.TryParse(typed, out var read, out _));
        Assert.Equal(name, read.Value);
    }

    [Theory]
    [InlineData(null, "user-name-length")]
    [InlineData("ab", "user-name-length")]
    [InlineData("a2345678901234567890123456789012345678901", "user-name-length")]
    [InlineData("1abc", "user-name-characters")]
    [InlineData("李秀兰", "user-name-characters")]
    [InlineData("a@b.c", "user-name-characters")]
    [InlineData("abc|d", "user-name-characters")]
    public void What_is_no_user_name_is_refused(string? typed, string code)
    {
        Assert.False(AccountName.TryParse(typed, out _, out var problem));
        Assert.Equal((code, "userName"), (problem.Code, problem.Field));
    }

    [Theory]
    [InlineData("jinan-qingshan", "jinan-qingshan")]
    [InlineData("Ｊinan2", "jinan2")]
    public void A_unions_code_is_small_and_narrow_however_it_was_typed(string typed, string code)
    {
        Assert.True(OrganisationCode.TryParse(typed, out var read, out _));
        Assert.Equal(code, read.Value);
    }

    /// <summary>A slash or a percent sign would change whom the path covers.</summary>
    [Theory]
    [InlineData("a", "union-code-length")]
    [InlineData("a2345678901234567890123456789012345678901", "union-code-length")]
    [InlineData("a/b", "union-code-characters")]
    [InlineData("a%", "union-code-characters")]
    [InlineData("a_b", "union-code-characters")]
    [InlineData("-ab", "union-code-characters")]
    [InlineData("ab-", "union-code-characters")]
    [InlineData("青山", "union-code-characters")]
    public void What_is_no_code_is_refused(string typed, string code)
    {
        Assert.False(OrganisationCode.TryParse(typed, out _, out var problem));
        Assert.Equal((code, "code"), (problem.Code, problem.Field));
    }
}
