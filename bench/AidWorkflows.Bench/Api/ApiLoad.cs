using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Bench.Load;
using AidWorkflows.Data;
using AidWorkflows.SystemTests.Hosting;
using AidWorkflows.TestDatabases;

namespace AidWorkflows.Bench.Api;

/// <summary>What Studio waits for: each of its calls by itself against a real host, one after the other.</summary>
internal static class ApiLoad
{
    /// <summary>What a person does not notice.</summary>
    private const double BudgetMilliseconds = 50;

    private const int WarmUps = 25;

    public static async Task<IReadOnlyList<ApiFigures>> MeasureAsync(TestDatabase database, int requests, string? only)
    {
        var seeding = Stopwatch.GetTimestamp();
        await new ApiSeed(database).RunAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{database.Provider}: {ApiSeed.Definitions} definitions of {FiftySteps.Count} activities, {ApiSeed.Instances:N0} instances, made in {Stopwatch.GetElapsedTime(seeding).TotalSeconds:F0} s"));
        await using var host = await HostProcess.StartAsync(database);
        using var client = await SignInAsync(host);
        var server = database is PostgreSqlDatabase postgres ? await ServerProcessor.FindAsync(postgres.ConnectionString) : null;
        var figures = new List<ApiFigures>();
        foreach (var call in await CallsAsync(client))
        {
            if (only is not null && !call.Name.Contains(only, StringComparison.OrdinalIgnoreCase))
                continue;
            for (var i = 0; i < WarmUps; i++)
                await SendAsync(client, call, i);
            var cpu = Used(host, server);
            List<double> times = [];
            for (var i = 0; i < requests; i++)
                times.Add(await SendAsync(client, call, i));
            times.Sort();
            var figure = new ApiFigures(database.Provider, call.Name, times[times.Count / 2], times[Math.Min(times.Count - 1, times.Count * 95 / 100)], (Used(host, server) - cpu).TotalMilliseconds / requests);
            figures.Add(figure);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {figure.Name,-44} p50 {figure.Median,7:F1}  p95 {figure.Percentile95,7:F1} ms  processor {figure.Processor,6:F1} ms"));
        }

        return figures;
    }

    /// <summary>The table, and whether every call keeps within the budget.</summary>
    public static bool Print(IReadOnlyList<ApiFigures> figures)
    {
        DatabaseProvider[] databases = [.. figures.Select(figure => figure.Database).Distinct()];
        Console.WriteLine();
        Console.WriteLine("| Call | " + string.Join(" | ", databases.Select(database => $"{database} p50 / p95 ms, processor ms | p95 / {BudgetMilliseconds} ms")) + " |");
        Console.WriteLine("|---|" + string.Concat(databases.Select(_ => "---|---|")));
        foreach (var call in figures.GroupBy(figure => figure.Name))
        {
            var cells = databases.Select(database => call.Single(figure => figure.Database == database)).Select(figure => string.Create(CultureInfo.InvariantCulture,
                $"{figure.Median:F1} / {figure.Percentile95:F1}, {figure.Processor:F1} | {figure.Percentile95 / BudgetMilliseconds:F2}"));
            Console.WriteLine($"| {call.Key} | {string.Join(" | ", cells)} |");
        }

        List<ApiFigures> slow = [.. figures.Where(figure => figure.Percentile95 >= BudgetMilliseconds).OrderByDescending(figure => figure.Percentile95)];
        Console.WriteLine();
        foreach (var figure in slow)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  too slow: {figure.Database} {figure.Name}, p95 {figure.Percentile95:F1} ms"));
        Console.WriteLine(slow.Count == 0
            ? $"PASS: p95 of all {figures.Count} calls under {BudgetMilliseconds} ms (load {Machine.Load()})"
            : $"FAIL: p95 of {slow.Count} of {figures.Count} calls at {BudgetMilliseconds} ms or more (load {Machine.Load()})");

        // Nothing measured proves nothing.
        return figures.Count > 0 && slow.Count == 0;
    }

    private static TimeSpan Used(HostProcess host, ServerProcessor? server) => host.ProcessorTime + (server?.Used() ?? TimeSpan.Zero);

    private static async Task<double> SendAsync(HttpClient client, ApiCall call, int number)
    {
        using var request = call.Request(number);
        var sent = Stopwatch.GetTimestamp();
        using var reply = await client.SendAsync(request);
        var body = await reply.Content.ReadAsByteArrayAsync();
        var milliseconds = Stopwatch.GetElapsedTime(sent).TotalMilliseconds;
        return reply.IsSuccessStatusCode && body.Length > 0
            ? milliseconds
            : throw new InvalidOperationException($"{call.Name} answered {(int)reply.StatusCode}: {await reply.Content.ReadAsStringAsync()}");
    }

    private static async Task<HttpClient> SignInAsync(HostProcess host)
    {
        var client = new HttpClient { BaseAddress = new Uri(host.Address, "/elsa/api/") };
        using var reply = await client.PostAsJsonAsync("identity/login", new { username = "admin", password = HostProcess.Password });
        reply.EnsureSuccessStatusCode();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string?)(await ReadAsync(reply))["accessToken"]);
        return client;
    }

    private static async Task<IReadOnlyList<ApiCall>> CallsAsync(HttpClient client)
    {
        var published = await GetAsync(client, $"workflow-definitions/by-definition-id/{FiftySteps.DefinitionId(1)}?versionOptions=Latest");
        var edited = await GetAsync(client, $"workflow-definitions/by-definition-id/{FiftySteps.DefinitionId(2)}?versionOptions=Latest");
        var executions = await GetAsync(client, $"activity-executions/list?WorkflowInstanceId={ApiSeed.WholeInstanceId(0)}&ActivityNodeId={FiftySteps.NodeId(7)}");
        var id = (string)executions["items"]![0]!["id"]!;
        return ApiCall.All(edited, (string)published["id"]!, id[(id.LastIndexOf('-') + 1)..]);
    }

    private static async Task<JsonObject> GetAsync(HttpClient client, string path)
    {
        using var reply = await client.GetAsync(new Uri(path, UriKind.Relative));
        reply.EnsureSuccessStatusCode();
        return await ReadAsync(reply);
    }

    private static async Task<JsonObject> ReadAsync(HttpResponseMessage reply) => JsonNode.Parse(await reply.Content.ReadAsStringAsync())!.AsObject();
}

/// <param name="Processor">What host and database server used for one call.</param>
internal sealed record ApiFigures(DatabaseProvider Database, string Name, double Median, double Percentile95, double Processor);
