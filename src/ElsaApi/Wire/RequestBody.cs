using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace AidWorkflows.ElsaApi.Wire;

/// <summary>Reads request bodies within limits that hold whatever the Content-Length says.</summary>
internal static class RequestBody
{
    /// <summary>Far more than any drawn workflow (a hundred activities are some 100 kB).</summary>
    public const int MaxDefinitionBytes = 5 * 1024 * 1024;

    private const int MaxRequestBytes = 256 * 1024;

    /// <summary>The engine accepts 64 levels of activities; each is some four levels of JSON.</summary>
    private static readonly JsonDocumentOptions Json = new() { MaxDepth = 256, AllowDuplicateProperties = false };

    /// <summary>A small request; an empty body is an empty object.</summary>
    public static Task<JsonObject> ReadAsync(HttpRequest request, CancellationToken cancellationToken) => ReadAsync(request, MaxRequestBytes, cancellationToken);

    public static Task<JsonObject> ReadDefinitionAsync(HttpRequest request, CancellationToken cancellationToken) => ReadAsync(request, MaxDefinitionBytes, cancellationToken);

    public static async Task<T> ReadAsync<T>(HttpRequest request, CancellationToken cancellationToken)
        where T : class
    {
        var json = await ReadAsync(request, cancellationToken);
        return json.Deserialize<T>(ElsaJson.Options) ?? throw ElsaRefusal.BadRequest("The request body is empty.");
    }

    public static JsonObject Parse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonNode.Parse(utf8, documentOptions: Json) as JsonObject ?? throw ElsaRefusal.BadRequest("A JSON object is expected.");
        }
        catch (JsonException exception)
        {
            throw ElsaRefusal.BadRequest($"This is not JSON that can be read here: {exception.Message}");
        }
    }

    /// <summary>The stream's bytes.</summary>
    public static async Task<byte[]> ReadAllAsync(Stream stream, int limit, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(chunk, cancellationToken)) > 0)
        {
            if (buffer.Length + read > limit)
                throw ElsaRefusal.BadRequest($"More than {limit / 1024:N0} kB is not accepted here.");
            buffer.Write(chunk, 0, read);
        }

        return buffer.ToArray();
    }

    private static async Task<JsonObject> ReadAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit)
            throw ElsaRefusal.BadRequest($"More than {limit / 1024:N0} kB is not accepted here.");
        var bytes = await ReadAllAsync(request.Body, limit, cancellationToken);
        return bytes.Length == 0 ? [] : Parse(bytes);
    }
}
