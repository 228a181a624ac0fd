using AidWorkflows.Domain.Registers;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Registers;
using AidWorkflows.Host.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace AidWorkflows.Host.Pages.Registers;

[Authorize(AidPolicies.ReadChecks)]
internal sealed class IndexModel(RegisterImports imports) : FormPage
{
    [BindProperty]
    public RegisterKind? Register { get; set; }

    [BindProperty]
    public IFormFile? Upload { get; set; }

    /// <summary>Headings by field, where the file's own are not known.</summary>
    [BindProperty]
    public Dictionary<string, string?> Columns { get; set; } = [];

    public ImportList List { get; private set; } = new([], 0);

    public Pager Pager { get; private set; } = null!;

    /// <summary>Fields that the refused file has no known heading for, and the headings to choose from.</summary>
    public IReadOnlyList<RegisterField> Missing { get; private set; } = [];

    public IReadOnlyList<string> Headings { get; private set; } = [];

    public bool MayUpload => RegisterImports.MayUse(User.ToActor());

    public override string FieldName(string ruleField) => ruleField switch
    {
        "file" => nameof(Upload),
        "register" => nameof(Register),
        _ => "",
    };

    public Task<IActionResult> OnGetAsync() => ShowAgainAsync();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Register is not { } kind)
            throw Missed("register");
        if (Upload is not { Length: > 0 } file)
            throw Missed("file");

        var chosen = Columns.Where(pair => !string.IsNullOrWhiteSpace(pair.Value)).ToDictionary(pair => pair.Key, pair => pair.Value!);
        var uploaded = await imports.UploadAsync(kind, file.FileName, await BytesAsync(file), chosen, User.ToActor(), cancellationToken);
        TempData["Notice"] = uploaded.Known ? "Registers.Known" : "Registers.Uploaded";
        return RedirectToPage("/Registers/Import", new { id = uploaded.Import.Id });
    }

    public override async Task<IActionResult> ShowAgainAsync()
    {

        // Not bound: "page" is also the name of the page's own route value, and that would come first.
        var pageNumber = Pager.Within(int.TryParse(Request.Query["page"], out var asked) ? asked : 1);
        List = await imports.ListAsync(User.ToActor(), pageNumber, Pager.PageSize, HttpContext.RequestAborted);
        Pager = new Pager("/registers", pageNumber, List.TotalCount, new Dictionary<string, string?>());
        if (Register is { } kind && Upload is { Length: > 0 } file)
            await ReadHeadingsAsync(kind, file);
        return Page();
    }

    /// <summary>Nothing of a refused file is kept, so its headings are read again for the choice.</summary>
    private async Task ReadHeadingsAsync(RegisterKind kind, IFormFile file)
    {
        try
        {
            var sheet = RegisterSheet.Read(await BytesAsync(file));
            var schema = RegisterSchema.Of(kind);
            Missing = RegisterMapping.Missing(schema, RegisterMapping.Guess(schema, sheet.Headings));
            Headings = sheet.Headings;
        }
        catch (RuleViolationException)
        {
            // A file without headings offers none; what is wrong with it has been said.
            Missing = [];
        }
    }

    private static async Task<byte[]> BytesAsync(IFormFile file)
    {
        using var buffer = new MemoryStream();
        await file.CopyToAsync(buffer);
        return buffer.ToArray();
    }

    private static InvalidInputException Missed(string field) => new([new ValidationProblem("field-required", field, "This field is required.")]);
}
