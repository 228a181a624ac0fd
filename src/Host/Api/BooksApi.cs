using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Reports;
using AidWorkflows.Host.Spreadsheets;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AidWorkflows.Host.Api;

/// <summary>Targets against achievement, the indicators of quality, and reports as workbooks.</summary>
internal static class BooksApi
{
    public static void MapBooks(this RouteGroupBuilder api)
    {
        var books = api.MapGroup("").RequireAuthorization(AidPolicies.ReadCases);
        books.MapGet("/targets", TargetsAsync).WithName("GetTargets").WithSummary("A county's year: planned and achieved by kind of aid, households and people.");
        books.MapPut("/targets/{year:int}/{kind}", SetAsync).RequireAuthorization(AidPolicies.Administer).WithName("SetTarget").WithSummary("Sets a county's target of a year and kind, with the document that says so.");
        books.MapGet("/indicators", IndicatorsAsync).WithName("GetIndicators").WithSummary("The indicators of quality, each with numerator and denominator.");
        books.MapGet("/indicators/{key}", FailingAsync).WithName("GetIndicatorRows").WithSummary("What counts against an indicator.");
        books.MapGet("/reports/{id:guid}/file", FileAsync).WithName("GetReportFile").WithSummary("A monthly report as XLSX.");
    }

    private static async Task<Ok<YearBook>> TargetsAsync(string? county, int? year, HttpContext context, CountyBooks books, CancellationToken cancellationToken) =>
        TypedResults.Ok(await books.YearAsync(county, year, context.User.ToActor(), cancellationToken));

    private static async Task<Ok<YearBook>> SetAsync(int year, string kind, ApiBody<TargetForm> body, HttpContext context, CountyBooks books, CancellationToken cancellationToken) =>
        TypedResults.Ok(await books.SetTargetAsync(year, ApiCalls.Choice<AidKind>(kind, "kind") ?? AidKind.Living, body.Value, context.User.ToActor(), cancellationToken));

    private static async Task<Ok<QualityBook>> IndicatorsAsync(string? county, int? year, HttpContext context, CountyBooks books, CancellationToken cancellationToken) =>
        TypedResults.Ok(await books.QualityAsync(county, year, context.User.ToActor(), cancellationToken));

    private static async Task<Ok<IndicatorRows>> FailingAsync(string key, string? county, int? year, HttpContext context, CountyBooks books, CancellationToken cancellationToken)
    {
        var book = await books.QualityAsync(county, year, context.User.ToActor(), cancellationToken);
        var found = book.Indicators.FirstOrDefault(one => one.Key == key) ?? throw new RuleViolationException("not-found", "There is no such indicator.");
        return TypedResults.Ok(new IndicatorRows(found, found.Failing));
    }

    private static async Task<FileContentHttpResult> FileAsync(Guid id, HttpContext context, ReportList reports, ReportSheets sheets, CancellationToken cancellationToken)
    {
        var report = await reports.GetAsync(id, context.User.ToActor(), cancellationToken);
        return TypedResults.File(sheets.Month(report), XlsxFile.ContentType, $"report-{report.Month}.xlsx");
    }
}

public sealed record IndicatorRows(Domain.Reports.QualityIndicator Indicator, IReadOnlyList<Domain.Reports.IndicatorRow> Items);
