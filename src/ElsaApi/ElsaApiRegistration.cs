using System.Text.Json.Serialization;
using AidWorkflows.Data.Definitions;
using AidWorkflows.Data.Publishing;
using AidWorkflows.ElsaApi.Alterations;
using AidWorkflows.ElsaApi.Definitions;
using AidWorkflows.ElsaApi.Descriptors;
using AidWorkflows.ElsaApi.Identity;
using AidWorkflows.ElsaApi.Instances;
using AidWorkflows.ElsaApi.Live;
using AidWorkflows.ElsaApi.Publishing;
using AidWorkflows.ElsaApi.Scripting;
using AidWorkflows.ElsaApi.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AidWorkflows.ElsaApi;

/// <summary>Elsa's REST API and SignalR hub, so that the real Elsa Studio works on this server.</summary>
public static class ElsaApiRegistration
{
    public const string ApiPath = "/elsa/api";

    /// <summary>Studio derives it from the API's address: a sibling of "api".</summary>
    public const string HubPath = "/elsa/hubs/workflow-instance";

    public static IServiceCollection AddElsaApi(this IServiceCollection services)
    {
        services.AddAuthorization(ElsaApiPolicies.Configure);
        services.AddSignalR().AddJsonProtocol(options => options.PayloadSerializerOptions = new(ElsaJson.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.Never });
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<DefinitionFacts>();
        services.AddSingleton<RecentEdits>();
        services.AddSingleton<DescriptorTexts>();
        services.AddScoped<ActivityDescriptors>();
        services.AddScoped<DefinitionReading>();
        services.AddSingleton<ChangeWords>();
        services.AddScoped<SurroundingsReader>();
        services.AddScoped<PublicationReview>();
        services.AddScoped(scope => new PublicationDesk(
            scope.GetRequiredService<DefinitionLibrary>(),
            scope.GetRequiredService<DefinitionHistory>(),
            scope.GetRequiredService<PublicationReview>(),
            scope.GetRequiredService<ChangeWords>(),
            scope.GetRequiredService<IOptions<PublishingOptions>>().Value));
        services.AddScoped<DefinitionSaving>();
        services.AddScoped<DefinitionConsumers>();
        services.AddScoped<WorkflowStarter>();
        services.AddScoped<JournalReader>();
        services.AddScoped<ActivityExecutionHistory>();
        services.AddSingleton(provider => new InstanceStretches(
            provider.GetRequiredService<IServiceScopeFactory>(), provider.GetRequiredService<TimeProvider>(), InstanceStretches.Few, Environment.ProcessorCount));
        services.AddScoped<InstanceDeletion>();
        services.AddScoped<AlterationRuns>();
        services.AddScoped<AlterationPlans>();
        services.AddSingleton<LiveUpdates>();
        services.AddHostedService(provider => provider.GetRequiredService<LiveUpdates>());
        services.AddSingleton<IStartupFilter, HubTokens>();
        return services;
    }

    /// <summary>Call it after UseAuthentication and UseAuthorization.</summary>
    public static IEndpointRouteBuilder MapElsaApi(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup(ApiPath).AddEndpointFilter<ElsaGuard>().DisableAntiforgery().ExcludeFromDescription();
        api.MapIdentity();

        var read = api.MapGroup("").RequireAuthorization(ElsaApiPolicies.Read);
        var edit = api.MapGroup("").RequireAuthorization(ElsaApiPolicies.Edit);
        read.MapWorkflowDefinitions();
        edit.MapDefinitionEditing();
        ConsumersApi.MapConsumers(read, edit);
        DefinitionTransferApi.MapDefinitionTransfer(read, edit);
        PublishingApi.MapPublishing(read, edit);
        read.MapSubgraphs();
        edit.MapWorkflowRuns();
        edit.MapBulkActions();
        WorkflowInstancesApi.MapWorkflowInstances(read, edit);
        read.MapInstanceTransfer();
        read.MapJournal();
        read.MapActivityExecutions();
        AlterationsApi.MapAlterations(read, edit);
        edit.MapTasks();
        edit.MapEvents();
        edit.MapActivityTests();
        read.MapDescriptors();
        read.MapFeatures();
        read.MapScripting();
        read.MapFallback("/{**path}", (string? path) => Results.NotFound());

        endpoints.MapHub<WorkflowInstanceHub>(HubPath, options => options.Transports = HttpTransports.All).RequireAuthorization(ElsaApiPolicies.Read);
        return endpoints;
    }
}
