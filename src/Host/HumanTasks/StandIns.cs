using AidWorkflows.Data;
using AidWorkflows.Data.People;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Idempotency;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.HumanTasks;

/// <summary>Who stands in for whom between which days: one's own, and for administrators those of the people below.</summary>
public sealed class StandIns(AidDbContext db, StaffDirectory staff, IdempotentWrites writes, TimeProvider clock)
{
    /// <summary>Current and coming ones that concern the actor, or that an administrator oversees.</summary>
    public async Task<IReadOnlyList<StandInView>> ListAsync(Actor actor, CancellationToken cancellationToken)
    {
        var today = ChinaTime.Today(clock);
        var (me, path, all) = (actor.PersonId, actor.OrganisationPath, actor.IsAdministrator);
        var rows = await db.Set<StandIn>().AsNoTracking()
            .Where(standIn => standIn.EndedAt == null && standIn.LastDay >= today)
            .Where(standIn => standIn.AbsentPersonId == me || standIn.StandInPersonId == me || (all && db.Set<StaffMember>().Any(person =>
                person.Id == standIn.AbsentPersonId && db.Set<Organisation>().Any(organisation => organisation.Id == person.OrganisationId && organisation.Path.StartsWith(path)))))
            .OrderBy(standIn => standIn.FirstDay).ThenBy(standIn => standIn.Id)
            .ToListAsync(cancellationToken);
        return await ViewAsync(rows, cancellationToken);
    }

    public Task<StandInView> SetAsync(Actor actor, WantedStandIn wanted, WriteKey? key, CancellationToken cancellationToken)
    {
        List<ValidationProblem> missing = [];
        foreach (var (given, field) in new[] { (wanted.StandInPersonId is not null, "standInPersonId"), (wanted.FirstDay is not null, "firstDay"), (wanted.LastDay is not null, "lastDay") })
        {
            if (!given)
                missing.Add(new("field-required", field, "This field is required."));
        }

        if (missing.Count > 0)
            throw new InvalidInputException(missing);

        return writes.RunAsync<StandInView>(key, slot => SetAsync(actor, wanted, slot, cancellationToken), cancellationToken);
    }

    private async Task<StandInView> SetAsync(Actor actor, WantedStandIn wanted, AnswerOfWrite<StandInView> slot, CancellationToken cancellationToken)
    {
        var absent = wanted.AbsentPersonId is { } id && id != actor.PersonId ? await FindAsync(id, "personId", cancellationToken) : actor;
        var other = await FindAsync(wanted.StandInPersonId!.Value, "standInPersonId", cancellationToken);
        var (first, last) = (wanted.FirstDay!.Value, wanted.LastDay!.Value);
        var made = new StandIn(actor, absent, other, first, last, ChinaTime.Today(clock), clock.GetUtcNow());
        var overlapping = db.Set<StandIn>().Where(standIn => standIn.EndedAt == null && standIn.FirstDay <= last && standIn.LastDay >= first);
        if (await overlapping.AnyAsync(standIn => standIn.AbsentPersonId == absent.PersonId, cancellationToken))
            throw new RuleViolationException("stand-in-overlap", "There is a stand-in for some of these days already. End it first.", "firstDay");
        if (await overlapping.AnyAsync(standIn => standIn.AbsentPersonId == other.PersonId, cancellationToken))
            throw new RuleViolationException("stand-in-absent", "That person is absent on some of these days too.", "standInPersonId");

        db.Add(made);
        var view = (await ViewAsync([made], cancellationToken))[0];
        slot.Is(() => view);
        await db.SaveChangesAsync(cancellationToken);
        return view;
    }

    public Task<StandInView> EndAsync(Actor actor, Guid id, WriteKey? key, CancellationToken cancellationToken) =>
        writes.RunAsync<StandInView>(key, slot => EndAsync(actor, id, slot, cancellationToken), cancellationToken);

    private async Task<StandInView> EndAsync(Actor actor, Guid id, AnswerOfWrite<StandInView> slot, CancellationToken cancellationToken)
    {
        var standIn = await db.Set<StandIn>().SingleOrDefaultAsync(candidate => candidate.Id == id, cancellationToken)
            ?? throw new RuleViolationException("not-found", "There is no such stand-in.");
        var absent = await staff.PlaceOfAsync(standIn.AbsentPersonId, cancellationToken);
        standIn.End(actor, absent ?? throw new RuleViolationException("not-found", "There is no such stand-in."), clock.GetUtcNow());
        var view = (await ViewAsync([standIn], cancellationToken))[0];
        slot.Is(() => view);
        await db.SaveChangesAsync(cancellationToken);
        return view;
    }

    private async Task<Actor> FindAsync(Guid personId, string field, CancellationToken cancellationToken) =>
        await staff.FindActorAsync(personId, cancellationToken)
        ?? throw new RuleViolationException("stand-in-not-colleague", "A stand-in is of the same union and has one of the same roles.", field);

    private async Task<IReadOnlyList<StandInView>> ViewAsync(IReadOnlyList<StandIn> rows, CancellationToken cancellationToken)
    {
        var names = await staff.NamesAsync(rows.SelectMany(row => new[] { row.AbsentPersonId, row.StandInPersonId }), cancellationToken);
        var today = ChinaTime.Today(clock);
        return
        [
            .. rows.Select(row => new StandInView(
                row.Id,
                new PersonView(row.AbsentPersonId, names.GetValueOrDefault(row.AbsentPersonId, "")),
                new PersonView(row.StandInPersonId, names.GetValueOrDefault(row.StandInPersonId, "")),
                row.FirstDay,
                row.LastDay,
                row.IsOn(today))),
        ];
    }
}

/// <param name="AbsentPersonId">Null for oneself; somebody else's is an administrator's to set.</param>
public sealed record WantedStandIn(Guid? AbsentPersonId, Guid? StandInPersonId, DateOnly? FirstDay, DateOnly? LastDay);

/// <param name="IsOn">Today is one of its days.</param>
public sealed record StandInView(Guid Id, PersonView Absent, PersonView StandIn, DateOnly FirstDay, DateOnly LastDay, bool IsOn);
