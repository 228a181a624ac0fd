using System.Globalization;
using AidWorkflows.Engine.Activities;

namespace AidWorkflows.Activities.Cases;

/// <summary>Puts a warning on the case when a condition holds, such as an amount exactly on a threshold .</summary>
internal sealed class CaseWarningActivity : Activity
{
    public override string Type => "Aid.CaseWarning";

    public override bool EndsAtOnce => true;

    public override bool ChangesNothing => true;

    public override bool WritesDomain => true;

    public override IReadOnlyList<InputDescriptor> Inputs { get; } =
    [
        new("Code", "String"),
        new("When", "Boolean", System.Text.Json.Nodes.JsonValue.Create(true)),
        new("RequestId", "String"),
        new("Amount", "Decimal"),
    ];

    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        if (!context.Flag("When"))
            return ActivityResult.Complete();

        var code = context.Text("Code") ?? throw new ActivityFaultException("AW3101", $"'{context.Node.DisplayName}' does not say which warning to raise.");
        var aidCase = await CaseOfWorkflow.GetAsync(context);
        Dictionary<string, string> data = [];
        if (context.Input("Amount") is not null)
            data["amount"] = ActivityInputs.Amount(context, "Amount").ToString("0.00", CultureInfo.InvariantCulture);
        aidCase.Warn(code, ActivityInputs.OptionalId(context, "RequestId"), data, context.Now);
        return ActivityResult.Complete();
    }
}
