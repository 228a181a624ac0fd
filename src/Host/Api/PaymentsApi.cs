using AidWorkflows.Domain.Payments;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Payments;
using AidWorkflows.Host.Resources;
using AidWorkflows.Host.Spreadsheets;
using Microsoft.AspNetCore.Http.HttpResults;
using ValidationProblem = AidWorkflows.Domain.Rules.ValidationProblem;

namespace AidWorkflows.Host.Api;

internal static class PaymentsApi
{
    private const int MaximumPageSize = 500;

    public static void MapPayments(this RouteGroupBuilder api)
    {
        var payments = api.MapGroup("/payments").RequireAuthorization(AidPolicies.ReadPayments);
        payments.MapGet("", ListAsync).WithName("ListPayments").WithSummary("Payments of one's organisation and those below it, oldest first.");
        payments.MapGet("/ageing", AgeingAsync).WithName("ListPaymentAgeing").WithSummary("What is approved and not paid, by working days since the approval; format=xlsx gives a workbook.");
        api.MapPut("/payments/{id:guid}/account", CorrectAsync).RequireAuthorization(AidPolicies.WorkOnTasks)
            .WithName("CorrectPaymentAccount").WithSummary("The new account of a failed payment; it must be the archive holder's own.");

        var batches = payments.MapGroup("/batches");
        batches.MapGet("", BatchesAsync).WithName("ListPaymentBatches").WithSummary("Batches of one's organisation and those below it, newest first.");
        batches.MapGet("/{id:guid}", BatchAsync).WithName("GetPaymentBatch").WithSummary("One batch with its payments and result files.");
        batches.MapPost("", MakeAsync).RequireAuthorization(AidPolicies.PayAid).WithName("MakePaymentBatch").WithSummary("Puts pending payments into a batch and reserves their sum in a fund.");
        batches.MapPost("/{id:guid}/check", CheckAsync).RequireAuthorization(AidPolicies.PayAid).WithName("CheckPaymentBatch").WithSummary("The second pair of eyes; not by who made the batch.");
        batches.MapPost("/{id:guid}/cancel", CancelAsync).RequireAuthorization(AidPolicies.PayAid).WithName("CancelPaymentBatch").WithSummary("Gives up a batch that has not been exported.");
        batches.MapPost("/{id:guid}/file", ExportAsync).RequireAuthorization(AidPolicies.PayAid).WithName("ExportPaymentBatch").WithSummary("The file for the bank, as CSV or with format=xlsx; each export is recorded.");
        batches.MapPost("/{id:guid}/results", ResultsAsync).RequireAuthorization(AidPolicies.PayAid)
            .WithName("ImportPaymentResults").WithSummary("Takes over the bank's result file (multipart: file, acceptGood, preview).");
    }

    private static async Task<Ok<PaymentPage>> ListAsync(
        string? status, string? caseNumber, int? page, int? pageSize, HttpContext context, PaymentList payments, CancellationToken cancellationToken)
    {
        var (number, size) = ApiCalls.Paging(page, pageSize, MaximumPageSize);
        return TypedResults.Ok(await payments.ListAsync(
            ApiCalls.Choice<PaymentStatus>(status, "status"), caseNumber, number, size, context.User.ToActor(), cancellationToken));
    }

    private static async Task<Results<Ok<AgeingList>, FileContentHttpResult>> AgeingAsync(
        string? organisation, string? format, HttpContext context, PaymentAgeing ageing, CancellationToken cancellationToken)
    {
        var list = await ageing.ListAsync(organisation, context.User.ToActor(), cancellationToken);
        return ApiCalls.Choice<BatchFileFormat>(format, "format") switch
        {
            BatchFileFormat.Xlsx => TypedResults.File(XlsxFile.Write(PaymentAgeing.SheetOf(list)), XlsxFile.ContentType, "payment-ageing.xlsx"),
            BatchFileFormat.Csv => TypedResults.File(CsvFile.Write(PaymentAgeing.SheetOf(list)), CsvFile.ContentType, "payment-ageing.csv"),
            _ => TypedResults.Ok(list),
        };
    }

    private static async Task<Ok<PaymentAccountView>> CorrectAsync(
        Guid id, ApiBody<PaymentAccountForm> body, HttpContext context, PaymentAccounts accounts, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor();
        return TypedResults.Ok(await accounts.CorrectAsync(id, body.Value, actor, ApiCalls.KeyOf(context, body, actor.PersonId), cancellationToken));
    }

    private static async Task<Ok<BatchList>> BatchesAsync(string? status, int? page, int? pageSize, HttpContext context, PaymentBatches batches, CancellationToken cancellationToken)
    {
        var (number, size) = ApiCalls.Paging(page, pageSize, MaximumPageSize);
        return TypedResults.Ok(await batches.ListAsync(ApiCalls.Choice<PaymentBatchStatus>(status, "status"), number, size, context.User.ToActor(), cancellationToken));
    }

    private static async Task<Ok<BatchView>> BatchAsync(Guid id, HttpContext context, PaymentBatches batches, CancellationToken cancellationToken) =>
        TypedResults.Ok(await batches.GetAsync(id, context.User.ToActor(), cancellationToken));

    private static async Task<Created<BatchView>> MakeAsync(ApiBody<BatchForm> body, HttpContext context, PaymentBatches batches, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor();
        var made = await batches.MakeAsync(body.Value, actor, ApiCalls.KeyOf(context, body, actor.PersonId), cancellationToken);
        return TypedResults.Created($"/api/v1/payments/batches/{made.Id}", made);
    }

    private static async Task<Ok<BatchView>> CheckAsync(Guid id, ApiBody<NothingToSay> body, HttpContext context, PaymentBatches batches, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor();
        return TypedResults.Ok(await batches.CheckAsync(id, actor, ApiCalls.KeyOf(context, body, actor.PersonId), cancellationToken));
    }

    private static async Task<Ok<BatchView>> CancelAsync(Guid id, ApiBody<NothingToSay> body, HttpContext context, PaymentBatches batches, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor();
        return TypedResults.Ok(await batches.CancelAsync(id, actor, ApiCalls.KeyOf(context, body, actor.PersonId), cancellationToken));
    }

    private static async Task<FileContentHttpResult> ExportAsync(Guid id, string? format, HttpContext context, BatchFiles files, CancellationToken cancellationToken)
    {
        var file = await files.ExportAsync(id, ApiCalls.Choice<BatchFileFormat>(format, "format") ?? BatchFileFormat.Csv, context.User.ToActor(), cancellationToken);
        return TypedResults.File(file.Content, file.ContentType, file.Name);
    }

    private static async Task<Ok<ResultReportView>> ResultsAsync(Guid id, HttpContext context, BatchResults results, CancellationToken cancellationToken)
    {
        if (!context.Request.HasFormContentType)
            throw new ApiProblemException(new ApiProblem(StatusCodes.Status415UnsupportedMediaType, "content-type", "Send multipart/form-data."));

        var form = await context.Request.ReadFormAsync(cancellationToken);
        var file = form.Files.GetFile("file") ?? throw new InvalidInputException([new ValidationProblem("field-required", "file", "This field is required.")]);
        using var buffer = new MemoryStream();
        await file.CopyToAsync(buffer, cancellationToken);
        var actor = context.User.ToActor();
        if (Flag(form["preview"], "preview"))
            return TypedResults.Ok(View(await results.PreviewAsync(id, buffer.ToArray(), actor, cancellationToken), context));

        var report = await results.ImportAsync(id, file.FileName, buffer.ToArray(), Flag(form["acceptGood"], "acceptGood"), actor, cancellationToken);
        if (report.Stored)
            return TypedResults.Ok(View(report, context));

        throw new ApiProblemException(new ApiProblem(
            StatusCodes.Status422UnprocessableEntity, "result-rows-wrong", $"{report.Bad} of {report.Good + report.Bad} rows are wrong; nothing was stored.", report.Bad, report.Good)
        {
            Facts = new Dictionary<string, object?> { ["rows"] = View(report, context).Rows },
        });
    }

    private static ResultReportView View(ResultReport report, HttpContext context)
    {
        var culture = ProblemTexts.CultureOf(context);
        return new ResultReportView(
            report.Stored,
            report.Good,
            report.Bad,
            [.. report.Rows.Select(row => new ResultRowView(row.Line, row.PaymentNumber, row.IsPaid, row.Code, row.Code is null ? null : ProblemTexts.Find(row.Code, culture, row.Code, [])))]);
    }

    private static bool Flag(string? text, string field)
    {
        if (string.IsNullOrEmpty(text))
            return false;

        return bool.TryParse(text, out var flag) ? flag : throw new InvalidInputException([new ValidationProblem("field-type", field, "true or false.")]);
    }
}

/// <summary>The body of a call that says everything in its address.</summary>
internal sealed record NothingToSay;

internal sealed record ResultReportView(bool Stored, int Good, int Bad, IReadOnlyList<ResultRowView> Rows);

internal sealed record ResultRowView(int Line, string PaymentNumber, bool? Paid, string? Code, string? Message);
