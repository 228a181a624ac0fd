using System.Security.Cryptography;
using System.Text;

namespace AidWorkflows.Domain.Visits;

/// <summary>
/// Draws cases so that everybody who has the seed draws the same (docs/visits.md). Algorithm "sha256-v1": each candidate's key is
/// SHA-256 over the UTF-8 text "seed|case number"; the candidates with the smallest keys are drawn, in the order of their keys.
/// </summary>
public static class SampleDraw
{
    public const string Algorithm = "sha256-v1";

    public const int SeedBytes = 16;

    public static string NewSeed() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SeedBytes));

    public static IReadOnlyList<string> Draw(string seed, IEnumerable<string> candidates, int count) =>
        [.. candidates.Distinct(StringComparer.Ordinal).OrderBy(number => KeyOf(seed, number), StringComparer.Ordinal).Take(count)];

    /// <summary>SHA-256 over the candidates in their own order, one per line.</summary>
    public static string HashOf(IEnumerable<string> candidates) => Hash(string.Join('\n', Ordered(candidates)));

    public static IReadOnlyList<string> Ordered(IEnumerable<string> candidates) => [.. candidates.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static string KeyOf(string seed, string caseNumber) => Hash($"{seed}|{caseNumber}");

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
