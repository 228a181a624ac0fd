namespace AidWorkflows.Domain.Policies;

/// <summary>Where a pack or a standard holds: a union and everything below it, or everywhere.</summary>
public static class PolicyScope
{
    public const string Everywhere = "*";

    public static bool Covers(string scope, string organisationPath) =>
        scope == Everywhere || organisationPath.StartsWith(scope, StringComparison.Ordinal);

    /// <summary>How narrow: the deepest scope that covers a union is the one that counts.</summary>
    public static int Depth(string scope) => scope == Everywhere ? 0 : scope.Count(c => c == '/');

    /// <summary>Some union lies in both.</summary>
    public static bool Overlap(string one, string other) => Covers(one, other) || Covers(other, one);

    /// <summary>"*", or the codes from the root down as in "/china/anhui/".</summary>
    public static bool IsValid(string scope) =>
        scope == Everywhere
        || (scope is ['/', _, .., '/'] && !scope.Contains("//", StringComparison.Ordinal) && scope.All(c => c > ' ' && c != '*'));
}
