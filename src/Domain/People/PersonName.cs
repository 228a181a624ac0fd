using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.People;

/// <summary>
/// A person's name: 2 to 50 characters (rare Chinese characters outside the basic plane count as one), letters, middle dots
/// between parts, single blanks between parts that are not Chinese.
/// </summary>
public sealed record PersonName
{
    public const int MinimumLength = 2;
    public const int MaximumLength = 50;

    private const char MiddleDot = '\u00B7';

    private readonly string name;

    private PersonName(string name) => this.name = name;

    /// <summary>First and last character, as in <c>张*三</c>; of two characters only the first, <c>张*</c>.</summary>
    public string Masked
    {
        get
        {
            Rune[] runes = [.. name.EnumerateRunes()];
            return runes.Length == 2 ? $"{runes[0]}*" : $"{runes[0]}{new string('*', runes.Length - 2)}{runes[^1]}";
        }
    }

    public static PersonName Parse(string? text) =>
        TryParse(text, out var result, out var problem) ? result : throw problem.ToException();

    public static bool TryParse(
        string? text,
        [NotNullWhen(true)] out PersonName? result,
        [NotNullWhen(false)] out ValidationProblem? problem)
    {
        result = null;
        problem = null;
        var characters = Normalise(text ?? "");
        if (characters.Count is < MinimumLength or > MaximumLength)
        {
            problem = new(
                "person-name-length", "name", $"A name has {MinimumLength} to {MaximumLength} characters.", MinimumLength, MaximumLength);
        }
        else if (!IsWellFormed(characters))
        {
            problem = new("person-name-characters", "name", "A name has letters only, with a middle dot or one blank between its parts.");
        }
        else
        {
            result = new PersonName(string.Concat(characters));
        }

        return result is not null;
    }

    public string Reveal() => name;

    public override string ToString() => Masked;

    private static List<Rune> Normalise(string text)
    {
        List<Rune> characters = [];
        var blankBefore = false;
        foreach (var typed in Composed(text).EnumerateRunes())
        {
            var c = typed.IsBmp ? new Rune(OneMiddleDot(TypedText.Narrow((char)typed.Value))) : typed;
            if (c.IsBmp && TypedText.IsBlank((char)c.Value))
            {
                blankBefore = characters.Count > 0;
                continue;
            }

            // Forms print short Chinese names spread out ("张　三"); the blank is not part of the name.
            if (blankBefore && IsLatinLike(characters[^1]) && IsLatinLike(c))
                characters.Add(new Rune(' '));
            blankBefore = false;
            characters.Add(c);
        }

        return characters;
    }

    // String.Normalize refuses half a surrogate pair; such input goes on to fail as a character that is no letter.
    private static string Composed(string text)
    {
        var wellFormed = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            wellFormed.Append(rune.ToString());

        return wellFormed.ToString().Normalize(NormalizationForm.FormC);
    }

    // Input methods and fonts offer several look-alikes of the dot that GB 18030 names use.
    private static char OneMiddleDot(char c) => c is '\u2022' or '\u2027' or '\u2219' or '\u22C5' or '\u30FB' or '\uFF65' ? MiddleDot : c;

    private static bool IsWellFormed(List<Rune> characters)
    {
        for (var i = 0; i < characters.Count; i++)
        {
            var betweenLetters = i > 0 && i < characters.Count - 1 && IsLetter(characters[i - 1]) && IsLetter(characters[i + 1]);
            if (!IsLetter(characters[i]) && !(IsSeparator(characters[i]) && betweenLetters))
                return false;
        }

        return true;
    }

    private static bool IsSeparator(Rune c) => c.Value is MiddleDot or ' ';

    // The zero 〇 is a number to Unicode and a given name to people.
    private static bool IsLetter(Rune c) => Rune.IsLetter(c) || c.Value == 0x3007;

    private static bool IsLatinLike(Rune c) =>
        Rune.GetUnicodeCategory(c) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter;
}
