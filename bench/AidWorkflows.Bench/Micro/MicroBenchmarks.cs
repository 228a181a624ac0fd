using System.Globalization;
using System.Text.Json.Nodes;
using AidWorkflows.Bench.Load;
using AidWorkflows.Engine;
using AidWorkflows.Engine.Activities;
using AidWorkflows.Engine.Definitions;
using AidWorkflows.Engine.Execution;
using AidWorkflows.Engine.Expressions;
using AidWorkflows.Engine.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Bench.Micro;

/// <summary>The engine without a database, on one thread.</summary>
internal static class MicroBenchmarks
{
    private const int Rounds = 1_000;

    public static void Run(int repeats)
    {
        using var services = new ServiceCollection().AddWorkflowEngine().AddLogging().BuildServiceProvider();
        var catalog = services.GetRequiredService<ActivityCatalog>();
        Print("expressions getN() < 5 through the evaluator", repeats, Expressions(catalog));
        Print("flowchart steps: loop of decision, set variable", repeats, () => RunLoop(catalog));
    }

    private static Func<int> Expressions(ActivityCatalog catalog)
    {
        var (burst, definition) = NewBurst(catalog);
        var root = new ActivityExecution
        {
            Id = Burst.NewId(),
            NodeId = definition.Root.NodeId,
            StartedAt = burst.Now,
            Node = definition.Root,
            Variables = new Dictionary<string, JsonNode?>(StringComparer.Ordinal) { ["N"] = 3 },
        };
        burst.State.Executions.Add(root);
        var expression = JsonNode.Parse("""{"typeName":"Boolean","expression":{"type":"JavaScript","value":"getN() < 5"}}""");
        var activity = catalog.Find("Elsa.FlowDecision", 1)!;
        return () =>
        {
            for (var i = 0; i < Rounds; i++)
                if (ExpressionEvaluator.Evaluate(expression, new ActivityContext(burst, root, activity))?.GetValue<bool>() != true)
                    throw new InvalidOperationException("getN() < 5 must be true.");
            return Rounds;
        };
    }

    private static int RunLoop(ActivityCatalog catalog)
    {
        var (burst, _) = NewBurst(catalog);
        burst.StartAsync().AsTask().GetAwaiter().GetResult();
        var steps = burst.ToChanges(null).Journal.Count(line => line.Event == AidWorkflows.Engine.Journal.JournalEvent.Started);
        return burst.IsEnded && steps > 2 * Rounds ? steps : throw new InvalidOperationException("The loop did not run to its end.");
    }

    private static (Burst Burst, WorkflowDefinition Definition) NewBurst(ActivityCatalog catalog)
    {
        var now = TimeProvider.System.GetUtcNow();
        var definition = WorkflowDefinitionReader.Read(Loop());
        var header = new InstanceHeader
        {
            Id = Burst.NewId(),
            DefinitionId = "loop",
            VersionId = "loop-1",
            DefinitionVersion = 1,
            Status = WorkflowStatus.Running,
            SubStatus = WorkflowSubStatus.Pending,
            CreatedAt = now,
            UpdatedAt = now,
        };
        var options = new EngineOptions { Limits = new BurstLimits { Steps = int.MaxValue, Milliseconds = int.MaxValue } };
        return (new Burst(definition, header, new WorkflowState(), new MemoryUnit(now), new BurstServices(new MemoryStore(now), new DefinitionCache(catalog), catalog, options), null, default), definition);
    }

    private static JsonObject Loop() => (JsonObject)JsonNode.Parse(string.Create(CultureInfo.InvariantCulture, $$"""
        {
          "id": "loop-1", "definitionId": "loop", "variables": [{ "id": "N", "name": "N", "typeName": "Int32", "value": "0" }],
          "root": {
            "id": "Flow", "type": "Elsa.Flowchart", "version": 1,
            "activities": [
              { "id": "Again", "type": "Elsa.FlowDecision", "version": 1, "condition": { "typeName": "Boolean", "expression": { "type": "JavaScript", "value": "getN() < {{Rounds}}" } } },
              { "id": "Count", "type": "Elsa.SetVariable", "version": 1, "variable": { "id": "N", "name": "N" }, "value": { "typeName": "Object", "expression": { "type": "JavaScript", "value": "getN() + 1" } } }
            ],
            "connections": [
              { "source": { "activity": "Again", "port": "True" }, "target": { "activity": "Count", "port": "In" } },
              { "source": { "activity": "Count", "port": "Done" }, "target": { "activity": "Again", "port": "In" } }
            ]
          }
        }
        """))!;

    private static void Print(string what, int repeats, Func<int> batch)
    {
        var warm = System.Diagnostics.Stopwatch.StartNew();
        while (warm.ElapsedMilliseconds < 1_000)
            batch();

        var perSecond = new List<double>();
        var allocated = 0d;
        for (var repeat = 0; repeat < repeats; repeat++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var clock = System.Diagnostics.Stopwatch.StartNew();
            long done = 0;
            while (clock.ElapsedMilliseconds < 500)
                done += batch();
            perSecond.Add(done / clock.Elapsed.TotalSeconds);
            allocated = (double)(GC.GetAllocatedBytesForCurrentThread() - before) / done;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what}: median {Measurement.Median(perSecond):N0}/s ({string.Join(' ', perSecond.Select(value => value.ToString("N0", CultureInfo.InvariantCulture)))}), {allocated:N0} bytes each"));
    }
}
