using AidWorkflows.Domain.HumanTasks;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Data.HumanTasks;

/// <summary>
/// Who signed the steps that a task excludes (four-eyes), and who was represented there. A key means a step of the same workflow
/// instance; with <see cref="OfCase"/> before it, of any workflow of the same case.
/// </summary>
public static class EarlierSigners
{
    public const string OfCase = "case:";

    public static Task<IReadOnlySet<Guid>> EarlierSignersOfAsync(this AidDbContext db, HumanTask task, CancellationToken cancellationToken) =>
        db.SignersAsync(task.WorkflowInstanceId, task.CaseId, task.ExcludeEarlierSteps, task.Id, cancellationToken);

    /// <summary>Who signed the steps with these keys, but for one task.</summary>
    public static async Task<IReadOnlySet<Guid>> SignersAsync(
        this AidDbContext db, string instanceId, Guid? caseId, IReadOnlyList<string> keys, Guid? except, CancellationToken cancellationToken)
    {
        if (keys.Count == 0)
            return new HashSet<Guid>();

        List<string> ofCase = [.. keys.Where(key => key.StartsWith(OfCase, StringComparison.Ordinal)).Select(key => key[OfCase.Length..])];

        // A step that was taken back has not happened.
        var signers = await db.Set<HumanTask>().AsNoTracking()
            .Where(earlier => earlier.Id != except && earlier.Status != HumanTaskStatus.Recalled
                && ((earlier.WorkflowInstanceId == instanceId && keys.Contains(earlier.Key)) || (caseId != null && earlier.CaseId == caseId && ofCase.Contains(earlier.Key))))
            .SelectMany(earlier => earlier.Signatures.Select(signature => new { signature.PersonId, signature.OnBehalfOf }))
            .ToListAsync(cancellationToken);
        return signers.SelectMany(signature => new[] { signature.PersonId, signature.OnBehalfOf ?? signature.PersonId }).ToHashSet();
    }
}
