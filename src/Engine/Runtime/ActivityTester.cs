using System.Text.Json.Nodes;
using AidWorkflows.Engine.Activities;
using AidWorkflows.Engine.Definitions;
using AidWorkflows.Engine.Execution;

namespace AidWorkflows.Engine.Runtime;

/// <summary>Runs one activity by itself, inside a transaction that is always rolled back: nothing of the test remains.</summary>
public sealed class ActivityTester(IWorkflowStore store, DefinitionCache definitions, ActivityCatalog catalog, EngineOptions options)
{
    /// <param name="variables">Values to test with, by variable id; the others have their defaults.</param>
    public async Task<ActivityTestResult> TestAsync(WorkflowDefinition definition, ActivityNode node, IReadOnlyDictionary<string, JsonNode?> variables, string? actor, CancellationToken cancellationToken)
    {
        await using var unit = await store.BeginAsync(cancellationToken);
        var header = new InstanceHeader
        {
            Id = "test-" + Burst.NewId(),
            DefinitionId = definition.DefinitionId,
            VersionId = definition.Id,
            DefinitionVersion = definition.Version,
            Status = WorkflowStatus.Running,
            SubStatus = WorkflowSubStatus.Executing,
            CreatedAt = unit.Now,
            UpdatedAt = unit.Now,
        };
        var burst = new Burst(definition, header, new WorkflowState(), unit, new BurstServices(store, definitions, catalog, options), actor, cancellationToken);
        return await burst.TestAsync(node, variables);
    }
}

/// <summary>What one activity did when it was run by itself.</summary>
/// <param name="Status">Completed, Faulted, or Running when it waits for something or has started children.</param>
/// <param name="State">Evaluated inputs by descriptor name.</param>
/// <param name="Error">Why it faulted.</param>
public sealed record ActivityTestResult(ActivityStatus Status, JsonObject State, JsonObject Outputs, IReadOnlyList<string> Outcomes, string? Error);
