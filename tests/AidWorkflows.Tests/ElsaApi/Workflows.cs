using System.Text.Json.Nodes;

namespace AidWorkflows.Tests.ElsaApi;

/// <summary>Definitions as Studio posts them.</summary>
internal static class Workflows
{
    public static JsonObject Define(string id, JsonArray activities, JsonArray? connections = null, JsonArray? variables = null) => new()
    {
        ["definitionId"] = id,
        ["name"] = id,
        ["variables"] = variables ?? [],
        ["root"] = new JsonObject
        {
            ["id"] = "Flow",
            ["type"] = "Elsa.Flowchart",
            ["version"] = 1,
            ["name"] = "Flowchart1",
            ["activities"] = activities,
            ["connections"] = connections ?? [],
        },
    };

    /// <summary>Asks for approval of an amount above a threshold, and waits for a task.</summary>
    public static JsonObject Threshold(string id = "threshold", int threshold = 20_000) => Define(
        id,
        [
            Activity("Decide", "Elsa.FlowDecision", ("condition", Script("variables.Amount > variables.ProvincialThreshold"))),
            Activity("Province", "Elsa.RunTask", ("taskName", Literal("Review"))),
            Activity("Low", "Elsa.WriteLine", ("text", Literal("low"))),
        ],
        [Connect("Decide", "True", "Province"), Connect("Decide", "False", "Low")],
        [Variable("v-amount", "Amount", "Decimal", "20000.01"), Variable("v-threshold", "ProvincialThreshold", "Decimal", $"{threshold}")]);

    public static JsonObject Activity(string id, string type, params (string Name, JsonNode Value)[] inputs)
    {
        var activity = new JsonObject { ["id"] = id, ["name"] = id, ["type"] = type, ["version"] = 1 };
        foreach (var (name, value) in inputs)
            activity[name] = value;
        return activity;
    }

    public static JsonObject Literal(string text) => Expression("Literal", text);

    public static JsonObject Script(string source) => Expression("JavaScript", source);

    public static JsonObject Connect(string from, string port, string to) => new()
    {
        ["source"] = new JsonObject { ["activity"] = from, ["port"] = port },
        ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
    };

    public static JsonObject Variable(string id, string name, string type, string? value) =>
        new() { ["id"] = id, ["name"] = name, ["typeName"] = type, ["isArray"] = false, ["value"] = value };

    private static JsonObject Expression(string type, string value) =>
        new() { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = type, ["value"] = value } };
}
