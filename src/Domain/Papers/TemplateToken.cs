namespace AidWorkflows.Domain.Papers;

/// <summary>One <c>{{...}}</c> of a template.</summary>
/// <param name="Text">What stands between the braces.</param>
internal sealed record TemplateToken(string Text, int Line, bool IsRaw)
{
    public static IEnumerable<TemplateToken> Read(string body)
    {
        var line = 1;
        var at = 0;
        while (true)
        {
            var start = body.IndexOf("{{", at, StringComparison.Ordinal);
            if (start < 0)
                yield break;

            line += body.AsSpan(at, start - at).Count('\n');
            var raw = body.AsSpan(start).StartsWith("{{{");
            var inner = start + (raw ? 3 : 2);
            var end = body.IndexOf("}}", inner, StringComparison.Ordinal);
            if (end < 0)
            {
                yield return new TemplateToken("", line, false);
                yield break;
            }

            yield return new TemplateToken(body[inner..end].Trim(), line, raw);
            line += body.AsSpan(start, end - start).Count('\n');
            at = end + 2;
        }
    }
}
