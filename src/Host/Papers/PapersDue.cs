using AidWorkflows.Data;
using AidWorkflows.Data.Papers;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.Papers;
using AidWorkflows.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Papers;

/// <summary>Documents that were to come later and have not come (S-113).</summary>
public sealed class PapersDue(AidDbContext db, TimeProvider clock)
{
    private const int LongestList = 500;

    public async Task<IReadOnlyList<LatePaper>> ListAsync(Actor actor, CancellationToken cancellationToken)
    {
        var path = actor.OrganisationPath;
        List<LatePaper> late = [];
        var open = await OpenCases().Where(aidCase => aidCase.OrganisationPath.StartsWith(path)).OrderBy(aidCase => aidCase.OpenedAt).Take(LongestList)
            .Select(aidCase => new { aidCase.Id, aidCase.CaseNumber, aidCase.Applicant.Name, Union = db.Set<Organisation>().Where(organisation => organisation.Id == aidCase.OrganisationId).Select(organisation => organisation.Name).First() })
            .ToListAsync(cancellationToken);
        foreach (var aidCase in open)
        {
            foreach (var paper in await OverdueAsync(aidCase.Id, cancellationToken))
                late.Add(new LatePaper(aidCase.CaseNumber, aidCase.Name, aidCase.Union, paper.Need.Name, paper.DueOn!.Value));
        }

        return [.. late.OrderBy(paper => paper.DueOn)];
    }

    /// <summary>Reminds of each late document once, by a warning that everybody sees who works on the case.</summary>
    public async Task<int> RemindAsync(CancellationToken cancellationToken)
    {
        var reminded = 0;
        var ids = await OpenCases().Where(aidCase => !aidCase.Warnings.Any(warning => warning.Code == "paper-overdue")).Select(aidCase => aidCase.Id).ToListAsync(cancellationToken);
        foreach (var id in ids)
        {
            if (await OverdueAsync(id, cancellationToken) is not [var first, ..] late)
                continue;

            var aidCase = await db.Set<AidCase>().Include(candidate => candidate.Warnings).SingleAsync(candidate => candidate.Id == id, cancellationToken);
            aidCase.Warn(
                "paper-overdue", null,
                new Dictionary<string, string> { ["papers"] = string.Join("、", late.Select(paper => paper.Need.Name)), ["due"] = first.DueOn!.Value.ToString("O", System.Globalization.CultureInfo.InvariantCulture) },
                clock.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
            reminded++;
        }

        return reminded;
    }

    private async Task<IReadOnlyList<NeededPaper>> OverdueAsync(Guid caseId, CancellationToken cancellationToken) =>
        [.. (await PaperNeeds.ReadAsync(db, caseId, ChinaTime.Today(clock), cancellationToken)).Where(paper => paper.Status == NeededPaperStatus.Overdue)];

    // Only what has a last day can be late: what the policy lets follow and what a clerk has deferred. A refused or withdrawn case asks for nothing.
    private IQueryable<AidCase> OpenCases() => db.Set<AidCase>().AsNoTracking().Where(aidCase =>
        (aidCase.Status == CaseStatus.Submitted || aidCase.Status == CaseStatus.InReview || aidCase.Status == CaseStatus.AwaitingSupplement || aidCase.Status == CaseStatus.Approved)
        && (aidCase.Assessments.Any(assessment => assessment.Result.Contains("\"followBy\":\"")) || db.Set<PaperDeferral>().Any(deferral => deferral.CaseId == aidCase.Id)));
}
