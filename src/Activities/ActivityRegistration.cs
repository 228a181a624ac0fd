using AidWorkflows.Activities.Archives;
using AidWorkflows.Activities.Assessment;
using AidWorkflows.Activities.Awards;
using AidWorkflows.Activities.Cases;
using AidWorkflows.Activities.HumanTasks;
using AidWorkflows.Activities.Letters;
using AidWorkflows.Activities.Notices;
using AidWorkflows.Activities.Papers;
using AidWorkflows.Activities.Payments;
using AidWorkflows.Activities.Registers;
using AidWorkflows.Activities.Reports;
using AidWorkflows.Activities.Visits;
using AidWorkflows.Activities.Waiting;
using AidWorkflows.Engine.Activities;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Activities;

public static class ActivityRegistration
{
    /// <summary>What workflows can do in this business.</summary>
    public static IServiceCollection AddAidActivities(this IServiceCollection services)
    {
        services.AddScoped<TaskSubmission>();
        services.AddScoped<StuckEscalations>();
        services.AddSingleton<PaperRenderer>();
        services.AddScoped<PaperFactsReader>();
        services.AddScoped<PaperMaker>();
        services.AddSingleton<Activity, HumanTaskActivity>();
        services.AddSingleton<Activity, AssessActivity>();
        services.AddSingleton<Activity, AwardActivity>();
        services.AddSingleton<Activity, PaymentActivity>();
        services.AddSingleton<Activity, RetryPaymentActivity>();
        services.AddSingleton<Activity, CaseStatusActivity>();
        services.AddSingleton<Activity, CaseWarningActivity>();
        services.AddSingleton<Activity, BeginArchiveActivity>();
        services.AddSingleton<Activity, OpenArchiveActivity>();
        services.AddScoped<PublicitySubmission>();
        services.AddSingleton<Activity, PublicityActivity>();
        services.AddSingleton<Activity, DecideObjectionActivity>();
        services.AddSingleton<Activity, LetterActivity>();
        services.AddSingleton<Activity, DeliverActivity>();
        services.AddSingleton<Activity, CompareRegistersActivity>();
        services.AddSingleton<Activity, RecordVisitActivity>();
        services.AddSingleton<Activity, FlagDoubtActivity>();
        services.AddSingleton<Activity, VisitQuotaActivity>();
        AddArchives(services);
        return services;
    }

    /// <summary>What happens to a household after its archive is open: checks, exits, objections, reports.</summary>
    private static void AddArchives(IServiceCollection services)
    {
        services.AddScoped<AppealSubmission>();
        services.AddSingleton<Activity, ReadArchiveActivity>();
        services.AddSingleton<Activity, TestExitActivity>();
        services.AddSingleton<Activity, ArchiveStatusActivity>();
        services.AddSingleton<Activity, RecordIncomeActivity>();
        services.AddSingleton<Activity, BeginExitActivity>();
        services.AddSingleton<Activity, ExitFindingActivity>();
        services.AddSingleton<Activity, ExitNoticeActivity>();
        services.AddSingleton<Activity, AwaitAppealActivity>();
        services.AddSingleton<Activity, EndExitActivity>();
        services.AddSingleton<Activity, BeginReexaminationActivity>();
        services.AddSingleton<Activity, DecideAppealActivity>();
        services.AddSingleton<Activity, DeliverAppealActivity>();
        services.AddSingleton<Activity, DraftReportsActivity>();
        services.AddSingleton<Activity, SendReportActivity>();
        services.AddSingleton<Activity, WaitUntilActivity>();
    }
}
