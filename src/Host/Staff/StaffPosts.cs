using AidWorkflows.Data;
using AidWorkflows.Data.People;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Idempotency;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Staff;

/// <summary>Where somebody works, as what, and whether still. All of it is effective with the person's next request.</summary>
public sealed class StaffPosts(AidDbContext db, AdministrationUnit administration, StaffDirectory staff, StaffList list, TimeProvider clock)
{
    /// <exception cref="InvalidInputException">What <see cref="RoleSet"/> has against the roles.</exception>
    /// <exception cref="RuleViolationException">forbidden, not-found, staff-self.</exception>
    public Task<StaffView> ChangeRolesAsync(Guid id, IReadOnlyList<string>? roles, Actor actor, WriteKey? key, CancellationToken cancellationToken) =>
        ChangeAsync(id, actor, key, async (person, account, by, now) =>
        {
            var union = await db.Set<Organisation>().SingleAsync(candidate => candidate.Id == person.OrganisationId, cancellationToken);
            var before = await RolesOfAsync(account, cancellationToken);
            var change = person.ChangeRoles(before, roles ?? [], union, by, now);
            await SetRolesAsync(account, roles ?? [], cancellationToken);
            return change;
        }, cancellationToken);

    /// <param name="roles">The roles at the new union; the same as before when left out.</param>
    /// <exception cref="InvalidInputException">What <see cref="RoleSet"/> has against the roles at the new level.</exception>
    /// <exception cref="RuleViolationException">forbidden, not-found, staff-self, staff-same-union, union-closed, staff-holds-tasks.</exception>
    public Task<StaffView> MoveAsync(Guid id, Guid? organisationId, IReadOnlyList<string>? roles, Actor actor, WriteKey? key, CancellationToken cancellationToken) =>
        ChangeAsync(id, actor, key, async (person, account, by, now) =>
        {
            if (organisationId is null)
                throw new InvalidInputException([new ValidationProblem("field-required", "organisationId", "This field is required.")]);
            var union = await administration.UnionAsync(organisationId, by, "organisationId", cancellationToken);
            var before = await RolesOfAsync(account, cancellationToken);
            var held = await db.Set<HumanTask>().CountAsync(
                task => task.AssigneePersonId == id && (task.Status == HumanTaskStatus.Open || task.Status == HumanTaskStatus.Waiting), cancellationToken);
            var change = person.MoveTo(union, before, roles ?? before, held, by, now);
            await SetRolesAsync(account, roles ?? before, cancellationToken);
            await EndStandInsAsync(id, by, now, cancellationToken);
            return change;
        }, cancellationToken);

    /// <exception cref="InvalidInputException">The name is not a name.</exception>
    /// <exception cref="RuleViolationException">forbidden, not-found.</exception>
    public Task<StaffView> RenameAsync(Guid id, string? name, Actor actor, WriteKey? key, CancellationToken cancellationToken) =>
        ChangeAsync(id, actor, key, (person, _, by, now) => PersonName.TryParse(name, out var read, out var problem)
            ? Task.FromResult(person.Rename(read.Reveal(), by, now))
            : throw new InvalidInputException([problem]), cancellationToken, endSessions: false);

    /// <exception cref="RuleViolationException">forbidden, not-found, staff-self, staff-inactive.</exception>
    public Task<StaffView> DeactivateAsync(Guid id, Actor actor, WriteKey? key, CancellationToken cancellationToken) =>
        ChangeAsync(id, actor, key, (person, _, by, now) => Task.FromResult(person.Deactivate(by, now)), cancellationToken);

    /// <exception cref="RuleViolationException">forbidden, not-found, staff-active, union-closed.</exception>
    public Task<StaffView> ReactivateAsync(Guid id, Actor actor, WriteKey? key, CancellationToken cancellationToken) =>
        ChangeAsync(id, actor, key, async (person, _, by, now) => person.Reactivate(await administration.UnionAsync(person.OrganisationId, by, null, cancellationToken), by, now), cancellationToken);

    private Task<StaffView> ChangeAsync(
        Guid id, Actor actor, WriteKey? key, Func<StaffMember, AidUser, Actor, DateTimeOffset, Task<StaffChange>> change, CancellationToken cancellationToken, bool endSessions = true) =>
        administration.RunAsync<StaffView>(key, actor, id, async (by, answer) =>
        {
            var (person, account) = await administration.PersonAsync(id, by, cancellationToken);
            db.Add(await change(person, account, by, clock.GetUtcNow()));
            if (endSessions)
                account.EndSessions();
            await db.SaveChangesAsync(cancellationToken);

            // Read back within the transaction; the second save writes the answer for a repeated request beside it.
            var view = await list.ViewAsync(person, cancellationToken);
            answer.Is(() => view);
            await db.SaveChangesAsync(cancellationToken);
            return view;
        }, null, cancellationToken);

    /// <summary>A stand-in is of the same union; from another one they would go on seeing the absent colleague's tasks.</summary>
    private async Task EndStandInsAsync(Guid person, Actor by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var today = ChinaTime.DateOf(now);
        foreach (var standIn in await db.Set<StandIn>().Where(row => (row.AbsentPersonId == person || row.StandInPersonId == person) && row.EndedAt == null && row.LastDay >= today).ToListAsync(cancellationToken))
            standIn.End(by, (await staff.PlaceOfAsync(standIn.AbsentPersonId, cancellationToken))!, now);
    }

    private async Task<IReadOnlyList<string>> RolesOfAsync(AidUser account, CancellationToken cancellationToken) =>
        await db.Roles.Where(role => db.UserRoles.Any(link => link.UserId == account.Id && link.RoleId == role.Id)).Select(role => role.Name!).ToListAsync(cancellationToken);

    private async Task SetRolesAsync(AidUser account, IReadOnlyCollection<string> roles, CancellationToken cancellationToken)
    {
        var known = await db.Roles.AsNoTracking().ToListAsync(cancellationToken);
        var links = await db.UserRoles.Where(link => link.UserId == account.Id).ToListAsync(cancellationToken);
        foreach (var role in known)
        {
            var link = links.SingleOrDefault(candidate => candidate.RoleId == role.Id);
            if (link is null && roles.Contains(role.Name!))
                db.UserRoles.Add(new IdentityUserRole<Guid> { UserId = account.Id, RoleId = role.Id });
            else if (link is not null && !roles.Contains(role.Name!))
                db.UserRoles.Remove(link);
        }
    }
}
