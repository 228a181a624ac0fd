using System.Globalization;
using System.Text.Json.Nodes;

namespace AidWorkflows.Bench.Api;

/// <summary>A definition of fifty activities as Studio draws them, with a task for a person near the end.</summary>
internal static class FiftySteps
{
    public const int Count = 50;

    private const int TaskAt = 40;

    public static string DefinitionId(int number) => string.Create(CultureInfo.InvariantCulture, $"bench-{number}");

    public static JsonObject Definition(int number) => new()
    {
        ["definitionId"] = DefinitionId(number),
        ["name"] = string.Create(CultureInfo.InvariantCulture, $"救助流程 {number:000}"),
        ["description"] = "A definition for measurements.",
        ["toolVersion"] = "3.8.2.0",
        ["variables"] = new JsonArray(Variable("Amount", "Decimal", "12000.50"), Variable("Round", "Int32", "0")),
        ["inputs"] = new JsonArray(),
        ["outputs"] = new JsonArray(),
        ["outcomes"] = new JsonArray(),
        ["customProperties"] = new JsonObject(),
        ["options"] = new JsonObject { ["autoUpdateConsumingWorkflows"] = false },
        ["root"] = new JsonObject
        {
            ["id"] = "flow",
            ["name"] = "flow",
            ["type"] = "Elsa.Flowchart",
            ["version"] = 1,
            ["metadata"] = new JsonObject(),
            ["customProperties"] = new JsonObject { ["canStartWorkflow"] = false, ["runAsynchronously"] = false },
            ["activities"] = new JsonArray([.. Enumerable.Range(1, Count).Select(step => (JsonNode)Activity(step))]),
            ["connections"] = new JsonArray([.. Enumerable.Range(1, Count - 1).Select(step => (JsonNode)Connection(step))]),
        },
    };

    public static string NodeId(int step) => "Workflow1:flow:" + Id(step);

    private static JsonObject Activity(int step)
    {
        var activity = new JsonObject
        {
            ["id"] = Id(step),
            ["name"] = Id(step),
            ["type"] = step == TaskAt ? "Elsa.RunTask" : "Elsa.SetVariable",
            ["version"] = 1,
            ["customProperties"] = new JsonObject { ["canStartWorkflow"] = false, ["runAsynchronously"] = false },
            ["metadata"] = new JsonObject
            {
                ["displayText"] = string.Create(CultureInfo.InvariantCulture, $"第 {step} 步"),
                ["designer"] = new JsonObject
                {
                    ["position"] = new JsonObject { ["x"] = step % 10 * 240, ["y"] = step / 10 * 160 },
                    ["size"] = new JsonObject { ["width"] = 186, ["height"] = 54 },
                },
            },
        };
        if (step == TaskAt)
        {
            activity["taskName"] = Expression("String", "Literal", "Review");
            return activity;
        }

        activity["variable"] = Variable("Round", "Int32", "0");
        activity["value"] = Expression("Object", "JavaScript", "getRound() + 1");
        return activity;
    }

    private static string Id(int step) => string.Create(CultureInfo.InvariantCulture, $"step{step:00}");

    private static JsonObject Connection(int step) => new()
    {
        ["source"] = new JsonObject { ["activity"] = Id(step), ["port"] = "Done" },
        ["target"] = new JsonObject { ["activity"] = Id(step + 1), ["port"] = "In" },
        ["vertices"] = new JsonArray(),
    };

    private static JsonObject Expression(string typeName, string type, string value) =>
        new() { ["typeName"] = typeName, ["expression"] = new JsonObject { ["type"] = type, ["value"] = value } };

    private static JsonObject Variable(string name, string type, string value) =>
        new() { ["id"] = name, ["name"] = name, ["typeName"] = type, ["isArray"] = false, ["value"] = value };
}
