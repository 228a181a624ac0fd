using System.ComponentModel.DataAnnotations;

namespace AidWorkflows.Host.Site;

/// <summary>Section <c>Site</c>: how the web site itself is served.</summary>
internal sealed class SiteOptions
{
    public const string Section = "Site";

    /// <summary>Redirects to https, marks cookies Secure with the <c>__Host-</c> prefix and sends HSTS. Off only on a developer's machine.</summary>
    public bool RequireHttps { get; set; } = true;

    /// <summary>Shown first to somebody who has not chosen a language: <c>zh-CN</c> or <c>en</c>.</summary>
    [AllowedValues("zh-CN", "en")]
    public string DefaultLanguage { get; set; } = "zh-CN";

    /// <summary>The largest request body in bytes; a form with all its rows is far below 1 MiB.</summary>
    [Range(64 * 1024, 1024L * 1024 * 1024)]
    public long MaxRequestBodyBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>A task is marked "due soon" when it has fewer than this many hours left.</summary>
    [Range(1, 24 * 30)]
    public int DueSoonHours { get; set; } = 48;

    /// <summary>Addresses of reverse proxies whose X-Forwarded-* headers are believed.</summary>
    public IList<string> KnownProxies { get; } = [];
}
