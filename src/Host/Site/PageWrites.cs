using System.Security.Cryptography;
using System.Text.Json;
using AidWorkflows.Host.Api;
using AidWorkflows.Host.Idempotency;

namespace AidWorkflows.Host.Site;

/// <summary>Names the write behind a form, so that a form that is sent twice has one effect.</summary>
internal static class PageWrites
{
    /// <param name="entered">What was entered: the same operation with other content is not the same write.</param>
    /// <returns>Null for a post that no form of ours has made: it names no operation, and each is a write of its own.</returns>
    public static WriteKey? KeyOf<T>(HttpContext context, Guid personId, Guid operation, T entered)
    {
        if (operation == Guid.Empty)
            return null;

        var hash = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(entered, ApiJson.Options));
        return new WriteKey($"{personId:N} page {context.Request.Path}", operation.ToString("N"), hash);
    }
}
