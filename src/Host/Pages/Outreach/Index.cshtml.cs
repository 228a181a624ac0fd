using System.Globalization;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Outreach;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Outreach;
using AidWorkflows.Host.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace AidWorkflows.Host.Pages.Outreach;

/// <summary>Responsible persons (S-090), screening (S-091), training (S-093), satisfaction (S-096) and publicity (S-097).</summary>
[Authorize(AidPolicies.ReadCases)]
internal sealed class IndexModel(OutreachDesk desk, SurveyDesk surveys, TimeProvider clock, IStringLocalizer<Words> words) : FormPage
{
    [FromQuery(Name = "page")] // by its own name it would be the route value of the page
    public int PageNumber { get; set; } = 1;

    [BindProperty]
    public OutreachKind Kind { get; set; }

    /// <summary>As date fields write it, whatever the language of the page.</summary>
    [BindProperty]
    public string? HeldOn { get; set; }

    [BindProperty]
    public string? Topic { get; set; }

    [BindProperty]
    public int? Reached { get; set; }

    [BindProperty]
    public int? Found { get; set; }

    public OutreachPage List { get; private set; } = new([], 0, 0);

    public IReadOnlyList<SurveyMonth> Surveys { get; private set; } = [];

    public IReadOnlyList<ContactRow> Contacts { get; private set; } = [];

    public long Views { get; private set; }

    public Pager Pager { get; private set; } = null!;

    /// <summary>Of the form for the responsible person.</summary>
    [BindProperty]
    public Guid? Person { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    /// <summary>For administrators: who may be named.</summary>
    public IReadOnlyList<ContactCandidate> Candidates { get; private set; } = [];

    public IReadOnlyList<SelectListItem> People => [new(words["Choose"], ""), .. Candidates.Select(candidate => new SelectListItem($"{candidate.UnionName} · {candidate.Name}", candidate.Id.ToString()))];

    public bool MayRecord => OutreachDesk.MayRecord(User.ToActor());

    public override string FieldName(string ruleField) => char.ToUpperInvariant(ruleField[0]) + ruleField[1..];

    public Task<IActionResult> OnGetAsync() => ShowAgainAsync();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!MayRecord)
            return Forbid();

        DateOnly? day = DateOnly.TryParseExact(HeldOn, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var given) ? given : null;
        await desk.RecordAsync(new OutreachForm { Kind = Kind, HeldOn = day, Topic = Topic, Reached = Reached, Found = Found }, User.ToActor(), cancellationToken);
        TempData["Notice"] = "Outreach.Saved";
        return RedirectToPage();
    }

    /// <summary>S-090.</summary>
    public async Task<IActionResult> OnPostContactAsync(CancellationToken cancellationToken)
    {
        var actor = User.ToActor();
        if (!actor.IsAdministrator)
            return Forbid();

        var chosen = (await desk.CandidatesAsync(actor.OrganisationPath, cancellationToken)).FirstOrDefault(candidate => candidate.Id == Person)
            ?? throw new InvalidInputException([new ValidationProblem("field-required", "person", "This field is required.")]);
        await desk.NameContactAsync(chosen.UnionCode, new ContactForm { Person = chosen.Id, Phone = Phone }, actor, cancellationToken);
        TempData["Notice"] = "Contacts.Saved";
        return RedirectToPage();
    }

    public override async Task<IActionResult> ShowAgainAsync()
    {
        var actor = User.ToActor();
        PageNumber = Pager.Within(PageNumber);
        List = await desk.ListAsync(null, PageNumber, Pager.PageSize, actor, HttpContext.RequestAborted);
        Surveys = await surveys.ResultsAsync(actor, HttpContext.RequestAborted);
        Contacts = await desk.ContactsAsync(actor.OrganisationPath, HttpContext.RequestAborted);
        Candidates = actor.IsAdministrator ? await desk.CandidatesAsync(actor.OrganisationPath, HttpContext.RequestAborted) : [];
        Views = await surveys.ViewsAsync(ChinaTime.Today(clock).Year, HttpContext.RequestAborted);
        Pager = new Pager("/outreach", PageNumber, List.TotalCount, new Dictionary<string, string?>());
        return Page();
    }
}
