using AidWorkflows.Engine.Activities;
using AidWorkflows.Engine.Activities.Children;
using AidWorkflows.Engine.Activities.Flow;
using AidWorkflows.Engine.Activities.Looping;
using AidWorkflows.Engine.Activities.Primitives;
using AidWorkflows.Engine.Activities.Scheduling;
using AidWorkflows.Engine.Execution;
using AidWorkflows.Engine.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AidWorkflows.Engine;

/// <summary>Adds the engine; the host adds an <see cref="IWorkflowStore"/> and its own activities.</summary>
public static class EngineRegistration
{
    public static IServiceCollection AddWorkflowEngine(this IServiceCollection services)
    {
        services.TryAddSingleton(new EngineOptions());
        services.AddSingleton<DefinitionCache>();
        services.AddSingleton<ActivityCatalog>();
        services.AddSingleton<InstanceChanges>();
        services.AddScoped<WorkflowRuntime>();
        services.AddScoped<ActivityTester>();
        foreach (var activity in BuiltIn())
            services.AddSingleton(activity);
        return services;
    }

    private static IEnumerable<Activity> BuiltIn() =>
    [
        new WorkflowActivity(), new Flowchart(), new Sequence(), new If(), new FlowDecision(), new FlowSwitch(), new FlowFork(), new FlowJoin(),
        new Start(), new End(), new Finish(), new Fault(),
        new SetVariable(), new SetName(), new SetOutput(), new Correlate(), new WriteLine(), new Event(), new RunTask(), new RunJavaScript(),
        new For(), new ForEach(), new While(), new Break(), new ParallelForEach(), new Switch(), new Fork(), new Activities.Flow.Parallel(), new Complete(),
        new PublishEvent(), new ExecuteWorkflow(), new DispatchWorkflow(), new BulkDispatchWorkflows(),
        new Delay(), new Activities.Scheduling.Timer(), new Cron(), new StartAt(),
    ];
}
