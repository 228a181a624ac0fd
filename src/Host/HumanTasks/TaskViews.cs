using AidWorkflows.Data;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Pages.Tasks;

/// <summary>Which tasks each tab shows, for the inbox and for the counts on the start page.</summary>
internal static class TaskViews
{
    public static IQueryable<HumanTask> Of(AidDbContext db, Actor actor, string tab)
    {
        var me = actor.PersonId;
        var roles = actor.Roles.ToArray();
        var organisation = actor.OrganisationId;
        var path = actor.OrganisationPath;
        var level = actor.Level;
        var tasks = db.Set<HumanTask>();
        return tab switch
        {
            "group" => tasks.Where(task =>
                task.Status == HumanTaskStatus.Open && task.AssigneePersonId == null && task.OrganisationId == organisation && task.Level == level
                && roles.Contains(task.Role) && !task.Signatures.Any(signature => signature.PersonId == me)),
            "done" => tasks.Where(task => task.CompletedBy == me || task.Signatures.Any(signature => signature.PersonId == me)),
            "all" => tasks.Where(task => task.Status == HumanTaskStatus.Open && task.OrganisationPath.StartsWith(path)),
            _ => tasks.Where(task => task.Status == HumanTaskStatus.Open && task.AssigneePersonId == me),
        };
    }
}
