using System.Text.Json.Nodes;
using AidWorkflows.Engine.Execution;
using AidWorkflows.Engine.Journal;
using static AidWorkflows.Tests.Engine.Flow;

namespace AidWorkflows.Tests.Engine.Scenarios;

/// <summary>
/// Random flowcharts with forks, joins of every mode, decisions, loops and waits, driven by random events. Whatever their shape,
/// they never hang, never finish with something still waiting, and keep an unbroken journal (engine.md 1.4 I2-I4, G1).
/// </summary>
public sealed class RandomFlowcharts
{
    private static readonly string[] Modes = ["None", "Stream", "Merge", "Converge", "Cascade", "Race"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Never_hang_and_never_leave_anything_behind(int block)
    {
        await using var engine = await EngineHarness.CreateAsync(configure: options => options.Limits = new BurstLimits { Steps = 500, Yields = 3 });
        for (var seed = block * 1000; seed < (block * 1000) + 60; seed++)
        {
            var random = new SeededRandom(seed);
            var flowchart = Generate(random);
            await engine.PublishRootAsync(flowchart, Variables(("N", "Int32", "0")));
            var instanceId = (await engine.StartAsync()).InstanceId;
            for (var step = 0; step < 100; step++)
            {
                await engine.PumpAsync();
                await CheckAtRestAsync(engine, instanceId, seed);
                var waiting = (await engine.StateAsync(instanceId)).Bookmarks;
                if (waiting.Count == 0)
                    break;
                await engine.ResumeAsync(waiting[random.Next(waiting.Count)].Id);
            }

            var end = await engine.InstanceAsync(instanceId);
            var codes = (await engine.StateAsync(instanceId)).Incidents.Select(incident => incident.Code).ToList();
            Assert.True(end.SubStatus == WorkflowSubStatus.Finished || codes.Contains("AW2004"), $"seed {seed}: {end.SubStatus} {string.Join(",", codes)} {flowchart.ToJsonString()}");
        }
    }

    private static async Task CheckAtRestAsync(EngineHarness engine, string instanceId, int seed)
    {
        var instance = await engine.InstanceAsync(instanceId);
        var state = await engine.StateAsync(instanceId);
        var journal = await engine.JournalAsync(instanceId);
        Assert.Equal(Enumerable.Range(0, journal.Count), journal.Select(row => row.Sequence));
        Assert.False(state.Incidents.Exists(incident => incident.Code == "AW2005"), $"seed {seed}: stuck {string.Join(" ", journal.Select(row => row.NodeId[(row.NodeId.LastIndexOf(':') + 1)..] + "." + row.Event))}");
        if (instance.SubStatus == WorkflowSubStatus.Suspended)
            Assert.True(state.Bookmarks.Count > 0, $"seed {seed}: suspended with nothing to wake it");
        if (instance.SubStatus != WorkflowSubStatus.Finished)
            return;
        Assert.Empty(state.Bookmarks);
        var open = journal.GroupBy(row => row.ActivityExecutionId)
            .Where(rows => !rows.Any(row => row.Event is JournalEvent.Completed or JournalEvent.Canceled)).Select(rows => rows.First().NodeId).ToList();
        Assert.True(open.Count == 0, $"seed {seed}: never ended: {string.Join(", ", open)}");
    }

    private static JsonObject Generate(SeededRandom random)
    {
        var count = random.Next(4) + 4;
        var activities = new List<JsonObject>();
        var connections = new List<string>();
        for (var index = 0; index < count; index++)
        {
            var id = "n" + index;
            activities.Add(random.Next(9) switch
            {
                0 => Event(id),
                1 => Decision(id, $"(setN(getN() + 1), getN() % {random.Next(3) + 2} !== 0 && getN() < 12)"),
                2 => Join(id, new[] { "WaitAny", "WaitAll", "WaitAllActive" }[random.Next(3)]),
                6 => WithMode(Structured(random, id), Modes[random.Next(Modes.Length)]),
                7 => Activity(id, "Elsa.PublishEvent", ("eventName", Literal("n" + random.Next(count)))),
                3 => WithMode(Event(id), Modes[random.Next(Modes.Length)]),
                _ => Line(id, Modes[random.Next(Modes.Length)]),
            });
        }

        for (var index = 0; index < count; index++)
        {
            var ports = (string?)activities[index]["type"] == "Elsa.FlowDecision" ? new[] { "True", "False" } : ["Done"];
            foreach (var port in ports)
                for (var branch = random.Next(3); branch > 0; branch--)
                    if (Target(random, index, port, count) is { } target)
                        connections.Add($"n{index}.{port} -> n{target}");
            if (index > 0 && !connections.Exists(connection => connection.EndsWith($" -> n{index}", StringComparison.Ordinal)))
                connections.Add($"n{random.Next(index)} -> n{index}");
        }

        return Flowchart([.. activities], [.. connections.Distinct()]);
    }

    /// <summary>A loop, a fork or a list around waits and breaks.</summary>
    private static JsonObject Structured(SeededRandom random, string id)
    {
        var inner = random.Next(4) switch
        {
            0 => Fork(id + "f", random.Next(2) == 0 ? "WaitAny" : "WaitAll", Event(id + "a"), Named(id + "s", Sequence(Line(id + "b"), Event(id + "c")))),
            1 => Named(id + "s", Sequence(If(id + "i", "getCurrentValue() > 1", Activity(id + "x", "Elsa.Break")), Event(id + "b"))),
            2 => Named(id + "p", With(Sequence(Line(id + "a"), Event(id + "b")), "type", "Elsa.Parallel")),
            _ => Line(id + "a"),
        };
        return random.Next(3) switch
        {
            0 => For(id, 1, random.Next(3) + 1, inner),
            1 => ForEach(id, "[1,2]", inner),
            _ => With(Activity(id, "Elsa.ParallelForEach", ("items", Flow.Object("[1,2]"))), "body", inner),
        };
    }

    /// <summary>Mostly forward; now and then back to an earlier activity, but only behind a decision, so that loops can end.</summary>
    private static int? Target(SeededRandom random, int from, string port, int count)
    {
        if (port == "True" && from > 0 && random.Next(3) == 0)
            return random.Next(from);
        var forward = from + 1 + random.Next(3);
        return forward < count ? forward : null;
    }

    private static JsonObject WithMode(JsonObject activity, string mode)
    {
        activity["customProperties"] = new JsonObject { ["mergeMode"] = mode };
        return activity;
    }

    /// <summary>A small generator of our own, so that a seed means the same for ever.</summary>
    private sealed class SeededRandom(int seed)
    {
        private ulong state = ((ulong)seed * 6364136223846793005UL) + 1442695040888963407UL;

        public int Next(int below)
        {
            state = (state * 6364136223846793005UL) + 1442695040888963407UL;
            return (int)((state >> 33) % (ulong)below);
        }
    }
}
