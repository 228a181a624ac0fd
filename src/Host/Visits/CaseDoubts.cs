using AidWorkflows.Data;
using AidWorkflows.Data.Visits;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Domain.Visits;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Visits;

/// <summary>Doubts that people raise, such as a complaint, and that the county clears.</summary>
internal sealed class CaseDoubts(AidDbContext db, DoubtFlags doubts, TimeProvider clock)
{
    public async Task RaiseAsync(string caseNumber, DoubtReason? reason, string? note, Actor actor, CancellationToken cancellationToken)
    {
        var (id, path) = await FindAsync(caseNumber, actor, cancellationToken);
        if (!DoubtFlag.MayClear(actor, path) && !actor.Has(StaffRoles.Clerk))
            throw new RuleViolationException("forbidden", "A doubt is raised by clerks and by reviewers of the county.");
        if (reason is not { } given)
            throw new InvalidInputException([new ValidationProblem("field-required", "reason", "This field is required.")]);

        await doubts.RaiseAsync(id, given, note?.Trim() ?? "", actor.PersonId, clock.GetUtcNow(), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }

    public async Task ClearAsync(string caseNumber, Guid doubtId, string? because, Actor actor, CancellationToken cancellationToken)
    {
        var (id, path) = await FindAsync(caseNumber, actor, cancellationToken);
        var flag = await db.Set<DoubtFlag>().SingleOrDefaultAsync(candidate => candidate.Id == doubtId && candidate.CaseId == id, cancellationToken)
            ?? throw new RuleViolationException("not-found", "The case has no such doubt.");
        db.Add(flag.Clear(actor, path, because, clock.GetUtcNow()));
        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task<(Guid Id, string Path)> FindAsync(string caseNumber, Actor actor, CancellationToken cancellationToken)
    {
        var found = await db.Set<AidCase>().AsNoTracking().Where(aidCase => aidCase.CaseNumber == caseNumber)
            .Select(aidCase => new { aidCase.Id, aidCase.OrganisationPath }).SingleOrDefaultAsync(cancellationToken);
        return found is not null && actor.Oversees(found.OrganisationPath) ? (found.Id, found.OrganisationPath) : throw new RuleViolationException("not-found", "There is no such case.");
    }
}
