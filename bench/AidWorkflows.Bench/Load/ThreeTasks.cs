using System.Text.Json.Nodes;

namespace AidWorkflows.Bench.Load;

/// <summary>The measured workflow: a flowchart with three tasks one after the other and a few variables, as Studio writes it.</summary>
internal static class ThreeTasks
{
    public const string DefinitionId = "bench-three-tasks";

    public static JsonObject Definition() => new()
    {
        ["definitionId"] = DefinitionId,
        ["name"] = "Three tasks",
        ["variables"] = new JsonArray(Variable("RequestedAmount", "Decimal", "18500.50"), Variable("County", "String", "330106"), Variable("Round", "Int32", "1")),
        ["inputs"] = new JsonArray(),
        ["outputs"] = new JsonArray(),
        ["outcomes"] = new JsonArray(),
        ["options"] = new JsonObject(),
        ["root"] = new JsonObject
        {
            ["id"] = "Flow",
            ["type"] = "Elsa.Flowchart",
            ["version"] = 1,
            ["activities"] = new JsonArray(Task("Intake"), Task("Review"), Task("Approval")),
            ["connections"] = new JsonArray(Connection("Intake", "Review"), Connection("Review", "Approval")),
        },
    };

    private static JsonObject Task(string id) => new JsonObject
    {
        ["id"] = id,
        ["name"] = id,
        ["type"] = "Elsa.RunTask",
        ["version"] = 1,
        ["taskName"] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = id } },
    };

    private static JsonObject Connection(string from, string to) => new JsonObject
    {
        ["source"] = new JsonObject { ["activity"] = from, ["port"] = "Done" },
        ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
    };

    private static JsonObject Variable(string name, string type, string value) =>
        new JsonObject { ["id"] = name, ["name"] = name, ["typeName"] = type, ["value"] = value };
}
