namespace AidWorkflows.Data.Workflows;

/// <summary>The instance is a case's history: who decided what, and from which values.</summary>
public sealed class InstanceInUseException(string instanceId, string caseNumber)
    : Exception($"AW1405 流程实例 {instanceId} 属于案件 {caseNumber}，是办理记录，不能删除。 / Workflow instance {instanceId} belongs to case {caseNumber} and is its record; it cannot be deleted. Cancel it instead.")
{
    public string InstanceId { get; } = instanceId;

    public string CaseNumber { get; } = caseNumber;
}
