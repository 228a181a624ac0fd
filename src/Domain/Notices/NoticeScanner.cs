using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Notices;

/// <summary>
/// Finds what a public notice must not show: identity, card and phone numbers, addresses, diagnoses. It would rather refuse a harmless
/// text than let a number through, so numbers are found without their checksums, in full-width or Chinese digits, and with blanks or
/// hyphens between them.
/// </summary>
public static partial class NoticeScanner
{
    /// <summary>What people put between the digits of one number; up to two of them.</summary>
    private const string Gap = @"[ \t\u00A0\u2000-\u200D\u202F\u2060\u3000\uFEFF\u00AD()\-\u2010-\u2015\u2212_\u00B7\u2022]{0,2}";

    private static readonly Lazy<IReadOnlyList<string>> Diagnoses = new(ReadDiagnoses);

    /// <summary>Everything that was found, in the order of the text.</summary>
    public static IReadOnlyList<PersonalDataFound> Scan(string text)
    {
        var plain = Narrow(text);

        // Two days beside each other are sixteen digits and no card. An identity number has a date in it, so it is looked for first.
        var undated = Day().Replace(plain, day => new string('|', day.Length));
        List<(PersonalData Kind, int Start, int Length)> found = [];
        Collect(found, PersonalData.IdNumber, IdNumber().Matches(plain));
        Collect(found, PersonalData.BankCard, Card().Matches(undated));
        Collect(found, PersonalData.IdNumber, OldIdNumber().Matches(undated));
        Collect(found, PersonalData.Phone, Mobile().Matches(undated));
        Collect(found, PersonalData.Phone, Landline().Matches(undated));
        Collect(found, PersonalData.Phone, NamedPhone().Matches(undated));
        Collect(found, PersonalData.Address, Address().Matches(plain));
        CollectDiagnoses(found, text);
        return [.. found.OrderBy(one => one.Start).ThenByDescending(one => one.Length).Select(one => At(text, one))];
    }

    /// <summary>Refuses a text with the first thing that was found in it.</summary>
    /// <param name="field">Where the text was entered: "notice", "body".</param>
    /// <exception cref="RuleViolationException">notice-personal-data.</exception>
    public static void RequireClean(string text, string field)
    {
        var found = Scan(text);
        if (found.Count == 0)
            return;

        var first = found[0];
        throw new RuleViolationException(
            "notice-personal-data",
            $"A public notice must not show personal data: {Name(first.Kind)} in line {first.Line}, column {first.Column} ({found.Count} in all). Nothing was published.",
            field,
            first.Kind,
            first.Line,
            first.Column,
            found.Count);
    }

    /// <summary>Covers the numbers in a text that somebody typed: all but the first two and the last two characters.</summary>
    public static string MaskNumbers(string text)
    {
        var result = new StringBuilder(text);
        foreach (var found in Scan(text).Where(found => found.Kind is PersonalData.IdNumber or PersonalData.BankCard or PersonalData.Phone))
        {
            for (var i = found.Start + 2; i < found.Start + found.Length - 2; i++)
                result[i] = '*';
        }

        return result.ToString();
    }

    private static string Name(PersonalData kind) => kind switch
    {
        PersonalData.IdNumber => "an identity number",
        PersonalData.BankCard => "a bank card number",
        PersonalData.Phone => "a phone number",
        PersonalData.Address => "an address",
        _ => "the name of an illness",
    };

    // Every character becomes exactly one, so that positions stay.
    private static string Narrow(string text)
    {
        var plain = new char[text.Length];
        for (var i = 0; i < text.Length; i++)
        {
            var c = TypedText.Narrow(text[i]);
            plain[i] = c switch
            {
                '\u3007' or '\u96F6' => '0',
                '\u4E00' => '1',
                '\u4E8C' => '2',
                '\u4E09' => '3',
                '\u56DB' => '4',
                '\u4E94' => '5',
                '\u516D' => '6',
                '\u4E03' => '7',
                '\u516B' => '8',
                '\u4E5D' => '9',
                'x' or '\u0425' or '\u0445' => 'X',
                _ when CharUnicodeInfo.GetDigitValue(c) is >= 0 and var digit => (char)('0' + digit),
                _ => c,
            };
        }

        return new string(plain);
    }

    private static void Collect(List<(PersonalData Kind, int Start, int Length)> found, PersonalData kind, MatchCollection matches)
    {
        foreach (Match match in matches)
        {
            if (!found.Exists(known => match.Index < known.Start + known.Length && known.Start < match.Index + match.Length))
                found.Add((kind, match.Index, match.Length));
        }
    }

    private static void CollectDiagnoses(List<(PersonalData Kind, int Start, int Length)> found, string text)
    {
        var places = new List<int>(text.Length);
        var compact = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (TypedText.IsBlank(text[i]) && text[i] != '\n')
                continue;

            places.Add(i);
            compact.Append(char.ToUpperInvariant(TypedText.Narrow(text[i])));
        }

        var dense = compact.ToString();
        foreach (var word in Diagnoses.Value)
        {
            for (var at = dense.IndexOf(word, StringComparison.Ordinal); at >= 0; at = dense.IndexOf(word, at + word.Length, StringComparison.Ordinal))
                found.Add((PersonalData.Diagnosis, places[at], places[at + word.Length - 1] - places[at] + 1));
        }
    }

    private static PersonalDataFound At(string text, (PersonalData Kind, int Start, int Length) found)
    {
        var before = text.AsSpan(0, found.Start);
        return new PersonalDataFound(found.Kind, found.Start, found.Length, before.Count('\n') + 1, found.Start - before.LastIndexOf('\n'));
    }

    private static IReadOnlyList<string> ReadDiagnoses()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("AidWorkflows.Domain.Notices.diagnoses.txt")
            ?? throw new InvalidOperationException("The list of diagnoses is not in the program.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(line => line[0] != '#')];
    }

    [GeneratedRegex(@"(?<![0-9])(?:19|20)[0-9]{2}(?<mark>[-./])(?:0?[1-9]|1[0-2])\k<mark>(?:0?[1-9]|[12][0-9]|3[01])(?![0-9])", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Day();

    [GeneratedRegex($@"[1-9]{Gap}(?:[0-9]{Gap}){{5}}(?:1{Gap}[89]|2{Gap}0){Gap}(?:[0-9]{Gap}){{2}}(?:0{Gap}[1-9]|1{Gap}[0-2]){Gap}(?:0{Gap}[1-9]|[12]{Gap}[0-9]|3{Gap}[01]){Gap}(?:[0-9]{Gap}){{3}}[0-9X](?![0-9])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex IdNumber();

    [GeneratedRegex($@"(?<![0-9])[1-9](?:{Gap}[0-9]){{7}}{Gap}(?:0{Gap}[1-9]|1{Gap}[0-2]){Gap}(?:0{Gap}[1-9]|[12]{Gap}[0-9]|3{Gap}[01])(?:{Gap}[0-9]){{3}}(?![0-9])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex OldIdNumber();

    [GeneratedRegex($@"(?<![0-9])[0-9](?:{Gap}[0-9]){{15,40}}X?(?![0-9])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Card();

    [GeneratedRegex($@"(?<![0-9])(?:(?:\+|00)?{Gap}86{Gap})?1{Gap}[3-9](?:{Gap}[0-9]){{9}}(?![0-9])|(?<![0-9])1[3-9][0-9]\.[0-9]{{4}}\.[0-9]{{4}}(?![0-9])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Mobile();

    [GeneratedRegex($@"(?<![0-9])0{Gap}(?:1{Gap}0|2{Gap}[0-9]|[3-9]{Gap}[0-9]{Gap}[0-9]){Gap}[2-9](?:{Gap}[0-9]){{6,7}}(?![0-9])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Landline();

    [GeneratedRegex(@"(?:\u7535\u8BDD|\u624B\u673A|\u8054\u7CFB\u65B9\u5F0F|\u4F20\u771F|[Tt][Ee][Ll])[^0-9\n]{0,6}[0-9]{7,12}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NamedPhone();

    // 路 12 号, 3 栋, 2 单元, 501 室, 某村 3 组, and whatever stands behind a word such as 住址.
    [GeneratedRegex(@"(?:\u8DEF|\u8857|\u5DF7|\u5F04|\u5927\u9053|\u80E1\u540C|\u91CC)[ \t]?[0-9]{1,5}[ \t]?(?:\u53F7|\u5F04|\u4E4B)|[0-9]{1,4}[ \t]?(?:\u680B|\u5E62|\u53F7\u697C|\u5355\u5143)|[0-9]{2,5}[ \t]?\u5BA4|[\u6751\u5C6F\u5E84][^\n]{0,4}?[0-9]{1,3}(?:\u7EC4|\u961F|\u793E)(?![\u7EC7\u533A\u4F1A])|[0-9A-Za-z\u4E00-\u9FFF]{2,}[\u6751\u5C6F\u5E84][0-9]{1,4}\u53F7|(?:\u4F4F\u5740|\u5730\u5740|\u5BB6\u4F4F|\u73B0\u4F4F|\u5C45\u4F4F\u5728|\u4F4F\u5728)[:\uFF1A \t]*[0-9A-Za-z\u4E00-\u9FFF]{2,}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Address();
}
