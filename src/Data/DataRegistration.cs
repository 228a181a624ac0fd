using System.Data.Common;
using AidWorkflows.Data.Assessment;
using AidWorkflows.Data.Definitions;
using AidWorkflows.Data.HumanTasks;
using AidWorkflows.Data.Papers;
using AidWorkflows.Data.Policies;
using AidWorkflows.Data.PostgreSql;
using AidWorkflows.Data.Publishing;
using AidWorkflows.Data.Registers;
using AidWorkflows.Data.Reports;
using AidWorkflows.Data.Sqlite;
using AidWorkflows.Data.Visits;
using AidWorkflows.Data.Workflows;
using AidWorkflows.Engine.Runtime;
using AidWorkflows.Engine.Triggers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace AidWorkflows.Data;

public static class DataRegistration
{
    private const string DefaultSqlite = "Data Source=data/aid.db";

    /// <summary>The database layer: AidDbContext, the workflow store and the definition library, all scoped.</summary>
    public static IServiceCollection AddAidData(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DatabaseOptions>().Bind(configuration.GetSection(DatabaseOptions.Section)).ValidateOnStart();
        services.AddOptions<PublishingOptions>().Bind(configuration.GetSection(PublishingOptions.Section)).ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<WorkSignal>();

        var provider = configuration.GetSection(DatabaseOptions.Section).Get<DatabaseOptions>()?.Provider ?? DatabaseProvider.Sqlite;
        var connectionString = configuration.GetConnectionString("Aid");
        if (provider == DatabaseProvider.Sqlite)
            AddSqlite(services, string.IsNullOrWhiteSpace(connectionString) ? DefaultSqlite : connectionString);
        else
            AddPostgreSql(services, connectionString);

        services.AddScoped(scope => new WorkflowStore(
            scope.GetRequiredService<AidDbContext>(), scope.GetRequiredService<WorkflowDialect>(), scope.GetRequiredService<WorkSignal>(), scope));
        services.AddScoped<IWorkflowStore>(scope => scope.GetRequiredService<WorkflowStore>());
        services.AddScoped(scope => new DefinitionLibrary(
            scope.GetRequiredService<AidDbContext>(),
            scope.GetRequiredService<WorkflowDialect>(),
            scope.GetRequiredService<TimeProvider>(),
            scope.GetRequiredService<IOptions<PublishingOptions>>().Value,
            scope.GetService<CronSchedule>()));
        services.AddScoped<DefinitionHistory>();
        services.AddSingleton<PolicyShelf>();
        services.AddScoped<PolicyLibrary>();
        services.AddScoped<CaseAssessor>();
        AddChecks(services, configuration);
        services.AddSingleton<DatabaseMigration>();
        return services;
    }

    /// <summary>Registers, comparisons, visits and papers.</summary>
    private static void AddChecks(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RegisterOptions>().Bind(configuration.GetSection(RegisterOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<VisitOptions>().Bind(configuration.GetSection(VisitOptions.Section));
        services.AddScoped<CaseComparer>();
        services.AddScoped<DoubtFlags>();
        services.AddScoped<Archives.ArchiveSelections>();
        services.AddScoped<CountyQuota>();
        services.AddScoped<SeparationOfDuties>();
        services.AddScoped<TaskCandidates>();
        services.AddScoped<YearFigures>();
        services.AddScoped<QualityIndicators>();
        services.AddScoped<CountyFigures>();
        services.AddOptions<UploadOptions>().Bind(configuration.GetSection(UploadOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddScoped<TemplateLibrary>();
    }

    private static void AddSqlite(IServiceCollection services, string connectionString)
    {
        // By a factory, so that the container disposes it and with it the lock file.
        services.AddSingleton(_ => new SqliteDatabaseFile(connectionString));
        services.AddSingleton<WorkflowDialect, SqliteDialect>();
        services.AddDbContextPool<AidDbContext, SqliteAidDbContext>((provider, options) =>
        {
            var file = provider.GetRequiredService<SqliteDatabaseFile>();
            options.UseSqlite(file.ConnectionString, OneQuery)
                .ReplaceService<IRelationalTransactionFactory, SqliteGatedTransactions>()
                .AddInterceptors(
                    new SqliteConnectionInterceptor(file), new SqliteTransactionInterceptor(file.Gate), new SqliteCommandInterceptor(file.Gate));
        });
    }

    private static void AddPostgreSql(IServiceCollection services, string? connectionString)
    {
        if (string.IsNullOrWhiteSpace(connectionString))
            throw new InvalidOperationException("AW1305 Database:Provider is PostgreSql but ConnectionStrings:Aid is empty. Set it to 'Host=...;Database=...;Username=...;Password=...'.");

        services.AddSingleton(_ => OpenPostgreSql(connectionString));
        services.AddSingleton<WorkflowDialect, PostgreSqlDialect>();
        services.AddDbContextPool<AidDbContext, PostgreSqlAidDbContext>((provider, options) =>
            options.UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>(), OneQuery));
    }

    // A task's signatures and participants are a handful of rows; a query each would cost more than what a join repeats.
    private static void OneQuery<TBuilder, TExtension>(RelationalDbContextOptionsBuilder<TBuilder, TExtension> options)
        where TBuilder : RelationalDbContextOptionsBuilder<TBuilder, TExtension>
        where TExtension : RelationalOptionsExtension, new() => options.UseQuerySplittingBehavior(QuerySplittingBehavior.SingleQuery);

    private static NpgsqlDataSource OpenPostgreSql(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);

        // The engine sends the same few statements all day long. 0 switches it off, for a pooler in transaction mode.
        if (!IsGiven(connectionString, "Max Auto Prepare"))
            builder.ConnectionStringBuilder.MaxAutoPrepare = 100;

        // The reset between two users of a pooled connection throws the plans away. Nothing here leaves session state behind:
        // settings are set for one transaction, and the only session lock (migration) is given back by name.
        if (!IsGiven(connectionString, "No Reset On Close"))
            builder.ConnectionStringBuilder.NoResetOnClose = true;
        return builder.Build();
    }

    /// <summary>Npgsql's own builder claims to contain every keyword that it knows.</summary>
    private static bool IsGiven(string connectionString, string keyword)
    {
        var given = new DbConnectionStringBuilder { ConnectionString = connectionString };
        return given.ContainsKey(keyword) || given.ContainsKey(keyword.Replace(" ", "", StringComparison.Ordinal));
    }
}
