using AidWorkflows.Data;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Domain.People;

namespace AidWorkflows.Host.HumanTasks;

/// <summary>Which tasks each list shows, for the inbox, the API, and the counts on the start page.</summary>
internal static class TaskViews
{
    /// <param name="actor">With the absent people whose stand-in they are.</param>
    public static IQueryable<HumanTask> Of(AidDbContext db, Actor actor, TaskListKind kind)
    {
        var me = actor.PersonId;
        Guid?[] mine = [me, .. actor.StandsInFor];
        var roles = actor.Roles.ToArray();
        var organisation = actor.OrganisationId;
        var path = actor.OrganisationPath;
        var level = actor.Level;
        var tasks = db.Set<HumanTask>();
        var open = tasks.Where(task => task.Status == HumanTaskStatus.Open);
        return kind switch
        {
            TaskListKind.Group => open.Where(task =>
                task.AssigneePersonId == null && task.OrganisationId == organisation && task.Level == level
                && roles.Contains(task.Role) && !task.Signatures.Any(signature => signature.PersonId == me)),
            TaskListKind.Asked => open.Where(task => task.Participants.Any(participant =>
                participant.Kind == ParticipantKind.Opinion && participant.EndedAt == null && mine.Contains(participant.PersonId))),
            TaskListKind.Copies => tasks.Where(task => task.Participants.Any(participant => participant.Kind == ParticipantKind.Copy && participant.PersonId == me)),
            TaskListKind.Done => tasks.Where(task =>
                task.CompletedBy == me || task.Signatures.Any(signature => signature.PersonId == me) || task.Participants.Any(participant => participant.AnsweredBy == me)),
            TaskListKind.All or TaskListKind.Stuck => open.Where(task => task.OrganisationPath.StartsWith(path)),
            _ => open.Where(task => mine.Contains(task.AssigneePersonId)),
        };
    }

    /// <summary>Copies that have not been looked at.</summary>
    public static IQueryable<HumanTask> Unread(AidDbContext db, Actor actor)
    {
        var me = actor.PersonId;
        return db.Set<HumanTask>().Where(task => task.Participants.Any(participant =>
            participant.Kind == ParticipantKind.Copy && participant.EndedAt == null && participant.PersonId == me));
    }
}
