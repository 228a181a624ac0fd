using System.Text.Json.Nodes;
using AidWorkflows.Data;
using AidWorkflows.ElsaApi.Instances;
using AidWorkflows.ElsaApi.Wire;
using AidWorkflows.Engine.Runtime;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.ElsaApi.Alterations;

/// <summary>Runs alterations on one instance after the other, and says of each what came of it.</summary>
internal sealed class AlterationRuns(AidDbContext db, WorkflowRuntime runtime, TimeProvider time)
{
    private const int MaxAlterations = 50;

    /// <summary>The list as a client sends it; refused as a whole when one of them is not known.</summary>
    public static IReadOnlyList<JsonObject> Read(JsonNode? given)
    {
        var alterations = (given as JsonArray ?? []).OfType<JsonObject>().ToList();
        if (alterations.Count is 0 or > MaxAlterations)
            throw ElsaRefusal.OfField("alterations", $"'alterations' must be a list of 1 to {MaxAlterations} alterations.");
        foreach (var alteration in alterations)
            ToAlteration(alteration, null);
        return alterations;
    }

    public async Task<AlterationResult> RunAsync(string instanceId, IReadOnlyList<JsonObject> alterations, string actor, CancellationToken cancellationToken)
    {
        try
        {
            var definitionId = await db.Instances.Where(instance => instance.Id == instanceId).Select(instance => instance.DefinitionId).SingleOrDefaultAsync(cancellationToken)
                ?? throw new WorkflowInstanceNotFoundException(instanceId);
            var resolved = new List<Alteration>();
            foreach (var alteration in alterations)
                resolved.Add(ToAlteration(alteration, await FindTargetAsync(alteration, definitionId, cancellationToken)));
            await runtime.AlterAsync(instanceId, resolved, actor, cancellationToken);
            return Result(instanceId, resolved.Exists(alteration => alteration is Alteration.ScheduleActivity), true, [.. resolved.Select(Succeeded)]);
        }
        catch (AlterationRefusedException refused)
        {
            return Result(instanceId, false, false, [Entry(refused.Reason, "Error", $"Alteration {refused.Alteration.Kind} failed")]);
        }
        catch (Exception exception) when (exception is WorkflowInstanceNotFoundException or InstanceBusyException or StaleInstanceException or InstanceStateException)
        {
            return Result(instanceId, false, false, [Entry(exception.Message, "Error", "Alteration failed")]);
        }
    }

    private AlterationLogEntry Succeeded(Alteration alteration) => Entry($"{alteration.Kind} succeeded", "Information", $"Alteration {alteration.Kind} succeeded");

    private AlterationLogEntry Entry(string message, string level, string eventName) => new(message, level, time.GetUtcNow(), eventName);

    private static AlterationResult Result(string instanceId, bool hasWork, bool successful, IReadOnlyList<AlterationLogEntry> log) => new(instanceId, new AlterationLog(log), hasWork, successful);

    private async Task<string?> FindTargetAsync(JsonObject alteration, string definitionId, CancellationToken cancellationToken)
    {
        if (alteration.Text("type") != nameof(Alteration.Migrate) || Number(alteration, "targetVersion") is not { } target)
            return null;
        return await db.DefinitionVersions.Where(version => version.DefinitionId == definitionId && version.Version == target).Select(version => version.Id).SingleOrDefaultAsync(cancellationToken);
    }

    private static Alteration ToAlteration(JsonObject json, string? targetVersionId)
    {
        var (activity, instance) = (json.Text("activityId"), json.Text("activityInstanceId"));
        return json.Text("type") switch
        {
            nameof(Alteration.ModifyVariable) => new Alteration.ModifyVariable(
                json.Text("variableId") ?? throw ElsaRefusal.OfField("variableId", "ModifyVariable needs the 'variableId'."), json["value"]?.DeepClone()),
            nameof(Alteration.CancelActivity) => new Alteration.CancelActivity(activity, ExecutionOf(instance)),
            nameof(Alteration.ScheduleActivity) => new Alteration.ScheduleActivity(activity, ExecutionOf(instance)),
            nameof(Alteration.Migrate) => new Alteration.Migrate(Number(json, "targetVersion") ?? throw ElsaRefusal.OfField("targetVersion", "Migrate needs the number of the 'targetVersion'."), targetVersionId),
            nameof(Alteration.Cancel) => new Alteration.Cancel(),
            var other => throw ElsaRefusal.OfField("type", $"'{other}' is no alteration. Use ModifyVariable, ScheduleActivity, CancelActivity, Migrate or Cancel."),
        };
    }

    private static string? ExecutionOf(string? wireId) => string.IsNullOrEmpty(wireId) ? null : ExecutionIds.Parse(wireId).ExecutionId;

    private static int? Number(JsonObject json, string name) => json[name] is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;
}

/// <summary>What came of the alterations of one instance.</summary>
internal sealed record AlterationResult(string WorkflowInstanceId, AlterationLog Log, bool WorkflowHasScheduledWork, bool IsSuccessful);

internal sealed record AlterationLog(IReadOnlyList<AlterationLogEntry> LogEntries);

internal sealed record AlterationLogEntry(string Message, string LogLevel, DateTimeOffset Timestamp, string EventName);
