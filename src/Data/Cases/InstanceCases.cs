using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.HumanTasks;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Data.Cases;

/// <summary>Which case a workflow instance works for. The engine knows no cases, so the rows are asked.</summary>
public static class InstanceCases
{
    /// <summary>Null when it, and what started it, belong to no case.</summary>
    public static async Task<CaseReference?> FindCaseOfInstanceAsync(this AidDbContext db, string instanceId, CancellationToken cancellationToken)
    {
        string? next = instanceId;
        while (next is { } id)
        {
            var instance = await db.Instances.Where(row => row.Id == id).Select(row => new { row.CorrelationId, row.ParentInstanceId }).SingleOrDefaultAsync(cancellationToken);
            if (instance is null)
                return null;
            var cases = db.Set<AidRequest>().Where(request => request.WorkflowInstanceId == id).Select(request => (Guid?)request.CaseId)
                .Union(db.Set<HumanTask>().Where(task => task.WorkflowInstanceId == id && task.CaseId != null).Select(task => task.CaseId))
                .Union(db.Set<AidCase>().Where(aidCase => aidCase.CaseNumber == instance.CorrelationId).Select(aidCase => (Guid?)aidCase.Id));
            var found = await db.Set<AidCase>().Where(aidCase => cases.Contains(aidCase.Id)).OrderBy(aidCase => aidCase.CaseNumber)
                .Select(aidCase => new CaseReference(aidCase.CaseNumber, aidCase.OrganisationPath)).FirstOrDefaultAsync(cancellationToken);
            if (found is not null)
                return found;
            next = instance.ParentInstanceId;
        }

        return null;
    }
}

/// <summary>Enough to name a case and to decide who may see it.</summary>
public sealed record CaseReference(string CaseNumber, string OrganisationPath);
