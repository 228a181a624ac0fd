using System.Text.Json.Nodes;
using AidWorkflows.Data.Definitions;
using AidWorkflows.ElsaApi.Wire;
using AidWorkflows.Engine.Definitions;

namespace AidWorkflows.ElsaApi.Definitions;

/// <summary>Elsa's definition document on its way in and out.</summary>
internal static class DefinitionModel
{
    /// <summary>
    /// Studio keeps a definition's customProperties and sends them back with each save. So this one says which content a save
    /// was based on, although the client knows no versions of a draft; it is never stored.
    /// </summary>
    private const string BaseMark = "aidBasedOn";

    private static readonly string[] Containers = ["variables", "inputs", "outputs", "outcomes"];

    /// <summary>What clients expect never to be null.</summary>
    public static void Complete(JsonObject model)
    {
        foreach (var name in Containers)
            if (model[name] is not JsonArray)
                model[name] = new JsonArray();
        if (model["customProperties"] is not JsonObject)
            model["customProperties"] = new JsonObject();
        if (model["options"] is not JsonObject)
            model["options"] = new JsonObject { ["autoUpdateConsumingWorkflows"] = false };
        foreach (var flag in new[] { "isReadonly", "isSystem" })
            if (model[flag] is null)
                model[flag] = false;
        if (model["root"] is JsonObject root && root.Text("type") == "Elsa.Flowchart")
            foreach (var name in new[] { "activities", "connections" })
                if (root[name] is not JsonArray)
                    root[name] = new JsonArray();
    }

    public static void MarkBase(JsonObject model, DefinitionVersionRow version) =>
        ((JsonObject)model["customProperties"]!)[BaseMark] = Mark(version);

    public static string Mark(DefinitionVersionRow version) => Convert.ToHexString(version.ContentHash)[..16];

    /// <summary>Takes off what is ours and the server's alone; returns the content that the save was based on, if it says so.</summary>
    public static string? Strip(JsonObject model)
    {
        model.Remove("links");
        model.Remove("$schema");
        if (model["customProperties"] is not JsonObject custom)
            return null;
        var mark = custom.Text(BaseMark);
        custom.Remove(BaseMark);
        return mark;
    }

    /// <summary>Reads the document as the engine would; every way in which it cannot be read is a refusal.</summary>
    public static WorkflowDefinition Read(JsonObject model)
    {
        foreach (var name in new[] { "id", "definitionId", "name" })
            if (model[name] is not null && model.Text(name) is null)
                throw ElsaRefusal.BadRequest($"'{name}' must be a text.");
        try
        {
            return WorkflowDefinitionReader.Read(model);
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException or ArgumentException)
        {
            // A text where an object belongs, or the like: System.Text.Json says so with these.
            throw ElsaRefusal.BadRequest($"The definition has a value of the wrong kind: {exception.Message}");
        }
    }
}
