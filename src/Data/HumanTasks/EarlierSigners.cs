using AidWorkflows.Domain.HumanTasks;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Data.HumanTasks;

/// <summary>Who signed the steps of the same workflow instance that a task excludes (four-eyes), and who was represented there.</summary>
public static class EarlierSigners
{
    public static Task<IReadOnlySet<Guid>> EarlierSignersOfAsync(this AidDbContext db, HumanTask task, CancellationToken cancellationToken) =>
        db.SignersAsync(task.WorkflowInstanceId, task.ExcludeEarlierSteps, task.Id, cancellationToken);

    /// <summary>Who signed the steps with these keys, but for one task.</summary>
    public static async Task<IReadOnlySet<Guid>> SignersAsync(
        this AidDbContext db, string instanceId, IReadOnlyList<string> keys, Guid? except, CancellationToken cancellationToken)
    {
        if (keys.Count == 0)
            return new HashSet<Guid>();

        // A step that was taken back has not happened.
        var signers = await db.Set<HumanTask>().AsNoTracking()
            .Where(earlier => earlier.WorkflowInstanceId == instanceId && earlier.Id != except && keys.Contains(earlier.Key) && earlier.Status != HumanTaskStatus.Recalled)
            .SelectMany(earlier => earlier.Signatures.Select(signature => new { signature.PersonId, signature.OnBehalfOf }))
            .ToListAsync(cancellationToken);
        return signers.SelectMany(signature => new[] { signature.PersonId, signature.OnBehalfOf ?? signature.PersonId }).ToHashSet();
    }
}
