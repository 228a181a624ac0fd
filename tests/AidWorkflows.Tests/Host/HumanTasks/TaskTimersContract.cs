using AidWorkflows.Data.Workflows;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Engine.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static AidWorkflows.Tests.Host.HumanTasks.StepWorkflow;

namespace AidWorkflows.Tests.Host.HumanTasks;

/// <summary>Reminders and escalation in working days; the database's clock is moved, nobody waits.</summary>
public abstract class TaskTimersContract(AidServer server)
{
    [Fact]
    public async Task A_step_reminds_again_and_again_and_then_goes_to_the_superior()
    {
        var flow = await StartAsync(server, 7301, Step("s-county", ("remindAfterWorkingDays", "2"), ("escalateAfterWorkingDays", "5")));
        var task = await flow.TaskAsync("county1");
        Assert.Equal("200 open", await flow.PostAsync("county1", task, "claim"));

        for (var day = 0; day < 20; day++)
            await AdvanceAsync(TimeSpan.FromDays(1));

        var events = await flow.EventsAsync();
        Assert.InRange(events.Count(code => code == "task-reminded"), 4, 10);
        Assert.Single(events, code => code == "task-escalated");
        Assert.Empty(await flow.TasksAsync("county1"));
        var escalated = await flow.TaskAsync("city1");
        Assert.Equal("city", (string?)escalated["level"]);
        Assert.Equal("403 task-not-yours", await flow.CompleteAsync("county1", task));
        Assert.Equal("200 completed", await flow.CompleteAsync("city1", escalated));
        Assert.Equal("Finished", await flow.SubStatusAsync());
        Assert.Equal(0, await server.InDatabaseAsync(db => db.Work.CountAsync(row => row.InstanceId == flow.InstanceId)));
    }

    [Fact]
    public async Task A_timer_that_runs_twice_has_its_effect_once()
    {
        var flow = await StartAsync(server, 7302, Step("s-county", ("escalateAfterWorkingDays", "1"), ("escalateToLevel", "province"), ("escalateToRole", "Auditor")));
        await AdvanceAsync(TimeSpan.FromDays(12));
        await PumpAsync();

        Assert.Single(await flow.EventsAsync(), code => code == "task-escalated");
        var task = await server.InDatabaseAsync(db => db.Set<HumanTask>().AsNoTracking().SingleAsync(row => row.WorkflowInstanceId == flow.InstanceId));
        Assert.Equal(("Province", "Auditor"), (task.Level.ToString(), task.Role));
    }

    [Theory]
    [InlineData("all", 7304)]
    [InlineData("in-order", 7305)]
    public async Task The_superior_signs_once_in_place_of_all_who_are_late(string signRule, int seed)
    {
        var flow = await StartAsync(server, seed, Step("s-county", ("signRule", signRule), ("escalateAfterWorkingDays", "1")));
        await AdvanceAsync(TimeSpan.FromDays(12));

        Assert.Equal("200 completed", await flow.CompleteAsync("city1", await flow.TaskAsync("city1")));

        Assert.Equal("Finished", await flow.SubStatusAsync());
        Assert.Equal(["s-county Cancelled", "s-county Completed"], (await flow.StatusesAsync()).Order(StringComparer.Ordinal));
        Assert.Equal(0, await flow.BookmarksAsync());
    }

    [Fact]
    public async Task An_added_signer_who_is_late_gives_way_to_the_superior()
    {
        var flow = await StartAsync(server, 7306, Step("s-county", ("escalateAfterWorkingDays", "1")));
        Assert.Equal("200 waiting", await flow.PostAsync("county1", await flow.TaskAsync("county1"), "signers", new { personId = await flow.PersonAsync("county2"), when = "before" }));
        await AdvanceAsync(TimeSpan.FromDays(12));

        Assert.Equal("200 completed", await flow.CompleteAsync("city1", await flow.TaskAsync("city1")));
        Assert.Equal("Finished", await flow.SubStatusAsync());
    }

    [Fact]
    public async Task A_superior_that_does_not_exist_is_an_incident_at_once()
    {
        var flow = await StartAsync(server, 7303, Step("s-top", ("level", "national"), ("escalateAfterWorkingDays", "5")));

        Assert.Equal(["AW3102"], await server.InDatabaseAsync(db => db.Incidents.Where(incident => incident.InstanceId == flow.InstanceId).Select(incident => incident.Code).ToListAsync()));
    }

    private async Task AdvanceAsync(TimeSpan by)
    {
        await server.InDatabaseAsync(async db =>
        {
            if (await db.Set<ClockRow>().FirstOrDefaultAsync() is not { } row)
                db.Add(row = new ClockRow());
            row.OffsetMicroseconds += by.Ticks / 10;
            return await db.SaveChangesAsync();
        });
        await PumpAsync();
    }

    /// <summary>The server's own pump may have claimed a row first; then this one waits for its burst.</summary>
    private async Task PumpAsync()
    {
        var pump = server.Services.GetRequiredService<WorkPump>();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await pump.RunDueAsync(WorkLane.Timer, default) > 0 || await OverdueAsync())
            await Task.Delay(TimeSpan.FromMilliseconds(20), patience.Token);
    }

    private Task<bool> OverdueAsync() => server.InDatabaseAsync(async db =>
    {
        var offset = await db.Set<ClockRow>().Select(row => row.OffsetMicroseconds).FirstOrDefaultAsync();
        var now = TimeProvider.System.GetUtcNow().AddMicroseconds(offset);
        return await db.Work.AnyAsync(row => row.Lane == WorkLane.Timer && (row.VisibleAt <= now || row.Attempt > 0));
    });
}

public sealed class SqliteTaskTimersTests(AidServer server) : TaskTimersContract(server), IClassFixture<AidServer>;

public sealed class PostgreSqlTaskTimersTests(PostgreSqlAidServer server) : TaskTimersContract(server.Server), IClassFixture<PostgreSqlAidServer>;
