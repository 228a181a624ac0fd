namespace AidWorkflows.Data.Workflows;

/// <summary>wf_state: the serialised state of one instance (UTF-8 JSON).</summary>
public sealed class StateRow
{
    public required string InstanceId { get; init; }
    public required byte[] Data { get; init; }
}
