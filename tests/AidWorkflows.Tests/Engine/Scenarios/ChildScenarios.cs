using System.Text.Json.Nodes;
using AidWorkflows.Data;
using AidWorkflows.Engine.Execution;
using AidWorkflows.Engine.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static AidWorkflows.Tests.Engine.Flow;

namespace AidWorkflows.Tests.Engine.Scenarios;

/// <summary>Parents and children: each parent hears of each child once, and nothing is left when a tree is cancelled (engine.md 1.3 D3, D4).</summary>
public sealed class ChildScenarios
{
    public static TheoryData<DatabaseProvider> Providers => [.. Enum.GetValues<DatabaseProvider>()];

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_parent_hears_of_each_of_twenty_children_while_four_pumps_run(DatabaseProvider provider)
    {
        await using var engine = await EngineHarness.CreateAsync(provider);
        await engine.PublishAsync(Definition("child", Sequence(Delay("D", "00:00:00.05"), Output("O", "Reply", "'r' + getItem()")), inputs: ["Item"], outputs: ["Reply"]));
        var bulk = Start("X", "Elsa.BulkDispatchWorkflows", "child", ("items", Flow.Script("Array.from({length: 20}, (x, i) => i)")));
        With(bulk, "childCompleted", Named("Each", Sequence(Set("Add", "Replies", "[...getReplies(), getInput('WorkflowOutput').Reply + getChildInstanceId().length]"))));
        await engine.PublishRootAsync(Sequence(bulk, Line("After")), Variables(("Replies", "Object", "[]")));

        var run = await engine.StartAsync();
        Assert.Equal("Elsa.BulkDispatchWorkflows", Assert.Single(run.Bookmarks).Name);
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var pump = engine.Services.GetRequiredService<WorkPump>();
        while ((await engine.InstanceAsync(run.InstanceId)).Status == WorkflowStatus.Running)
        {
            stop.Token.ThrowIfCancellationRequested();
            await Task.WhenAll(Enumerable.Range(0, 4).SelectMany(_ => Enum.GetValues<WorkLane>()).Select(lane => Task.Run(() => pump.RunDueAsync(lane, stop.Token), stop.Token)));
        }

        Assert.Equal(WorkflowSubStatus.Finished, (await engine.InstanceAsync(run.InstanceId)).SubStatus);
        var each = (await engine.JournalAsync(run.InstanceId)).Where(row => row.NodeId.EndsWith(":Add", StringComparison.Ordinal) && row.Event == AidWorkflows.Engine.Journal.JournalEvent.Completed);
        Assert.Equal(20, each.Count());
        Assert.Equal(20, await engine.InContextAsync(context => context.Instances.CountAsync(row => row.ParentInstanceId == run.InstanceId && row.SubStatus == WorkflowSubStatus.Finished)));
        Assert.Equal(0, await engine.InContextAsync(context => context.Work.CountAsync()));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Execute_runs_a_child_without_waits_within_the_burst_and_hands_its_output_on(DatabaseProvider provider)
    {
        await using var engine = await EngineHarness.CreateAsync(provider);
        await engine.PublishAsync(Definition("child", Sequence(Output("O", "Reply", "'hi ' + getWho()")), inputs: ["Who"], outputs: ["Reply"]));
        await engine.PublishRootAsync(
            Sequence(Result(With(Start("X", "Elsa.ExecuteWorkflow", "child", ("input", Flow.Script("({Who: 'Li'})"))), "waitForCompletion", Flow.Script("true"))), Text("T", "getR().Output.Reply + ' ' + getR().SubStatus")),
            Variables(("R", "Object", null)));

        var run = await engine.StartAsync();

        Assert.Equal(WorkflowSubStatus.Finished, run.SubStatus);
        Assert.Equal(["hi Li Finished"], await LoopScenarios.TextsAsync(engine, run.InstanceId));
        Assert.Equal(1, await engine.InContextAsync(context => context.Instances.CountAsync(row => row.ParentInstanceId == run.InstanceId && row.DefinitionId == "child")));
    }

    [Theory]
    [InlineData("Elsa.ExecuteWorkflow", "getR().Output.Reply")]
    [InlineData("Elsa.ExecuteWorkflow", "getR().Reply")]
    [InlineData("Elsa.DispatchWorkflow", "getR().Reply")]
    public async Task A_parent_waits_for_a_child_that_waits(string type, string read)
    {
        await using var engine = await EngineHarness.CreateAsync();
        await engine.PublishAsync(Definition("child", Sequence(Event("Go"), Output("O", "Reply", "'done'")), outputs: ["Reply"]));
        await engine.PublishRootAsync(Sequence(Waiting(type), Text("T", read)), Variables(("R", "Object", null)));

        var run = await engine.StartAsync();
        await engine.PumpAsync();
        Assert.Equal(type, Assert.Single((await engine.StateAsync(run.InstanceId)).Bookmarks).Name);
        await engine.PublishEventAsync("Go");

        Assert.Equal(["done"], await LoopScenarios.TextsAsync(engine, run.InstanceId));
        Assert.Equal(WorkflowSubStatus.Finished, (await engine.InstanceAsync(run.InstanceId)).SubStatus);
    }

    [Fact]
    public async Task A_childs_fault_reaches_the_parent_and_so_does_its_retry()
    {
        await using var engine = await EngineHarness.CreateAsync();
        await engine.PublishAsync(Definition("child", Sequence(Event("Go"), Set("Bad", "N", "if (getInput('Item') === 1 && getBroken()) { setBroken(false); throw new Error('x'); } return 1;")),
            Variables(("N", "Int32", null), ("Broken", "Boolean", "true")), inputs: ["Item"]));
        var bulk = Start("X", "Elsa.BulkDispatchWorkflows", "child", ("items", Flow.Script("[1,2]")));
        With(bulk, "childFaulted", Text("Faulted", "'faulted ' + getInput('WorkflowSubStatus')"));
        With(bulk, "childCompleted", Text("Completed", "'completed'"));
        await engine.PublishRootAsync(Flowchart([bulk, Line("Done")], "X.Completed -> Done"));

        var run = await engine.StartAsync();
        await engine.PumpAsync();
        var children = await engine.InContextAsync(context => context.Instances.Where(row => row.ParentInstanceId == run.InstanceId).Select(row => row.Id).ToListAsync());
        var bookmarks = await engine.InContextAsync(context => context.Bookmarks.Where(row => children.Contains(row.InstanceId)).ToListAsync());
        var bad = (await Task.WhenAll(children.Select(async id => (id, item: (int)(await engine.StateAsync(id)).Input["Item"]!)))).Single(child => child.item == 1).id;
        await engine.ResumeAsync(bookmarks.Single(row => row.InstanceId == bad).Id);
        await engine.PumpAsync();
        await engine.InScopeAsync(runtime => runtime.RetryAsync(bad, null, "admin", default));
        await engine.PumpAsync();
        Assert.Equal(WorkflowSubStatus.Suspended, (await engine.InstanceAsync(run.InstanceId)).SubStatus);
        await engine.PublishEventAsync("Go");

        Assert.Equal(["faulted Faulted", "completed", "completed", "Done"], await LoopScenarios.TextsAsync(engine, run.InstanceId));
        Assert.Equal(WorkflowSubStatus.Finished, (await engine.InstanceAsync(run.InstanceId)).SubStatus);
    }

    [Theory]
    [InlineData("Elsa.ExecuteWorkflow")]
    [InlineData("Elsa.DispatchWorkflow")]
    public async Task A_cancelled_child_lets_its_parent_go_on(string type)
    {
        await using var engine = await EngineHarness.CreateAsync();
        await engine.PublishAsync(Definition("child", Sequence(Event("Go"))));
        await engine.PublishRootAsync(Sequence(Waiting(type), Line("After")), Variables(("R", "Object", null)));

        var run = await engine.StartAsync();
        await engine.PumpAsync();
        var child = await engine.InContextAsync(context => context.Instances.SingleAsync(row => row.ParentInstanceId == run.InstanceId));
        await engine.InScopeAsync(runtime => runtime.CancelAsync(child.Id, "admin", default));
        await engine.PumpAsync();

        Assert.Equal(["After"], await LoopScenarios.TextsAsync(engine, run.InstanceId));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Cancelling_a_tree_of_three_levels_leaves_nothing_that_waits(DatabaseProvider provider)
    {
        await using var engine = await EngineHarness.CreateAsync(provider);
        await engine.PublishAsync(Definition("leaf", Flowchart([Line("S"), Event("E"), Delay("D", "30.00:00:00"), RunTask("T")], "S -> E", "S -> D", "S -> T")));
        await engine.PublishAsync(Definition("middle", Flowchart([Line("S"), Waiting("Elsa.ExecuteWorkflow", "leaf", "A"), Start("B", "Elsa.DispatchWorkflow", "leaf"), Delay("D", "9.00:00:00")], "S -> A", "S -> B", "S -> D"), Variables(("R", "Object", null))));
        await engine.PublishRootAsync(Flowchart([Line("S"), Start("Bulk", "Elsa.BulkDispatchWorkflows", "middle", ("items", Flow.Script("[1,2,3]"))), Delay("D", "5.00:00:00")], "S -> Bulk", "S -> D"));

        var run = await engine.StartAsync();
        await engine.PumpAsync();
        Assert.Equal(10, await engine.InContextAsync(context => context.Instances.CountAsync()));
        await engine.InScopeAsync(runtime => runtime.CancelAsync(run.InstanceId, "admin", default));
        await engine.PumpAsync();

        Assert.Equal(10, await engine.InContextAsync(context => context.Instances.CountAsync(row => row.SubStatus == WorkflowSubStatus.Cancelled)));
        Assert.Equal(0, await engine.InContextAsync(context => context.Bookmarks.CountAsync()));
        Assert.Equal(0, await engine.InContextAsync(context => context.Work.CountAsync()));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Children_that_were_only_queued_never_start_once_the_parent_is_cancelled(DatabaseProvider provider)
    {
        await using var engine = await EngineHarness.CreateAsync(provider);
        await engine.PublishAsync(Definition("child", Sequence(Event("Go"))));
        await engine.PublishRootAsync(Start("Bulk", "Elsa.BulkDispatchWorkflows", "child", ("items", Flow.Script("[1,2,3]"))));

        var run = await engine.StartAsync();
        await engine.InScopeAsync(runtime => runtime.CancelAsync(run.InstanceId, "admin", default));
        await engine.PumpAsync();

        Assert.Equal(1, await engine.InContextAsync(context => context.Instances.CountAsync()));
    }

    [Fact]
    public async Task A_workflow_that_starts_itself_without_end_does_not_fill_the_stack()
    {
        await using var engine = await EngineHarness.CreateAsync();
        await engine.PublishRootAsync(Sequence(If("I", "(getInput('N') ?? 0) < 30", With(Waiting("Elsa.ExecuteWorkflow", "test"), "input", Flow.Script("({N: (getInput('N') ?? 0) + 1})"))), Line("End")), Variables(("R", "Object", null)));

        var run = await engine.StartAsync();
        await engine.PumpAsync();

        Assert.Equal(31, await engine.InContextAsync(context => context.Instances.CountAsync(row => row.SubStatus == WorkflowSubStatus.Finished)));
        Assert.Equal(WorkflowSubStatus.Finished, (await engine.InstanceAsync(run.InstanceId)).SubStatus);
    }

    [Fact]
    public async Task A_missing_definition_is_an_incident_that_a_retry_mends()
    {
        await using var engine = await EngineHarness.CreateAsync();
        await engine.PublishRootAsync(Sequence(Waiting("Elsa.DispatchWorkflow", "late"), Line("After")), Variables(("R", "Object", null)));
        var run = await engine.StartAsync();
        Assert.Equal("AW2014", Assert.Single(run.State.Incidents).Code);

        await engine.PublishAsync(Definition("late", Sequence(Line("L"))));
        await engine.InScopeAsync(runtime => runtime.RetryAsync(run.InstanceId, null, null, default));
        await engine.PumpAsync();

        Assert.Equal(["After"], await LoopScenarios.TextsAsync(engine, run.InstanceId));
    }

    [Fact]
    public async Task A_child_that_its_strategy_does_not_allow_is_reported_as_faulted()
    {
        await using var engine = await EngineHarness.CreateAsync();
        var child = Definition("single", Sequence(Event("Go")));
        child["options"] = new JsonObject { ["activationStrategyType"] = "Elsa.Workflows.ActivationValidators.SingletonStrategy, Elsa.Workflows.Core" };
        await engine.PublishAsync(child);
        await engine.StartAsync("single");
        await engine.PublishRootAsync(Sequence(Waiting("Elsa.ExecuteWorkflow", "single"), Text("T", "getR().SubStatus")), Variables(("R", "Object", null)));

        var run = await engine.StartAsync();
        await engine.PumpAsync();

        Assert.Equal(["Faulted"], await LoopScenarios.TextsAsync(engine, run.InstanceId));
    }

    private static JsonObject Waiting(string type, string definitionId = "child", string id = "X") => Result(With(Start(id, type, definitionId), "waitForCompletion", Flow.Script("true")));

    private static JsonObject Start(string id, string type, string definitionId, (string, JsonNode)? input = null) => With(Activity(id, type, input), "workflowDefinitionId", Literal(definitionId));

    private static JsonObject Result(JsonObject activity) => With(activity, "result", new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = "R" } });

    private static JsonObject Output(string id, string name, string script) => With(Activity(id, "Elsa.SetOutput", ("outputName", Literal(name))), "outputValue", Flow.Script(script));

    private static JsonObject Text(string id, string script) => Activity(id, "Elsa.WriteLine", ("text", Flow.Script(script)));
}
