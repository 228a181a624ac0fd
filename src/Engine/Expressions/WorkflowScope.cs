using System.Text.Json.Nodes;
using AidWorkflows.Engine.Activities;
using AidWorkflows.Engine.Definitions;
using AidWorkflows.Engine.Execution;
using AidWorkflows.Engine.Expressions.JavaScript;
using AidWorkflows.Engine.Values;

namespace AidWorkflows.Engine.Expressions;

/// <summary>
/// What a script of a workflow can see: Elsa's functions, and the variables and inputs in reach. Names are resolved when the
/// script asks for them, so a scope costs next to nothing; every value read is recorded for the journal.
/// </summary>
internal sealed class WorkflowScope
{
    private const int MaxReads = 50;
    private const int MaxReadLength = 200;

    private readonly ActivityContext context;

    private WorkflowScope(ActivityContext context) => this.context = context;

    public static JavaScriptScope Create(ActivityContext context)
    {
        var names = new WorkflowScope(context);
        var seed = BitConverter.ToUInt64(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(context.ExecutionId)));
        var scope = new JavaScriptScope(context.Now, seed) { ResolveFunction = names.Resolve };
        scope.Define("variables", new VariablesObject(names));
        scope.Define("input", new InputsObject(names));
        return scope;
    }

    /// <summary>Keeps what a decision read, so that an auditor sees "RequestedAmount 20000.01" beside the outcome.</summary>
    public static void Record(ActivityContext context, string name, JsonNode? value)
    {
        if (context.Reads.Count >= MaxReads || context.Reads.ContainsKey(name))
            return;
        var text = value?.ToJsonString(CompactJson.Options);
        context.Reads[name] = text is { Length: > MaxReadLength } ? JsonValue.Create(text[..MaxReadLength] + "…") : value?.DeepClone();
    }

    private HostFunction? Resolve(string name) => name switch
    {
        "getVariable" => arguments => ReadVariable(Text(arguments, 0)),
        "setVariable" => arguments => Set(Text(arguments, 0), At(arguments, 1)),
        "getInput" => arguments => ReadInput(Text(arguments, 0)),
        "getOutputFrom" => arguments => ReadOutput(Text(arguments, 0), arguments.Count > 1 ? Text(arguments, 1) : "Result"),
        "getResult" or "getLastResult" => _ => context.Burst.State.Outputs.Values.LastOrDefault()?["Result"],
        "getWorkflowInstanceId" => _ => context.InstanceId,
        "getWorkflowDefinitionId" => _ => context.Definition.DefinitionId,
        "getWorkflowDefinitionVersionId" => _ => context.Definition.Id,
        "getWorkflowDefinitionVersion" => _ => context.Definition.Version,
        "getWorkflowInstanceName" => _ => context.WorkflowName,
        "setWorkflowInstanceName" => arguments => Do(() => context.WorkflowName = Text(arguments, 0)),
        "getCorrelationId" => _ => context.CorrelationId,
        "setCorrelationId" => arguments => Do(() => context.CorrelationId = Text(arguments, 0)),
        "setOutcome" => arguments => Do(() => context.ScriptOutcomes = [Text(arguments, 0)]),
        "setOutcomes" => arguments => Do(() => context.ScriptOutcomes = At(arguments, 0) is JsonArray list ? [.. list.Select(item => ValueTypes.AsText(item) ?? "")] : []),
        "isNullOrEmpty" => arguments => string.IsNullOrEmpty(ValueTypes.AsText(At(arguments, 0))),
        "isNullOrWhiteSpace" => arguments => string.IsNullOrWhiteSpace(ValueTypes.AsText(At(arguments, 0))),
        "toJson" => arguments => ValueTypes.AsJsonText(At(arguments, 0)),
        "newGuid" or "newGuidString" or "getGuidString" => _ => Guid.CreateVersion7().ToString(),
        "newShortGuid" or "getShortGuid" => _ => Burst.NewId()[16..],
        "parseGuid" => arguments => Guid.TryParse(Text(arguments, 0), out var guid) ? guid.ToString() : null,
        "stringToBase64" => arguments => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Text(arguments, 0))),
        "stringFromBase64" => arguments => System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(Text(arguments, 0))),
        "bytesFromString" => arguments => Bytes(System.Text.Encoding.UTF8.GetBytes(Text(arguments, 0))),
        "bytesToString" => arguments => System.Text.Encoding.UTF8.GetString(Bytes(arguments)),
        "bytesFromBase64" => arguments => Bytes(Convert.FromBase64String(Text(arguments, 0))),
        "bytesToBase64" => arguments => Convert.ToBase64String(Bytes(arguments)),
        _ when name.StartsWith("get", StringComparison.Ordinal) => ResolveGetter(name[3..]),
        _ when name.StartsWith("set", StringComparison.Ordinal) => ResolveSetter(name[3..]),
        _ => null,
    };

    /// <summary>getX() for a variable or an input X, and getResultFromX() for an activity.</summary>
    private HostFunction? ResolveGetter(string name)
    {
        if (FindVariable(name) is { } variable)
            return _ => ReadVariable(variable.Id);
        if (context.Definition.Inputs.FirstOrDefault(input => Pascal(input.Name) == name) is { } declared)
            return _ => ReadInput(declared.Name);
        var from = name.IndexOf("From", StringComparison.Ordinal);
        if (from > 0 && FindActivity(name[(from + 4)..]) is { } activity)
            return _ => ReadOutput(activity.OutputKey, name[..from]);
        return null;
    }

    private HostFunction? ResolveSetter(string name) =>
        FindVariable(name) is { } variable ? arguments => Set(variable.Id, At(arguments, 0)) : null;

    private VariableDefinition? FindVariable(string pascalName) =>
        context.Burst.VariablesInReach(context.Execution).FirstOrDefault(variable => Pascal(variable.Name) == pascalName);

    private ActivityNode? FindActivity(string name) =>
        context.Definition.Nodes.FirstOrDefault(node => node.Workflow == context.Node.Workflow && (node.Id == name || (node.Name is not null && Pascal(node.Name) == name)));

    private JsonNode? ReadVariable(string idOrName)
    {
        if (context.Burst.FindVariable(context.Execution, idOrName) is not { } found)
            return null;
        Record(context, found.Definition.Name, found.Value);
        return found.Value;
    }

    private JsonNode? ReadInput(string name)
    {
        var value = context.WorkflowInput(name);
        Record(context, name, value);
        return value;
    }

    private JsonNode? ReadOutput(string activity, string output)
    {
        var id = FindActivity(activity)?.OutputKey ?? activity;
        var value = context.Burst.State.Outputs.TryGetValue(id, out var outputs) ? outputs[output] : null;
        Record(context, $"{activity}.{output}", value);
        return value;
    }

    private JsonNode? Set(string idOrName, JsonNode? value) => Do(() => context.SetVariable(idOrName, value));

    private static JsonNode? Do(Action action)
    {
        action();
        return null;
    }

    private static JsonNode? At(IReadOnlyList<JsonNode?> arguments, int index) => index < arguments.Count ? arguments[index] : null;

    /// <summary>Bytes are lists of numbers to a script.</summary>
    private static JsonArray Bytes(byte[] bytes) => new([.. bytes.Select(value => JsonValue.Create((int)value))]);

    private static byte[] Bytes(IReadOnlyList<JsonNode?> arguments) =>
        At(arguments, 0) is JsonArray items ? [.. items.Select(item => (byte)((long?)ValueTypes.Convert(item, "Byte", false) ?? 0))] : [];

    private static string Text(IReadOnlyList<JsonNode?> arguments, int index) => ValueTypes.AsText(At(arguments, index)) ?? "";

    private static string Pascal(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];

    private sealed class VariablesObject(WorkflowScope scope) : HostObject
    {
        public override IEnumerable<string> Names => scope.context.Burst.VariablesInReach(scope.context.Execution).Select(variable => variable.Name);

        public override bool TryGet(string name, out JsonNode? value)
        {
            value = scope.ReadVariable(name);
            return scope.context.Burst.FindVariable(scope.context.Execution, name) is not null;
        }

        public override void Set(string name, JsonNode? value) => scope.context.SetVariable(name, value);
    }

    private sealed class InputsObject(WorkflowScope scope) : HostObject
    {
        public override IEnumerable<string> Names => scope.context.Burst.State.Input.Select(pair => pair.Key);

        public override bool TryGet(string name, out JsonNode? value)
        {
            var given = scope.context.Burst.State.Input.ContainsKey(name);
            value = given ? scope.ReadInput(name) : null;
            return given;
        }

        public override void Set(string name, JsonNode? value) => throw new ActivityFaultException("AW2206", $"The workflow input '{name}' cannot be changed by a script.");
    }
}
