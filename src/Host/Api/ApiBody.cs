using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Metadata;

namespace AidWorkflows.Host.Api;

/// <summary>
/// A JSON request body, read by ourselves so that every mistake in it gets its own code and position, and with the hash of its
/// bytes for the idempotency key.
/// </summary>
public sealed partial class ApiBody<T> : IBindableFromHttpContext<ApiBody<T>>, IEndpointParameterMetadataProvider
    where T : class
{
    private const int MaximumBytes = 256 * 1024;

    private ApiBody(T value, byte[] hash)
    {
        Value = value;
        Hash = hash;
    }

    public T Value { get; }

    internal byte[] Hash { get; }

#pragma warning disable CA1000 // The framework finds these by their interfaces; nobody calls them.
    public static async ValueTask<ApiBody<T>?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        if (!context.Request.HasJsonContentType() && context.Request.ContentLength is not (null or 0))
            throw Problem(StatusCodes.Status415UnsupportedMediaType, "content-type", "Send application/json.");

        var bytes = await ReadAsync(context);

        // An empty body is an empty object: calls such as claim have nothing to say.
        var json = bytes.Length == 0 ? "{}"u8.ToArray() : bytes;
        try
        {
            var value = JsonSerializer.Deserialize<T>(json, ApiJson.Options)
                ?? throw Problem(StatusCodes.Status400BadRequest, "malformed-json", "The body must be a JSON object.", 1, 1);
            return new ApiBody<T>(value, SHA256.HashData(bytes));
        }
        catch (JsonException e)
        {
            throw new ApiProblemException(Explain(e, json));
        }
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));
#pragma warning restore CA1000

    private static async Task<byte[]> ReadAsync(HttpContext context)
    {
        if (context.Request.ContentLength > MaximumBytes)
            throw TooLarge();

        // The announced length is the caller's word; what arrives is counted.
        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await context.Request.Body.ReadAsync(chunk, context.RequestAborted)) > 0)
        {
            buffer.Write(chunk, 0, read);
            if (buffer.Length > MaximumBytes)
                throw TooLarge();
        }

        return buffer.ToArray();
    }

    private static ApiProblem Explain(JsonException e, byte[] json)
    {
        var field = FieldOf(e.Path);
        var facts = new Dictionary<string, object?>
        {
            ["line"] = e.LineNumber + 1,
            ["column"] = e.BytePositionInLine + 1,
            ["path"] = e.Path,
        };
        if (!IsWellFormed(json))
        {
            return new ApiProblem(
                StatusCodes.Status400BadRequest, "malformed-json", $"The body is not valid JSON (line {e.LineNumber + 1}, column {e.BytePositionInLine + 1}).",
                e.LineNumber + 1, e.BytePositionInLine + 1)
            {
                Facts = facts,
            };
        }

        // The serialiser tells these mistakes apart only in its text.
        var unmapped = UnmappedMember().Match(e.Message);
        if (unmapped.Success)
        {
            var name = unmapped.Groups["name"].Value;
            return FieldProblem("unknown-field", Join(field, name), "There is no such field.", facts);
        }

        var missing = MissingMember().Match(e.Message);
        return missing.Success
            ? FieldProblem("field-required", Join(field, missing.Groups["name"].Value), "This field is required.", facts, StatusCodes.Status422UnprocessableEntity)
            : FieldProblem("field-type", field, "The value is not of the expected kind.", facts);
    }

    private static ApiProblem FieldProblem(string code, string field, string message, Dictionary<string, object?> facts, int status = StatusCodes.Status400BadRequest) =>
        new(status, code, message) { Errors = [new(code, field, message)], Facts = facts };

    private static bool IsWellFormed(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string FieldOf(string? path) => path is null ? "" : path.TrimStart('$').TrimStart('.');

    // The path of an unknown field may or may not end with its name, depending on where the reader stood.
    private static string Join(string path, string name) =>
        path.Length == 0 || path == name || path.EndsWith("." + name, StringComparison.Ordinal) ? (path.Length == 0 ? name : path) : $"{path}.{name}";

    private static ApiProblemException TooLarge() =>
        Problem(StatusCodes.Status413PayloadTooLarge, "body-too-large", $"A request has at most {MaximumBytes / 1024} KiB.", MaximumBytes / 1024);

    private static ApiProblemException Problem(int status, string code, string message, params IReadOnlyList<object?> arguments) =>
        new(new ApiProblem(status, code, message, arguments));

    [GeneratedRegex("The JSON property '(?<name>[^']*)' could not be mapped", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UnmappedMember();

    [GeneratedRegex("missing required properties including: '(?<name>[^']*)'", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MissingMember();
}
