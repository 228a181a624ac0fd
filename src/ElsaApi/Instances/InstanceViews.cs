using System.Text.Json.Nodes;
using AidWorkflows.Data.Workflows;
using AidWorkflows.Engine.Execution;
using AidWorkflows.Engine.Runtime;

namespace AidWorkflows.ElsaApi.Instances;

/// <summary>A row of the instance list.</summary>
internal sealed record InstanceSummary(
    string Id,
    string DefinitionId,
    string DefinitionVersionId,
    int Version,
    WorkflowStatus Status,
    WorkflowSubStatus SubStatus,
    string? CorrelationId,
    string? Name,
    int IncidentCount,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? FinishedAt);

/// <summary>One instance with its state.</summary>
internal sealed record InstanceView(
    string Id,
    string DefinitionId,
    string DefinitionVersionId,
    int Version,
    string? ParentWorkflowInstanceId,
    JsonObject WorkflowState,
    WorkflowStatus Status,
    WorkflowSubStatus SubStatus,
    bool IsExecuting,
    string? CorrelationId,
    string? Name,
    int IncidentCount,
    bool IsSystem,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? FinishedAt)
{
    public static InstanceView From(InstanceRow row, WorkflowState state) => new(
        row.Id, row.DefinitionId, row.VersionId, row.DefinitionVersion, row.ParentInstanceId, WorkflowStateView.From(Header(row), state), row.Status, row.SubStatus,
        IsExecuting: false, row.CorrelationId, row.Name, row.IncidentCount, IsSystem: false, row.CreatedAt, row.UpdatedAt, row.FinishedAt);

    private static InstanceHeader Header(InstanceRow row) => new()
    {
        Id = row.Id,
        DefinitionId = row.DefinitionId,
        VersionId = row.VersionId,
        DefinitionVersion = row.DefinitionVersion,
        Status = row.Status,
        SubStatus = row.SubStatus,
        CorrelationId = row.CorrelationId,
        Name = row.Name,
        ParentInstanceId = row.ParentInstanceId,
        IncidentCount = row.IncidentCount,
        JournalSequence = row.JournalSequence,
        CreatedAt = row.CreatedAt,
        UpdatedAt = row.UpdatedAt,
        FinishedAt = row.FinishedAt,
    };
}
