using System.Text.Json;
using AidWorkflows.Data;
using AidWorkflows.Data.People;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Notices;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.Papers;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Policies;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Registers;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Cases;

/// <summary>What to list. Everything is optional.</summary>
public sealed record CaseFilter
{
    public CaseStatus? Status { get; init; }

    public string? Programme { get; init; }

    /// <summary>Beginning of the applicant's name, or of the case number.</summary>
    public string? Search { get; init; }

    public DateTimeOffset? OpenedFrom { get; init; }

    public DateTimeOffset? OpenedTo { get; init; }

    public int Page { get; init; } = 1;

    public int PageSize { get; init; } = 50;
}

/// <summary>Reads cases of the actor's own organisation and those below it.</summary>
public sealed class CaseQueries(AidDbContext db, StaffDirectory staff)
{
    public const int MaximumPageSize = 200;

    public async Task<CaseList> ListAsync(CaseFilter filter, Actor actor, CancellationToken cancellationToken)
    {
        var query = Filtered(filter, actor);
        var total = await query.CountAsync(cancellationToken);
        var page = await query
            .OrderByDescending(aidCase => aidCase.OpenedAt).ThenByDescending(aidCase => aidCase.CaseNumber)
            .Skip((filter.Page - 1) * filter.PageSize).Take(filter.PageSize)
            .Select(aidCase => new
            {
                aidCase.CaseNumber,
                aidCase.Programme,
                aidCase.Status,
                OrganisationName = db.Set<Organisation>().Where(organisation => organisation.Id == aidCase.OrganisationId).Select(organisation => organisation.Name).First(),
                aidCase.Applicant.Name,
                aidCase.Applicant.IdNumberMask,
                Requests = aidCase.Requests.OrderBy(request => request.Id).Select(request => new { request.Kind, request.Amount }).ToList(),
                aidCase.OpenedAt,
                aidCase.ClosedAt,
            })
            .ToListAsync(cancellationToken);
        return new CaseList(
            [.. page.Select(row => new CaseRow(
                row.CaseNumber,
                row.Programme,
                row.Status,
                row.OrganisationName,
                row.Name,
                row.IdNumberMask,
                [.. row.Requests.Select(request => request.Kind)],
                row.Requests.Sum(request => request.Amount),
                row.OpenedAt,
                row.ClosedAt))],
            total);
    }

    /// <exception cref="RuleViolationException">not-found, or forbidden for a case of another branch of the tree.</exception>
    public async Task<CaseDetails> GetAsync(string caseNumber, Actor actor, CancellationToken cancellationToken)
    {
        var aidCase = await db.Set<AidCase>().AsNoTracking()
            .Include(candidate => candidate.Applicant)
            .Include(candidate => candidate.Bank)
            .Include(candidate => candidate.Members)
            .Include(candidate => candidate.Income)
            .Include(candidate => candidate.RigidExpenses)
            .Include(candidate => candidate.Requests)
            .Include(candidate => candidate.Awards)
            .Include(candidate => candidate.Payments)
            .Include(candidate => candidate.Warnings)
            .Include(candidate => candidate.Events)
            .Include(candidate => candidate.Assessments.OrderByDescending(assessment => assessment.Number).Take(1))
            .AsSplitQuery()
            .SingleOrDefaultAsync(candidate => candidate.CaseNumber == caseNumber, cancellationToken)
            ?? throw new RuleViolationException("not-found", "There is no such case.");
        if (!actor.Oversees(aidCase.OrganisationPath))
            throw new RuleViolationException("forbidden", "The case belongs to another organisation.");

        var names = await staff.NamesAsync([aidCase.RegisteredBy, .. aidCase.Events.Select(entry => entry.PersonId).OfType<Guid>()], cancellationToken);
        var organisation = await db.Set<Organisation>().AsNoTracking()
            .Where(candidate => candidate.Id == aidCase.OrganisationId).Select(candidate => candidate.Name).SingleAsync(cancellationToken);
        var checks = await new CaseChecks(db, staff).ReadAsync(aidCase.Id, cancellationToken);
        return Details(aidCase, organisation, names) with
        {
            Policy = await PolicyOfAsync(aidCase, cancellationToken),
            Comparisons = checks.Comparisons,
            Doubts = checks.Doubts,
            Visits = checks.Visits,
            Notices = await db.Set<Notice>().AsNoTracking().Where(notice => notice.CaseId == aidCase.Id).OrderBy(notice => notice.StartedOn).ThenBy(notice => notice.Id)
                .Select(notice => new NoticeDetails(notice.Id, notice.State, notice.WorkingDays, notice.StartedOn, notice.EndsOn, notice.DeadlineExplanation, notice.TextHash)).ToListAsync(cancellationToken),
            Documents = await db.Set<ProducedPaper>().AsNoTracking().Where(paper => paper.CaseId == aidCase.Id).OrderBy(paper => paper.ProducedAt).ThenBy(paper => paper.Id)
                .Select(paper => new DocumentDetails(paper.Id, paper.Kind, paper.Number, paper.TemplateVersion, paper.ProducedAt, paper.FileHash)).ToListAsync(cancellationToken),
        };
    }

    private Task<PolicyDetails?> PolicyOfAsync(AidCase aidCase, CancellationToken cancellationToken) => db.Set<PolicyVersion>().AsNoTracking()
        .Where(version => version.Id == aidCase.PolicyVersionId)
        .Select(version => new PolicyDetails(version.PackKey, version.Number, version.Title, version.EffectiveFrom))
        .SingleOrDefaultAsync(cancellationToken);

    private IQueryable<AidCase> Filtered(CaseFilter filter, Actor actor)
    {
        var path = actor.OrganisationPath;
        var query = db.Set<AidCase>().AsNoTracking().Where(aidCase => aidCase.OrganisationPath.StartsWith(path));
        if (filter.Status is { } status)
            query = query.Where(aidCase => aidCase.Status == status);
        if (!string.IsNullOrWhiteSpace(filter.Programme))
            query = query.Where(aidCase => aidCase.Programme == filter.Programme);
        if (filter.OpenedFrom is { } from)
            query = query.Where(aidCase => aidCase.OpenedAt >= from);
        if (filter.OpenedTo is { } to)
            query = query.Where(aidCase => aidCase.OpenedAt < to);
        if (filter.Search?.Trim() is { Length: > 0 } text)
            query = query.Where(aidCase => aidCase.CaseNumber.StartsWith(text) || aidCase.Applicant.Name.StartsWith(text));

        return query;
    }

    private static CaseDetails Details(AidCase aidCase, string organisation, IReadOnlyDictionary<Guid, string> names) => new()
    {
        Id = aidCase.Id,
        CaseNumber = aidCase.CaseNumber,
        Programme = aidCase.Programme,
        Status = aidCase.Status,
        OrganisationName = organisation,
        RegisteredBy = names.GetValueOrDefault(aidCase.RegisteredBy, ""),
        OpenedAt = aidCase.OpenedAt,
        ClosedAt = aidCase.ClosedAt,
        Applicant = new ApplicantDetails(
            aidCase.Applicant.Name,
            aidCase.Applicant.IdNumberMask,
            aidCase.Applicant.PhoneMask,
            aidCase.Applicant.Employer,
            aidCase.Bank.BankName,
            aidCase.Bank.AccountName,
            aidCase.Bank.NumberMask),
        Household = new HouseholdDetails(
            [.. aidCase.Members.OrderBy(member => member.Id).Select(member => new MemberDetails(member.Id, member.Name, member.Relation, member.School, member.IdNumberMask))],
            [.. aidCase.Income.OrderBy(line => line.Id).Select(line => new MoneyLine(line.MemberId, KebabCase(line.Kind), line.AnnualAmount, line.Origin, line.Evidence))],
            [.. aidCase.RigidExpenses.OrderBy(line => line.Id).Select(line => new MoneyLine(line.MemberId, KebabCase(line.Kind), line.AnnualAmount, line.Origin, line.Evidence))],
            aidCase.Loss is { } loss ? new LossDetails(loss.Cause, loss.Amount, loss.OccurredOn, loss.Compensation) : null,
            aidCase.Declarations,
            aidCase.Causes,
            aidCase.Dwellings),
        Requests = [.. aidCase.Requests.OrderBy(request => request.Id).Select(request => new RequestDetails(
            request.Id, request.Kind, request.Amount, request.SelfPaidAmount, request.Bill, request.MemberId, request.Status, request.WorkflowInstanceId))],
        Awards = [.. aidCase.Awards.OrderBy(award => award.DecidedAt).Select(award => new AwardDetails(
            award.Id, award.RequestId, award.Kind, award.Amount, award.DecidedLevel, award.DecidedAt))],
        Payments = [.. aidCase.Payments.OrderBy(payment => payment.CreatedAt).Select(payment => new PaymentDetails(
            payment.Id, payment.AwardId, payment.Amount, payment.PayeeName, payment.BankName, payment.AccountMask, payment.Status, payment.CreatedAt))],
        Warnings = [.. aidCase.Warnings.OrderBy(warning => warning.RaisedAt).Select(warning => new WarningDetails(warning.Code, warning.RequestId, warning.Data, warning.RaisedAt))],
        Events = [.. aidCase.Events.OrderBy(entry => entry.At).ThenBy(entry => entry.Id).Select(entry => new EventDetails(
            entry.At, entry.Code, entry.PersonId is { } person ? names.GetValueOrDefault(person, "") : null, entry.Data))],
        WorkflowInstanceIds = aidCase.WorkflowInstanceIds,
        Tier = aidCase.Assessments is [var last] ? last.Tier : null,
        Assessment = aidCase.Assessments is [var latest] ? new AssessmentDetails(latest.Number, latest.AssessedAt, latest.Read()) : null,
    };

    private static string KebabCase<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
