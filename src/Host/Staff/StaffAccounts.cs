using AidWorkflows.Data;
using AidWorkflows.Data.People;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Idempotency;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Staff;

/// <summary>
/// New accounts, new passwords, and the end of a lock-out. The password of an account is in the answer and nowhere else: the answer
/// that is kept for a repeated request goes without it.
/// </summary>
public sealed class StaffAccounts(
    AidDbContext db, AdministrationUnit administration, StaffList list, UserManager<AidUser> users, SignInThrottle throttle, TimeProvider clock)
{
    /// <exception cref="InvalidInputException">With every field that is wrong.</exception>
    /// <exception cref="RuleViolationException">forbidden, not-found, union-closed, user-name-taken.</exception>
    public async Task<IssuedPassword> CreateAsync(WantedStaff wanted, Actor actor, WriteKey? key, CancellationToken cancellationToken)
    {
        var (password, hash) = NewPassword();
        return await administration.RunAsync<IssuedPassword>(key, actor, null, async (by, answer) =>
        {
            var now = clock.GetUtcNow();
            var union = wanted.OrganisationId is null ? null : await administration.UnionAsync(wanted.OrganisationId, by, "organisationId", cancellationToken);
            union?.RequireOpen("organisationId");
            var (name, userName, roles) = Read(wanted, union);
            await RefuseTakenAsync(userName, cancellationToken);

            var person = new StaffMember(name, union!.Id, now);
            var account = new AidUser { Id = RisingId.New(now), UserName = userName, NormalizedUserName = users.NormalizeName(userName), PersonId = person.Id, PasswordHash = hash, MustChangePassword = true, LockoutEnabled = true };
            account.EndSessions();
            db.Add(person);
            db.Add(account);
            db.Add(person.Created(roles, by, now));
            foreach (var role in await db.Roles.Where(role => roles.Contains(role.Name!)).ToListAsync(cancellationToken))
                db.UserRoles.Add(new IdentityUserRole<Guid> { UserId = account.Id, RoleId = role.Id });
            var view = new StaffView(person.Id, name, userName, [.. StaffRoles.All.Where(roles.Contains)], new StaffUnion(union.Id, union.Code, union.Name, union.Level), true, true, null);
            answer.Is(() => new IssuedPassword(view, null, IssuedPassword.NotAgain));
            await db.SaveChangesAsync(cancellationToken);
            return new IssuedPassword(view, password, IssuedPassword.Once);
        }, () => AccountName.TryParse(wanted.UserName, out var taken, out _) ? RefuseTakenAsync(taken.Value, cancellationToken) : Task.CompletedTask, cancellationToken);
    }

    /// <summary>Also ends a lock-out: whoever has forgotten the password has tried it too often.</summary>
    /// <exception cref="RuleViolationException">forbidden, not-found, staff-self, staff-inactive.</exception>
    public async Task<IssuedPassword> ResetPasswordAsync(Guid id, Actor actor, WriteKey? key, CancellationToken cancellationToken)
    {
        var (password, hash) = NewPassword();
        return await administration.RunAsync<IssuedPassword>(key, actor, id, async (by, answer) =>
        {
            var (person, account) = await administration.PersonAsync(id, by, cancellationToken);
            db.Add(person.PasswordReset(by, clock.GetUtcNow()));
            account.PasswordHash = hash;
            account.MustChangePassword = true;
            EndLock(account);
            account.EndSessions();
            var view = await list.ViewAsync(person, cancellationToken) with { MustChangePassword = true, LockedUntil = null };
            answer.Is(() => new IssuedPassword(view, null, IssuedPassword.NotAgain));
            await db.SaveChangesAsync(cancellationToken);
            return new IssuedPassword(view, password, IssuedPassword.Once);
        }, null, cancellationToken);
    }

    /// <exception cref="RuleViolationException">forbidden, not-found.</exception>
    public Task<StaffView> UnlockAsync(Guid id, Actor actor, WriteKey? key, CancellationToken cancellationToken) =>
        administration.RunAsync<StaffView>(key, actor, id, async (by, answer) =>
        {
            var (person, account) = await administration.PersonAsync(id, by, cancellationToken);
            db.Add(person.Unlocked(by, clock.GetUtcNow()));
            EndLock(account);
            account.ConcurrencyStamp = Guid.NewGuid().ToString();
            var view = await list.ViewAsync(person, cancellationToken) with { LockedUntil = null };
            answer.Is(() => view);
            await db.SaveChangesAsync(cancellationToken);
            return view;
        }, null, cancellationToken);

    // Before the transaction: it takes a tenth of a second, in which SQLite would let nobody else write.
    private (string Password, string Hash) NewPassword()
    {
        var password = InitialPassword.New();
        return (password, users.PasswordHasher.HashPassword(new AidUser(), password));
    }

    private void EndLock(AidUser account)
    {
        account.LockoutEnd = null;
        account.AccessFailedCount = 0;
        throttle.Forget(account.UserName!);
    }

    private static (string Name, string UserName, IReadOnlyList<string> Roles) Read(WantedStaff wanted, Organisation? union)
    {
        List<ValidationProblem> problems = [];
        if (!PersonName.TryParse(wanted.Name, out var name, out var unreadable))
            problems.Add(string.IsNullOrWhiteSpace(wanted.Name) ? Required("name") : unreadable);
        if (!AccountName.TryParse(wanted.UserName, out var userName, out var refused))
            problems.Add(string.IsNullOrWhiteSpace(wanted.UserName) ? Required("userName") : refused);
        if (union is null)
            problems.Add(Required("organisationId"));
        else
            problems.AddRange(RoleSet.Problems(wanted.Roles ?? [], union.Level));
        return problems.Count == 0 ? (name!.Reveal(), userName!.Value, [.. wanted.Roles!.Distinct(StringComparer.Ordinal)]) : throw new InvalidInputException(problems);
    }

    private static ValidationProblem Required(string field) => new("field-required", field, "This field is required.");

    private async Task RefuseTakenAsync(string userName, CancellationToken cancellationToken)
    {
        var normalised = users.NormalizeName(userName);
        if (await db.Users.AnyAsync(user => user.NormalizedUserName == normalised, cancellationToken))
            throw new RuleViolationException("user-name-taken", "Somebody has this user name already. Choose another one.", "userName");
    }
}
