using System.Text.Json;
using AidWorkflows.Data;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Registers;
using AidWorkflows.Domain.Visits;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Pages.Cases;
using AidWorkflows.Host.Registers;
using AidWorkflows.Host.Site;
using AidWorkflows.Host.Visits;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace AidWorkflows.Host.Pages.Registers;

/// <summary>Answers of registers for one case, its comparisons and its doubts.</summary>
[Authorize(AidPolicies.ReadChecks)]
internal sealed class AnswersModel(AidDbContext db, CaseComparisons comparisons, CaseDoubts doubts, IStringLocalizer<Words> words) : FormPage
{
    [BindProperty(SupportsGet = true)]
    public string CaseNumber { get; set; } = "";

    /// <summary>The register whose answer is being entered.</summary>
    [BindProperty(SupportsGet = true, Name = "kind")]
    public RegisterKind? Kind { get; set; }

    [BindProperty]
    public List<RegisterKind> Registers { get; set; } = [];

    [BindProperty]
    public Guid? MemberId { get; set; }

    [BindProperty]
    public Dictionary<string, string?> Facts { get; set; } = [];

    [BindProperty]
    public DateOnly? AsOf { get; set; }

    [BindProperty]
    public string? Source { get; set; }

    [BindProperty]
    public DoubtReason? Reason { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    public AidCase Case { get; private set; } = null!;

    public List<SelectListItem> People { get; private set; } = [];

    public bool MayUse => RegisterImports.MayUse(User.ToActor());

    public bool MayRaise => User.ToActor() is { } actor && (DoubtFlag.MayClear(actor, Case.OrganisationPath) || (actor.Has(StaffRoles.Clerk) && MayUse));

    public override string FieldName(string ruleField) => ruleField switch
    {
        "asOf" => nameof(AsOf),
        "source" => nameof(Source),
        "memberId" => nameof(MemberId),
        "reason" => nameof(Reason),
        "note" => nameof(Note),
        _ when ruleField.StartsWith("facts.", StringComparison.Ordinal) => $"Facts[{ruleField["facts.".Length..]}]",
        _ => "",
    };

    public Task<IActionResult> OnGetAsync() => ShowAgainAsync();

    public async Task<IActionResult> OnPostCompareAsync(CancellationToken cancellationToken)
    {
        await comparisons.CompareAsync(CaseNumber, Registers, User.ToActor(), cancellationToken);
        return Again("Comparison.Done");
    }

    public async Task<IActionResult> OnPostEnterAsync(CancellationToken cancellationToken)
    {
        var facts = Facts.Where(pair => !string.IsNullOrWhiteSpace(pair.Value)).ToDictionary(pair => pair.Key, pair => JsonSerializer.SerializeToElement(pair.Value));
        await comparisons.EnterAsync(CaseNumber, new RegisterEntry { Register = Kind, MemberId = MemberId, Facts = facts, AsOf = AsOf, Source = Source }, User.ToActor(), cancellationToken);
        return Again("Comparison.Entered");
    }

    public async Task<IActionResult> OnPostWithdrawAsync(CancellationToken cancellationToken)
    {
        await comparisons.WithdrawConsentAsync(CaseNumber, User.ToActor(), cancellationToken);
        return Again("Comparison.ConsentWithdrawn");
    }

    public async Task<IActionResult> OnPostRaiseAsync(CancellationToken cancellationToken)
    {
        await doubts.RaiseAsync(CaseNumber, Reason, Note, User.ToActor(), cancellationToken);
        return Again("Doubts.Raised");
    }

    public async Task<IActionResult> OnPostClearAsync(Guid doubtId, string? because, CancellationToken cancellationToken)
    {
        await doubts.ClearAsync(CaseNumber, doubtId, because, User.ToActor(), cancellationToken);
        return Again("Doubts.ClearedNow");
    }

    public override async Task<IActionResult> ShowAgainAsync()
    {
        var found = await CaseReading.FindAsync(db, aidCase => aidCase.CaseNumber == CaseNumber);
        if (found is null || !User.ToActor().Oversees(found.OrganisationPath))
            return NotFound();

        Case = found;
        People = [new SelectListItem(words["Person.Applicant"], ""), .. found.Members.Select(member => new SelectListItem(member.Name, member.Id.ToString()))];
        return Page();
    }

    private RedirectToPageResult Again(string notice)
    {
        TempData["Notice"] = notice;
        return RedirectToPage(new { CaseNumber });
    }
}
