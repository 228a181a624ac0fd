using AidWorkflows.Data;
using AidWorkflows.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Site;

/// <summary>Rows name people by id; pages name them by name.</summary>
internal static class StaffNames
{
    public static async Task<IReadOnlyDictionary<Guid, string>> ReadAsync(AidDbContext db, IEnumerable<Guid?> people)
    {
        Guid[] ids = [.. people.OfType<Guid>().Distinct()];
        return ids.Length == 0
            ? new Dictionary<Guid, string>()
            : await db.Set<StaffMember>().AsNoTracking().Where(person => ids.Contains(person.Id)).ToDictionaryAsync(person => person.Id, person => person.Name);
    }
}
