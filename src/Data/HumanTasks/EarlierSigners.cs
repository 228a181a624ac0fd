using AidWorkflows.Domain.HumanTasks;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Data.HumanTasks;

/// <summary>Who signed the steps of the same workflow instance that a task excludes (four-eyes).</summary>
public static class EarlierSigners
{
    public static async Task<IReadOnlySet<Guid>> EarlierSignersOfAsync(this AidDbContext db, HumanTask task, CancellationToken cancellationToken)
    {
        if (task.ExcludeEarlierSteps.Count == 0)
            return new HashSet<Guid>();

        var keys = task.ExcludeEarlierSteps;
        var signers = await db.Set<HumanTask>().AsNoTracking()
            .Where(earlier => earlier.WorkflowInstanceId == task.WorkflowInstanceId && earlier.Id != task.Id && keys.Contains(earlier.Key))
            .SelectMany(earlier => earlier.Signatures.Select(signature => signature.PersonId))
            .ToListAsync(cancellationToken);
        return signers.ToHashSet();
    }
}
