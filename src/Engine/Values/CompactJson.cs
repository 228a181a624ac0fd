using System.Text.Encodings.Web;
using System.Text.Json;

namespace AidWorkflows.Engine.Values;

/// <summary>How the engine writes JSON for itself: no white space, Chinese text readable in the database.</summary>
internal static class CompactJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 128,
    };
}
