using AidWorkflows.ElsaApi.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AidWorkflows.ElsaApi;

/// <summary>What Studio may expect of this server. Alterations and Resilience are not announced: Studio would offer buttons that lead nowhere.</summary>
internal static class FeaturesApi
{
    /// <summary>The version of Elsa whose API this is; clients compare it.</summary>
    private const string ElsaVersion = "3.8.0";

    private static readonly Feature[] Installed =
    [
        new("Workflows", "Elsa", "Elsa.Workflows", "Workflows", ""),
        new("WorkflowManagement", "Elsa", "Elsa.WorkflowManagement", "Workflow Management", ""),
        new("WorkflowRuntime", "Elsa", "Elsa.WorkflowRuntime", "Workflow Runtime", ""),
        new("WorkflowInstances", "Elsa", "Elsa.WorkflowInstances", "Workflow Instances", ""),
        new("JavaScript", "Elsa", "Elsa.JavaScript", "JavaScript", ""),
        new("RealTimeWorkflowUpdates", "Elsa", "Elsa.RealTimeWorkflowUpdates", "Real-time Workflow Updates", ""),
    ];

    public static void MapFeatures(this RouteGroupBuilder read)
    {
        read.MapGet("/features/installed", () => ElsaJson.Ok(new ElsaList<Feature>(Installed)));
        read.MapGet("/features/installed/{fullName}", Find);
        read.MapGet("/package/version", () => ElsaJson.Ok(new { packageVersion = ElsaVersion }));
    }

    private static IResult Find(string fullName) =>
        ElsaJson.Ok(Array.Find(Installed, feature => feature.FullName == fullName) ?? throw ElsaRefusal.NotFound($"The feature '{fullName}' is not installed."));

    private sealed record Feature(string Name, string Namespace, string FullName, string DisplayName, string Description);
}
