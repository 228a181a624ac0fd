using System.Text;
using AidWorkflows.Data.Policies;
using AidWorkflows.Domain.Policies;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Languages;
using AidWorkflows.Host.Policies;
using AidWorkflows.Host.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace AidWorkflows.Host.Pages.Policies;

[Authorize(AidPolicies.Administer)]
internal sealed class NewModel(PolicyCatalogue catalogue, PolicyEdits edits, PolicyWords policyWords, IStringLocalizer<Words> words) : FormPage
{
    [BindProperty(SupportsGet = true, Name = "pack")]
    public string? Pack { get; set; }

    [BindProperty]
    public string? Json { get; set; }

    [BindProperty]
    public string? Comment { get; set; }

    [BindProperty]
    public IFormFile? Upload { get; set; }

    public PolicyPack? Checked { get; private set; }

    public int? ComparedWith { get; private set; }

    public IReadOnlyList<PolicyDifference> Differences { get; private set; } = [];

    public IReadOnlyList<PolicyConflict> Conflicts { get; private set; } = [];

    public PolicyWords PolicyWords => policyWords;

    /// <summary>Mistakes of the pack all belong to the one field with its JSON, each with its path.</summary>
    public override string FieldName(string ruleField) => ruleField.StartsWith('$') ? nameof(Json) : ruleField == "comment" ? nameof(Comment) : "";

    public override Task<IActionResult> ShowAgainAsync() => Task.FromResult<IActionResult>(Page());

    /// <summary>Begins with the newest version, because most changes are a few figures.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (Pack is null)
            return Page();

        try
        {
            var actor = User.ToActor();
            var summary = await catalogue.GetAsync(Pack, actor, cancellationToken);
            Json = (await catalogue.VersionAsync(Pack, summary.Versions[0].Number, actor, cancellationToken)).Content;
            return Page();
        }
        catch (RuleViolationException violation) when (violation.Code == "not-found")
        {
            return NotFound();
        }
    }

    public async Task<IActionResult> OnPostCheckAsync(CancellationToken cancellationToken)
    {
        if (!await ReadAsync(cancellationToken))
            return Page();

        return await WithPathsAsync(async () =>
        {
            (Checked, _, ComparedWith, Differences, Conflicts) = await edits.PreviewAsync(Json!, Pack, User.ToActor(), cancellationToken);
            return Page();
        });
    }

    public async Task<IActionResult> OnPostSaveAsync(CancellationToken cancellationToken)
    {
        if (!await ReadAsync(cancellationToken))
            return Page();

        return await WithPathsAsync(async () =>
        {
            var actor = User.ToActor();
            var comment = Comment?.Trim() ?? "";
            var added = await edits.AddAsync(Json!, Pack, comment, actor, KeyOf(new { Json, comment }), cancellationToken);
            TempData["Notice"] = "Policies.Added";
            TempData["NoticeArgument"] = added.Number;
            return RedirectToPage("/Policies/Details", new { pack = added.Pack, number = added.Number });
        });
    }

    /// <summary>An uploaded file takes the place of what stands in the field, so that it can be corrected there.</summary>
    private async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        if (Upload is { Length: > 0 } file)
        {
            if (file.Length > PolicyPackReader.MaximumBytes)
                return Refuse(nameof(Upload), "Policies.New.TooLarge");

            using var reader = new StreamReader(file.OpenReadStream(), Encoding.UTF8);
            Json = await reader.ReadToEndAsync(cancellationToken);
            ModelState.Remove(nameof(Json));
        }

        return !string.IsNullOrWhiteSpace(Json) || Refuse(nameof(Json), "Binding.Required");
    }

    private bool Refuse(string field, string key)
    {
        ModelState.AddModelError(field, words[key]);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return false;
    }

    /// <summary>The filter would say what is wrong but not where in the JSON.</summary>
    private async Task<IActionResult> WithPathsAsync(Func<Task<IActionResult>> act)
    {
        try
        {
            return await act();
        }
        catch (InvalidInputException invalid) when (invalid.Problems.All(problem => problem.Field.StartsWith('$')))
        {
            var texts = HttpContext.RequestServices.GetRequiredService<ProblemWords>();
            foreach (var problem in invalid.Problems)
                ModelState.AddModelError(nameof(Json), words["Policies.New.Problem", problem.Field, texts.Of(problem)]);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
    }

    public static int LongestComment => PolicyLibrary.LongestComment;
}
