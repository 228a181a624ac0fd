using AidWorkflows.Activities;
using AidWorkflows.Data;
using AidWorkflows.Data.Archives;
using AidWorkflows.Data.Cases;
using AidWorkflows.Data.Papers;
using AidWorkflows.Data.People;
using AidWorkflows.Data.Protection;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Engine.Execution;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Api;
using AidWorkflows.Host.Applications;
using AidWorkflows.Host.Archives;
using AidWorkflows.Host.Cases;
using AidWorkflows.Host.Clock;
using AidWorkflows.Host.Demo;
using AidWorkflows.Host.Funds;
using AidWorkflows.Host.HumanTasks;
using AidWorkflows.Host.Idempotency;
using AidWorkflows.Host.Notices;
using AidWorkflows.Host.Operations;
using AidWorkflows.Host.Organisations;
using AidWorkflows.Host.Outreach;
using AidWorkflows.Host.Papers;
using AidWorkflows.Host.Payments;
using AidWorkflows.Host.Policies;
using AidWorkflows.Host.Registers;
using AidWorkflows.Host.Reports;
using AidWorkflows.Host.Staff;
using AidWorkflows.Host.Visits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AidWorkflows.Host;

public static class CasesSetup
{
    /// <summary>
    /// Accounts, cases, tasks and the API. Call it before AddAidData and AddWorkflowEngine: it brings the clock and says which
    /// exceptions are refusals.
    /// </summary>
    public static IServiceCollection AddAidCases(this IServiceCollection services, IConfiguration configuration)
    {
        AddClock(services, configuration);
        services.AddSingleton(new EngineOptions { IsRefusal = IsRefusal, IsLostRace = exception => exception is DbUpdateConcurrencyException });
        services.AddAidAuthentication(configuration);
        services.AddAidActivities();
        AddProtection(services, configuration);
        services.AddScoped<StaffDirectory>();
        services.AddScoped<CaseNumbers>();
        services.AddOptions<IdempotencyOptions>().Bind(configuration.GetSection(IdempotencyOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddScoped<IdempotentWrites>();
        services.AddScoped<ApplicationIntake>();
        services.AddScoped<TaskInbox>();
        services.AddScoped<TaskWrites>();
        services.AddScoped<TaskActions>();
        services.AddScoped<TaskHelp>();
        services.AddScoped<ReturnChoices>();
        services.AddScoped<CaseWithdrawal>();
        services.AddScoped<StandIns>();
        services.AddScoped<HandOver>();
        services.AddScoped<TaskStatements>();
        services.AddScoped<RelativeRegister>();
        services.AddScoped<AdministrationUnit>();
        services.AddScoped<UnionTree>();
        services.AddScoped<UnionRegister>();
        services.AddScoped<StaffList>();
        services.AddScoped<StaffAccounts>();
        services.AddScoped<StaffPosts>();
        services.AddScoped<BatchApproval>();
        services.AddScoped<TaskCounts>();
        services.AddScoped<CaseQueries>();
        services.AddScoped<ArchiveQueries>();
        services.AddScoped<PaperArchives>();
        services.AddScoped<NoticeBoard>();
        services.AddSingleton<ObjectionLimit>();
        services.AddScoped<PolicyCatalogue>();
        services.AddScoped<PolicyEdits>();
        AddPayments(services, configuration);
        AddChecks(services);
        AddExits(services);
        AddPapers(services);
        services.AddScoped<FirstStart>();
        services.AddScoped<AdminAccount>();
        services.AddScoped<DemoSeeder>();
        services.AddOptions<DemoOptions>().Bind(configuration.GetSection(DemoOptions.Section));
        services.AddSingleton<AidMetrics>();
        services.AddSingleton<OpenMetricsText>();
        services.ConfigureHttpJsonOptions(options => ApiJson.Configure(options.SerializerOptions));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddOpenApi("v1");
        return services;
    }

    /// <summary>
    /// Rules a clerk can put right: the burst rolls back, the caller is told. All else that an activity throws is an incident,
    /// but for lost races, which are worth another attempt.
    /// </summary>
    private static bool IsRefusal(Exception exception) =>
        exception is RuleViolationException or InvalidInputException;

    /// <summary>Batches, results of the bank, and the funds they are paid from.</summary>
    private static void AddPayments(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PaymentOptions>().Bind(configuration.GetSection(PaymentOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddScoped<PaymentList>();
        services.AddScoped<SharedCards>();
        services.AddScoped<PayeeChecks>();
        services.AddScoped<PaymentBatches>();
        services.AddScoped<BatchFiles>();
        services.AddScoped<BatchResults>();
        services.AddScoped<PaymentAccounts>();
        services.AddScoped<PaymentAgeing>();
        services.AddScoped<FundBook>();
    }

    /// <summary>What is entered about a household after its archive is open.</summary>
    private static void AddExits(IServiceCollection services)
    {
        services.AddScoped<IncomeLedger>();
        services.AddScoped<ExitQueries>();
        services.AddScoped<ArchiveExits>();
        services.AddScoped<ArchiveMerges>();
        services.AddScoped<ArchiveTransfers>();
        services.AddScoped<ArchiveErasure>();
        services.AddScoped<ArchiveKeeping>();
        services.AddScoped<ArchiveLists>();
        services.AddScoped<OutreachDesk>();
        services.AddScoped<SurveyDesk>();
        services.AddScoped<ReportList>();
        services.AddScoped<ReportSheets>();
        services.AddScoped<CountyBooks>();
    }

    /// <summary>Templates, produced documents, uploaded files.</summary>
    private static void AddPapers(IServiceCollection services)
    {
        services.AddSingleton<FileStore>();
        services.AddScoped<PaperDesk>();
        services.AddScoped<TemplateDesk>();
        services.AddScoped<CaseAttachments>();
        services.AddScoped<PapersDue>();
    }

    /// <summary>Register imports and comparisons, visits and their quotas.</summary>
    private static void AddChecks(IServiceCollection services)
    {
        services.AddSingleton<RegisterImportService>();
        services.AddHostedService(provider => provider.GetRequiredService<RegisterImportService>());
        services.AddScoped<RegisterImportRunner>();
        services.AddScoped<RegisterImports>();
        services.AddScoped<CaseComparisons>();
        services.AddScoped<CaseChecks>();
        services.AddScoped<VisitRecords>();
        services.AddScoped<CaseDoubts>();
        services.AddScoped<VisitPlans>();
        services.AddScoped<VisitSamples>();
    }

    private static void AddClock(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ClockOptions>().Bind(configuration.GetSection(ClockOptions.Section))
            .Validate<IHostEnvironment>(
                (options, environment) => options.FitsInto(environment),
                "AW3203 Clock:Simulated is true in Production. Deadlines and payments would follow an invented time: switch it off, or set Clock:Training=true if this installation is for training only.")
            .ValidateOnStart();
        if (!configuration.GetValue<bool>("Clock:Simulated"))
            return;

        services.AddSingleton<SimulatedClock>();
        services.AddSingleton<TimeProvider>(provider => provider.GetRequiredService<SimulatedClock>());
        services.AddScoped<ClockControl>();
    }

    private static void AddProtection(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ProtectionOptions>().Bind(configuration.GetSection(ProtectionOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider =>
        {
            var path = provider.GetRequiredService<IOptions<ProtectionOptions>>().Value.KeyFile;
            if (File.Exists(path))
                return KeyRing.Load(path);

            // A new key beside sealed rows would look like a working system until somebody opens one of them.
            using var scope = provider.CreateScope();
            var db = scope.ServiceProvider.GetRequiredService<AidDbContext>();
            return db.Set<Applicant>().Any() || db.Set<StaffRelative>().Any() ? KeyRing.Load(path) : KeyRing.LoadOrCreate(path);
        });
        services.AddSingleton<FieldProtector>();
    }
}
