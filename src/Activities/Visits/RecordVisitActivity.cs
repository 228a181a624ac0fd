using System.Text.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Activities.Archives;
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
    [
        new("CaseId", "String"),
        new("ArchiveId", "String"),
        new("Purpose", "String", "first-review"),
        new("TaskKey", "String"),
        new("ExcludedPersons", "String[]"),
        new("When", "Boolean", JsonValue.Create(true)),
    ];

    public override IReadOnlyList<OutputDescriptor> Outputs { get; } = [new("VisitId", "String"), new("Conclusion", "String")];

    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        // A re-examination may go by papers alone: then nobody was there, and there is no visit.
        if (!context.Flag("When"))
            return ActivityResult.Complete();

        var purpose = ActivityInputs.Choice<VisitPurpose>(context, "Purpose");
        var signed = await SignedStep.FindAsync(context);
        var visit = await context.Services.GetRequiredService<AidDbContext>().Set<Visit>()
            .SingleOrDefaultAsync(known => known.TaskId == signed.Decider.Id && known.Purpose == purpose, context.CancellationToken);
        visit ??= ActivityInputs.OptionalId(context, "ArchiveId") is null ? await OfCaseAsync(context, purpose, signed) : await OfArchiveAsync(context, purpose, signed);
        context.SetOutput("VisitId", visit.Id.ToString());
        context.SetOutput("Conclusion", JsonNamingPolicy.KebabCaseLower.ConvertName(visit.Conclusion.ToString()));
        return ActivityResult.Complete();
    }

    private static async Task<Visit> OfCaseAsync(ActivityContext context, VisitPurpose purpose, SignedStep signed)
    {
        var aidCase = await CaseOfWorkflow.GetAsync(context);
        var relatives = await signed.RelativesAsync(context, aidCase.Id);
        var form = new VisitForm(signed, purpose);
        try
        {
            var occasion = new VisitOccasion(aidCase.Id, purpose, form.VisitedOn, signed.Decider.Id);
            var visit = new Visit(occasion, signed.Signers, [.. Excluded(context, aidCase.RegisteredBy), .. relatives], form.Findings, context.Now);
            Db(context).Add(visit);
            Db(context).Add(visit.Told());
            return visit;
        }
        catch (RuleViolationException violation)
        {
            // The signatures are given and the person who completed the task cannot add one: somebody has to look at the instance.
            throw Fault(context, violation);
        }
    }

    /// <summary>A visit of a household that has its archive: recheck, exit (S-084), re-examination (S-087).</summary>
    private static async Task<Visit> OfArchiveAsync(ActivityContext context, VisitPurpose purpose, SignedStep signed)
    {
        var archive = await ArchiveOfWorkflow.GetAsync(context);
        await signed.RequireNoRelativeAsync(context);
        var registrar = await Db(context).Set<AidCase>().Where(aidCase => aidCase.Id == archive.CaseId).Select(aidCase => (Guid?)aidCase.RegisteredBy).SingleOrDefaultAsync(context.CancellationToken);
        var form = new VisitForm(signed, purpose);
        try
        {
            var occasion = new VisitOccasion(archive.CaseId, purpose, form.VisitedOn, signed.Decider.Id, archive.Id);
            var visit = new Visit(occasion, signed.Signers, Excluded(context, registrar), form.Findings, context.Now);
            Db(context).Add(visit);
            archive.RecordVisit(visit);
            return visit;
        }
        catch (RuleViolationException violation)
        {
            throw Fault(context, violation);
        }
    }

    private static AidDbContext Db(ActivityContext context) => context.Services.GetRequiredService<AidDbContext>();

    private static ActivityFaultException Fault(ActivityContext context, RuleViolationException violation) =>
        new("AW3112", $"'{context.Node.DisplayName}' ({violation.Code}): {violation.Message}", violation);

    /// <param name="registrar">Who took the application; nobody has where the archive came from paper.</param>
    private static List<Guid> Excluded(ActivityContext context, Guid? registrar)
    {
        List<Guid> excluded = [];
        foreach (var person in context.Texts("ExcludedPersons"))
        {
            if (person == Registrar)
                excluded.AddRange(registrar is { } known ? [known] : []);
            else if (Guid.TryParse(person, out var id))
                excluded.Add(id);
            else
                throw new ActivityFaultException("AW3101", $"'{context.Node.DisplayName}' excludes somebody who is neither a person's id nor '{Registrar}'.");
        }

        return excluded;
    }
}
