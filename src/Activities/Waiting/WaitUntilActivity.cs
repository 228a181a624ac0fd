using System.Globalization;
using System.Text.Json.Nodes;
using AidWorkflows.Activities.HumanTasks;
using AidWorkflows.Data;
using AidWorkflows.Data.Calendar;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Engine.Activities;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Activities.Waiting;

/// <summary>
/// Waits for calendar months, then working days, in China time; the last day counts in full. A month from 31 January ends on the last
/// day of February. What has passed already is not waited for.
/// </summary>
internal sealed class WaitUntilActivity : Activity
{
    public override string Type => "Aid.WaitUntil";

    public override IReadOnlyList<InputDescriptor> Inputs { get; } =
        [new("StartDate", "String"), new("Months", "Int32", JsonValue.Create(0)), new("WorkingDays", "Int32", JsonValue.Create(0))];

    public override IReadOnlyList<OutputDescriptor> Outputs { get; } = [new("DueDate", "String")];

    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        var months = HumanTaskInputs.WorkingDays(context, "Months", 0) ?? 0;
        var days = HumanTaskInputs.WorkingDays(context, "WorkingDays", 0) ?? 0;
        if (months + days == 0)
            throw new ActivityFaultException("AW3101", $"'{context.Node.DisplayName}' does not say how many months or working days to wait.");

        var calendar = await WorkCalendars.LoadAsync(context.Services.GetRequiredService<AidDbContext>(), context.CancellationToken);
        var date = calendar.AddWorkingDays(StartOf(context).AddMonths(months), days);
        var due = ChinaTime.EndOfDay(date).ToUniversalTime();
        context.SetOutput("DueDate", date.ToString("O", CultureInfo.InvariantCulture));
        return due <= context.Now
            ? ActivityResult.Complete()
            : ActivityResult.Wait(new NewBookmark(Type, context.ExecutionId, new JsonObject { ["resumeAt"] = due.ToString("O", CultureInfo.InvariantCulture) }, due));
    }

    private static DateOnly StartOf(ActivityContext context) => context.Text("StartDate") is not { } text
        ? ChinaTime.DateOf(context.Now)
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new ActivityFaultException("AW3101", $"'{context.Node.DisplayName}': StartDate must be a day such as 2026-01-31.");
}
