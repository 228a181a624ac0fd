using AidWorkflows.Data.Definitions;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Data.Publishing;

/// <summary>Reads what was done with definitions, and which publications wait for a second person.</summary>
public sealed class DefinitionHistory(AidDbContext context, TimeProvider time)
{
    /// <summary>Newest first.</summary>
    public Task<List<DefinitionEventRow>> ListAsync(string definitionId, int count, CancellationToken cancellationToken) =>
        context.DefinitionEvents.AsNoTracking().Where(row => row.DefinitionId == definitionId).OrderByDescending(row => row.At).ThenByDescending(row => row.Id).Take(count).ToListAsync(cancellationToken);

    /// <summary>Over all definitions, newest first.</summary>
    public Task<List<DefinitionEventRow>> RecentAsync(int skip, int count, CancellationToken cancellationToken) =>
        context.DefinitionEvents.AsNoTracking().OrderByDescending(row => row.At).ThenByDescending(row => row.Id).Skip(skip).Take(count).ToListAsync(cancellationToken);

    public Task<int> CountAsync(CancellationToken cancellationToken) => context.DefinitionEvents.CountAsync(cancellationToken);

    /// <summary>Oldest first: who waits longest comes first.</summary>
    public Task<List<PublicationRequestRow>> WaitingAsync(CancellationToken cancellationToken) =>
        context.PublicationRequests.AsNoTracking().Where(row => row.Status == PublicationRequestStatus.Waiting).OrderBy(row => row.Id).ToListAsync(cancellationToken);

    public Task<PublicationRequestRow?> FindRequestAsync(Guid id, CancellationToken cancellationToken) =>
        context.PublicationRequests.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken);

    public Task<Dictionary<Guid, PublicationRequestRow>> RequestsAsync(IEnumerable<DefinitionEventRow> events, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. events.Select(row => row.RequestId).OfType<Guid>().Distinct()];
        return context.PublicationRequests.AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellationToken);
    }

    /// <summary>Everybody who changed this version while it was a draft.</summary>
    public Task<IReadOnlyList<DefinitionEditor>> EditorsAsync(DefinitionVersionRow version, CancellationToken cancellationToken) =>
        new PublicationRecords(context, time).EditorsAsync(version, cancellationToken);
}
