using System.Text.Json.Nodes;
using AidWorkflows.Data;
using AidWorkflows.Data.Assessment;
using AidWorkflows.Data.Cases;
using AidWorkflows.Data.Protection;
using AidWorkflows.Data.Visits;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Engine.Runtime;
using AidWorkflows.Host.Idempotency;
using AidWorkflows.Host.Languages;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Applications;

/// <summary>
/// Takes an application: checks it, opens the case and starts its workflow, all in one commit. A household without an archive goes
/// the way to one first (S-002); one that has an active archive goes straight to the decision on each aid item.
/// </summary>
public sealed class ApplicationIntake(
    AidDbContext db, WorkflowRuntime runtime, CaseNumbers numbers, FieldProtector protector, CaseAssessor assessor, IdempotentWrites writes, TimeProvider clock)
{
    public const string ApprovalDefinition = "aid-approval";
    public const string AccidentDefinition = "accident-aid";

    /// <summary>S-014: the tier whose cases go without the comparison with registers (S-060).</summary>
    private const string AccidentTier = "accident";

    /// <exception cref="InvalidInputException">With every field that is wrong.</exception>
    /// <exception cref="RuleViolationException">applicant-has-open-case, household-has-archive, archive-elsewhere, applicant-not-holder.</exception>
    public Task<OpenedCase> OpenAsync(ApplicationForm form, Actor actor, WriteKey? key, CancellationToken cancellationToken) =>
        writes.RunAsync<OpenedCase>(key, answer => OpenAsync(form, actor, answer, cancellationToken), cancellationToken);

    private async Task<OpenedCase> OpenAsync(ApplicationForm form, Actor actor, AnswerOfWrite<OpenedCase> answer, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var application = ApplicationChecks.Check(form, now);
        var applicantIndex = IndexOf(application.IdNumber);
        await RefuseSecondCaseAsync(applicantIndex, actor, cancellationToken);

        var archive = await FindArchiveAsync(application, actor, cancellationToken);
        var number = await numbers.NextAsync(ChinaTime.DateOf(now).Year, cancellationToken);
        var aidCase = AidCase.Open(Seal(application, number, actor, archive, now), now);
        if (archive is not null)
            aidCase.LinkTo(archive, now);
        var assessment = await assessor.AssessNewAsync(aidCase, now, cancellationToken);
        db.Add(aidCase);
        await new DoubtFlags(db).RaiseForSharedDataAsync(aidCase, null, now, cancellationToken);
        answer.Is(() => Opened(aidCase));

        var starts = archive is { State: ArchiveState.Active }
            ? aidCase.Requests.Select(request => StartOf(aidCase, request, actor)).ToArray()
            : [IntakeOf(aidCase, assessment?.Tier, actor, now)];
        try
        {
            await runtime.StartAsync(starts[0] with { AlsoStart = starts[1..] }, cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Two clerks at the same moment: the unique index let one pass.
            db.ChangeTracker.Clear();
            await RefuseSecondCaseAsync(applicantIndex, actor, cancellationToken);
            throw;
        }

        return Opened(aidCase);
    }

    private async Task RefuseSecondCaseAsync(byte[] applicantIndex, Actor actor, CancellationToken cancellationToken)
    {
        var open = await db.Set<AidCase>().AsNoTracking()
            .Where(aidCase => aidCase.OpenApplicantIndex == applicantIndex)
            .Select(aidCase => new { aidCase.CaseNumber, aidCase.OrganisationPath })
            .FirstOrDefaultAsync(cancellationToken);
        if (open is null)
            return;

        // That another union handles this person is needed to know; which case it is, only for those who may read it.
        var number = actor.Oversees(open.OrganisationPath) ? open.CaseNumber : null;
        throw new RuleViolationException(
            "applicant-has-open-case", $"This person already has an open case{(number is null ? "" : " " + number)}.", "applicant.idNumber", number ?? "");
    }

    /// <summary>One household, one archive: what the people of this application are in already.</summary>
    private async Task<HouseholdArchive?> FindArchiveAsync(CheckedApplication application, Actor actor, CancellationToken cancellationToken)
    {
        var applicant = IndexOf(application.IdNumber);
        byte[][] people = [applicant, .. application.Members.Select(member => IndexOf(member.IdNumber))];
        var found = await db.Set<ArchivePerson>().AsNoTracking().Where(person => person.OpenIndex != null && people.Contains(person.OpenIndex)).ToListAsync(cancellationToken);
        if (found.Count == 0)
            return null;
        if (found.Find(person => person.IdNumberIndex.AsSpan().SequenceEqual(applicant)) is not { } own)
            throw new RuleViolationException("household-has-archive", "Somebody of this household is in an open archive already; its holder applies.", "household.members");

        var archive = await db.Set<HouseholdArchive>().Include(candidate => candidate.People).SingleAsync(candidate => candidate.Id == own.ArchiveId, cancellationToken);
        if (!actor.Oversees(archive.OrganisationPath))
            throw new RuleViolationException("archive-elsewhere", "This person's archive is kept by another union. Apply there, or have the archive transferred.", "applicant.idNumber");
        if (!own.IsHolder)
            throw new RuleViolationException("applicant-not-holder", "This person is a member of an archived household; its holder applies.", "applicant.idNumber", archive.ArchiveNumber);

        return archive.State == ArchiveState.Temporary
            ? throw new RuleViolationException("household-has-archive", "This household's archive is not open yet; wait until its application is decided.", "applicant.idNumber")
            : archive;
    }

    private CaseOpening Seal(CheckedApplication application, string number, Actor actor, HouseholdArchive? archive, DateTimeOffset now)
    {
        var applicantId = RisingId.New(now);
        var bankId = RisingId.New(now);
        var account = application.AccountNumber;
        return new CaseOpening(
            number,
            application.Programme,
            actor,
            new Applicant(
                applicantId,
                application.Name.Reveal(),
                application.Employer,
                SealIdNumber(SealedColumns.ApplicantIdNumber, applicantId, application.IdNumber),
                new SealedField(protector.Seal(SealedColumns.ApplicantPhone, applicantId, application.Phone.Reveal()), application.Phone.Masked)),
            new BankAccount(
                bankId,
                application.BankName,
                application.AccountName.Reveal(),
                new SealedField(
                    protector.Seal(SealedColumns.BankAccountNumber, bankId, account.Reveal()),
                    account.Masked,
                    protector.BlindIndex(SealedColumns.BankAccountIndex, account.Reveal()))),
            [.. application.Members.Select(member => new HouseholdMember(
                member.Id, member.Name.Reveal(), member.Relation, member.School, SealIdNumber(SealedColumns.MemberIdNumber, member.Id, member.IdNumber)))],
            [.. application.Income.Select(line => new IncomeLine(RisingId.New(now), line.MemberId, line.Kind, line.AnnualAmount, line.Origin, line.Evidence))],
            [.. application.RigidExpenses.Select(line => new RigidExpense(RisingId.New(now), line.MemberId, line.Kind, line.AnnualAmount, line.Origin, line.Evidence))],
            application.Loss,
            application.Declarations,
            [.. application.Requests.Select(request => new AidRequest(
                RisingId.New(now), request.Kind, request.Amount, request.SelfPaidAmount, request.MemberId, archive is { State: ArchiveState.Active } ? RisingId.New(now).ToString("N") : "", request.Bill))])
        {
            Causes = application.Causes,
            Dwellings = application.Dwellings,

            // The checks refuse an application without it.
            Consent = true,
        };
    }

    private SealedField SealIdNumber(string column, Guid rowId, ChineseIdNumber idNumber) =>
        new(protector.Seal(column, rowId, idNumber.Reveal()), idNumber.Masked, IndexOf(idNumber));

    private byte[] IndexOf(ChineseIdNumber idNumber) => protector.BlindIndex(SealedColumns.IdNumberIndex, idNumber.Reveal());

    private static StartWorkflow IntakeOf(AidCase aidCase, string? tier, Actor actor, DateTimeOffset now)
    {
        aidCase.BeginIntake(RisingId.New(now).ToString("N"));
        return new StartWorkflow(tier == AccidentTier ? AccidentDefinition : AidProgrammes.NeedyWorkerAid)
        {
            InstanceId = aidCase.IntakeInstanceId,
            CorrelationId = aidCase.CaseNumber,
            Name = aidCase.CaseNumber,
            Actor = actor.PersonId.ToString(),
            Input = new JsonObject { ["CaseId"] = aidCase.Id.ToString() },
        };
    }

    // Ids and amounts only: what goes in here is stored in the instance and shown to auditors.
    private static StartWorkflow StartOf(AidCase aidCase, AidRequest request, Actor actor) => new(ApprovalDefinition)
    {
        InstanceId = request.WorkflowInstanceId,
        CorrelationId = aidCase.CaseNumber,
        Name = InstanceNames.Of(aidCase.CaseNumber, request.Kind),
        Actor = actor.PersonId.ToString(),
        Input = new JsonObject
        {
            ["CaseId"] = aidCase.Id.ToString(),
            ["RequestId"] = request.Id.ToString(),
            ["Kind"] = request.Kind.ToString().ToLowerInvariant(),
            ["RequestedAmount"] = request.Amount,
        },
    };

    private static OpenedCase Opened(AidCase aidCase) => new(
        aidCase.CaseNumber,
        aidCase.Status,
        aidCase.WorkflowInstanceIds[0],
        aidCase.WorkflowInstanceIds);
}
