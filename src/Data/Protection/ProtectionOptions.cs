using System.ComponentModel.DataAnnotations;

namespace AidWorkflows.Data.Protection;

/// <summary>Section <c>Protection</c>.</summary>
public sealed class ProtectionOptions
{
    public const string Section = "Protection";

    /// <summary>
    /// The file with the keys of personal fields. It belongs outside the database and its backups; whoever loses it loses the fields.
    /// Every node needs the same file.
    /// </summary>
    [Required]
    public string KeyFile { get; set; } = "data/keys/protection.json";
}
