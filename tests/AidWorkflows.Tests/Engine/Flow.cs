using System.Text.Json.Nodes;

namespace AidWorkflows.Tests.Engine;

/// <summary>Definitions written by hand in tests, in Elsa's JSON.</summary>
internal static class Flow
{
    public static JsonObject Flowchart(JsonObject[] activities, params string[] connections) => new()
    {
        ["id"] = "Flow",
        ["type"] = "Elsa.Flowchart",
        ["version"] = 1,
        ["activities"] = new JsonArray([.. activities]),
        ["connections"] = new JsonArray([.. connections.Select(Connection)]),
    };

    public static JsonObject Sequence(params JsonObject[] activities) => new()
    {
        ["id"] = "Seq",
        ["type"] = "Elsa.Sequence",
        ["version"] = 1,
        ["activities"] = new JsonArray([.. activities]),
    };

    public static JsonObject Line(string id, string? mergeMode = null) => Activity(id, "Elsa.WriteLine", ("text", Literal(id)), mergeMode);

    public static JsonObject Event(string id) => Activity(id, "Elsa.Event", ("eventName", Literal(id)));

    public static JsonObject RunTask(string id) => Activity(id, "Elsa.RunTask", ("taskName", Literal(id)));

    public static JsonObject Decision(string id, string condition) => Activity(id, "Elsa.FlowDecision", ("condition", Script(condition)));

    public static JsonObject Join(string id, string mode) => Activity(id, "Elsa.FlowJoin", ("mode", Literal(mode)));

    public static JsonObject Delay(string id, string span) => Activity(id, "Elsa.Delay", ("timeSpan", Literal(span)));

    public static JsonObject Set(string id, string variable, string script)
    {
        var activity = Activity(id, "Elsa.SetVariable", ("value", Script(script)));
        activity["variable"] = new JsonObject { ["id"] = variable, ["name"] = variable };
        return activity;
    }

    public static JsonArray Variables(params (string Name, string Type, string? Value)[] variables) => new([.. variables.Select(variable => (JsonNode)new JsonObject
    {
        ["id"] = variable.Name,
        ["name"] = variable.Name,
        ["typeName"] = variable.Type,
        ["value"] = variable.Value,
    })]);

    public static JsonObject Literal(string value) => new() { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } };

    public static JsonObject Script(string value) => new() { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = "JavaScript", ["value"] = value } };

    public static JsonObject Object(string json) => new() { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = "Object", ["value"] = json } };

    public static JsonObject With(JsonObject activity, string property, JsonNode value)
    {
        activity[property] = value;
        return activity;
    }

    public static JsonObject Named(string id, JsonObject activity) => With(activity, "id", id);

    public static JsonObject If(string id, string condition, JsonObject then) => With(Activity(id, "Elsa.If", ("condition", Script(condition))), "then", then);

    public static JsonObject ForEach(string id, string items, JsonObject body) => With(Activity(id, "Elsa.ForEach", ("items", Object(items))), "body", body);

    public static JsonObject While(string id, string condition, JsonObject body) => With(Activity(id, "Elsa.While", ("condition", Script(condition))), "body", body);

    public static JsonObject For(string id, int start, int end, JsonObject body) =>
        With(With(Activity(id, "Elsa.For", ("start", Script($"{start}"))), "end", Script($"{end}")), "body", body);

    public static JsonObject Fork(string id, string joinMode, params JsonObject[] branches) =>
        With(Activity(id, "Elsa.Fork", ("joinMode", JsonValue.Create(joinMode))), "branches", new JsonArray([.. branches]));

    public static JsonObject Trigger(JsonObject activity) => With(activity, "customProperties", new JsonObject { ["canStartWorkflow"] = true });

    /// <summary>A whole definition to publish.</summary>
    public static JsonObject Definition(string definitionId, JsonObject root, JsonArray? variables = null, string[]? inputs = null, string[]? outputs = null) => new()
    {
        ["definitionId"] = definitionId,
        ["name"] = definitionId,
        ["variables"] = variables ?? [],
        ["inputs"] = new JsonArray([.. (inputs ?? []).Select(Argument)]),
        ["outputs"] = new JsonArray([.. (outputs ?? []).Select(Argument)]),
        ["outcomes"] = new JsonArray(),
        ["options"] = new JsonObject(),
        ["root"] = root,
    };

    private static JsonNode Argument(string name) => new JsonObject { ["name"] = name, ["type"] = "Object", ["isArray"] = false };

    public static JsonObject Activity(string id, string type, (string Name, JsonNode Value)? input = null, string? mergeMode = null)
    {
        var activity = new JsonObject { ["id"] = id, ["name"] = id, ["type"] = type, ["version"] = 1 };
        if (mergeMode is not null)
            activity["customProperties"] = new JsonObject { ["mergeMode"] = mergeMode };
        if (input is { } given)
            activity[given.Name] = given.Value;
        return activity;
    }

    /// <summary>"A -> B", or "A.True -> B".</summary>
    private static JsonNode Connection(string text)
    {
        var parts = text.Split(" -> ");
        var source = parts[0].Split('.');
        return new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = source[0], ["port"] = source.Length > 1 ? source[1] : "Done" },
            ["target"] = new JsonObject { ["activity"] = parts[1], ["port"] = "In" },
        };
    }
}
