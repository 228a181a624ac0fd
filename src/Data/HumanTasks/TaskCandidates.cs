using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Data.HumanTasks;

/// <summary>
/// Finds the open tasks that nobody can do. All tasks are looked at in a handful of queries, whatever their number, because an
/// administrator's list asks about all of them.
/// </summary>
public sealed class TaskCandidates(AidDbContext db, SeparationOfDuties separation)
{
    /// <param name="tasks">Only open ones among them are looked at: what waits for another signer is not yet anybody's.</param>
    public async Task<IReadOnlyDictionary<Guid, StuckTask>> FindStuckAsync(IQueryable<HumanTask> tasks, CancellationToken cancellationToken)
    {
        var open = await tasks.AsNoTracking().Where(task => task.Status == HumanTaskStatus.Open)
            .Select(task => new OpenTask
            {
                Id = task.Id,
                OrganisationId = task.OrganisationId,
                Role = task.Role,
                SignRule = task.SignRule,
                Named = task.IsNamed ? task.AssigneePersonId : null,
                ExcludedPersons = task.ExcludedPersons,
                ExcludeEarlierSteps = task.ExcludeEarlierSteps,
                InstanceId = task.WorkflowInstanceId,
                CaseId = task.CaseId,
                CorrelationId = db.Instances.Where(instance => instance.Id == task.WorkflowInstanceId).Select(instance => instance.CorrelationId).FirstOrDefault(),
                Signers = task.Signatures.Select(signature => new Signer(signature.PersonId, signature.OnBehalfOf)).ToList(),
            }).ToListAsync(cancellationToken);
        Dictionary<Guid, StuckTask> stuck = [];
        if (open.Count == 0)
            return stuck;

        var people = await PeopleAsync(open, cancellationToken);
        var signatures = await SignaturesAsync(open, cancellationToken);
        var byInstance = signatures.ToLookup(signature => signature.InstanceId, StringComparer.Ordinal);
        var byCase = signatures.ToLookup(signature => signature.CaseId);
        var relatives = await separation.DeclaredAsync(cancellationToken);
        foreach (var task in open)
        {
            var earlier = byInstance[task.InstanceId].Where(signature => signature.IsExcludedInInstance(task))
                .Concat(byCase[task.CaseId].Where(signature => signature.IsExcludedInCase(task)))
                .SelectMany(signature => signature.People).ToHashSet();
            var keptOut = new KeptOut(earlier, relatives.Of(task.CaseId, task.CorrelationId));
            var candidacy = new TaskCandidacy(task.SignRule, task.ExcludedPersons, task.Named, [.. task.Signers.SelectMany(signer => signer.People)]);
            if (StuckTask.Of(candidacy, people[(task.OrganisationId, task.Role)], keptOut) is { } found)
                stuck[task.Id] = found;
        }

        return stuck;
    }

    /// <summary>The active people of each union and role.</summary>
    private async Task<ILookup<(Guid OrganisationId, string Role), Guid>> PeopleAsync(List<OpenTask> open, CancellationToken cancellationToken)
    {
        Guid[] unions = [.. open.Select(task => task.OrganisationId).Distinct()];
        var rows = await (
            from person in db.Set<StaffMember>()
            join user in db.Users on person.Id equals user.PersonId
            join link in db.UserRoles on user.Id equals link.UserId
            join role in db.Roles on link.RoleId equals role.Id
            where person.Active && unions.Contains(person.OrganisationId)
            select new { person.Id, person.OrganisationId, Role = role.Name! }).Distinct().ToListAsync(cancellationToken);
        return rows.ToLookup(row => (row.OrganisationId, row.Role), row => row.Id);
    }

    /// <summary>Signatures under the steps that some of these tasks exclude, as <see cref="EarlierSigners"/> reads them for one.</summary>
    private async Task<IReadOnlyList<EarlierSignature>> SignaturesAsync(List<OpenTask> open, CancellationToken cancellationToken)
    {
        var excluding = open.Where(task => task.ExcludeEarlierSteps.Count > 0).ToList();
        if (excluding.Count == 0)
            return [];

        string[] instances = [.. excluding.Select(task => task.InstanceId).Distinct()];
        Guid?[] cases = [.. excluding.Select(task => task.CaseId).Where(id => id is not null).Distinct()];
        return await db.Set<HumanTask>().AsNoTracking()
            .Where(task => task.Status != HumanTaskStatus.Recalled && task.Signatures.Any() && (instances.Contains(task.WorkflowInstanceId) || cases.Contains(task.CaseId)))
            .Select(task => new EarlierSignature
            {
                TaskId = task.Id,
                Key = task.Key,
                InstanceId = task.WorkflowInstanceId,
                CaseId = task.CaseId,
                Signers = task.Signatures.Select(signature => new Signer(signature.PersonId, signature.OnBehalfOf)).ToList(),
            }).ToListAsync(cancellationToken);
    }

    private sealed record Signer(Guid PersonId, Guid? OnBehalfOf)
    {
        public IEnumerable<Guid> People => OnBehalfOf is { } absent ? [PersonId, absent] : [PersonId];
    }

    private sealed record OpenTask
    {
        public required Guid Id { get; init; }

        public required Guid OrganisationId { get; init; }

        public required string Role { get; init; }

        public required SignRule SignRule { get; init; }

        public required Guid? Named { get; init; }

        public required IReadOnlyList<Guid> ExcludedPersons { get; init; }

        public required IReadOnlyList<string> ExcludeEarlierSteps { get; init; }

        public required string InstanceId { get; init; }

        public required Guid? CaseId { get; init; }

        public required string? CorrelationId { get; init; }

        public required List<Signer> Signers { get; init; }
    }

    private sealed record EarlierSignature
    {
        public required Guid TaskId { get; init; }

        public required string Key { get; init; }

        public required string InstanceId { get; init; }

        public required Guid? CaseId { get; init; }

        public required List<Signer> Signers { get; init; }

        public IEnumerable<Guid> People => Signers.SelectMany(signer => signer.People);

        public bool IsExcludedInInstance(OpenTask task) => TaskId != task.Id && task.ExcludeEarlierSteps.Contains(Key);

        public bool IsExcludedInCase(OpenTask task) => TaskId != task.Id && CaseId is not null && task.ExcludeEarlierSteps.Contains(EarlierSigners.OfCase + Key);
    }
}
