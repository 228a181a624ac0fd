using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Archives;
using AidWorkflows.Host.Visits;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AidWorkflows.Host.Pages.Archives;

[Authorize(AidPolicies.ReadCases)]
internal sealed class DetailsModel(ArchiveQueries archives, VisitRecords visits) : PageModel
{
    public ArchiveDetails Archive { get; private set; } = null!;

    public IReadOnlyList<VisitDetails> Visits { get; private set; } = [];

    public bool MayMerge => ArchiveMerges.MayMerge(User.ToActor()) && Archive is { MergedInto: null, ErasedAt: null };

    public async Task<IActionResult> OnGetAsync(string archiveNumber, CancellationToken cancellationToken)
    {
        try
        {
            Archive = await archives.GetAsync(archiveNumber, User.ToActor(), cancellationToken);
            Visits = await visits.OfArchiveAsync(archiveNumber, User.ToActor(), cancellationToken);
            return Page();
        }
        catch (RuleViolationException refusal) when (refusal.Code == "not-found")
        {
            return NotFound();
        }
    }
}
