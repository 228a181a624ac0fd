using AidWorkflows.Data.Policies;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Assessment;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Engine.Activities;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Activities.Archives;

/// <summary>Tests a household against the policy in force on the day, over the last months that are over (S-080 to S-082).</summary>
internal static class ExitStandard
{
    public static async Task<ExitResult> TestAsync(ActivityContext context, HouseholdArchive archive, bool causeIsGone)
    {
        var today = ChinaTime.DateOf(context.Now);
        var programme = await ReadArchiveActivity.ProgrammeAsync(context, archive);
        var policy = await context.Services.GetRequiredService<PolicyLibrary>().FindInForceAsync(programme, archive.OrganisationPath, today, context.CancellationToken);
        if (policy?.Pack.Exit is null)
            throw new ActivityFaultException("AW3129", $"'{context.Node.DisplayName}': no policy in force says when a household of '{programme}' is out of hardship.");

        return ExitTest.Test(
            policy.Pack, archive.OrganisationPath, [.. archive.Incomes.Select(entry => new MonthOfIncome(entry.Year, entry.Month, entry.PerHead))], LastMonth(today), causeIsGone);
    }

    /// <summary>The last month that is over.</summary>
    public static DateOnly LastMonth(DateOnly today) => new DateOnly(today.Year, today.Month, 1).AddMonths(-1);
}
