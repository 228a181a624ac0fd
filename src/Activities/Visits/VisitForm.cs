using System.Globalization;
using AidWorkflows.Activities.Cases;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Visits;

namespace AidWorkflows.Activities.Visits;

/// <summary>A signed step, read as the form of a home visit (S-044).</summary>
internal sealed class VisitForm(SignedStep signed)
{
    /// <summary>The form's day, else the day of the last signature.</summary>
    public DateOnly VisitedOn => signed.Day("visitedOn", ChinaTime.DateOf(signed.Decider.CompletedAt!.Value));

    public VisitFindings Findings => new(
        Conclusion,
        signed.Text("housing"),
        decimal.TryParse(signed.Text("incomeSeen"), NumberStyles.Float, CultureInfo.InvariantCulture, out var income) ? income : null,
        signed.Flag("causeConfirmed"),
        signed.Text("peopleMet"),
        signed.Text("note") ?? signed.Decider.Comment);

    /// <summary>The form's own word, else what the signed outcome comes to.</summary>
    private VisitConclusion Conclusion => signed.Text("conclusion") switch
    {
        "符合" or "eligible" => VisitConclusion.Eligible,
        "不符合" or "not-eligible" => VisitConclusion.NotEligible,
        "存疑" or "doubtful" => VisitConclusion.Doubtful,
        _ => signed.Decider.IsRefusal ? VisitConclusion.NotEligible : VisitConclusion.Eligible,
    };
}
