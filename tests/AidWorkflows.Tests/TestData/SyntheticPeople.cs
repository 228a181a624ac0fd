using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace AidWorkflows.Tests.TestData;

/// <summary>
/// Valid people who do not exist, the same for the same seed on every machine. Region codes end in 0000 (a whole province, while
/// cards name a county), so no identity number here can be a real one. Phone numbers begin with 154 and cards with 620000, chosen
/// as unlikely, not known to be free: never send to them. Check digits are computed by other means than in the product, so that
/// the tests do not mark their own homework.
/// </summary>
public static class SyntheticPeople
{
    private const string Surnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗";
    private const string GivenNames = "伟芳娜敏静丽强磊军洋勇艳杰涛明超霞平刚桂英华玉兰建国春梅志红";
    private static readonly string[] Provinces = ["11", "31", "34", "42", "44", "51", "65"];
    private static readonly DateOnly FirstBirthDate = new(1940, 1, 1);
    private static readonly DateOnly LastBirthDate = new(2006, 12, 31);

    public static SyntheticPerson Person(int seed)
    {
        var birthDate = FirstBirthDate.AddDays(Draw(seed, "birth", LastBirthDate.DayNumber - FirstBirthDate.DayNumber + 1));
        var sequence = 1 + Draw(seed, "sequence", 999);
        return new SyntheticPerson(
            Name(seed),
            IdNumber(Provinces[Draw(seed, "province", Provinces.Length)] + "0000", birthDate, sequence),
            birthDate,
            sequence % 2 == 1,
            "154" + Digits(seed, "phone", 8),
            BankCard(seed));
    }

    public static IEnumerable<SyntheticPerson> People(int firstSeed, int count) => Enumerable.Range(firstSeed, count).Select(Person);

    public static string IdNumber(int seed) => Person(seed).IdNumber;

    public static string IdNumber(string region, DateOnly birthDate, int sequence)
    {
        var digits = region + birthDate.ToString("yyyyMMdd", CultureInfo.InvariantCulture) + sequence.ToString("D3", CultureInfo.InvariantCulture);
        return digits + IdCheckCharacter(digits);
    }

    public static string BankCard(int seed, int length = 19)
    {
        var digits = "620000" + Digits(seed, "card", length - 7);
        return digits + LuhnDigit(digits);
    }

    public static string Name(int seed)
    {
        var given = Enumerable.Range(0, 1 + Draw(seed, "given", 2)).Select(i => GivenNames[Draw(seed, $"given{i}", GivenNames.Length)]);
        return Surnames[Draw(seed, "surname", Surnames.Length)] + string.Concat(given);
    }

    /// <summary>ISO 7064 pure system: (((0 + d1) * 2 + d2) * 2 + ...) * 2 + check = 1 modulo 11.</summary>
    public static char IdCheckCharacter(string digits)
    {
        var product = digits.Aggregate(0, (p, digit) => (p + digit - '0') * 2 % 11);
        return "0123456789X"[(12 - product) % 11];
    }

    /// <summary>The only digit that brings the Luhn sum to a multiple of ten, found by trying all ten.</summary>
    public static char LuhnDigit(string digits) => "0123456789".Single(check => LuhnSum(digits + check) % 10 == 0);

    private static int LuhnSum(string number) =>
        number.Reverse().Select((digit, i) => i % 2 == 0 ? digit - '0' : "0246813579"[digit - '0'] - '0').Sum();

    private static string Digits(int seed, string what, int count) =>
        string.Concat(Enumerable.Range(0, count).Select(i => Draw(seed, $"{what}{i}", 10)));

    // A hash instead of System.Random: its numbers may change between runtime versions.
    private static int Draw(int seed, string what, int below)
    {
        var hash = SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{seed}/{what}"));
        return (int)(BinaryPrimitives.ReadUInt32BigEndian(hash) % (uint)below);
    }
}
