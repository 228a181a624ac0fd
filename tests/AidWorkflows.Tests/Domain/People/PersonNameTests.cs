using AidWorkflows.Domain.People;

namespace AidWorkflows.Tests.Domain.People;

public sealed class PersonNameTests
{
    [Theory]
    [InlineData("张三", "张三")]
    [InlineData("  张三丰\u3000", "张三丰")]
    [InlineData("张\u3000三", "张三")]
    [InlineData("阿不都热合曼·买买提", "阿不都热合曼·买买提")]
    [InlineData("阿不都热合曼•买买提", "阿不都热合曼·买买提")]
    [InlineData("阿不都热合曼 ・ 买买提", "阿不都热合曼·买买提")]
    [InlineData("John   Smith", "John Smith")]
    [InlineData("Ｊｏｈｎ　Ｓｍｉｔｈ", "John Smith")]
    [InlineData("李〇", "李〇")]
    [InlineData("王\U0002070E", "王\U0002070E")]
    [InlineData("Jose\u0301", "José")]
    public void Usual_spellings_become_one(string text, string name)
    {
        Assert.Equal(name, PersonName.Parse(text).Reveal());
    }

    [Theory]
    [InlineData(null, "person-name-length")]
    [InlineData("   ", "person-name-length")]
    [InlineData("张", "person-name-length")]
    [InlineData("\U0002070E", "person-name-length")]
    [InlineData("张3", "person-name-characters")]
    [InlineData("张三\u0000", "person-name-characters")]
    [InlineData("<b>张三</b>", "person-name-characters")]
    [InlineData("·张三", "person-name-characters")]
    [InlineData("张三·", "person-name-characters")]
    [InlineData("张··三", "person-name-characters")]
    [InlineData("=张三", "person-name-characters")]
    [InlineData("张三😀", "person-name-characters")]
    public void Each_mistake_has_its_code(string? text, string code)
    {
        Assert.False(PersonName.TryParse(text, out _, out var problem));
        Assert.Equal(code, problem.Code);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_no_letter()
    {
        Assert.False(PersonName.TryParse("张" + '\uD842', out _, out var problem));
        Assert.Equal("person-name-characters", problem.Code);
    }

    [Fact]
    public void Fifty_characters_are_the_limit()
    {
        Assert.True(PersonName.TryParse(new string('张', 50), out _, out _));
        Assert.False(PersonName.TryParse(new string('张', 51), out _, out var problem));
        Assert.Equal("person-name-length", problem.Code);
    }

    [Theory]
    [InlineData("张三", "张*")]
    [InlineData("张小三", "张*三")]
    [InlineData("欧阳小三", "欧**三")]
    [InlineData("\U0002070E小三", "\U0002070E*三")]
    public void Masked_form_keeps_the_ends(string text, string masked)
    {
        var name = PersonName.Parse(text);
        Assert.Equal(masked, name.Masked);
        Assert.Equal(masked, name.ToString());
    }
}
