using AidWorkflows.Domain.Notices;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Tests.TestData;

namespace AidWorkflows.Tests.Domain.Notices;

/// <summary>2.6: what a public notice must never show.</summary>
public sealed class NoticeScannerTests
{
    private const string Ordinary = "的一是了我不人在他有这上们来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过天去能对小多然于心学么之都好看起发当没成只如事把还用第样道想作种开美总从无情己面最女但现前些所同日手又行意动方期它头经长儿回位分爱老因很给名法间斯知世什两次使身者被高已亲其进此话常与活正感";

    /// <summary>A notice as it really reads: names of unions, days, counts, the document's own number.</summary>
    [Theory]
    [InlineData("困难职工建档帮扶公示\n困帮示〔2026〕0012号\n王*红 南京路街道总工会 深度困难职工 医疗救助")]
    [InlineData("公示时间：2026年11月22日发布，至2026年11月27日止，共5个工作日（发布当日不计入）。")]
    [InlineData("公示时间 2026-11-22 2026-11-29，案件 AW-2026-000123，档案 DA-2026-000045。")]
    [InlineData("因重大疾病、意外伤害致困，拟给予生活救助 6,000.00 元、助学救助 3,750 元，共 12 户 15 人。")]
    [InlineData("对以上内容有异议的，请拨打工会服务热线12351。")]
    [InlineData("第一季度共十二户，其中红星村工会联合会三户，东桥镇总工会五户。")]
    public void Ordinary_notices_pass(string text) => Assert.Empty(NoticeScanner.Scan(text));

    [Theory]
    [InlineData("身份证 340102199001011234", PersonalData.IdNumber)]
    [InlineData("身份证34010219900101123x。", PersonalData.IdNumber)]
    [InlineData("３４０１０２１９９００１０１１２３Ｘ", PersonalData.IdNumber)]
    [InlineData("340102 19900101 1234", PersonalData.IdNumber)]
    [InlineData("340102-1990-01-01-123X", PersonalData.IdNumber)]
    [InlineData("三四零一零二一九九零零一零一一二三四", PersonalData.IdNumber)]
    [InlineData("340102900101123", PersonalData.IdNumber)]
    [InlineData("卡号6222021234567890123", PersonalData.BankCard)]
    [InlineData("6222 0212 3456 7890", PersonalData.BankCard)]
    [InlineData("６２２２－０２１２－３４５６－７８９０", PersonalData.BankCard)]
    [InlineData("电话13812345678", PersonalData.Phone)]
    [InlineData("138 1234 5678", PersonalData.Phone)]
    [InlineData("138.1234.5678", PersonalData.Phone)]
    [InlineData("+86 138-1234-5678", PersonalData.Phone)]
    [InlineData("0564-3312345", PersonalData.Phone)]
    [InlineData("（0564）3312345", PersonalData.Phone)]
    [InlineData("联系方式：3312345", PersonalData.Phone)]
    [InlineData("家住皋城路128号", PersonalData.Address)]
    [InlineData("锦绣小区3栋2单元501室", PersonalData.Address)]
    [InlineData("红星村第三组", PersonalData.Address)]
    [InlineData("住址：六安市金安区某地", PersonalData.Address)]
    [InlineData("因尿毒症致困", PersonalData.Diagnosis)]
    [InlineData("肺 癌晚期", PersonalData.Diagnosis)]
    [InlineData("确诊为Ｈｉｖ", PersonalData.Diagnosis)]
    public void Personal_data_is_found(string text, PersonalData kind) => Assert.Contains(NoticeScanner.Scan(text), found => found.Kind == kind);

    /// <summary>Any number of any person, anywhere in any Chinese text, in any of the ways people write it.</summary>
    [Fact]
    public void A_number_planted_in_any_text_is_found()
    {
        for (var seed = 1; seed <= 3000; seed++)
        {
            var draws = new Draws(seed);
            var person = SyntheticPeople.Person(seed);
            var (number, kind) = draws.Below(4) switch
            {
                0 => (person.IdNumber, PersonalData.IdNumber),
                1 => (SyntheticPeople.BankCard(seed, 16 + draws.Below(4)), PersonalData.BankCard),
                2 => (person.Phone, PersonalData.Phone),
                _ => (person.IdNumber.ToLowerInvariant(), PersonalData.IdNumber),
            };
            var planted = Written(number, draws);
            var (before, after) = (Text(draws), Text(draws));
            var found = NoticeScanner.Scan(before + planted + after);
            Assert.True(
                found.Any(one => one.Start <= before.Length + 1 && one.Start + one.Length >= before.Length + planted.Length - 1 && (one.Kind == kind || one.Kind != PersonalData.Diagnosis)),
                $"seed {seed}: {before}[{planted}]{after}");
            Assert.DoesNotContain(number, NoticeScanner.MaskNumbers(before + number + after), StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void Texts_without_numbers_pass_whatever_they_say()
    {
        for (var seed = 1; seed <= 3000; seed++)
        {
            var draws = new Draws(seed);
            var text = Text(draws) + Text(draws);
            Assert.True(NoticeScanner.Scan(text).Count == 0, $"seed {seed}: {text}");
        }
    }

    [Fact]
    public void S052_the_refusal_names_kind_and_place_and_not_the_number()
    {
        var refusal = Assert.Throws<RuleViolationException>(() => NoticeScanner.RequireClean("第一行\n电话：13812345678", "notice"));

        Assert.Equal("notice-personal-data", refusal.Code);
        Assert.Equal([PersonalData.Phone, 2, 4, 1], refusal.Arguments);
        Assert.DoesNotContain("13812345678", refusal.Message, StringComparison.Ordinal);
    }

    // Three in ten of the texts have counts, amounts and days in them, as notices do.
    private static string Text(Draws draws)
    {
        var text = string.Concat(Enumerable.Range(0, 1 + draws.Below(12)).Select(_ => Ordinary[draws.Below(Ordinary.Length)]).Where(c => c is not ('一' or '里' or '道')));
        return draws.Below(10) switch
        {
            0 => $"{text}共{1 + draws.Below(99)}户，",
            1 => $"{text}2026-0{1 + draws.Below(9)}-1{draws.Below(9)}，",
            2 => $"，{draws.Below(9) + 1},000.50元{text}，",
            _ => $"{text}，",
        };
    }

    private static string Written(string number, Draws draws) => draws.Below(6) switch
    {
        0 => string.Concat(number.Select(c => (char)(c + 0xFEE0))),
        1 => string.Join(' ', number.Chunk(4).Select(part => new string(part))),
        2 => string.Join('-', number.Chunk(4).Select(part => new string(part))),
        3 => string.Join('\u200B', number.Select(c => c.ToString())),
        4 => string.Concat(number.Select(c => char.IsAsciiDigit(c) ? "零一二三四五六七八九"[c - '0'] : c)),
        _ => number,
    };
}
