using System.Text;

namespace AidWorkflows.Domain.Money;

/// <summary>An amount in the characters that nobody can alter on paper: 壹仟贰佰叁拾肆元伍角陆分.</summary>
public static class CapitalAmount
{
    private const string Digits = "零壹贰叁肆伍陆柒捌玖";

    private static readonly string[] Places = ["", "拾", "佰", "仟"];
    private static readonly string[] Groups = ["", "万", "亿", "万亿"];

    public static string Of(decimal amount)
    {
        if (amount is < 0 or >= 1_000_000_000_000_000m)
            throw new ArgumentOutOfRangeException(nameof(amount), "Only amounts from zero to a thousand billion are written out.");

        var fen = (long)decimal.Round(amount * 100, MidpointRounding.AwayFromZero);
        var (yuan, jiao, cent) = (fen / 100, (int)(fen / 10 % 10), (int)(fen % 10));
        var text = new StringBuilder(yuan == 0 && fen > 0 ? "" : $"{Whole(yuan)}元");
        if (jiao == 0 && cent == 0)
            return text.Append('整').ToString();
        if (jiao > 0)
            text.Append(Digits[jiao]).Append('角');
        else if (yuan > 0)
            text.Append('零');
        return cent > 0 ? text.Append(Digits[cent]).Append('分').ToString() : text.Append('整').ToString();
    }

    private static string Whole(long yuan)
    {
        if (yuan == 0)
            return "零";

        var text = new StringBuilder();
        var gap = false;
        for (var group = Groups.Length - 1; group >= 0; group--)
        {
            var part = (int)(yuan / Power(group) % 10_000);
            if (part == 0)
            {
                gap |= text.Length > 0;
                continue;
            }

            if (text.Length > 0 && (gap || part < 1000))
                text.Append('零');
            text.Append(Four(part)).Append(Groups[group]);
            gap = false;
        }

        return text.ToString();
    }

    private static string Four(int part)
    {
        var text = new StringBuilder();
        var gap = false;
        for (var place = 3; place >= 0; place--)
        {
            var digit = part / (int)Math.Pow(10, place) % 10;
            if (digit == 0)
            {
                gap = text.Length > 0;
                continue;
            }

            if (gap)
                text.Append('零');
            text.Append(Digits[digit]).Append(Places[place]);
            gap = false;
        }

        return text.ToString();
    }

    private static long Power(int group) => group switch
    {
        3 => 1_000_000_000_000,
        2 => 100_000_000,
        1 => 10_000,
        _ => 1,
    };
}
