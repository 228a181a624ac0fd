using AidWorkflows.Data;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.Outreach;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Outreach;

/// <summary>What unions do beyond their cases: who answers for it (S-090), screening and help (S-091), training (S-093), publicity (S-097).</summary>
public sealed class OutreachDesk(AidDbContext db, TimeProvider clock)
{
    public const int MaximumPageSize = 200;

    public static bool MayRecord(Actor actor) => actor.Has(StaffRoles.Clerk) || actor.Has(StaffRoles.Reviewer);

    public static bool MayAssist(Actor actor, AidCase aidCase) => actor.Has(StaffRoles.Clerk) && actor.OrganisationPath == aidCase.OrganisationPath;

    /// <exception cref="RuleViolationException">forbidden.</exception>
    /// <exception cref="InvalidInputException">With every field that is wrong.</exception>
    public async Task<OutreachRow> RecordAsync(OutreachForm form, Actor actor, CancellationToken cancellationToken)
    {
        if (!MayRecord(actor))
            throw new RuleViolationException("forbidden", "Outreach is recorded by clerks and reviewers.");
        if (form.Kind is not { } kind)
            throw new InvalidInputException([new ValidationProblem("field-required", "kind", "This field is required.")]);

        var record = new OutreachRecord(kind, form.HeldOn, form.Topic, form.Reached, form.Found, actor, clock.GetUtcNow());
        db.Add(record);
        await db.SaveChangesAsync(cancellationToken);
        return new OutreachRow(record.Id, record.Kind, record.HeldOn, record.Topic, record.Reached, record.Found, await NameAsync(record.OrganisationId, cancellationToken));
    }

    public async Task<OutreachPage> ListAsync(OutreachKind? kind, int page, int pageSize, Actor actor, CancellationToken cancellationToken)
    {
        var path = actor.OrganisationPath;
        var query = db.Set<OutreachRecord>().AsNoTracking().Where(record => record.OrganisationPath.StartsWith(path) && (kind == null || record.Kind == kind));
        var total = await query.CountAsync(cancellationToken);
        var rows = await query.OrderByDescending(record => record.HeldOn).ThenByDescending(record => record.Id).Skip((page - 1) * pageSize).Take(pageSize)
            .Select(record => new OutreachRow(
                record.Id, record.Kind, record.HeldOn, record.Topic, record.Reached, record.Found,
                db.Set<Organisation>().Where(union => union.Id == record.OrganisationId).Select(union => union.Name).First())).ToListAsync(cancellationToken);
        return new OutreachPage(rows, total, await db.Set<AssistedApplication>().CountAsync(assisted => assisted.OrganisationPath.StartsWith(path), cancellationToken));
    }

    /// <summary>S-091: who helped the worker; once for each case.</summary>
    /// <exception cref="RuleViolationException">not-found, forbidden, assistance-exists.</exception>
    public async Task<AssistanceView> AssistAsync(string caseNumber, AssistanceForm form, Actor actor, CancellationToken cancellationToken)
    {
        var aidCase = await FindCaseAsync(caseNumber, actor, cancellationToken);
        if (!MayAssist(actor, aidCase))
            throw new RuleViolationException("forbidden", "Help is recorded by the clerks of the union that took the application.");
        if (form.Manner is not { } manner)
            throw new InvalidInputException([new ValidationProblem("field-required", "manner", "This field is required.")]);
        if (await db.Set<AssistedApplication>().AnyAsync(assisted => assisted.CaseId == aidCase.Id, cancellationToken))
            throw new RuleViolationException("assistance-exists", "Who helped with this application is recorded already.", "case", caseNumber);

        db.Add(new AssistedApplication(aidCase, actor.PersonId, manner, clock.GetUtcNow()));
        await db.SaveChangesAsync(cancellationToken);
        return new AssistanceView(caseNumber, actor.Name, manner);
    }

    /// <exception cref="RuleViolationException">not-found.</exception>
    public async Task<AssistanceView?> AssistanceAsync(string caseNumber, Actor actor, CancellationToken cancellationToken)
    {
        var aidCase = await FindCaseAsync(caseNumber, actor, cancellationToken);
        var found = await db.Set<AssistedApplication>().AsNoTracking().Where(assisted => assisted.CaseId == aidCase.Id)
            .Select(assisted => new { assisted.Manner, Name = db.Set<StaffMember>().Where(person => person.Id == assisted.Helper).Select(person => person.Name).First() }).SingleOrDefaultAsync(cancellationToken);
        return found is null ? null : new AssistanceView(caseNumber, found.Name, found.Manner);
    }

    /// <summary>S-090: by an administrator.</summary>
    /// <exception cref="RuleViolationException">forbidden, not-found, contact-not-of-union, contact-phone.</exception>
    public async Task<ContactRow> NameContactAsync(string unionCode, ContactForm form, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.IsAdministrator)
            throw new RuleViolationException("forbidden", "Responsible persons are named by administrators.");
        var union = await db.Set<Organisation>().SingleOrDefaultAsync(candidate => candidate.Code == unionCode, cancellationToken);
        if (union is not { IsOpen: true } || !actor.Oversees(union.Path))
            throw new RuleViolationException("not-found", "There is no such union.");
        var person = await db.Set<StaffMember>().SingleOrDefaultAsync(candidate => candidate.Id == form.Person, cancellationToken)
            ?? throw new RuleViolationException("contact-not-of-union", "The responsible person works for this union.", "person");
        var contact = await db.Set<UnionContact>().SingleOrDefaultAsync(candidate => candidate.OrganisationId == union.Id, cancellationToken);
        if (contact is null)
        {
            contact = new UnionContact(union);
            db.Add(contact);
        }

        contact.Name(person, form.Phone, actor.PersonId, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return new ContactRow(union.Code, union.Name, person.Name, contact.Phone);
    }

    /// <summary>The unions below a path with their responsible persons; those that have none show it.</summary>
    public async Task<IReadOnlyList<ContactRow>> ContactsAsync(string path, CancellationToken cancellationToken) => await (
        from union in db.Set<Organisation>().AsNoTracking()
        where union.Path.StartsWith(path) && union.ClosedAt == null && (union.Level == OrganisationLevel.Grassroots || union.Level == OrganisationLevel.County)
        join contact in db.Set<UnionContact>() on union.Id equals contact.OrganisationId into contacts
        from contact in contacts.DefaultIfEmpty()
        join person in db.Set<StaffMember>() on contact.PersonId equals person.Id into people
        from person in people.DefaultIfEmpty()
        orderby union.Path
        select new ContactRow(union.Code, union.Name, person == null ? null : person.Name, contact == null ? null : contact.Phone)).Take(500).ToListAsync(cancellationToken);

    /// <summary>Who may be named: those who work for the unions below a path.</summary>
    public async Task<IReadOnlyList<ContactCandidate>> CandidatesAsync(string path, CancellationToken cancellationToken) => await (
        from person in db.Set<StaffMember>().AsNoTracking()
        join union in db.Set<Organisation>() on person.OrganisationId equals union.Id
        where person.Active && union.Path.StartsWith(path) && (union.Level == OrganisationLevel.Grassroots || union.Level == OrganisationLevel.County)
        orderby union.Path, person.Name
        select new ContactCandidate(person.Id, person.Name, union.Code, union.Name)).Take(1000).ToListAsync(cancellationToken);

    public async Task<AidCase> FindCaseAsync(string caseNumber, Actor actor, CancellationToken cancellationToken)
    {
        var found = await db.Set<AidCase>().SingleOrDefaultAsync(aidCase => aidCase.CaseNumber == caseNumber, cancellationToken);
        return found is not null && actor.Oversees(found.OrganisationPath) ? found : throw new RuleViolationException("not-found", "There is no such case.");
    }

    private Task<string> NameAsync(Guid organisationId, CancellationToken cancellationToken) =>
        db.Set<Organisation>().Where(union => union.Id == organisationId).Select(union => union.Name).SingleAsync(cancellationToken);
}

/// <summary>A day of outreach as it is typed in.</summary>
public sealed record OutreachForm
{
    public OutreachKind? Kind { get; init; }

    public DateOnly? HeldOn { get; init; }

    public string? Topic { get; init; }

    /// <summary>Households screened, people trained, people told.</summary>
    public int? Reached { get; init; }

    /// <summary>Of a screening: workers who may be eligible.</summary>
    public int? Found { get; init; }
}

public sealed record AssistanceForm
{
    public AssistanceManner? Manner { get; init; }
}

public sealed record ContactForm
{
    public Guid? Person { get; init; }

    public string? Phone { get; init; }
}

/// <param name="Assisted">Applications that somebody helped with.</param>
public sealed record OutreachPage(IReadOnlyList<OutreachRow> Items, int TotalCount, int Assisted);

public sealed record OutreachRow(Guid Id, OutreachKind Kind, DateOnly HeldOn, string Topic, int Reached, int? Found, string OrganisationName);

public sealed record AssistanceView(string CaseNumber, string Helper, AssistanceManner Manner);

public sealed record ContactCandidate(Guid Id, string Name, string UnionCode, string UnionName);

/// <param name="Person">Null while nobody is named.</param>
public sealed record ContactRow(string Code, string Name, string? Person, string? Phone);
