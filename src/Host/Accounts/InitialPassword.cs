using System.Security.Cryptography;

namespace AidWorkflows.Host.Accounts;

/// <summary>A password that the program makes up for somebody: to be told once and replaced at the first sign-in.</summary>
internal static class InitialPassword
{
    public const int Length = 16;

    // Read from a screen or a note and typed in again, so without look-alikes. 79 bits.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    public static string New() => RandomNumberGenerator.GetString(Alphabet, Length);
}
