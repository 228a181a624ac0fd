using AidWorkflows.Data;
using AidWorkflows.Data.People;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Idempotency;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Staff;

/// <summary>
/// One change of unions or staff: a transaction that first locks the acting administrator and the person acted upon. So two who
/// deactivate each other at the same moment wait for each other, and the second one is no administrator any more.
/// </summary>
public sealed class AdministrationUnit(AidDbContext db, StaffDirectory staff, IdempotentWrites writes)
{
    /// <param name="person">Who is acted upon; null when it is a union or somebody new.</param>
    /// <param name="change">Gets the administrator as the database knows them now. Saves; the commit follows.</param>
    /// <param name="refuseTaken">Asked after a unique index refused the rows: throws the rule that somebody else was faster.</param>
    /// <exception cref="RuleViolationException">forbidden.</exception>
    public Task<T> RunAsync<T>(
        WriteKey? key, Actor by, Guid? person, Func<Actor, AnswerOfWrite<T>, Task<T>> change, Func<Task>? refuseTaken, CancellationToken cancellationToken)
        where T : class =>
        writes.RunAsync<T>(key, async answer =>
        {
            try
            {
                await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
                foreach (var id in new[] { by.PersonId, person ?? by.PersonId }.Distinct().Order())
                    await db.Set<StaffMember>().Where(row => row.Id == id).ExecuteUpdateAsync(row => row.SetProperty(member => member.Active, member => member.Active), cancellationToken);
                var administrator = await staff.FindActorAsync(by.PersonId, cancellationToken);
                if (administrator is not { IsAdministrator: true })
                    throw new RuleViolationException("forbidden", "Unions and staff are kept by administrators.");
                var result = await change(administrator, answer);
                await transaction.CommitAsync(cancellationToken);
                return result;
            }
            catch (DbUpdateException e) when (refuseTaken is not null && e is not DbUpdateConcurrencyException)
            {
                db.ChangeTracker.Clear();
                await refuseTaken();
                throw;
            }
        }, cancellationToken);

    /// <summary>A union at or below the administrator's own, locked: nobody closes it or puts somebody into it meanwhile.</summary>
    /// <param name="field">The field that named the union; null when the address did.</param>
    /// <exception cref="RuleViolationException">not-found.</exception>
    public async Task<Organisation> UnionAsync(Guid? id, Actor by, string? field, CancellationToken cancellationToken)
    {
        var path = by.OrganisationPath;
        var known = await db.Set<Organisation>().Where(union => union.Id == id && union.Path.StartsWith(path))
            .ExecuteUpdateAsync(row => row.SetProperty(union => union.Name, union => union.Name), cancellationToken);
        return known == 1
            ? await db.Set<Organisation>().SingleAsync(union => union.Id == id, cancellationToken)
            : throw new RuleViolationException("not-found", "There is no such union at or below yours.", field);
    }

    /// <summary>Somebody of a union at or below the administrator's own.</summary>
    /// <exception cref="RuleViolationException">not-found.</exception>
    public async Task<(StaffMember Person, AidUser Account)> PersonAsync(Guid id, Actor by, CancellationToken cancellationToken)
    {
        var path = by.OrganisationPath;
        var person = await db.Set<StaffMember>().SingleOrDefaultAsync(
            member => member.Id == id && db.Set<Organisation>().Any(union => union.Id == member.OrganisationId && union.Path.StartsWith(path)), cancellationToken);
        var account = person is null ? null : await db.Users.Where(user => user.PersonId == id).OrderBy(user => user.Id).FirstOrDefaultAsync(cancellationToken);
        return person is not null && account is not null ? (person, account) : throw new RuleViolationException("not-found", "There is no such member of staff at or below your union.");
    }
}
