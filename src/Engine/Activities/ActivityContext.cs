using System.Text.Json.Nodes;
using AidWorkflows.Engine.Definitions;
using AidWorkflows.Engine.Expressions;
using AidWorkflows.Engine.Values;

namespace AidWorkflows.Engine.Activities;

/// <summary>What an activity sees and may do while it runs.</summary>
public sealed class ActivityContext
{
    private readonly Execution.Burst burst;

    internal ActivityContext(Execution.Burst burst, Execution.ActivityExecution execution, Activity activity)
    {
        this.burst = burst;
        Execution = execution;
        Activity = activity;
    }

    public Activity Activity { get; }

    public ActivityNode Node => Execution.Node;

    public string InstanceId => burst.InstanceId;

    public WorkflowDefinition Definition => burst.Definition;

    /// <summary>Business key of the instance; for aid workflows the case number.</summary>
    public string? CorrelationId
    {
        get => burst.CorrelationId;
        set => burst.CorrelationId = value;
    }

    public string? WorkflowName
    {
        get => burst.Name;
        set => burst.Name = value;
    }

    /// <summary>The time of the burst; the same for every activity in it.</summary>
    public DateTimeOffset Now => burst.Now;

    /// <summary>Who gave the stimulus (a person's id), or null for the engine itself.</summary>
    public string? Actor => burst.Actor;

    /// <summary>Services of the scope whose database context is in the burst's transaction.</summary>
    public IServiceProvider Services => burst.Services;

    public CancellationToken CancellationToken => burst.CancellationToken;

    public string ExecutionId => Execution.Id;

    /// <summary>What this execution remembers between its calls.</summary>
    public JsonObject Properties => Execution.Properties ??= [];

    /// <summary>Outcomes that a script asked for with setOutcome.</summary>
    internal IReadOnlyList<string>? ScriptOutcomes { get; set; }

    internal Execution.ActivityExecution Execution { get; }

    internal Execution.Burst Burst => burst;

    /// <summary>The names and values that expressions read, for the journal.</summary>
    internal JsonObject Reads { get; } = [];

    /// <summary>The input passed to the workflow.</summary>
    public JsonNode? WorkflowInput(string name) =>
        burst.ArgumentsOf(Execution) is { } arguments ? arguments.GetValueOrDefault(name) : burst.State.Input[name] ?? burst.LocalOf(Execution, name);

    /// <summary>An evaluated input of this activity.</summary>
    public JsonNode? Input(string name) => Execution.State?[name] ?? SensitiveInputs?[name];

    /// <summary>An input as text, also when it is empty.</summary>
    internal string? WholeText(string name) => ValueTypes.AsText(Input(name));

    /// <summary>An input as text, null when it is empty.</summary>
    public string? Text(string name) => ValueTypes.AsText(Input(name)) is { Length: > 0 } text ? text : null;

    public bool Flag(string name) => ValueTypes.IsTrue(Input(name));

    /// <summary>An input that is a list of texts; empty when it is not given.</summary>
    public IReadOnlyList<string> Texts(string name) =>
        Input(name) is JsonArray array ? [.. array.Select(item => ValueTypes.AsText(item) ?? "").Where(item => item.Length > 0)] : [];

    /// <summary>Evaluates an expression or a wrapped input as it stands in the definition, for inputs that are read late or often.</summary>
    public JsonNode? Evaluate(JsonNode? expression) => ExpressionEvaluator.Evaluate(expression, this);

    /// <summary>A variable in reach of this activity, by id or name; null when there is none.</summary>
    public JsonNode? Variable(string idOrName) => burst.FindVariable(Execution, idOrName) is { } found ? found.Value : null;

    /// <exception cref="ActivityFaultException">No such variable is in reach.</exception>
    public void SetVariable(string idOrName, JsonNode? value)
    {
        if (!burst.TrySetVariable(Execution, idOrName, value))
            throw new ActivityFaultException("AW2003", $"There is no variable '{idOrName}' in reach of '{Node.DisplayName}'.");
    }

    public void SetWorkflowOutput(string name, JsonNode? value)
    {
        if (burst.ArgumentsOf(Execution) is { } arguments)
            arguments[name] = value?.DeepClone();
        else
            burst.State.Output[name] = value?.DeepClone();
    }

    /// <summary>Whether a container around this activity can start that one again.</summary>
    public bool CanReturnTo(string activityId) => burst.FindReturn(Execution, activityId) is not null;

    /// <summary>Hands out a value: kept for later expressions, and written to the variable that the definition binds it to.</summary>
    public void SetOutput(string name, JsonNode? value)
    {
        var descriptor = Activity.Outputs.FirstOrDefault(output => output.Name == name);
        if (descriptor?.IsSensitive != true)
            burst.OutputsOf(Node)[name] = value?.DeepClone();
        var property = char.ToLowerInvariant(name[0]) + name[1..];
        var target = (string?)(Node.Json[property]?["memoryReference"]?["id"] as JsonValue);
        if (string.IsNullOrEmpty(target) || burst.TrySetVariable(Execution, target, value))
            return;
        if (Definition.Outputs.Any(output => output.Name == target))
            SetWorkflowOutput(target, value);
    }

    internal JsonObject? SensitiveInputs { get; set; }
}

/// <summary>An activity's failure that becomes an incident. The message must not contain personal data.</summary>
/// <param name="code">Stable code that an operator can search for.</param>
public sealed class ActivityFaultException(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    public string Code { get; } = code;
}
