using System.Text.Json.Nodes;
using AidWorkflows.Data.Definitions;
using AidWorkflows.ElsaApi.Wire;
using AidWorkflows.Engine.Definitions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AidWorkflows.ElsaApi.Definitions;

/// <summary>Parts of a definition, for drilling into nested activities.</summary>
internal static class SubgraphApi
{
    public static void MapSubgraphs(this RouteGroupBuilder read)
    {
        read.MapGet("/workflow-definitions/subgraph/{versionId}", SubgraphAsync);
        read.MapGet("/workflow-definitions/subgraph/segments/{versionId}", SegmentsAsync);
    }

    private static async Task<IResult> SubgraphAsync(string versionId, string? parentNodeId, DefinitionLibrary library, DefinitionReading reading, CancellationToken cancellationToken)
    {
        var definition = await ReadAsync(library, reading, versionId, cancellationToken);
        var node = Find(definition, parentNodeId, "parentNodeId");
        return ElsaJson.Ok(ToTree(node));
    }

    private static async Task<IResult> SegmentsAsync(string versionId, string? childNodeId, DefinitionLibrary library, DefinitionReading reading, CancellationToken cancellationToken)
    {
        var definition = await ReadAsync(library, reading, versionId, cancellationToken);
        var child = Find(definition, childNodeId, "childNodeId");

        // The canvas shows what stands in a flowchart; everything between is a step of the path to it.
        var container = child.Parent;
        while (container is not null && container.Type is not ("Elsa.Flowchart" or "Elsa.Sequence" or "Elsa.Workflow"))
            container = container.Parent;
        container ??= definition.Root;
        var segments = new JsonArray();
        for (var node = container; node.Parent is { } parent; node = parent)
            if (parent.Parent is not null)
                segments.Insert(0, new JsonObject { ["activityNodeId"] = parent.NodeId, ["activityId"] = parent.Id, ["activityType"] = parent.Type, ["portName"] = Pascal(PortOf(node)) });
        return ElsaJson.Ok(new JsonObject
        {
            ["childNode"] = ToNode(child),
            ["container"] = ToNode(container),
            ["pathSegments"] = segments,
        });
    }

    private static async Task<WorkflowDefinition> ReadAsync(DefinitionLibrary library, DefinitionReading reading, string versionId, CancellationToken cancellationToken)
    {
        var version = await library.GetVersionAsync(versionId, cancellationToken) ?? throw new DefinitionNotFoundException(versionId);
        return await reading.ReadAsync(version, cancellationToken);
    }

    private static ActivityNode Find(WorkflowDefinition definition, string? nodeId, string parameter) => string.IsNullOrEmpty(nodeId)
        ? throw ElsaRefusal.BadRequest($"'{parameter}' is missing.")
        : definition.FindNode(nodeId) ?? throw ElsaRefusal.NotFound($"There is no node '{nodeId}'.");

    private static JsonObject ToTree(ActivityNode node)
    {
        var tree = ToNode(node);
        tree["parents"] = new JsonArray();
        tree["children"] = new JsonArray([.. node.Children.Select(ToTree)]);
        return tree;
    }

    private static JsonObject ToNode(ActivityNode node) => new()
    {
        ["nodeId"] = node.NodeId,
        ["port"] = Pascal(PortOf(node)),
        ["activity"] = ToActivity(node),
    };

    /// <summary>A workflow used as an activity is stored as a reference; the viewer wants to see its inside.</summary>
    private static JsonObject ToActivity(ActivityNode node)
    {
        if (node.Type == "Elsa.Workflow")
            return WorkflowActivity(node);
        var activity = (JsonObject)node.Json.DeepClone();
        if (node.Port("Root") is { Type: "Elsa.Workflow" } nested)
            activity["root"] = WithNodeIds((JsonObject)nested.Ports[0].Activity.Json.DeepClone(), nested.NodeId);
        return activity;
    }

    private static JsonObject WithNodeIds(JsonObject activity, string parent)
    {
        var nodeId = $"{parent}:{activity.Text("id")}";
        activity["nodeId"] = nodeId;
        foreach (var (_, value) in activity)
            foreach (var child in value is JsonArray array ? array.OfType<JsonObject>() : value is JsonObject single ? [single] : [])
                if (child.Text("id") is not null && child.Text("type") is not null)
                    WithNodeIds(child, nodeId);
        return activity;
    }

    private static JsonObject WorkflowActivity(ActivityNode workflow) => new()
    {
        ["id"] = workflow.Id,
        ["nodeId"] = workflow.NodeId,
        ["type"] = workflow.Type,
        ["version"] = workflow.TypeVersion,
        ["customProperties"] = new JsonObject(),
        ["metadata"] = new JsonObject(),
        ["root"] = workflow.Json["root"]?.DeepClone(),
    };

    private static string PortOf(ActivityNode node) => node.Parent?.Ports.First(port => port.Activity == node).Name ?? "root";

    private static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
