using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Engine.Expressions.JavaScript;

namespace AidWorkflows.Tests.Engine.Expressions.JavaScript;

/// <summary>Runs scripts in Node and in our interpreter and writes both outcomes the same way.</summary>
internal static class NodeBatch
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 8, 30, 0, TimeSpan.Zero);

    /// <summary>Tests about results must not fail because the machine is busy.</summary>
    public static readonly JavaScriptLimits Unhurried = new() { WallTime = TimeSpan.FromSeconds(10) };

    public static string[] RunInNode(IReadOnlyList<string> sources)
    {
        var start = new ProcessStartInfo("node")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Engine", "Expressions", "JavaScript", "node-driver.js"));
        start.Environment["TZ"] = "UTC";
        start.Environment["LANG"] = "en_US.UTF-8";
        try
        {
            using var node = Process.Start(start)!;
            node.StandardInput.Write(JsonSerializer.Serialize(sources));
            node.StandardInput.Close();
            var output = node.StandardOutput.ReadToEnd();
            node.WaitForExit();
            Assert.Equal(0, node.ExitCode);
            return [.. JsonNode.Parse(output)!.AsArray().Select(r => r!["error"] is { } error ? $"error {error}" : Canonical(r["value"]))];
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException("Install Node 20 and put it on PATH: the JavaScript interpreter is tested against it.", missing);
        }
    }

    public static string RunHere(string source)
    {
        try
        {
            return Canonical(JavaScriptProgram.Parse(source).Run(new JavaScriptScope(Now, 1), Unhurried));
        }
        catch (JavaScriptException error)
        {
            return $"error {error.ErrorName}";
        }
    }

    private static string Canonical(JsonNode? node) => node switch
    {
        null => "null",
        JsonArray items => $"[{string.Join(',', items.Select(Canonical))}]",
        JsonObject properties => $"{{{string.Join(',', properties.Select(p => $"{JsonSerializer.Serialize(p.Key)}:{Canonical(p.Value)}"))}}}",
        _ when node.GetValueKind() == JsonValueKind.Number =>
            double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture),
        _ => node.ToJsonString(),
    };
}
