namespace AidWorkflows.Data.Protection;

/// <summary>Keys or sealed fields that cannot be used. Never holds plain text, keys or ciphertext.</summary>
public sealed class FieldProtectionException : Exception
{
    public const string KeyFileMissing = "AW2101";
    public const string KeyFileReadableByOthers = "AW2102";
    public const string KeyFileInvalid = "AW2103";
    public const string NotASealedField = "AW2104";
    public const string UnknownKey = "AW2105";
    public const string Tampered = "AW2106";

    public FieldProtectionException(string code, string message, Exception? innerException = null)
        : base($"{code}: {message}", innerException) => Code = code;

    public string Code { get; }
}
