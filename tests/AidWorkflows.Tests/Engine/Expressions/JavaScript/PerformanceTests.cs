using System.Diagnostics;
using System.Text.Json.Nodes;
using AidWorkflows.Engine.Expressions.JavaScript;
using Xunit.Abstractions;

namespace AidWorkflows.Tests.Engine.Expressions.JavaScript;

/// <summary>Floors far below what a quiet machine does (see the printed figures), to notice a change of magnitude only.</summary>
[Collection("JavaScript limits")]
public sealed class PerformanceTests(ITestOutputHelper output)
{
    // A busy machine gets more tries before the floor counts as missed.
    private const int Patience = 5000;

    [Fact]
    public void A_condition_is_evaluated_quickly()
    {
        var program = JavaScriptProgram.Parse("getN() < 5");
        var three = JsonValue.Create(3);
        double best = 0;
        var patience = Stopwatch.StartNew();
        for (var round = 0; round < 8 || (best <= 200_000 && patience.ElapsedMilliseconds < Patience); round++)
        {
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < 100_000; i++)
            {
                var scope = new JavaScriptScope(NodeBatch.Now, 1);
                scope.Define("getN", _ => three);
                if (!program.Run(scope)!.GetValue<bool>())
                    Assert.Fail("3 < 5");
            }
            best = Math.Max(best, 100_000 / watch.Elapsed.TotalSeconds);
        }
        output.WriteLine($"getN() < 5: {best:N0} per second");
        Assert.True(best > 200_000, $"{best:N0} per second");
    }

    [Fact]
    public void A_loop_of_a_hundred_thousand_steps_is_quick()
    {
        var program = JavaScriptProgram.Parse("let s = 0; for (let i = 0; i < 49000; i++) s += i % 7; s");
        var best = double.MaxValue;
        var patience = Stopwatch.StartNew();
        for (var round = 0; round < 40 || (best >= 60 && patience.ElapsedMilliseconds < Patience); round++)
        {
            var watch = Stopwatch.StartNew();
            program.Run(new JavaScriptScope(NodeBatch.Now, 1), NodeBatch.Unhurried);
            best = Math.Min(best, watch.Elapsed.TotalMilliseconds);
        }
        output.WriteLine($"98,000 steps: {best:N1} ms");
        Assert.True(best < 60, $"{best:N1} ms");
    }
}
