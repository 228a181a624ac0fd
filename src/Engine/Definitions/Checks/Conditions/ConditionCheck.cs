using System.Text.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Engine.Activities;
using AidWorkflows.Engine.Values;

namespace AidWorkflows.Engine.Definitions.Checks.Conditions;

/// <summary>
/// Conditions that can only turn out one way where they stand, such as "over 50,000" behind the "no" of "over 20,000". It follows
/// what conditions say of numbers along the ways, forgets whatever may be set in between, and says nothing when in doubt.
/// </summary>
internal sealed class ConditionCheck
{
    private const int MostVisits = 20_000;
    private static readonly string[] Branching = ["Elsa.FlowDecision", "Elsa.If", "Elsa.While"];

    private readonly WorkflowDefinition definition;
    private readonly ActivityCatalog catalog;
    private readonly FoundProblems problems;
    private readonly KnownValues values;
    private readonly ValueChanges everything;
    private readonly bool isParallel;
    private readonly Dictionary<ActivityNode, CheckedFlow> flows = [];
    private int visits;

    public ConditionCheck(WorkflowDefinition definition, ActivityCatalog catalog, FoundProblems problems)
    {
        this.definition = definition;
        this.catalog = catalog;
        this.problems = problems;
        values = new KnownValues(definition, node => DefinitionCheck.IsKnown(node, catalog) || node.Type == WorkflowDefinitionReader.WorkflowType);
        everything = values.ChangesIn(definition.Root);
        isParallel = definition.Nodes.Any(node => node.Type is "Elsa.Fork" or "Elsa.Parallel" or "Elsa.ParallelForEach"
            || (node.Type == "Elsa.Flowchart" && FlowOf(node) is var flow && flow.Children.Any(flow.Splits)));
    }

    public void Run() => Walk(definition.Root.Ports[0].Activity, ValueState.Nothing, report: true);

    /// <summary>What is known after the activity, given what is known before it.</summary>
    private ValueState Walk(ActivityNode node, ValueState state, bool report)
    {
        if (report && !state.IsImpossible)
            Report(node, state);
        if (++visits > MostVisits)
            return ValueState.Nothing;
        var after = state.Without(ChangesIn(node));
        switch (node.Type)
        {
            case "Elsa.Flowchart":
                WalkFlow(FlowOf(node), state, report);
                return after;
            case "Elsa.Sequence":
                return node.Children.Aggregate(state, (before, child) => Walk(child, before, report));
            case "Elsa.If":
                var condition = ConditionOf(node);
                return WalkPort(node, "then", Given(state, condition, true), report).Or(WalkPort(node, "else", Given(state, condition, false), report));
            case "Elsa.While":
                WalkPort(node, "body", Given(after, ConditionOf(node), true), report);
                return after;
            default:
                foreach (var child in node.Ports.Where(port => port.Activity.Type != WorkflowDefinitionReader.WorkflowType))
                    Walk(child.Activity, after, report);
                return after;
        }
    }

    private ValueState WalkPort(ActivityNode node, string port, ValueState state, bool report) => node.Port(port) is { } child ? Walk(child, state, report) : state;

    private void WalkFlow(CheckedFlow flow, ValueState state, bool report)
    {
        var before = new Dictionary<string, ValueState>(StringComparer.Ordinal);
        var queue = new Queue<ActivityNode>();
        foreach (var entry in flow.Entries)
            Arrive(entry, state);
        while (queue.TryDequeue(out var node) && visits <= MostVisits)
            foreach (var (port, after) in Leave(node, before[node.Id]))
                foreach (var way in flow.Ways(node).Where(way => port is null || way.Port == port))
                    Arrive(flow.Child(way.Target), after);
        if (!report || visits > MostVisits)
            return;
        foreach (var node in flow.Children)
            if (before.TryGetValue(node.Id, out var known))
                Walk(node, known, report: true);

        void Arrive(ActivityNode node, ValueState arriving)
        {
            if (arriving.IsImpossible)
                return;
            var known = before.GetValueOrDefault(node.Id);
            var joined = known?.Or(arriving) ?? arriving;
            if (known?.IsSameAs(joined) == true)
                return;
            before[node.Id] = joined;
            queue.Enqueue(node);
        }
    }

    /// <summary>What is known on each way out; a null port stands for all of them.</summary>
    private IEnumerable<(string? Port, ValueState State)> Leave(ActivityNode node, ValueState state)
    {
        visits++;
        var changes = ChangesIn(node);
        switch (node.Type)
        {
            case "Elsa.FlowDecision":
                var condition = ConditionOf(node);
                yield return ("True", Given(state, condition, true).Without(changes));
                yield return ("False", Given(state, condition, false).Without(changes));
                break;
            case "Elsa.FlowSwitch" when DefinitionCheck.ActivityOf(node, catalog)?.ReturnsOneOutcome(node) == true:
                var rest = state;
                foreach (var (label, when) in Cases(node))
                {
                    yield return (label, Given(rest, when, true).Without(changes));
                    rest = Given(rest, when, false);
                }

                yield return ("Default", rest.Without(changes));
                break;
            default:
                yield return (null, Walk(node, state, report: false));
                break;
        }
    }

    private void Report(ActivityNode node, ValueState state)
    {
        if (node.Type == "Elsa.FlowSwitch")
        {
            ReportCases(node, state);
            return;
        }

        if (Branching.Contains(node.Type))
        {
            if (!StatedInput.Of(node, "condition").IsGiven)
                problems.Warn("condition-missing", node, "condition", null, "There is no condition, so the answer is always no.");
            else
                Report(node, "condition", null, ConditionOf(node), state);
            return;
        }

        foreach (var input in (DefinitionCheck.ActivityOf(node, catalog)?.Inputs ?? []).Where(input => input.TypeName == "Boolean"))
            if (Read(node.Json[input.Property]) is var condition and not Constant)
                Report(node, input.Property, null, condition, state);
    }

    private void ReportCases(ActivityNode node, ValueState state)
    {
        var first = DefinitionCheck.ActivityOf(node, catalog)?.ReturnsOneOutcome(node) == true;
        foreach (var (label, condition) in Cases(node))
        {
            Report(node, "cases", label, condition, state);
            if (first)
                state = Given(state, condition, false);
        }
    }

    private void Report(ActivityNode node, string property, string? subject, Condition condition, ValueState state)
    {
        var verdict = state.Judge(condition);
        if (verdict == Verdict.Open)
            return;
        var why = state.Describe(ValuesIn(condition));
        var because = why.Length == 0 ? "" : $" Here it is known that {why}.";
        if (verdict == Verdict.Always)
            problems.Warn("condition-always-true", node, property, subject, $"This condition always holds where it stands.{because}", why);
        else
            problems.Warn("condition-never-true", node, property, subject, $"This condition can never hold where it stands.{because}", why);
    }

    /// <summary>From a later step a case may come back to a task of an earlier one, and bring whatever was set in between.</summary>
    private ValueChanges ChangesIn(ActivityNode node) => MayBeReturnedTo(node) ? everything : values.ChangesIn(node);

    private bool MayBeReturnedTo(ActivityNode node) => DefinitionCheck.ActivityOf(node, catalog)?.AnswersAreGivenAgain == true || node.Children.Any(MayBeReturnedTo);

    private ValueState Given(ValueState state, Condition condition, bool holds)
    {
        var known = state.Given(condition, holds);

        // Another branch may set a variable at any moment.
        return isParallel ? known.Without(everything) : known;
    }

    private Condition ConditionOf(ActivityNode node) => StatedInput.Of(node, "condition").IsGiven ? Read(node.Json["condition"]) : Condition.Unknown;

    private IEnumerable<(string Label, Condition Condition)> Cases(ActivityNode node) =>
        (node.Json["cases"] as JsonArray ?? []).OfType<JsonObject>().Select(candidate => (Text(candidate["label"]) ?? "", Read(candidate["condition"])));

    private Condition Read(JsonNode? input)
    {
        if (input is not JsonObject json)
            return Condition.Unknown;
        var expression = json["expression"] as JsonObject ?? json;
        var value = expression["value"];
        return Text(expression["type"]) switch
        {
            "JavaScript" when (Text(value) ?? Text((value as JsonObject)?["value"])) is { } source => ConditionParser.Parse(source, values),
            null or "Literal" when ValueTypes.AsText(value) is { } text && bool.TryParse(text, out var flag) => new Constant(flag),
            _ => Condition.Unknown,
        };
    }

    private static IEnumerable<ValueName> ValuesIn(Condition condition) => condition switch
    {
        Comparison comparison => [comparison.Value],
        Negation negation => ValuesIn(negation.Inner),
        AllHold all => all.Parts.SelectMany(ValuesIn),
        AnyHolds any => any.Parts.SelectMany(ValuesIn),
        _ => [],
    };

    private CheckedFlow FlowOf(ActivityNode node)
    {
        if (!flows.TryGetValue(node, out var flow))
            flows.Add(node, flow = new CheckedFlow(definition, node, catalog));
        return flow;
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}
