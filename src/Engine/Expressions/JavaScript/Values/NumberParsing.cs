using System.Globalization;

namespace AidWorkflows.Engine.Expressions.JavaScript;

/// <summary>Text to number, as Number(), parseFloat and parseInt do it.</summary>
internal static class NumberParsing
{
    public static bool IsSpace(char c) =>
        c is ' ' or '\t' or '\n' or '\v' or '\f' or '\r' or '\u00a0' or '\u1680' or (>= '\u2000' and <= '\u200a')
            or '\u2028' or '\u2029' or '\u202f' or '\u205f' or '\u3000' or '\ufeff';

    public static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text, bool start = true, bool end = true)
    {
        while (start && text.Length > 0 && IsSpace(text[0]))
            text = text[1..];
        while (end && text.Length > 0 && IsSpace(text[^1]))
            text = text[..^1];
        return text;
    }

    public static double FromText(Runtime runtime, string source)
    {
        runtime.Charge(source.Length / 16);
        var text = Trim(source);
        if (text.Length == 0)
            return 0;
        if (text.Length > 2 && text[0] == '0' && RadixOf(text[1]) is var radix and > 0)
            return Digits(text[2..], radix, out var used) is var number && used == text.Length - 2 ? number : double.NaN;
        var length = DecimalLength(text);
        return length == text.Length ? Decimal(text) : double.NaN;
    }

    public static double ParseFloat(Runtime runtime, string source)
    {
        runtime.Charge(source.Length / 16);
        var text = Trim(source, end: false);
        var length = DecimalLength(text);
        return length == 0 ? double.NaN : Decimal(text[..length]);
    }

    public static double ParseInt(Runtime runtime, string source, int radix)
    {
        runtime.Charge(source.Length / 16);
        var text = Trim(source, end: false);
        var sign = 1;
        if (text.Length > 0 && text[0] is '+' or '-')
        {
            sign = text[0] == '-' ? -1 : 1;
            text = text[1..];
        }
        if (radix is 0 or 16 && text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            text = text[2..];
            radix = 16;
        }
        if (radix == 0)
            radix = 10;
        if (radix is < 2 or > 36)
            return double.NaN;
        var number = Digits(text, radix, out var used);
        return used == 0 ? double.NaN : sign * number;
    }

    public static int RadixOf(char c) => c switch
    {
        'x' or 'X' => 16,
        'o' or 'O' => 8,
        'b' or 'B' => 2,
        _ => 0,
    };

    /// <summary>Value of the leading digits in that radix; used is 0 when there are none.</summary>
    public static double Digits(ReadOnlySpan<char> text, int radix, out int used)
    {
        double number = 0;
        for (used = 0; used < text.Length; used++)
        {
            var c = char.ToLowerInvariant(text[used]);
            var digit = char.IsAsciiDigit(c) ? c - '0' : c is >= 'a' and <= 'z' ? c - 'a' + 10 : 99;
            if (digit >= radix)
                break;
            number = number * radix + digit;
        }
        // Above 2^53 the sum has rounding errors; decimal text can be read exactly.
        if (radix == 10 && number > 9007199254740992)
            return double.Parse(text[..used], NumberStyles.None, CultureInfo.InvariantCulture);
        return used == 0 ? double.NaN : number;
    }

    private static int DecimalLength(ReadOnlySpan<char> text)
    {
        var at = text.Length > 0 && text[0] is '+' or '-' ? 1 : 0;
        if (text[at..].StartsWith("Infinity", StringComparison.Ordinal))
            return at + 8;
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
        var digits = at - start;
        if (at < text.Length && text[at] == '.')
        {
            var point = ++at;
            while (at < text.Length && char.IsAsciiDigit(text[at]))
                at++;
            digits += at - point;
        }
        if (digits == 0)
            return 0;
        if (at < text.Length && text[at] is 'e' or 'E')
        {
            var exponent = at + 1;
            if (exponent < text.Length && text[exponent] is '+' or '-')
                exponent++;
            if (exponent < text.Length && char.IsAsciiDigit(text[exponent]))
            {
                at = exponent;
                while (at < text.Length && char.IsAsciiDigit(text[at]))
                    at++;
            }
        }
        return at;
    }

    private static double Decimal(ReadOnlySpan<char> text)
    {
        if (text.EndsWith("Infinity", StringComparison.Ordinal))
            return text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        return double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
    }
}
