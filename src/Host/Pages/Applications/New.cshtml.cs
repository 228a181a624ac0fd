using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Policies;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Applications;
using AidWorkflows.Host.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace AidWorkflows.Host.Pages.Applications;

[Authorize(AidPolicies.RegisterApplications)]
internal sealed class NewModel(ApplicationIntake intake, IStringLocalizer<Words> words, TimeProvider clock) : FormPage
{
    /// <summary>S-104 to S-107, S-173, S-174: what may exclude a household; which of them count is policy data.</summary>
    public static IReadOnlyList<string> Exclusions { get; } = [.. PolicyFacts.Names(FactGroup.Exclusion)];

    /// <summary>S-109 to S-111: what decides which papers are needed.</summary>
    public static IReadOnlyList<string> Circumstances { get; } = [.. PolicyFacts.Names(FactGroup.Circumstance)];

    public static IEnumerable<string> Questions => Exclusions.Concat(Circumstances);

    [BindProperty]
    public TypedApplication Form { get; set; } = TypedApplication.Empty(AidProgrammes.NeedyWorkerAid);

    public override string FieldName(string ruleField) => $"Form.{ruleField}".Replace(".memberIdNumber", ".Member", StringComparison.OrdinalIgnoreCase);

    public override Task<IActionResult> ShowAgainAsync() => Task.FromResult<IActionResult>(Page());

    /// <summary>Adds or removes a row; nothing is checked or saved yet.</summary>
    public IActionResult OnPostRows(string list, string change)
    {
        // The page must show the changed rows and not the positions that were sent.
        ModelState.Clear();
        Form.ChangeRows(list, change);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var actor = User.ToActor();
        var application = new TypedApplicationReader(Form, ModelState, words).Read();
        if (!ModelState.IsValid)
        {
            // Something could not be read, so nothing may be saved; but all the rest is checked now as well.
            ApplicationChecks.Check(application, clock.GetUtcNow());
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        var opened = await intake.OpenAsync(application, actor, KeyOf(application), cancellationToken);
        TempData["Notice"] = "Application.Opened";
        TempData["NoticeArgument"] = opened.CaseNumber;
        return RedirectToPage("/Cases/Details", new { caseNumber = opened.CaseNumber });
    }

    public IEnumerable<SelectListItem> People() => Form.People().Select(person => new SelectListItem(
        person.Value.Length == 0 ? words["Person.Applicant"]
        : string.IsNullOrWhiteSpace(person.Name) ? words["Application.Member", int.Parse(person.Value) + 1]
        : words["Application.MemberNamed", int.Parse(person.Value) + 1, person.Name],
        person.Value));
}
