using AidWorkflows.ElsaApi.Wire;

namespace AidWorkflows.ElsaApi.Instances;

/// <summary>
/// Ids of activity executions on the wire. Clients ask for one by its id alone, some every second; the journal is kept by
/// instance and has no other index. So the id that clients get begins with the instance's.
/// </summary>
internal static class ExecutionIds
{
    private const int ExecutionIdLength = 32;

    public static string ToWire(string instanceId, string executionId) => $"{instanceId}-{executionId}";

    public static (string InstanceId, string ExecutionId) Parse(string id)
    {
        var split = id.Length - ExecutionIdLength - 1;
        return split > 0 && id[split] == '-'
            ? (id[..split], id[(split + 1)..])
            : throw ElsaRefusal.NotFound($"There is no activity execution '{id}'.");
    }
}
