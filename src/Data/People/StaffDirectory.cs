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
        var found = await (
            from person in db.Set<StaffMember>().AsNoTracking()
            join organisation in db.Set<Organisation>() on person.OrganisationId equals organisation.Id
            where person.Id == personId && person.Active
            select new { person.Name, Organisation = organisation }).SingleOrDefaultAsync(cancellationToken);
        if (found is null)
            return null;

        var roles = await (
            from user in db.Users
            join link in db.UserRoles on user.Id equals link.UserId
            join role in db.Roles on link.RoleId equals role.Id
            where user.PersonId == personId
            select role.Name!).Distinct().ToListAsync(cancellationToken);
        return new Actor(
            personId,
            found.Name,
            found.Organisation.Id,
            found.Organisation.Path,
            found.Organisation.Level,
            roles.ToHashSet(StringComparer.Ordinal));
    }

    public async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(IEnumerable<Guid> personIds, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. personIds.Distinct()];
        return await db.Set<StaffMember>().AsNoTracking()
            .Where(person => ids.Contains(person.Id))
            .ToDictionaryAsync(person => person.Id, person => person.Name, cancellationToken);
    }
}
