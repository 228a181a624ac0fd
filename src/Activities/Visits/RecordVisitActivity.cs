using System.Text.Json;
using AidWorkflows.Activities.Cases;
using AidWorkflows.Data;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Domain.Visits;
using AidWorkflows.Engine.Activities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Activities.Visits;

/// <summary>
/// S-043, S-084: keeps the visit that a signed human task stands for. With fewer than two different persons under it there was no visit:
/// an incident, and the case does not go on.
/// </summary>
internal sealed class RecordVisitActivity : Activity
{
    private const string Registrar = "registrar";

    public override string Type => "Aid.RecordVisit";

    public override bool EndsAtOnce => true;

    public override bool WritesDomain => true;

    public override IReadOnlyList<InputDescriptor> Inputs { get; } =
        [new("CaseId", "String"), new("Purpose", "String", "first-review"), new("TaskKey", "String"), new("ExcludedPersons", "String[]")];

    public override IReadOnlyList<OutputDescriptor> Outputs { get; } = [new("VisitId", "String"), new("Conclusion", "String")];

    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        var db = context.Services.GetRequiredService<AidDbContext>();
        var aidCase = await CaseOfWorkflow.GetAsync(context);
        var purpose = ActivityInputs.Choice<VisitPurpose>(context, "Purpose");
        var signed = await SignedStep.FindAsync(context);
        var visit = await db.Set<Visit>().SingleOrDefaultAsync(known => known.TaskId == signed.Decider.Id && known.Purpose == purpose, context.CancellationToken);
        if (visit is null)
        {
            visit = Create(context, aidCase, purpose, signed, await signed.RelativesAsync(context, aidCase.Id));
            db.Add(visit);
            db.Add(visit.Told());
        }

        context.SetOutput("VisitId", visit.Id.ToString());
        context.SetOutput("Conclusion", JsonNamingPolicy.KebabCaseLower.ConvertName(visit.Conclusion.ToString()));
        return ActivityResult.Complete();
    }

    private static Visit Create(ActivityContext context, AidCase aidCase, VisitPurpose purpose, SignedStep signed, IReadOnlySet<Guid> relatives)
    {
        try
        {
            List<Guid> excluded = [.. context.Texts("ExcludedPersons").Select(person => ReadPerson(context, person, aidCase)), .. relatives];
            var form = new VisitForm(signed);
            return new Visit(new VisitOccasion(aidCase.Id, purpose, form.VisitedOn, signed.Decider.Id), signed.Signers, excluded, form.Findings, context.Now);
        }
        catch (RuleViolationException violation)
        {
            // The signatures are given and the person who completed the task cannot add one: somebody has to look at the instance.
            throw new ActivityFaultException("AW3112", $"'{context.Node.DisplayName}' ({violation.Code}): {violation.Message}", violation);
        }
    }

    private static Guid ReadPerson(ActivityContext context, string person, AidCase aidCase) =>
        person == Registrar
            ? aidCase.RegisteredBy
            : Guid.TryParse(person, out var id)
                ? id
                : throw new ActivityFaultException("AW3101", $"'{context.Node.DisplayName}' excludes somebody who is neither a person's id nor '{Registrar}'.");
}
