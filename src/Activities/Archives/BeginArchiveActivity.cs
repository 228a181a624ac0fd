using AidWorkflows.Activities.Cases;
using AidWorkflows.Data;
using AidWorkflows.Data.Cases;
using AidWorkflows.Data.Protection;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Engine.Activities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Activities.Archives;

/// <summary>
/// Begins the temporary archive of the case's household. From here on nobody of the household can be in another one; aid still
/// has to wait until it is opened (S-002).
/// </summary>
internal sealed class BeginArchiveActivity : Activity
{
    public override string Type => "Aid.BeginArchive";

    public override bool EndsAtOnce => true;

    public override bool ChangesNothing => true;

    public override bool WritesDomain => true;

    /// <summary>S-043: a household that nobody has visited has no archive, not even a temporary one.</summary>
    public override IReadOnlyList<string> StepsNeeded { get; } = [CaseSteps.TwoPerson];

    public override IReadOnlyList<OutputDescriptor> Outputs { get; } = [new("ArchiveId", "String"), new("ArchiveNumber", "String")];

    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        var aidCase = await CaseOfWorkflow.GetAsync(context);
        var archive = await ArchiveOfCase.FindAsync(context, aidCase) ?? await BeginAsync(context, aidCase);
        context.SetOutput("ArchiveId", archive.Id.ToString());
        context.SetOutput("ArchiveNumber", archive.ArchiveNumber);
        return ActivityResult.Complete();
    }

    private static async Task<HouseholdArchive> BeginAsync(ActivityContext context, AidCase aidCase)
    {
        var db = context.Services.GetRequiredService<AidDbContext>();
        await db.Entry(aidCase).Collection(value => value.Members).LoadAsync(context.CancellationToken);
        await RefuseSecondAsync(db, aidCase, context.CancellationToken);
        var number = await context.Services.GetRequiredService<CaseNumbers>().NextArchiveAsync(ChinaTime.DateOf(context.Now).Year, context.CancellationToken);
        var archive = HouseholdArchive.Begin(number, aidCase, TierOf(db, aidCase), People(context, aidCase), context.Now);
        db.Add(archive);
        aidCase.LinkTo(archive, context.Now);
        return archive;
    }

    /// <summary>Said in words before the unique index says it.</summary>
    private static async Task RefuseSecondAsync(AidDbContext db, AidCase aidCase, CancellationToken cancellationToken)
    {
        byte[][] people = [aidCase.Applicant.IdNumberIndex, .. aidCase.Members.Select(member => member.IdNumberIndex)];
        if (await db.Set<ArchivePerson>().AnyAsync(person => person.OpenIndex != null && people.Contains(person.OpenIndex), cancellationToken))
        {
            throw new RuleViolationException(
                "household-has-archive", $"Somebody of the household of case {aidCase.CaseNumber} is in an open archive already; one household has one.", "archive", aidCase.CaseNumber);
        }
    }

    private static string? TierOf(AidDbContext db, AidCase aidCase) => db.Set<Domain.Assessment.CaseAssessment>().AsNoTracking()
        .Where(assessment => assessment.CaseId == aidCase.Id)
        .OrderByDescending(assessment => assessment.Number)
        .Select(assessment => assessment.Tier)
        .FirstOrDefault();

    /// <summary>A sealed field opens only in its own row, so the archive gets the numbers sealed anew.</summary>
    private static List<ArchivePerson> People(ActivityContext context, AidCase aidCase)
    {
        var protector = context.Services.GetRequiredService<FieldProtector>();
        ArchivePerson Person(string name, string column, Guid row, byte[] sealedNumber, string mask, byte[] index, bool isHolder)
        {
            var id = RisingId.New(context.Now);
            var number = protector.Open(column, row, sealedNumber);
            return new ArchivePerson(id, name, new SealedField(protector.Seal(SealedColumns.ArchivePersonIdNumber, id, number), mask, index), isHolder);
        }

        var holder = aidCase.Applicant;
        return
        [
            Person(holder.Name, SealedColumns.ApplicantIdNumber, holder.Id, holder.IdNumberSealed, holder.IdNumberMask, holder.IdNumberIndex, isHolder: true),
            .. aidCase.Members.Select(member =>
                Person(member.Name, SealedColumns.MemberIdNumber, member.Id, member.IdNumberSealed, member.IdNumberMask, member.IdNumberIndex, isHolder: false)),
        ];
    }
}
