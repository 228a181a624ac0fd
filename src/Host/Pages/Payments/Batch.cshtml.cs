using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Payments;
using AidWorkflows.Host.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace AidWorkflows.Host.Pages.Payments;

/// <summary>One batch: its second pair of eyes, its file, and what the bank says.</summary>
[Authorize(AidPolicies.ReadPayments)]
internal sealed class BatchModel(PaymentBatches batches, BatchFiles files, BatchResults results) : FormPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public IFormFile? Upload { get; set; }

    [BindProperty]
    public string? FileName { get; set; }

    /// <summary>The previewed file, in base 64: what is accepted is what was seen, and nothing of a refused file is kept.</summary>
    [BindProperty]
    public string? Previewed { get; set; }

    public BatchView Batch { get; private set; } = null!;

    public ResultReport? Report { get; private set; }

    public bool MayPay => PaymentRights.MayPay(User.ToActor());

    public bool IsOwn => Batch.MakerId == User.ToActor().PersonId;

    public override string FieldName(string ruleField) => ruleField == "file" ? nameof(Upload) : "";

    public Task<IActionResult> OnGetAsync() => ShowAgainAsync();

    public async Task<IActionResult> OnPostCheckAsync(CancellationToken cancellationToken)
    {
        await batches.CheckAsync(Id, User.ToActor(), KeyOf("check"), cancellationToken);
        return Done("PayBatch.WasChecked");
    }

    public async Task<IActionResult> OnPostCancelAsync(CancellationToken cancellationToken)
    {
        await batches.CancelAsync(Id, User.ToActor(), KeyOf("cancel"), cancellationToken);
        return Done("PayBatch.WasCancelled");
    }

    public async Task<IActionResult> OnPostExportAsync(BatchFileFormat format, CancellationToken cancellationToken)
    {
        var file = await files.ExportAsync(Id, format, User.ToActor(), cancellationToken);
        return File(file.Content, file.ContentType, file.Name);
    }

    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken cancellationToken)
    {
        PaymentRights.RequirePay(User.ToActor());
        if (Upload is not { Length: > 0 } file)
            throw new InvalidInputException([new ValidationProblem("field-required", "file", "This field is required.")]);

        using var buffer = new MemoryStream();
        await file.CopyToAsync(buffer, cancellationToken);
        Report = await results.PreviewAsync(Id, buffer.ToArray(), User.ToActor(), cancellationToken);
        FileName = file.FileName;
        Previewed = Convert.ToBase64String(buffer.ToArray());
        return await ShowAgainAsync();
    }

    public async Task<IActionResult> OnPostAcceptAsync(CancellationToken cancellationToken)
    {
        PaymentRights.RequirePay(User.ToActor());
        var bytes = new byte[Previewed?.Length ?? 0];
        if (!Convert.TryFromBase64String(Previewed ?? "", bytes, out var length) || length == 0)
            throw new InvalidInputException([new ValidationProblem("field-required", "file", "This field is required.")]);

        await results.ImportAsync(Id, FileName ?? "", bytes[..length], acceptGood: true, User.ToActor(), cancellationToken);
        return Done("PayBatch.ResultsTaken");
    }

    public override async Task<IActionResult> ShowAgainAsync()
    {
        try
        {
            Batch = await batches.GetAsync(Id, User.ToActor(), HttpContext.RequestAborted);
        }
        catch (RuleViolationException violation) when (violation.Code == "not-found")
        {
            return NotFound();
        }

        return Page();
    }

    private RedirectToPageResult Done(string notice)
    {
        TempData["Notice"] = notice;
        return RedirectToPage(new { Id });
    }
}
