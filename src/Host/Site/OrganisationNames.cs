using AidWorkflows.Data;
using AidWorkflows.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Site;

/// <summary>Names of unions for rows that hold their ids.</summary>
internal static class OrganisationNames
{
    public static async Task<IReadOnlyDictionary<Guid, string>> ReadAsync(AidDbContext db, IEnumerable<Guid> organisations)
    {
        Guid[] ids = [.. organisations.Distinct()];
        return await db.Set<Organisation>().AsNoTracking().Where(organisation => ids.Contains(organisation.Id))
            .ToDictionaryAsync(organisation => organisation.Id, organisation => organisation.Name);
    }
}
