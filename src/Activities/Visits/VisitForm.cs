using AidWorkflows.Activities.Cases;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Visits;

namespace AidWorkflows.Activities.Visits;

/// <summary>A signed step, read as the form of a home visit (S-044, S-084).</summary>
internal sealed class VisitForm(SignedStep signed, VisitPurpose purpose)
{
    /// <summary>The form's day, else the day of the last signature.</summary>
    public DateOnly VisitedOn => signed.Day("visitedOn", ChinaTime.DateOf(signed.Decider.CompletedAt!.Value));

    public VisitFindings Findings => new(
        Conclusion,
        signed.Text("housing"),
        signed.Number("incomeSeen"),
        signed.Flag("causeConfirmed"),
        signed.Text("peopleMet"),
        signed.Text("note") ?? signed.Decider.Comment,
        signed.Flag("causeGone"),
        signed.Number("incomePerHead"),
        signed.WorkerSigned);

    /// <summary>The form's own word, else what the signed outcome comes to.</summary>
    private VisitConclusion Conclusion => signed.Text("conclusion") switch
    {
        "符合" or "eligible" => VisitConclusion.Eligible,
        "不符合" or "not-eligible" => VisitConclusion.NotEligible,
        "存疑" or "doubtful" => VisitConclusion.Doubtful,
        "仍困难" or "still-in-hardship" => VisitConclusion.StillInHardship,
        "解困" or "relieved" => VisitConclusion.Relieved,
        "脱困" or "out-of-hardship" => VisitConclusion.OutOfHardship,

        // The first outcome of an exit and of its re-examination says that the household may leave, of other visits that it may have aid.
        _ when purpose is VisitPurpose.Exit or VisitPurpose.ReExamination => signed.Decider.IsRefusal ? VisitConclusion.StillInHardship : VisitConclusion.OutOfHardship,
        _ => signed.Decider.IsRefusal ? VisitConclusion.NotEligible : VisitConclusion.Eligible,
    };
}
