using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Data.People;

/// <summary>Who people are now: their union, level and the roles of all their accounts.</summary>
public sealed class StaffDirectory(AidDbContext db)
{
    /// <summary>Null when there is no such active person.</summary>
    public async Task<Actor?> FindActorAsync(Guid personId, CancellationToken cancellationToken)
    {
        if (await FindAsync(personId, true, cancellationToken) is not { } found)
            return null;

        var roles = await (
            from user in db.Users
            join link in db.UserRoles on user.Id equals link.UserId
            join role in db.Roles on link.RoleId equals role.Id
            where user.PersonId == personId
            select role.Name!).Distinct().ToListAsync(cancellationToken);
        return found with { Roles = roles.ToHashSet(StringComparer.Ordinal) };
    }

    /// <summary>Where a person stands or last stood, also one who has left; without any rights.</summary>
    public Task<Actor?> PlaceOfAsync(Guid personId, CancellationToken cancellationToken) => FindAsync(personId, false, cancellationToken);

    private async Task<Actor?> FindAsync(Guid personId, bool activeOnly, CancellationToken cancellationToken)
    {
        var found = await (
            from person in db.Set<StaffMember>().AsNoTracking()
            join organisation in db.Set<Organisation>() on person.OrganisationId equals organisation.Id
            where person.Id == personId && (person.Active || !activeOnly)
            select new { person.Name, Organisation = organisation }).SingleOrDefaultAsync(cancellationToken);
        return found is null
            ? null
            : new Actor(personId, found.Name, found.Organisation.Id, found.Organisation.Path, found.Organisation.Level, new HashSet<string>());
    }

    /// <summary>The person with the absent people they stand in for on this day.</summary>
    public async Task<Actor> WithAbsentAsync(Actor actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var today = ChinaTime.DateOf(now);
        var absent = await db.Set<StandIn>().AsNoTracking()
            .Where(standIn => standIn.StandInPersonId == actor.PersonId && standIn.EndedAt == null && standIn.FirstDay <= today && standIn.LastDay >= today)
            .Select(standIn => standIn.AbsentPersonId)
            .ToListAsync(cancellationToken);
        return absent.Count == 0 ? actor : actor with { StandsInFor = absent.ToHashSet() };
    }

    /// <summary>The active people of a union who have a role, by name.</summary>
    public async Task<IReadOnlyList<StaffMember>> WithRoleAsync(Guid organisationId, string role, CancellationToken cancellationToken) =>
        await db.Set<StaffMember>().AsNoTracking()
            .Where(person => person.Active && person.OrganisationId == organisationId)
            .Where(person => db.Users.Any(user => user.PersonId == person.Id
                && db.UserRoles.Any(link => link.UserId == user.Id && db.Roles.Any(known => known.Id == link.RoleId && known.Name == role))))
            .OrderBy(person => person.Name).ThenBy(person => person.Id)
            .ToListAsync(cancellationToken);

    public async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(IEnumerable<Guid> personIds, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. personIds.Distinct()];
        return await db.Set<StaffMember>().AsNoTracking()
            .Where(person => ids.Contains(person.Id))
            .ToDictionaryAsync(person => person.Id, person => person.Name, cancellationToken);
    }
}
