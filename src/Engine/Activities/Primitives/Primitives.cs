using System.Text.Json.Nodes;
using AidWorkflows.Engine.Definitions;
using AidWorkflows.Engine.Execution;

namespace AidWorkflows.Engine.Activities.Primitives;

/// <summary>Writes a line to the journal; there is no console behind a server.</summary>
internal sealed class WriteLine : Activity
{
    public override string Type => "Elsa.WriteLine";

    public override bool EndsAtOnce => true;

    public override bool ChangesNothing => true;

    public override IReadOnlyList<InputDescriptor> Inputs { get; } = [new("Text", "String")];

    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context) => new(ActivityResult.Complete());
}

/// <summary>Gives a variable a value.</summary>
internal sealed class SetVariable : Activity
{
    public override string Type => "Elsa.SetVariable";

    public override bool EndsAtOnce => true;

    public override IReadOnlyList<InputDescriptor> Inputs { get; } = [new("Variable", "Variable", IsWrapped: false), new("Value", "Object")];

    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        var reference = context.Node.Json["variable"];
        var id = reference is JsonObject variable ? (string?)variable["id"] ?? (string?)variable["name"] : (string?)(reference as JsonValue);
        if (string.IsNullOrEmpty(id))
            throw new ActivityFaultException("AW2003", $"'{context.Node.DisplayName}' does not say which variable to set.");
        context.SetVariable(id, context.Input("Value"));
        return new(ActivityResult.Complete());
    }
}

/// <summary>Names the instance.</summary>
internal sealed class SetName : Activity
{
    public override string Type => "Elsa.SetName";

    public override bool EndsAtOnce => true;

    public override IReadOnlyList<InputDescriptor> Inputs { get; } = [new("Value", "String")];

    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        context.WorkflowName = context.WholeText("Value");
        return new(ActivityResult.Complete());
    }
}

/// <summary>Hands out a value of the workflow.</summary>
internal sealed class SetOutput : Activity
{
    public override string Type => "Elsa.SetOutput";

    public override bool EndsAtOnce => true;

    public override IReadOnlyList<InputDescriptor> Inputs { get; } = [new("OutputName", "String"), new("OutputValue", "Object")];

    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        var name = context.Text("OutputName") ?? throw new ActivityFaultException("AW2006", $"'{context.Node.DisplayName}' does not name the output to set.");
        context.SetWorkflowOutput(name, context.Input("OutputValue"));
        return new(ActivityResult.Complete());
    }
}

/// <summary>Gives the instance its business key.</summary>
internal sealed class Correlate : Activity
{
    public override string Type => "Elsa.Correlate";

    public override bool EndsAtOnce => true;

    public override IReadOnlyList<InputDescriptor> Inputs { get; } = [new("CorrelationId", "String")];

    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        context.CorrelationId = context.WholeText("CorrelationId");
        return new(ActivityResult.Complete());
    }
}

/// <summary>Waits for an event of a name.</summary>
internal sealed class Event : Activity
{
    public override string Type => "Elsa.Event";

    public override IReadOnlyList<InputDescriptor> Inputs { get; } = [new("EventName", "String")];

    public override IReadOnlyList<OutputDescriptor> Outputs { get; } = [new("Result", "Object")];

    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        var name = context.Text("EventName") ?? throw new ActivityFaultException("AW2007", $"'{context.Node.DisplayName}' does not say which event it waits for.");
        if (context.Burst.TakeTrigger(context.Execution, out var payload))
        {
            context.SetOutput("Result", payload ?? new JsonObject());
            return new(ActivityResult.Complete());
        }

        return new(ActivityResult.Wait(new NewBookmark(Type, name, new JsonObject { ["eventName"] = name })));
    }

    public override ValueTask<ActivityResult> ResumeAsync(ActivityContext context, Resumption resumption)
    {
        context.SetOutput("Result", resumption.Payload ?? new JsonObject());
        return new(ActivityResult.Complete());
    }
}

/// <summary>Asks somebody outside to do something, and waits for the answer. The bookmark's id is the task's id.</summary>
internal sealed class RunTask : Activity
{
    public override string Type => "Elsa.RunTask";

    public override IReadOnlyList<InputDescriptor> Inputs { get; } = [new("TaskName", "String"), new("Payload", "Object")];

    public override IReadOnlyList<OutputDescriptor> Outputs { get; } = [new("TaskId", "String"), new("Result", "Object")];

    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        var id = Burst.NewId();
        context.SetOutput("TaskId", id);
        var payload = new JsonObject { ["taskId"] = id, ["taskName"] = context.Text("TaskName") };
        return new(ActivityResult.Wait(new NewBookmark(Type, id, payload, Id: id)));
    }

    public override ValueTask<ActivityResult> ResumeAsync(ActivityContext context, Resumption resumption)
    {
        context.SetOutput("Result", resumption.Payload);
        return new(ActivityResult.Complete());
    }
}

/// <summary>Ends the whole instance.</summary>
internal sealed class Finish : Activity
{
    public override string Type => "Elsa.Finish";

    public override bool IsTerminal => true;

    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context) => new(ActivityResult.Finish);
}

/// <summary>Fails on purpose.</summary>
internal sealed class Fault : Activity
{
    public override string Type => "Elsa.Fault";

    public override IReadOnlyList<string> PossibleOutcomes(ActivityNode node) => [];

    public override IReadOnlyList<InputDescriptor> Inputs { get; } = [new("Code", "String"), new("Category", "String"), new("FaultType", "String"), new("Message", "String")];

    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context) =>
        throw new ActivityFaultException(context.Text("Code") ?? "0", context.Text("Message") ?? $"'{context.Node.DisplayName}' stopped the workflow.");
}

/// <summary>Runs a script; its value is the result, and it may choose the outcome.</summary>
internal sealed class RunJavaScript : Activity
{
    public override string Type => "Elsa.RunJavaScript";

    public override bool EndsAtOnce => true;

    public override IReadOnlyList<InputDescriptor> Inputs { get; } = [new("Script", "String"), new("PossibleOutcomes", "String[]")];

    public override IReadOnlyList<OutputDescriptor> Outputs { get; } = [new("Result", "Object")];

    public override IReadOnlyList<string> PossibleOutcomes(ActivityNode node) => ["Done", .. LiteralTexts(node, "possibleOutcomes").Where(outcome => outcome != "Done")];

    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        if (context.Text("Script") is { } script)
            context.SetOutput("Result", Expressions.ExpressionEvaluator.RunScript(script, context));
        return new(ActivityResult.Complete(context.ScriptOutcomes is { Count: > 0 } outcomes ? [.. outcomes] : ["Done"]));
    }
}

/// <summary>Stands in for a type that nobody registered: the definition loads, and faults only where it is reached.</summary>
internal sealed class UnknownActivity : Activity
{
    public static UnknownActivity Instance { get; } = new();

    public override string Type => "Elsa.NotFoundActivity";

    public override ValueTask<ActivityResult> ExecuteAsync(ActivityContext context) =>
        throw new ActivityFaultException("AW2008", $"The activity type '{context.Node.Type}' version {context.Node.TypeVersion} is not known here. Replace the activity, or install what provides it, and retry.");
}
