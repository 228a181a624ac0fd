using System.Collections.Concurrent;
using AidWorkflows.Domain.Policies;

namespace AidWorkflows.Data.Policies;

/// <summary>Packs that have been read, by version. A version never changes, so an entry is right on every node for ever.</summary>
public sealed class PolicyShelf
{
    private readonly ConcurrentDictionary<Guid, PolicyInForce> packs = new();

    internal PolicyInForce? Find(Guid versionId) => packs.GetValueOrDefault(versionId);

    internal PolicyInForce Read(PolicyVersion version) =>
        packs.GetOrAdd(version.Id, static (id, stored) => new PolicyInForce(id, stored.Number, stored.Read()), version);
}
