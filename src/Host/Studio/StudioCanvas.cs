using System.Text.Json.Nodes;

namespace AidWorkflows.Host.Studio;

/// <summary>What Studio will draw of a stored document.</summary>
internal static class StudioCanvas
{
    /// <summary>No activity will appear, so the page must not wait for one. Only flowcharts are drawn activity by activity.</summary>
    public static bool IsEmpty(string content) =>
        JsonNode.Parse(content)?["root"] is not JsonObject root
        || (string?)root["type"] != "Elsa.Flowchart"
        || root["activities"] is not JsonArray { Count: > 0 };
}
