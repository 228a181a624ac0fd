using AidWorkflows.Data;
using AidWorkflows.Domain.HumanTasks;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.HumanTasks;

/// <summary>The steps that a task may go back to: done in this instance, and allowed by the definition.</summary>
public sealed class ReturnChoices(AidDbContext db)
{
    public async Task<IReadOnlyList<ReturnChoice>> ListAsync(HumanTask task, CancellationToken cancellationToken)
    {
        if (task.Status != HumanTaskStatus.Open || task.ReturnTo.Count == 0)
            return [];

        var done = await db.Set<HumanTask>().AsNoTracking()
            .Where(earlier => earlier.WorkflowInstanceId == task.WorkflowInstanceId && earlier.ActivityId != task.ActivityId
                && earlier.Status == HumanTaskStatus.Completed && earlier.Purpose == TaskPurpose.Step)
            .OrderByDescending(earlier => earlier.CompletedAt)
            .Select(earlier => new { earlier.Key, earlier.Title, earlier.CompletedBy })
            .ToListAsync(cancellationToken);
        List<ReturnChoice> choices =
        [
            .. done.Where(earlier => task.ReturnTo.Contains(earlier.Key) || task.ReturnTo.Contains(HumanTask.AnyStep))
                .DistinctBy(earlier => earlier.Key)
                .Select(earlier => new ReturnChoice(earlier.Key, earlier.Title, earlier.CompletedBy)),
        ];
        if (task.ReturnTo.Contains(HumanTask.ApplicantStep) && task.CaseId is not null)
            choices.Add(new ReturnChoice(HumanTask.ApplicantStep, null, null));
        return choices;
    }
}

/// <param name="Title">Null for the applicant's union.</param>
/// <param name="PersonId">Who did the step last.</param>
public sealed record ReturnChoice(string Key, string? Title, Guid? PersonId);
