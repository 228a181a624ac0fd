using AidWorkflows.Domain.Registers;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Languages;
using AidWorkflows.Host.Registers;
using AidWorkflows.Host.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace AidWorkflows.Host.Pages.Registers;

[Authorize(AidPolicies.ReadChecks)]
internal sealed class ImportModel(RegisterImports imports, ProblemWords words) : FormPage
{
    private const int SecondsToNextLook = 2;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public DateOnly? AsOf { get; set; }

    [BindProperty]
    public bool IsComplete { get; set; }

    /// <summary>The chosen field by column.</summary>
    [BindProperty]
    public Dictionary<int, string?> Chosen { get; set; } = [];

    public ImportView Import { get; private set; } = null!;

    public ImportPreview? Preview { get; private set; }

    public IReadOnlyList<RegisterImportError> Errors { get; private set; } = [];

    public int ErrorCount { get; private set; }

    public Pager Pager { get; private set; } = null!;

    public bool MayUse => RegisterImports.MayUse(User.ToActor());

    public IEnumerable<RegisterField> Fields => RegisterSchema.Of(Import.Register).Columns;

    public override string FieldName(string ruleField) => ruleField == "asOf" ? nameof(AsOf) : "";

    public string Text(RegisterImportError error) => words.Of(new ValidationProblem(error.Code, error.Field, error.Message, [.. error.Arguments]));

    public Task<IActionResult> OnGetAsync() => ShowAgainAsync();

    public async Task<IActionResult> OnPostStartAsync(CancellationToken cancellationToken)
    {
        Dictionary<string, int> mapping = [];
        foreach (var (column, field) in Chosen.Where(pair => !string.IsNullOrEmpty(pair.Value)))
        {
            if (!mapping.TryAdd(field!, column))
                throw new InvalidInputException([new ValidationProblem("register-column", $"mapping.{field}", "There is no such column, or it is used twice.")]);
        }

        await imports.StartAsync(Id, new ImportStart { Mapping = mapping.Count == 0 ? null : mapping, AsOf = AsOf, IsComplete = IsComplete }, User.ToActor(), cancellationToken);
        return RedirectToPage(new { Id });
    }

    public async Task<IActionResult> OnPostContinueAsync(CancellationToken cancellationToken)
    {
        await imports.ContinueAsync(Id, User.ToActor(), cancellationToken);
        return RedirectToPage(new { Id });
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken cancellationToken)
    {
        await imports.RemoveAsync(Id, User.ToActor(), cancellationToken);
        TempData["Notice"] = "Registers.Removed";
        return RedirectToPage("/Registers/Index");
    }

    public override async Task<IActionResult> ShowAgainAsync()
    {
        var actor = User.ToActor();
        try
        {
            Import = await imports.GetAsync(Id, actor, HttpContext.RequestAborted);
        }
        catch (RuleViolationException violation) when (violation.Code == "not-found")
        {
            return NotFound();
        }

        Preview = await imports.PreviewAsync(Id, actor, HttpContext.RequestAborted);
        var errors = await imports.ErrorsAsync(Id, actor, HttpContext.RequestAborted);

        // Not bound: "page" is also the name of the page's own route value, and that would come first.
        var pageNumber = Pager.Within(int.TryParse(Request.Query["page"], out var asked) ? asked : 1);
        ErrorCount = errors.Count;
        Errors = [.. errors.Skip((pageNumber - 1) * Pager.PageSize).Take(Pager.PageSize)];
        Pager = new Pager($"/registers/imports/{Id}", pageNumber, errors.Count, new Dictionary<string, string?>());

        // The browser looks again by itself, with or without scripts.
        if (Import.Status == RegisterImportStatus.Running)
            Response.Headers["Refresh"] = SecondsToNextLook.ToString();
        return Page();
    }
}
