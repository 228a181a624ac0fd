using System.Linq.Expressions;
using AidWorkflows.Data;
using AidWorkflows.Domain.Cases;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Pages.Cases;

/// <summary>A case with everything that its summary shows.</summary>
internal static class CaseReading
{
    public static Task<AidCase?> FindAsync(AidDbContext db, Expression<Func<AidCase, bool>> which) =>
        db.Set<AidCase>().AsNoTracking().AsSplitQuery()
            .Include(aidCase => aidCase.Applicant)
            .Include(aidCase => aidCase.Bank)
            .Include(aidCase => aidCase.Members)
            .Include(aidCase => aidCase.Income)
            .Include(aidCase => aidCase.RigidExpenses)
            .Include(aidCase => aidCase.Requests)
            .Include(aidCase => aidCase.Awards)
            .Include(aidCase => aidCase.Payments)
            .Include(aidCase => aidCase.Warnings)
            .Include(aidCase => aidCase.Assessments.OrderByDescending(assessment => assessment.Number).Take(1))
            .SingleOrDefaultAsync(which);
}
