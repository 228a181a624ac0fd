using System.Text.Json.Nodes;
using AidWorkflows.Data;
using AidWorkflows.Data.Assessment;
using AidWorkflows.Data.Cases;
using AidWorkflows.Data.Protection;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Engine.Runtime;
using AidWorkflows.Host.Idempotency;
using AidWorkflows.Host.Languages;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Applications;

/// <summary>Takes an application: checks it, opens the case and starts one approval per aid item, all in one commit.</summary>
public sealed class ApplicationIntake(
    AidDbContext db, WorkflowRuntime runtime, CaseNumbers numbers, FieldProtector protector, CaseAssessor assessor, IdempotentWrites writes, TimeProvider clock)
{
    public const string ApprovalDefinition = "aid-approval";

    /// <exception cref="InvalidInputException">With every field that is wrong.</exception>
    /// <exception cref="RuleViolationException">applicant-has-open-case.</exception>
    public Task<OpenedCase> OpenAsync(ApplicationForm form, Actor actor, WriteKey? key, CancellationToken cancellationToken) =>
        writes.RunAsync<OpenedCase>(key, answer => OpenAsync(form, actor, answer, cancellationToken), cancellationToken);

    private async Task<OpenedCase> OpenAsync(ApplicationForm form, Actor actor, AnswerOfWrite<OpenedCase> answer, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var application = ApplicationChecks.Check(form, now);
        var applicantIndex = IndexOf(application.IdNumber);
        await RefuseSecondCaseAsync(applicantIndex, actor, cancellationToken);

        var number = await numbers.NextAsync(ChinaTime.DateOf(now).Year, cancellationToken);
        var aidCase = AidCase.Open(Seal(application, number, actor, now), now);
        await assessor.AssessNewAsync(aidCase, now, cancellationToken);
        db.Add(aidCase);
        answer.Is(() => Opened(aidCase));

        var starts = aidCase.Requests.Select(request => StartOf(aidCase, request, actor)).ToArray();
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

    private CaseOpening Seal(CheckedApplication application, string number, Actor actor, DateTimeOffset now)
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
                RisingId.New(now), request.Kind, request.Amount, request.SelfPaidAmount, request.MemberId, RisingId.New(now).ToString("N"), request.Bill))])
        {
            Causes = application.Causes,
            Dwellings = application.Dwellings,
        };
    }

    private SealedField SealIdNumber(string column, Guid rowId, ChineseIdNumber idNumber) =>
        new(protector.Seal(column, rowId, idNumber.Reveal()), idNumber.Masked, IndexOf(idNumber));

    private byte[] IndexOf(ChineseIdNumber idNumber) => protector.BlindIndex(SealedColumns.IdNumberIndex, idNumber.Reveal());

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
        aidCase.Requests[0].WorkflowInstanceId,
        [.. aidCase.Requests.Select(request => request.WorkflowInstanceId)]);
}
