using AidWorkflows.Data;
using AidWorkflows.Data.People;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.HumanTasks;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Staff;

/// <summary>Who works at and below one's own union, for administrators and auditors.</summary>
public sealed class StaffList(AidDbContext db, StaffDirectory staff, HandOver handOver, SignInThrottle throttle)
{
    public const int MaximumPageSize = 200;

    public async Task<StaffPage> ListAsync(StaffFilter filter, Actor actor, int page, int pageSize, CancellationToken cancellationToken)
    {
        var path = actor.OrganisationPath;
        if (filter.OrganisationId is { } chosen)
        {
            var within = await db.Set<Organisation>().Where(union => union.Id == chosen).Select(union => union.Path).SingleOrDefaultAsync(cancellationToken);
            path = within is not null && actor.Oversees(within) ? within : throw new RuleViolationException("not-found", "There is no such union at or below yours.", "organisationId");
        }

        var people =
            from person in db.Set<StaffMember>().AsNoTracking()
            join union in db.Set<Organisation>() on person.OrganisationId equals union.Id
            where union.Path.StartsWith(path)
            select new { Person = person, Union = union };
        if (filter.Search?.Trim() is { Length: > 0 } search)
        {
            var account = search.ToUpperInvariant();
            people = people.Where(row => row.Person.Name.Contains(search) || db.Users.Any(user => user.PersonId == row.Person.Id && user.NormalizedUserName!.Contains(account)));
        }

        if (filter.Role is { } role)
            people = people.Where(row => db.Users.Any(user => user.PersonId == row.Person.Id && db.UserRoles.Any(link => link.UserId == user.Id && db.Roles.Any(known => known.Id == link.RoleId && known.Name == role))));
        if (filter.Active is { } active)
            people = people.Where(row => row.Person.Active == active);

        var total = await people.CountAsync(cancellationToken);
        var rows = await people.OrderBy(row => row.Union.Path).ThenBy(row => row.Person.Name).ThenBy(row => row.Person.Id)
            .Skip((page - 1) * pageSize).Take(pageSize).ToListAsync(cancellationToken);
        return new StaffPage(await ViewAsync([.. rows.Select(row => (row.Person, row.Union))], cancellationToken), total);
    }

    /// <exception cref="RuleViolationException">not-found.</exception>
    public async Task<StaffDetails> GetAsync(Guid id, Actor actor, CancellationToken cancellationToken)
    {
        var path = actor.OrganisationPath;
        var found = await (
            from person in db.Set<StaffMember>().AsNoTracking()
            join union in db.Set<Organisation>() on person.OrganisationId equals union.Id
            where person.Id == id && union.Path.StartsWith(path)
            select new { Person = person, Union = union }).SingleOrDefaultAsync(cancellationToken)
            ?? throw new RuleViolationException("not-found", "There is no such member of staff at or below your union.");
        var view = (await ViewAsync([(found.Person, found.Union)], cancellationToken))[0];
        return new StaffDetails(view, await handOver.CountAsync(actor, id, cancellationToken), await HistoryAsync(id, cancellationToken));
    }

    /// <summary>One person as they stand in the open transaction.</summary>
    internal async Task<StaffView> ViewAsync(StaffMember person, CancellationToken cancellationToken)
    {
        var union = await db.Set<Organisation>().AsNoTracking().SingleAsync(candidate => candidate.Id == person.OrganisationId, cancellationToken);
        return (await ViewAsync([(person, union)], cancellationToken))[0];
    }

    private async Task<IReadOnlyList<StaffView>> ViewAsync(IReadOnlyList<(StaffMember Person, Organisation Union)> people, CancellationToken cancellationToken)
    {
        Guid?[] ids = [.. people.Select(row => (Guid?)row.Person.Id)];
        var accounts = (await db.Users.AsNoTracking().Where(user => ids.Contains(user.PersonId)).OrderBy(user => user.Id).ToListAsync(cancellationToken)).ToLookup(user => user.PersonId!.Value);
        var roles = (await (
            from user in db.Users
            join link in db.UserRoles on user.Id equals link.UserId
            join role in db.Roles on link.RoleId equals role.Id
            where ids.Contains(user.PersonId)
            select new { user.PersonId, role.Name }).Distinct().ToListAsync(cancellationToken)).ToLookup(row => row.PersonId!.Value, row => row.Name!);
        return
        [
            .. people.Select(row => new StaffView(
                row.Person.Id,
                row.Person.Name,
                accounts[row.Person.Id].FirstOrDefault()?.UserName ?? "",
                [.. StaffRoles.All.Where(roles[row.Person.Id].Contains)],
                new StaffUnion(row.Union.Id, row.Union.Code, row.Union.Name, row.Union.Level),
                row.Person.Active,
                accounts[row.Person.Id].Any(user => user.MustChangePassword),
                accounts[row.Person.Id].Select(LockedUntil).Max())),
        ];
    }

    /// <summary>The account is locked on all nodes, or has to wait on this one. Both go by real time, also where the clock is simulated.</summary>
    private DateTimeOffset? LockedUntil(AidUser user)
    {
        var locked = user.LockoutEnd > TimeProvider.System.GetUtcNow() ? user.LockoutEnd : null;
        var waits = throttle.WaitsUntil(user.UserName!);
        return waits > locked || locked is null ? waits : locked;
    }

    private async Task<IReadOnlyList<StaffChangeView>> HistoryAsync(Guid personId, CancellationToken cancellationToken)
    {
        var changes = await db.Set<StaffChange>().AsNoTracking().Where(change => change.PersonId == personId)
            .OrderByDescending(change => change.At).ThenByDescending(change => change.Id).Take(MaximumPageSize).ToListAsync(cancellationToken);
        var names = await staff.NamesAsync(changes.Select(change => change.ByPersonId).OfType<Guid>(), cancellationToken);
        Guid[] unionIds = [.. changes.SelectMany(change => new[] { change.OrganisationBefore, change.OrganisationAfter }).OfType<Guid>().Distinct()];
        var unions = await db.Set<Organisation>().AsNoTracking().Where(union => unionIds.Contains(union.Id)).ToDictionaryAsync(union => union.Id, union => union.Name, cancellationToken);
        return
        [
            .. changes.Select(change => new StaffChangeView(
                change.Id, change.Kind, change.At, change.ByPersonId is { } by ? new PersonView(by, names.GetValueOrDefault(by, "")) : null,
                Roles(change.RolesBefore), Roles(change.RolesAfter), Union(change.OrganisationBefore), Union(change.OrganisationAfter), change.NameBefore, change.NameAfter)),
        ];

        string? Union(Guid? id) => id is { } known ? unions.GetValueOrDefault(known) : null;

        static IReadOnlyList<string>? Roles(string? joined) => joined?.Split(',', StringSplitOptions.RemoveEmptyEntries);
    }
}
