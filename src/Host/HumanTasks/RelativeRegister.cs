using AidWorkflows.Data;
using AidWorkflows.Data.People;
using AidWorkflows.Data.Protection;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Idempotency;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.HumanTasks;

/// <summary>
/// which relatives the staff have declared. Everybody sees their own, reviewers, administrators and auditors those of the people they
/// oversee; of the number nobody gets more than the mask.
/// </summary>
public sealed class RelativeRegister(AidDbContext db, StaffDirectory staff, FieldProtector protector, IdempotentWrites writes, TimeProvider clock)
{
    public const int MaximumPageSize = 200;

    /// <summary>What holds comes first, the latest on top; then what was removed.</summary>
    public async Task<RelativeList> ListAsync(Actor actor, int page, int pageSize, CancellationToken cancellationToken)
    {
        var query = Readable(actor).AsNoTracking();
        var total = await query.CountAsync(cancellationToken);
        var rows = await query.OrderBy(relative => relative.RemovedAt != null).ThenByDescending(relative => relative.DeclaredAt).ThenBy(relative => relative.Id)
            .Skip((page - 1) * pageSize).Take(pageSize).ToListAsync(cancellationToken);
        return new RelativeList(await ViewAsync(rows, cancellationToken), total);
    }

    /// <summary>Null when there is none that the actor may see.</summary>
    public async Task<RelativeView?> FindAsync(Guid id, Actor actor, CancellationToken cancellationToken) =>
        await Readable(actor).AsNoTracking().SingleOrDefaultAsync(relative => relative.Id == id, cancellationToken) is { } found ? (await ViewAsync([found], cancellationToken))[0] : null;

    /// <exception cref="RuleViolationException">not-found, forbidden, relative-known.</exception>
    /// <exception cref="InvalidInputException">With every field that is wrong.</exception>
    public Task<RelativeView> DeclareAsync(WantedRelative wanted, Actor actor, WriteKey? key, CancellationToken cancellationToken) =>
        writes.RunAsync<RelativeView>(key, async slot =>
        {
            var now = clock.GetUtcNow();
            var person = wanted.PersonId is { } personId && personId != actor.PersonId ? await staff.FindActorAsync(personId, cancellationToken) : actor;
            if (person is null)
                throw new RuleViolationException("not-found", "There is no such person.", "personId");
            if (!StaffRelative.MayWrite(actor, person.PersonId, person.OrganisationPath))
                throw new RuleViolationException("forbidden", "Relatives are declared by the member of staff, or by a reviewer who oversees that person.", "personId");

            var (relation, number) = Read(wanted, now);
            var id = RisingId.New(now);
            var index = protector.BlindIndex(SealedColumns.IdNumberIndex, number.Reveal());
            await RefuseKnownAsync(person.PersonId, index, cancellationToken);
            var declared = new StaffRelative(
                id, actor, person, relation, new SealedField(protector.Seal(SealedColumns.StaffRelativeIdNumber, id, number.Reveal()), number.Masked, index), now);
            db.Add(declared);
            var view = (await ViewAsync([declared], cancellationToken))[0];
            slot.Is(() => view);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException e) when (e is not DbUpdateConcurrencyException)
            {
                // Declared twice at the same moment: the unique index let one pass.
                db.ChangeTracker.Clear();
                await RefuseKnownAsync(person.PersonId, index, cancellationToken);
                throw;
            }

            return view;
        }, cancellationToken);

    /// <exception cref="RuleViolationException">not-found, forbidden, relative-removed, reason-required, reason-too-long.</exception>
    public Task<RelativeView> RemoveAsync(Guid id, string? reason, Actor actor, WriteKey? key, CancellationToken cancellationToken) =>
        writes.RunAsync<RelativeView>(key, async slot =>
        {
            var relative = await Readable(actor).SingleOrDefaultAsync(candidate => candidate.Id == id, cancellationToken) ?? throw NotFound();
            var person = await staff.PlaceOfAsync(relative.StaffPersonId, cancellationToken) ?? throw NotFound();
            relative.Remove(actor, person, reason, clock.GetUtcNow());
            var view = (await ViewAsync([relative], cancellationToken))[0];
            slot.Is(() => view);
            await db.SaveChangesAsync(cancellationToken);
            return view;
        }, cancellationToken);

    /// <summary>Of oneself; for those who oversee others and check them, of these as well.</summary>
    private IQueryable<StaffRelative> Readable(Actor actor)
    {
        var (me, path) = (actor.PersonId, actor.OrganisationPath);
        var overseer = actor.Has(StaffRoles.Reviewer) || actor.IsAdministrator || actor.IsAuditor;
        return db.Set<StaffRelative>().Where(relative => relative.StaffPersonId == me || (overseer && db.Set<StaffMember>().Any(person =>
            person.Id == relative.StaffPersonId && db.Set<Organisation>().Any(organisation => organisation.Id == person.OrganisationId && organisation.Path.StartsWith(path)))));
    }

    private static RuleViolationException NotFound() => new("not-found", "There is no such declaration.");

    private static (RelativeKind Relation, ChineseIdNumber Number) Read(WantedRelative wanted, DateTimeOffset now)
    {
        List<ValidationProblem> problems = [];
        if (wanted.Relation is null)
            problems.Add(new("field-required", "relation", "This field is required."));

        // The problem names the field as the API does.
        ChineseIdNumber? number = null;
        if (string.IsNullOrWhiteSpace(wanted.IdNumber))
            problems.Add(new("field-required", "idNumber", "This field is required."));
        else if (!ChineseIdNumber.TryParse(wanted.IdNumber, ChinaTime.DateOf(now), out number, out var problem))
            problems.Add(problem);

        return wanted.Relation is { } relation && number is not null ? (relation, number) : throw new InvalidInputException(problems);
    }

    private async Task RefuseKnownAsync(Guid staffPersonId, byte[] index, CancellationToken cancellationToken)
    {
        if (await db.Set<StaffRelative>().AnyAsync(relative => relative.StaffPersonId == staffPersonId && relative.OpenIndex == index, cancellationToken))
            throw new RuleViolationException("relative-known", "This relative is declared already.", "idNumber");
    }

    private async Task<IReadOnlyList<RelativeView>> ViewAsync(IReadOnlyList<StaffRelative> rows, CancellationToken cancellationToken)
    {
        var names = await staff.NamesAsync(rows.SelectMany(row => new[] { row.StaffPersonId, row.DeclaredBy, row.RemovedBy ?? row.DeclaredBy }), cancellationToken);
        PersonView Person(Guid id) => new(id, names.GetValueOrDefault(id, ""));
        var people = rows.Select(row => row.StaffPersonId).Distinct().ToArray();
        var unions = await (
            from person in db.Set<StaffMember>().AsNoTracking()
            join organisation in db.Set<Organisation>() on person.OrganisationId equals organisation.Id
            where people.Contains(person.Id)
            select new { person.Id, organisation.Name }).ToDictionaryAsync(row => row.Id, row => row.Name, cancellationToken);
        return
        [
            .. rows.Select(row => new RelativeView(
                row.Id, Person(row.StaffPersonId), unions[row.StaffPersonId], row.Relation, row.IdNumberMask, Person(row.DeclaredBy), row.DeclaredAt,
                row.RemovedBy is { } by ? Person(by) : null, row.RemovedAt, row.RemovedBecause)),
        ];
    }
}

/// <param name="PersonId">Whose relative; null for oneself.</param>
public sealed record WantedRelative(Guid? PersonId, RelativeKind? Relation, string? IdNumber);

/// <param name="IdNumber">The mask; the number itself is shown to nobody.</param>
public sealed record RelativeView(
    Guid Id,
    PersonView Staff,
    string OrganisationName,
    RelativeKind Relation,
    string IdNumber,
    PersonView DeclaredBy,
    DateTimeOffset DeclaredAt,
    PersonView? RemovedBy,
    DateTimeOffset? RemovedAt,
    string? RemovedBecause);

public sealed record RelativeList(IReadOnlyList<RelativeView> Items, int TotalCount);
