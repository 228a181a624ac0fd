using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Idempotency;

namespace AidWorkflows.Host.Api;

/// <summary>What several endpoints read from a request in the same way.</summary>
internal static class ApiCalls
{
    private const int LongestKey = 200;

    /// <summary>The Idempotency-Key of a write, bound to person and call; null when none was sent.</summary>
    public static WriteKey? KeyOf<T>(HttpContext context, ApiBody<T> body, Guid personId)
        where T : class => KeyOf(context, body.Hash, personId);

    /// <summary>The same for a body that is no JSON.</summary>
    /// <param name="hash">Of everything that was sent.</param>
    public static WriteKey? KeyOf(HttpContext context, byte[] hash, Guid personId)
    {
        if (!context.Request.Headers.TryGetValue("Idempotency-Key", out var values))
            return null;

        var key = values.ToString();
        if (key.Length is 0 or > LongestKey || key.Any(c => c is < '!' or > '~'))
        {
            throw new ApiProblemException(new ApiProblem(
                StatusCodes.Status400BadRequest, "idempotency-key-invalid", $"An Idempotency-Key has 1 to {LongestKey} visible ASCII characters.", LongestKey));
        }

        return new WriteKey($"{personId:N} {context.Request.Method} {context.Request.Path}", key, hash);
    }

    /// <summary>Page numbers from 1, page sizes up to the list's limit.</summary>
    public static (int Page, int PageSize) Paging(int? page, int? pageSize, int maximum)
    {
        List<ValidationProblem> problems = [];
        if (page is < 1 or > 1_000_000)
            problems.Add(new("page-out-of-range", "page", "Pages are numbered from 1."));
        if (pageSize < 1 || pageSize > maximum)
            problems.Add(new("page-size-out-of-range", "pageSize", $"A page has 1 to {maximum} entries.", maximum));
        if (problems.Count > 0)
            throw new InvalidInputException(problems);

        return (page ?? 1, pageSize ?? Math.Min(50, maximum));
    }

    /// <summary>An enumeration in the address by its kebab-case name; null when it is not given.</summary>
    public static TEnum? Choice<TEnum>(string? text, string field)
        where TEnum : struct, Enum
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (Enum.TryParse<TEnum>(text.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var value) && Enum.IsDefined(value) && !char.IsAsciiDigit(text[0]))
            return value;

        throw new InvalidInputException([new ValidationProblem("unknown-choice", field, "There is no such choice.")]);
    }
}
