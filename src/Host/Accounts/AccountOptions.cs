using System.ComponentModel.DataAnnotations;

namespace AidWorkflows.Host.Accounts;

/// <summary>Section <c>Accounts</c>.</summary>
public sealed class AccountOptions
{
    public const string Section = "Accounts";

    /// <summary>How long an access token of the API works; at most one hour.</summary>
    [Range(1, 60)]
    public int TokenMinutes { get; set; } = 60;

    /// <summary>How long a page session lasts without a request.</summary>
    [Range(5, 720)]
    public int SessionMinutes { get; set; } = 60;

    /// <summary>Failed sign-ins of one account from one address before that pair has to wait.</summary>
    [Range(3, 100)]
    public int FailuresPerAccountAndAddress { get; set; } = 5;

    /// <summary>Failed sign-ins from one address, whatever the account.</summary>
    [Range(10, 10_000)]
    public int FailuresPerAddress { get; set; } = 100;

    [Range(1, 1440)]
    public int FailureWindowMinutes { get; set; } = 15;

    /// <summary>
    /// The folder of the keys that sign cookies and tokens. Nodes that serve the same users need the same folder. Empty means
    /// "sign-in" beside the key file of personal fields.
    /// </summary>
    public string KeyFolder { get; set; } = "";
}
