using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Archives;

/// <summary>An archive by its number, for whoever oversees the union that keeps it.</summary>
internal static class OverseenArchives
{
    /// <exception cref="RuleViolationException">not-found, also for an archive of another branch of the tree.</exception>
    public static async Task<HouseholdArchive> FindOverseenAsync(this IQueryable<HouseholdArchive> archives, string number, Actor actor, CancellationToken cancellationToken)
    {
        var archive = await archives.SingleOrDefaultAsync(candidate => candidate.ArchiveNumber == number, cancellationToken);
        return archive is not null && actor.Oversees(archive.OrganisationPath) ? archive : throw new RuleViolationException("not-found", "There is no such archive.");
    }

    /// <summary>With its people and its monthly incomes.</summary>
    public static IQueryable<HouseholdArchive> Whole(this IQueryable<HouseholdArchive> archives) => archives.Include(archive => archive.People).Include(archive => archive.Incomes).AsSplitQuery();
}
