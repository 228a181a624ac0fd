using System.Text.Json.Nodes;
using AidWorkflows.Engine.Definitions;

namespace AidWorkflows.Engine.Activities;

/// <summary>
/// One activity type. An instance is shared by all workflows, so it keeps no state of its own; everything it needs is in the
/// context. It must not do any I/O but the database of the burst: effects elsewhere are rows first, calls later.
/// </summary>
public abstract class Activity
{
    /// <summary>Namespace and name, as in the definition's JSON ("Elsa.WriteLine").</summary>
    public abstract string Type { get; }

    public virtual int Version => 1;

    public virtual IReadOnlyList<InputDescriptor> Inputs => [];

    public virtual IReadOnlyList<OutputDescriptor> Outputs => [];

    /// <summary>When it completes, its container completes too.</summary>
    public virtual bool IsTerminal => false;

    /// <summary>What a Break inside does to it: nothing, ends it after the child that runs, or ends it as the loop that was meant.</summary>
    internal virtual BreakScope BreakScope => BreakScope.None;

    /// <summary>How far a loop with an end of its own has come; null for everything else.</summary>
    internal virtual long? ProgressOf(Execution.ActivityExecution execution) => null;

    /// <summary>It writes domain rows; the engine sets a savepoint, so that a fault takes back just those rows.</summary>
    public virtual bool WritesDomain => false;

    /// <summary>
    /// Its answers come from a person and are not kept by the engine: when taking one fails, the bookmark stays, so that the
    /// person can answer again.
    /// </summary>
    public virtual bool AnswersAreGivenAgain => false;

    /// <summary>The outcomes it may return as this node is set up; what the designer should connect.</summary>
    public virtual IReadOnlyList<string> PossibleOutcomes(ActivityNode node) => IsTerminal ? [] : ["Done"];

    /// <summary>It ends in the burst in which it began, without anybody's doing. False where it may wait, or nobody has said.</summary>
    public virtual bool EndsAtOnce => false;

    /// <summary>It changes nothing that a later condition could read.</summary>
    public virtual bool ChangesNothing => false;

    /// <summary>It returns one outcome at a time, so that the ways from it exclude each other.</summary>
    public virtual bool ReturnsOneOutcome(ActivityNode node) => PossibleOutcomes(node).Count == 1;

    /// <summary>Steps that rules know by name and that are done once this has completed, as it is set up ("publicity", "two-person").</summary>
    public virtual IReadOnlyList<string> StepsDone(ActivityNode node) => [];

    /// <summary>Steps that a definition which has them must not go around on its way to this one.</summary>
    public virtual IReadOnlyList<string> StepsNeeded => [];

    /// <summary>What is wrong with how the node is set up, as far as it can be seen without running it.</summary>
    public virtual IEnumerable<SetupProblem> CheckSetup(ActivityNode node) => [];

    /// <summary>The items of an input that is a literal list, as designers type outcomes and branches.</summary>
    protected static IReadOnlyList<string> LiteralTexts(ActivityNode node, string property)
    {
        var value = node.Json[property] is JsonObject input ? (input["expression"] as JsonObject)?["value"] : node.Json[property];
        try
        {
            if (value is JsonValue text && text.GetValueKind() == System.Text.Json.JsonValueKind.String)
                value = JsonNode.Parse(text.GetValue<string>());
        }
        catch (System.Text.Json.JsonException)
        {
            return [];
        }

        return value is JsonArray array ? [.. array.Select(item => Values.ValueTypes.AsText(item) ?? "").Where(item => item.Length > 0)] : [];
    }

    public abstract ValueTask<ActivityResult> ExecuteAsync(ActivityContext context);

    /// <summary>A bookmark of this activity was hit. Exceptions that the host declares refusals roll the whole burst back.</summary>
    public virtual ValueTask<ActivityResult> ResumeAsync(ActivityContext context, Resumption resumption) => new(ActivityResult.Complete());

    /// <summary>A child that this activity scheduled has completed.</summary>
    public virtual ValueTask<ActivityResult> ChildCompletedAsync(ActivityContext context, ChildCompletion child) => new(ActivityResult.Complete());

    /// <summary>It can start one of its children again, out of turn.</summary>
    internal virtual bool CanReturn => false;

    /// <summary>A child gave up in favour of an earlier one: cancels what the earlier one led to, and schedules that.</summary>
    internal virtual ValueTask<ActivityResult> ReturnAsync(ActivityContext context, ActivityNode target) => throw new InvalidOperationException($"AW1007 {Type} cannot go back.");

    /// <summary>The activity is cancelled while it waits; whatever it opened outside the engine must be closed here.</summary>
    public virtual ValueTask CanceledAsync(ActivityContext context) => ValueTask.CompletedTask;
}

/// <summary>How a container meets a Break on its way up to the loop.</summary>
internal enum BreakScope
{
    None,
    Passes,
    Loop,
}

/// <summary>An input of an activity type.</summary>
/// <param name="Name">PascalCase; the JSON property is its camelCase form.</param>
/// <param name="TypeName">Elsa's alias.</param>
/// <param name="Default">What the engine uses when the definition says nothing; Studio never writes defaults.</param>
/// <param name="IsWrapped">False for raw values such as a variable reference or switch cases; those are not evaluated.</param>
public sealed record InputDescriptor(string Name, string TypeName, JsonNode? Default = null, bool IsWrapped = true)
{
    /// <summary>camelCase name in the activity's JSON.</summary>
    public string Property { get; } = char.ToLowerInvariant(Name[0]) + Name[1..];

    public bool IsArray => TypeName.EndsWith("[]", StringComparison.Ordinal);

    /// <summary>Kept out of journal and activity state.</summary>
    public bool IsSensitive { get; init; }

    /// <summary>Evaluated by the activity itself, when and as often as it needs (loop conditions).</summary>
    public bool IsLazy { get; init; }
}

/// <summary>An output of an activity type.</summary>
/// <param name="IsSensitive">Kept out of the journal and of the stored outputs.</param>
public sealed record OutputDescriptor(string Name, string TypeName, bool IsSensitive = false);

/// <summary>What woke an activity.</summary>
/// <param name="BookmarkName">The stimulus kind of the bookmark.</param>
/// <param name="Payload">The stimulus' data; null for a timer.</param>
public sealed record Resumption(string BookmarkId, string BookmarkName, JsonNode? Payload);

/// <summary>A child's end, as its container sees it.</summary>
/// <param name="Node">The child.</param>
/// <param name="ExecutionId">The execution that ended.</param>
/// <param name="Outcomes">The outcomes it returned.</param>
/// <param name="IsTerminal">The child's type ends its container.</param>
public sealed record ChildCompletion(ActivityNode Node, string ExecutionId, IReadOnlyList<string> Outcomes, bool IsTerminal);
