using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace AidWorkflows.ElsaApi.Wire;

/// <summary>JSON as Elsa's clients read it: camelCase, enums as words, nothing where there is null.</summary>
internal static class ElsaJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    public static IResult Ok(object value) => Results.Json(value, Options);

    public static IResult Created(string location, object value) => new CreatedResult(location, value);

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            MaxDepth = 256,
        };
        options.Converters.Add(new JsonStringEnumConverter());
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    private sealed class CreatedResult(string location, object value) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status201Created;
            httpContext.Response.Headers.Location = location;
            return httpContext.Response.WriteAsJsonAsync(value, value.GetType(), Options);
        }
    }
}

/// <summary>A list without pages.</summary>
internal sealed record ElsaList<T>(IReadOnlyList<T> Items)
{
    public int Count => Items.Count;
}

/// <summary>One page of a list.</summary>
internal sealed record ElsaPage<T>(IReadOnlyList<T> Items, int TotalCount, IReadOnlyList<ElsaLink>? Links = null);

/// <summary>A permission: Studio offers what a link's rel names, and nothing else.</summary>
internal sealed record ElsaLink(string Href, string Rel, string Method);
