using System.Globalization;
using System.Numerics;
using System.Text;

namespace AidWorkflows.Engine.Expressions.JavaScript;

/// <summary>Numbers as JavaScript writes them.</summary>
internal static class NumberText
{
    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static readonly string[] Small = [.. Enumerable.Range(0, 256).Select(i => i.ToString(CultureInfo.InvariantCulture))];

    public static string Format(double number)
    {
        if (number == (int)number)
        {
            var integer = (int)number;
            return (uint)integer < 256 ? Small[integer] : integer.ToString(CultureInfo.InvariantCulture);
        }
        if (!double.IsFinite(number))
            return double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
        var (digits, point) = Shortest(Math.Abs(number));
        var sign = number < 0 ? "-" : "";
        if (point is > 0 and <= 21)
        {
            return digits.Length <= point
                ? sign + digits.PadRight(point, '0')
                : $"{sign}{digits.AsSpan(0, point)}.{digits.AsSpan(point)}";
        }
        if (point is > -6 and <= 0)
            return $"{sign}0.{new string('0', -point)}{digits}";
        return sign + Exponential(digits, point - 1);
    }

    public static string Fixed(double number, int places)
    {
        if (!double.IsFinite(number) || Math.Abs(number) >= 1e21)
            return Format(number);
        var scaled = Scaled(Math.Abs(number), places).ToString(CultureInfo.InvariantCulture);
        if (places > 0)
        {
            scaled = scaled.PadLeft(places + 1, '0');
            scaled = scaled.Insert(scaled.Length - places, ".");
        }
        return number < 0 ? "-" + scaled : scaled;
    }

    public static string Precision(double number, int precision)
    {
        if (!double.IsFinite(number))
            return Format(number);
        var sign = number < 0 ? "-" : "";
        var (digits, exponent) = Rounded(Math.Abs(number), precision);
        if (exponent < -6 || exponent >= precision)
            return sign + Exponential(digits, exponent);
        if (exponent == precision - 1)
            return sign + digits;
        return exponent >= 0
            ? $"{sign}{digits.AsSpan(0, exponent + 1)}.{digits.AsSpan(exponent + 1)}"
            : $"{sign}0.{new string('0', -exponent - 1)}{digits}";
    }

    public static string Exponent(double number, int? places)
    {
        if (!double.IsFinite(number))
            return Format(number);
        var magnitude = Math.Abs(number);
        string digits;
        int exponent;
        if (places is { } count)
        {
            (digits, exponent) = Rounded(magnitude, count + 1);
        }
        else
        {
            (digits, var point) = magnitude == 0 ? ("0", 1) : Shortest(magnitude);
            exponent = point - 1;
        }
        return (number < 0 ? "-" : "") + Exponential(digits, exponent);
    }

    public static string Radix(double number, int radix)
    {
        if (radix == 10 || !double.IsFinite(number))
            return Format(number);
        var magnitude = Math.Abs(number);
        var integer = Math.Floor(magnitude);
        var fraction = magnitude - integer;
        // As many digits as tell this double from its neighbour, rounded half to even as V8 does.
        var delta = Math.Max(double.Epsilon, 0.5 * (Math.BitIncrement(magnitude) - magnitude));
        var tail = new StringBuilder();
        while (fraction >= delta)
        {
            fraction *= radix;
            delta *= radix;
            var digit = (int)fraction;
            tail.Append(Digits[digit]);
            fraction -= digit;
            if ((fraction > 0.5 || (fraction == 0.5 && (digit & 1) == 1)) && fraction + delta > 1)
            {
                integer += CarryInto(tail, radix);
                break;
            }
        }
        var head = new BigInteger(integer);
        var text = new StringBuilder();
        do
        {
            head = BigInteger.DivRem(head, radix, out var digit);
            text.Insert(0, Digits[(int)digit]);
        }
        while (!head.IsZero);
        if (tail.Length > 0)
            text.Append('.').Append(tail);
        return number < 0 ? "-" + text : text.ToString();
    }

    /// <summary>en-US grouping, the only locale offered: output for people is formatted by the product.</summary>
    public static string Grouped(double number, int minimumPlaces, int maximumPlaces)
    {
        if (!double.IsFinite(number))
            return double.IsNaN(number) ? "NaN" : number > 0 ? "∞" : "-∞";
        // Intl rounds the shortest decimal text, not the binary value: 1.005 becomes 1.01.
        var (digits, point) = number == 0 ? ("0", 1) : Shortest(Math.Abs(number));
        var scale = digits.Length - point;
        var value = BigInteger.Parse(digits, CultureInfo.InvariantCulture);
        if (scale > maximumPlaces)
        {
            var divisor = BigInteger.Pow(10, scale - maximumPlaces);
            value = (value * 2 + divisor) / (divisor * 2);
        }
        else
        {
            value *= BigInteger.Pow(10, maximumPlaces - scale);
        }
        var text = value.ToString(CultureInfo.InvariantCulture).PadLeft(maximumPlaces + 1, '0');
        var whole = text[..^maximumPlaces];
        var fraction = text[^maximumPlaces..].TrimEnd('0').PadRight(minimumPlaces, '0');
        var grouped = new StringBuilder(whole);
        for (var i = whole.Length - 3; i > 0; i -= 3)
            grouped.Insert(i, ',');
        if (fraction.Length > 0)
            grouped.Append('.').Append(fraction);
        return double.IsNegative(number) ? "-" + grouped : grouped.ToString();
    }

    private static int CarryInto(StringBuilder tail, int radix)
    {
        while (tail.Length > 0)
        {
            var digit = Digits.IndexOf(tail[^1], StringComparison.Ordinal) + 1;
            tail.Length--;
            if (digit < radix)
            {
                tail.Append(Digits[digit]);
                return 0;
            }
        }
        return 1;
    }

    private static string Exponential(string digits, int exponent)
    {
        var mantissa = digits.Length == 1 ? digits : $"{digits[0]}.{digits.AsSpan(1)}";
        return string.Create(CultureInfo.InvariantCulture, $"{mantissa}e{(exponent < 0 ? "-" : "+")}{Math.Abs(exponent)}");
    }

    /// <summary>Shortest digits that read back as the same double; value = 0.digits * 10^point.</summary>
    private static (string Digits, int Point) Shortest(double magnitude)
    {
        var text = magnitude.ToString("R", CultureInfo.InvariantCulture);
        var mark = text.IndexOf('E', StringComparison.Ordinal);
        var mantissa = mark < 0 ? text : text[..mark];
        var dot = mantissa.IndexOf('.', StringComparison.Ordinal);
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal).TrimStart('0');
        var leadingZeros = mantissa.Length - (dot < 0 ? 0 : 1) - digits.Length;
        var point = (dot < 0 ? mantissa.Length : dot) - leadingZeros;
        if (mark >= 0)
            point += int.Parse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return (digits.TrimEnd('0'), point);
    }

    /// <summary>Exactly precision digits, ties away from zero on the exact binary value.</summary>
    private static (string Digits, int Exponent) Rounded(double magnitude, int precision)
    {
        if (magnitude == 0)
            return (new string('0', precision), 0);
        var exponent = (int)Math.Floor(Math.Log10(magnitude));
        while (true)
        {
            var digits = Scaled(magnitude, precision - 1 - exponent).ToString(CultureInfo.InvariantCulture);
            if (digits.Length == precision)
                return (digits, exponent);
            exponent += digits.Length > precision ? 1 : -1;
        }
    }

    /// <summary>magnitude * 10^places, exact, rounded half up.</summary>
    private static BigInteger Scaled(double magnitude, int places)
    {
        var bits = BitConverter.DoubleToInt64Bits(magnitude);
        var exponent = (int)(bits >> 52) & 0x7FF;
        var mantissa = bits & 0xFFFFFFFFFFFFFL;
        if (exponent == 0)
            exponent++;
        else
            mantissa |= 1L << 52;
        exponent -= 1075;
        BigInteger numerator = mantissa, denominator = BigInteger.One;
        if (exponent > 0)
            numerator <<= exponent;
        else
            denominator <<= -exponent;
        if (places >= 0)
            numerator *= BigInteger.Pow(10, places);
        else
            denominator *= BigInteger.Pow(10, -places);
        return (numerator * 2 + denominator) / (denominator * 2);
    }
}
