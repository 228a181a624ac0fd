using AidWorkflows.Data;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Site;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Pages.Cases;

internal sealed class IndexModel(AidDbContext db) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "caseNumber")]
    public string? CaseNumber { get; set; }

    [BindProperty(SupportsGet = true, Name = "status")]
    public CaseStatus? Status { get; set; }

    [BindProperty(SupportsGet = true, Name = "programme")]
    public string? Programme { get; set; }

    [BindProperty(SupportsGet = true, Name = "page")]
    public int PageNumber { get; set; } = 1;

    public IReadOnlyList<CaseRow> Items { get; private set; } = [];

    public Pager Pager { get; private set; } = null!;

    public bool IsFiltered => CaseNumber is not null || Status is not null || !string.IsNullOrEmpty(Programme);

    public async Task OnGetAsync()
    {
        var path = User.ToActor().OrganisationPath;
        var cases = db.Set<AidCase>().AsNoTracking().Where(aidCase => aidCase.OrganisationPath.StartsWith(path));
        CaseNumber = string.IsNullOrWhiteSpace(CaseNumber) ? null : CaseNumber.Trim().ToUpperInvariant();
        if (CaseNumber is not null)
            cases = cases.Where(aidCase => aidCase.CaseNumber.Contains(CaseNumber));
        if (Status is { } status)
            cases = cases.Where(aidCase => aidCase.Status == status);
        if (!string.IsNullOrEmpty(Programme))
            cases = cases.Where(aidCase => aidCase.Programme == Programme);

        Pager = new Pager("/cases", 1, await cases.CountAsync(), new Dictionary<string, string?>
        {
            ["caseNumber"] = CaseNumber,
            ["status"] = Status?.ToString(),
            ["programme"] = Programme,
        });
        Pager = Pager with { Page = Math.Clamp(PageNumber, 1, Pager.Pages) };
        var page = await cases.OrderByDescending(aidCase => aidCase.OpenedAt).ThenByDescending(aidCase => aidCase.Id)
            .Skip((Pager.Page - 1) * Pager.PageSize).Take(Pager.PageSize)
            .Include(aidCase => aidCase.Applicant).Include(aidCase => aidCase.Requests).AsSplitQuery()
            .ToListAsync();
        var organisations = await OrganisationNames.ReadAsync(db, page.Select(aidCase => aidCase.OrganisationId));
        Items = [.. page.Select(aidCase => new CaseRow(aidCase, organisations.GetValueOrDefault(aidCase.OrganisationId, "-")))];
    }
}

internal sealed record CaseRow(AidCase Case, string OrganisationName);
