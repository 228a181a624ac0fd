using System.Diagnostics.Metrics;
using AidWorkflows.Data;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Engine.Execution;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Operations;

/// <summary>What operators watch. The gauges are counted when they are asked for, from the database that all nodes share.</summary>
internal sealed class AidMetrics : IDisposable
{
    public const string MeterName = "AidWorkflows";

    private readonly Meter meter;
    private Figures figures = new(0, 0, 0, 0, 0);

    public AidMetrics(IMeterFactory meters)
    {
        meter = meters.Create(MeterName);
        meter.CreateObservableGauge("aid_tasks_open", () => figures.TasksOpen, description: "Human tasks that wait for somebody.");
        meter.CreateObservableGauge("aid_tasks_overdue", () => figures.TasksOverdue, description: "Open human tasks past their due date.");
        meter.CreateObservableGauge("aid_incidents_open", () => figures.IncidentsOpen, description: "Incidents that nobody has resolved.");
        meter.CreateObservableGauge("aid_instances_running", () => figures.InstancesRunning, description: "Workflow instances that have not ended.");
        meter.CreateObservableGauge(
            "aid_work_oldest_overdue_seconds", () => figures.OldestOverdueSeconds, unit: "s", description: "How long the oldest due row of the work table has waited.");
    }

    public async Task CountAsync(AidDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var open = db.Set<HumanTask>().AsNoTracking().Where(task => task.Status == HumanTaskStatus.Open);
        var oldest = await db.Work.AsNoTracking()
            .Where(row => row.VisibleAt <= now).OrderBy(row => row.VisibleAt).Select(row => (DateTimeOffset?)row.VisibleAt).FirstOrDefaultAsync(cancellationToken);
        figures = new Figures(
            await open.CountAsync(cancellationToken),
            await open.CountAsync(task => task.DueAt <= now, cancellationToken),
            await db.Incidents.AsNoTracking().CountAsync(incident => incident.ResolvedAt == null, cancellationToken),
            await db.Instances.AsNoTracking().CountAsync(instance => instance.Status == WorkflowStatus.Running, cancellationToken),
            oldest is { } since ? (now - since).TotalSeconds : 0);
    }

    public void Dispose() => meter.Dispose();

    private sealed record Figures(long TasksOpen, long TasksOverdue, long IncidentsOpen, long InstancesRunning, double OldestOverdueSeconds);
}
