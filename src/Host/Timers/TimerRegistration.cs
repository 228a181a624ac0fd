using AidWorkflows.Engine.Runtime;
using AidWorkflows.Engine.Triggers;
using AidWorkflows.Host.HumanTasks;
using AidWorkflows.Host.Idempotency;
using AidWorkflows.Host.Papers;
using Quartz;

namespace AidWorkflows.Host.Timers;

/// <summary>Quartz with its in-memory store, and the pump.</summary>
internal static class TimerRegistration
{
    public static IServiceCollection AddTimers(this IServiceCollection services)
    {
        services.AddSingleton<CronSchedule>(CronTimes.Next);
        services.AddSingleton<WorkPump>();
        services.AddHostedService<PumpService>();
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler => scheduler.InstanceName = "aid");
            quartz.UseDefaultThreadPool(pool => pool.MaxConcurrency = 4);
            quartz.ScheduleJob<PumpTick>(trigger => trigger.WithIdentity("pump-tick").StartNow().WithSimpleSchedule(schedule => schedule.WithInterval(TimeSpan.FromSeconds(1)).RepeatForever()));
            quartz.ScheduleJob<IdempotencySweep>(trigger => trigger.WithIdentity("idempotency-sweep").StartNow().WithSimpleSchedule(schedule => schedule.WithInterval(IdempotencySweep.Interval).RepeatForever()));
            quartz.ScheduleJob<PaperSweep>(trigger => trigger.WithIdentity("paper-sweep").StartNow().WithSimpleSchedule(schedule => schedule.WithInterval(PaperSweep.Interval).RepeatForever()));
            quartz.ScheduleJob<StuckTaskSweep>(trigger => trigger.WithIdentity("stuck-task-sweep").StartNow().WithSimpleSchedule(schedule => schedule.WithInterval(StuckTaskSweep.Interval).RepeatForever()));
        });
        services.AddQuartzHostedService(quartz => quartz.WaitForJobsToComplete = true);
        return services;
    }
}
