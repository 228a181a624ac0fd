using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using AidWorkflows.Activities;
using AidWorkflows.Engine;
using AidWorkflows.Engine.Activities;
using AidWorkflows.Engine.Definitions;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Tests.Engine.Definitions;

/// <summary>Checks small definitions; a problem is written "code activity subject".</summary>
internal static class Checked
{
    public static ActivityCatalog Catalog { get; } =
        new ServiceCollection().AddWorkflowEngine().AddAidActivities().BuildServiceProvider().GetRequiredService<ActivityCatalog>();

    public static IReadOnlyList<DefinitionProblem> ProblemsOf(JsonObject definition, DefinitionSurroundings? surroundings = null) =>
        DefinitionCheck.Run(WorkflowDefinitionReader.Read(definition), Catalog, surroundings);

    public static IReadOnlyList<DefinitionProblem> Problems(JsonObject root, JsonArray? variables, params string[] inputs) => ProblemsOf(Define(root, variables, inputs));

    /// <summary>In the order of their texts, so that tests do not depend on the order of the checks.</summary>
    public static string[] Codes(JsonObject root, JsonArray? variables = null, params string[] inputs) => Codes(Problems(root, variables, inputs));

    public static string[] Codes(IEnumerable<DefinitionProblem> problems) =>
        [.. problems.Select(problem => $"{problem.Code} {problem.ActivityId} {problem.Subject}".TrimEnd()).Order(StringComparer.Ordinal)];

    /// <summary>Inputs are amounts: "Amount" is a Decimal, "Kind:String" a text.</summary>
    public static JsonObject Define(JsonObject root, JsonArray? variables = null, params string[] inputs)
    {
        var definition = Flow.Definition("checked", root, variables);
        definition["inputs"] = new JsonArray([.. inputs.Select(input => (JsonNode)new JsonObject
        {
            ["name"] = input.Split(':')[0],
            ["type"] = input.Contains(':', StringComparison.Ordinal) ? input.Split(':')[1] : "Decimal",
        })]);
        return definition;
    }

    /// <summary>A human task that is set up well, with these outcomes.</summary>
    public static JsonObject Task(string id, params string[] outcomes)
    {
        var task = Flow.Activity(id, "Aid.HumanTask", ("role", Flow.Literal("Reviewer")));
        task["level"] = Flow.Literal("county");
        task["outcomes"] = Flow.Object(new JsonArray([.. outcomes.Select(outcome => JsonValue.Create(outcome))]).ToJsonString());
        return task;
    }

    public static JsonObject Shipped() => (JsonObject)JsonNode.Parse(File.ReadAllText(Path.Combine(Root(), "workflows", "aid-approval.json")))!;

    public static IEnumerable<string> ShippedFiles() => Directory.EnumerateFiles(Path.Combine(Root(), "workflows"), "*.json");

    private static string Root([CallerFilePath] string here = "")
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(here)!);
        while (!File.Exists(Path.Combine(folder.FullName, "AidWorkflows.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
