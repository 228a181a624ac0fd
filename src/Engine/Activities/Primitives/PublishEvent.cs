namespace AidWorkflows.Engine.Activities.Primitives;

/// <summary>Tells everything that waits for an event of this name, and starts what begins with it. It waits for nobody.</summary>
internal sealed class PublishEvent : Activity
{
    public override string Type => "Elsa.PublishEvent";

    public override bool EndsAtOnce => true;

    public override IReadOnlyList<InputDescriptor> Inputs { get; } =
        [new("EventName", "String"), new("CorrelationId", "String"), new("IsLocalEvent", "Boolean"), new("Payload", "Object")];

    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        var name = context.Text("EventName") ?? throw new ActivityFaultException("AW2007", $"'{context.Node.DisplayName}' does not say which event it publishes.");
        var correlationId = string.IsNullOrWhiteSpace(context.Text("CorrelationId")) ? null : context.Text("CorrelationId");
        await context.Burst.PublishAsync("Elsa.Event", name, context.Input("Payload"), context.Flag("IsLocalEvent"), correlationId);
        return ActivityResult.Complete();
    }
}
