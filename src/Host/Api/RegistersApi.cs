using System.Text.Json;
using AidWorkflows.Domain.Registers;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Registers;
using AidWorkflows.Host.Resources;
using Microsoft.AspNetCore.Http.HttpResults;
using ValidationProblem = AidWorkflows.Domain.Rules.ValidationProblem;

namespace AidWorkflows.Host.Api;

internal static class RegistersApi
{
    private const int LargestPage = 100;

    public static void MapRegisters(this RouteGroupBuilder api)
    {
        var registers = api.MapGroup("/registers").RequireAuthorization(AidPolicies.ReadChecks);
        registers.MapGet("", Schemas).WithName("ListRegisters").WithSummary("The registers with their fields and the headings that are recognised.");
        registers.MapGet("/imports", ListAsync).WithName("ListRegisterImports").WithSummary("Imports of one's union and those below it.");
        registers.MapGet("/imports/{id:guid}", GetAsync).WithName("GetRegisterImport").WithSummary("One import and how far it has come.");
        registers.MapGet("/imports/{id:guid}/preview", PreviewAsync).WithName("PreviewRegisterImport").WithSummary("How the columns would be read, with the first rows masked.");
        registers.MapGet("/imports/{id:guid}/errors", ErrorsAsync).WithName("ListRegisterImportErrors").WithSummary("Rows that were not taken: line, field and what would be right.");
        registers.MapPost("/imports", UploadAsync).RequireAuthorization(AidPolicies.WorkOnChecks).WithName("UploadRegisterFile").WithSummary("Uploads a CSV file (multipart: file, register, columns); nothing is imported until it is started.");
        registers.MapPost("/imports/{id:guid}/start", StartAsync).RequireAuthorization(AidPolicies.WorkOnChecks).WithName("StartRegisterImport").WithSummary("Confirms the columns and reads the rows in the background.");
        registers.MapPost("/imports/{id:guid}/continue", ContinueAsync).RequireAuthorization(AidPolicies.WorkOnChecks).WithName("ContinueRegisterImport").WithSummary("Reads on behind the last row of an interrupted import.");
        registers.MapDelete("/imports/{id:guid}", RemoveAsync).RequireAuthorization(AidPolicies.WorkOnChecks).WithName("RemoveRegisterImport").WithSummary("Removes an import that has not begun or was interrupted.");

        var cases = api.MapGroup("/cases/{caseNumber}").RequireAuthorization(AidPolicies.WorkOnChecks);
        cases.MapPost("/register-answers", EnterAsync).WithName("EnterRegisterAnswer").WithSummary("Enters what a register answered about one person of the household.");
        cases.MapPost("/comparisons", CompareAsync).WithName("CompareRegisters").WithSummary("Compares the household's declarations with the registers.");
        cases.MapPost("/consent/withdraw", WithdrawConsentAsync).WithName("WithdrawConsent").WithSummary("The household takes its authorisation back; nothing is compared from then on.");
    }

    private static Ok<List<RegisterSchemaView>> Schemas() => TypedResults.Ok(RegisterSchema.All.Select(schema => new RegisterSchemaView(
        schema.Kind, schema.ChineseName, [.. schema.Columns.Select(field => new RegisterFieldView(field.Name, field.Type, field.Required, field.Headings))])).ToList());

    private static async Task<Ok<ImportList>> ListAsync(int? page, int? pageSize, HttpContext context, RegisterImports imports, CancellationToken cancellationToken)
    {
        var (number, size) = ApiCalls.Paging(page, pageSize, LargestPage);
        return TypedResults.Ok(await imports.ListAsync(context.User.ToActor(), number, size, cancellationToken));
    }

    private static async Task<Ok<ImportView>> GetAsync(Guid id, HttpContext context, RegisterImports imports, CancellationToken cancellationToken) =>
        TypedResults.Ok(await imports.GetAsync(id, context.User.ToActor(), cancellationToken));

    private static async Task<Ok<ImportPreview>> PreviewAsync(Guid id, HttpContext context, RegisterImports imports, CancellationToken cancellationToken) =>
        TypedResults.Ok(await imports.PreviewAsync(id, context.User.ToActor(), cancellationToken) ?? throw new RuleViolationException("register-import-state", "The import has been started already."));

    private static async Task<Ok<ImportErrors>> ErrorsAsync(Guid id, int? page, int? pageSize, HttpContext context, RegisterImports imports, CancellationToken cancellationToken)
    {
        var (number, size) = ApiCalls.Paging(page, pageSize, LargestPage);
        var errors = await imports.ErrorsAsync(id, context.User.ToActor(), cancellationToken);
        var culture = ProblemTexts.CultureOf(context);
        return TypedResults.Ok(new ImportErrors(
            [.. errors.Skip((number - 1) * size).Take(size).Select(error => new ImportErrorView(error.Line, error.Field, error.Code, ProblemTexts.Find(error.Code, culture, error.Message, [.. error.Arguments])))],
            errors.Count));
    }

    private static async Task<Created<UploadedImport>> UploadAsync(HttpContext context, RegisterImports imports, CancellationToken cancellationToken)
    {
        if (!context.Request.HasFormContentType)
            throw new ApiProblemException(new ApiProblem(StatusCodes.Status415UnsupportedMediaType, "content-type", "Send multipart/form-data."));

        var form = await context.Request.ReadFormAsync(cancellationToken);
        var kind = ApiCalls.Choice<RegisterKind>(form["register"], "register") ?? throw Missing("register");
        var file = form.Files.GetFile("file") ?? throw Missing("file");
        using var buffer = new MemoryStream();
        await file.CopyToAsync(buffer, cancellationToken);
        var uploaded = await imports.UploadAsync(kind, file.FileName, buffer.ToArray(), Columns(form["columns"]), context.User.ToActor(), cancellationToken);
        return TypedResults.Created($"/api/v1/registers/imports/{uploaded.Import.Id}", uploaded);
    }

    private static async Task<Ok<ImportView>> StartAsync(Guid id, ApiBody<ImportStart> body, HttpContext context, RegisterImports imports, CancellationToken cancellationToken) =>
        TypedResults.Ok(await imports.StartAsync(id, body.Value, context.User.ToActor(), cancellationToken));

    private static async Task<Ok<ImportView>> ContinueAsync(Guid id, HttpContext context, RegisterImports imports, CancellationToken cancellationToken) =>
        TypedResults.Ok(await imports.ContinueAsync(id, context.User.ToActor(), cancellationToken));

    private static async Task<NoContent> RemoveAsync(Guid id, HttpContext context, RegisterImports imports, CancellationToken cancellationToken)
    {
        await imports.RemoveAsync(id, context.User.ToActor(), cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<EnteredAnswer>> EnterAsync(string caseNumber, ApiBody<RegisterEntry> body, HttpContext context, CaseComparisons comparisons, CancellationToken cancellationToken) =>
        TypedResults.Ok(new EnteredAnswer(await comparisons.EnterAsync(caseNumber, body.Value, context.User.ToActor(), cancellationToken)));

    private static async Task<Ok<ComparisonDetails>> CompareAsync(string caseNumber, ApiBody<ComparisonRequest> body, HttpContext context, CaseComparisons comparisons, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor();
        var made = await comparisons.CompareAsync(caseNumber, body.Value.Registers ?? [], actor, cancellationToken);
        return TypedResults.Ok(new ComparisonDetails(made.Id, made.Number, made.Result, made.Registers, made.Lines, actor.Name, made.ComparedAt));
    }

    private static async Task<NoContent> WithdrawConsentAsync(string caseNumber, HttpContext context, CaseComparisons comparisons, CancellationToken cancellationToken)
    {
        await comparisons.WithdrawConsentAsync(caseNumber, context.User.ToActor(), cancellationToken);
        return TypedResults.NoContent();
    }

    private static Dictionary<string, string>? Columns(string? json)
    {
        if (string.IsNullOrWhiteSpace(json))
            return null;
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string>>(json, ApiJson.Options);
        }
        catch (JsonException)
        {
            throw new InvalidInputException([new ValidationProblem("field-type", "columns", "A JSON object of headings by field.")]);
        }
    }

    private static InvalidInputException Missing(string field) => new([new ValidationProblem("field-required", field, "This field is required.")]);
}

internal sealed record RegisterSchemaView(RegisterKind Register, string ChineseName, IReadOnlyList<RegisterFieldView> Fields);

internal sealed record RegisterFieldView(string Name, RegisterFactType Type, bool Required, IReadOnlyList<string> Headings);

internal sealed record EnteredAnswer(Guid ExtractId);

internal sealed record ComparisonRequest
{
    public IReadOnlyList<RegisterKind>? Registers { get; init; }
}
