using System.Text;
using System.Text.Json.Nodes;
using AidWorkflows.Data.Publishing;
using AidWorkflows.ElsaApi.Wire;
using Microsoft.AspNetCore.Http;

namespace AidWorkflows.ElsaApi.Publishing;

/// <summary>What the publisher says about it: a header, because Studio writes the body, or a field of the body for other clients.</summary>
internal static class PublicationComment
{
    public const string Header = "X-Publish-Comment";

    private const string Field = "publishComment";

    public static string? Read(HttpRequest request, JsonObject? body = null)
    {
        var comment = request.Headers[Header].ToString() is { Length: > 0 } encoded ? Decode(encoded) : body?.Text(Field);
        comment = comment?.Trim();
        return comment is { Length: > DefinitionEventRow.CommentLength }
            ? throw ElsaRefusal.OfField(
                "comment", $"发布说明最多 {DefinitionEventRow.CommentLength} 个字。 / The comment may have at most {DefinitionEventRow.CommentLength} characters.")
            : comment;
    }

    private static string Decode(string encoded)
    {
        try
        {
            var bytes = new List<byte>(encoded.Length);
            for (var i = 0; i < encoded.Length; i++)
            {
                if (encoded[i] > 127)
                    throw new FormatException();
                bytes.Add(encoded[i] == '%' ? Convert.ToByte(encoded.Substring(i + 1, 2), 16) : (byte)encoded[i]);
                if (encoded[i] == '%')
                    i += 2;
            }

            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString([.. bytes]);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            throw ElsaRefusal.OfField("comment", $"发布说明的编码不正确。 / {Header} must be percent-encoded UTF-8.");
        }
    }
}
