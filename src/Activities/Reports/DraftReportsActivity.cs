using System.Globalization;
using System.Text.Json.Nodes;
using AidWorkflows.Data;
using AidWorkflows.Data.Reports;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.Reports;
using AidWorkflows.Engine.Activities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Activities.Reports;

/// <summary>Makes the report of a month for every county that has none yet (S-095), with its figures as they are now.</summary>
internal sealed class DraftReportsActivity : Activity
{
    public override string Type => "Aid.DraftReports";

    public override bool EndsAtOnce => true;

    public override bool WritesDomain => true;

    public override IReadOnlyList<InputDescriptor> Inputs { get; } = [new("Month", "String")];

    /// <summary>The new reports, one object each, as inputs of the workflow that sends them.</summary>
    public override IReadOnlyList<OutputDescriptor> Outputs { get; } = [new("Reports", "Object[]")];

    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        var db = context.Services.GetRequiredService<AidDbContext>();
        var month = MonthOf(context);
        var reported = await db.Set<MonthlyReport>().Where(report => report.Year == month.Year && report.Month == month.Month).Select(report => report.OrganisationId).ToListAsync(context.CancellationToken);
        var counties = await db.Set<Organisation>().AsNoTracking()
            .Where(organisation => organisation.Level == OrganisationLevel.County && organisation.ClosedAt == null && !reported.Contains(organisation.Id)).OrderBy(organisation => organisation.Path).ToListAsync(context.CancellationToken);
        var figures = context.Services.GetRequiredService<CountyFigures>();
        var reports = new JsonArray();
        foreach (var county in counties)
        {
            var report = new MonthlyReport(county, month.Year, month.Month, await figures.CountAsync(county.Path, month, context.Now, context.CancellationToken), context.Now);
            db.Add(report);
            reports.Add((JsonNode)new JsonObject { ["ReportId"] = report.Id.ToString() });
        }

        context.SetOutput("Reports", reports);
        return ActivityResult.Complete();
    }

    /// <summary>The month that ends today, else the one that is over; so it matters little when on the last day the clock strikes.</summary>
    private static DateOnly MonthOf(ActivityContext context)
    {
        if (context.Text("Month") is { } text)
        {
            return DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var given)
                ? given
                : throw new ActivityFaultException("AW3101", $"'{context.Node.DisplayName}': Month must be such as 2026-05.");
        }

        var tomorrow = ChinaTime.DateOf(context.Now).AddDays(1);
        return new DateOnly(tomorrow.Year, tomorrow.Month, 1).AddMonths(-1);
    }
}
