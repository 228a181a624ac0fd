using AidWorkflows.Data;
using AidWorkflows.Data.People;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.HumanTasks;

/// <summary>What waits for a person, for the number beside "Tasks" on every page.</summary>
public sealed class TaskCounts(AidDbContext db, StaffDirectory staff, TimeProvider clock)
{
    /// <summary>Tasks taken (also for absent people), opinions asked for, and unread copies.</summary>
    public async Task<int> WaitingAsync(Actor actor, CancellationToken cancellationToken)
    {
        var acting = await staff.WithAbsentAsync(actor, clock.GetUtcNow(), cancellationToken);
        var me = acting.PersonId;
        Guid?[] mine = [me, .. acting.StandsInFor];
        return await db.Set<HumanTask>().CountAsync(
            task => (task.Status == HumanTaskStatus.Open && mine.Contains(task.AssigneePersonId))
                || task.Participants.Any(participant => participant.EndedAt == null
                    && ((participant.Kind == ParticipantKind.Opinion && task.Status == HumanTaskStatus.Open && mine.Contains(participant.PersonId))
                        || (participant.Kind == ParticipantKind.Copy && participant.PersonId == me))),
            cancellationToken);
    }
}
