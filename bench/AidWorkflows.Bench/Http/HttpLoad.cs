using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Bench.Load;
using AidWorkflows.Data;
using AidWorkflows.SystemTests.Hosting;
using AidWorkflows.TestDatabases;
using AidWorkflows.Tests.TestData;

namespace AidWorkflows.Bench.Http;

/// <summary>
/// The real host as a process of its own. A reviewer completes the county's task of a shipped aid case with
/// POST /api/v1/tasks/{id}/complete: sign-in, rules, task row, award, payment and case events included.
/// </summary>
internal sealed class HttpLoad : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly HostProcess host;
    private readonly HttpClient registrar;
    private readonly HttpClient reviewer;
    private int applications;

    private HttpLoad(TestDatabase database, HostProcess host, HttpClient registrar, HttpClient reviewer)
    {
        this.database = database;
        this.host = host;
        this.registrar = registrar;
        this.reviewer = reviewer;
    }

    public static async Task<HttpLoad> StartAsync(TestDatabase database)
    {
        var process = await HostProcess.StartAsync(database);
        return new HttpLoad(database, process, await SignInAsync(process, "grassroots1"), await SignInAsync(process, "county1"));
    }

    /// <param name="most">Tasks to open beforehand; the run ends early when they are used up.</param>
    public async Task<Measurement> CompletionsAsync(int clients, int round, TimeSpan duration, int most)
    {
        var tasks = new ConcurrentStack<string>();
        await Parallel.ForEachAsync(Enumerable.Range(0, most), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (_, _) =>
            tasks.Push(await OpenTaskAsync(Interlocked.Increment(ref applications))));

        var name = database.Provider == DatabaseProvider.PostgreSql ? "postgres" : "sqlite";
        var measured = await ClosedLoop.RunAsync(name, "http complete", clients, round, duration, async _ =>
        {
            if (!tasks.TryPop(out var task))
                return false;
            using var reply = await reviewer.PostAsJsonAsync($"tasks/{task}/complete", new { outcome = "同意", comment = "", form = new { } });
            return reply.StatusCode == HttpStatusCode.OK
                ? true
                : throw new InvalidOperationException($"Completing a task answered {(int)reply.StatusCode}: {await reply.Content.ReadAsStringAsync()}");
        });

        // This process is only the client.
        return measured with { CpuMicroseconds = null, AllocatedBytes = null };
    }

    public async ValueTask DisposeAsync()
    {
        registrar.Dispose();
        reviewer.Dispose();
        await host.DisposeAsync();
    }

    private static async Task<HttpClient> SignInAsync(HostProcess host, string account)
    {
        var client = new HttpClient { BaseAddress = new Uri(host.Address, "/api/v1/") };
        using var reply = await client.PostAsJsonAsync("login", new { userName = account, password = HostProcess.Password });
        reply.EnsureSuccessStatusCode();
        var token = (string?)JsonNode.Parse(await reply.Content.ReadAsStringAsync())!["accessToken"];
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private async Task<string> OpenTaskAsync(int number)
    {
        var person = SyntheticPeople.Person(10_000 + number);
        await PaperArchives.EnterAsync(reviewer, person);
        using var opened = await registrar.PostAsJsonAsync("applications", new
        {
            programme = "needy-worker-aid",
            applicant = new { name = person.Name, idNumber = person.IdNumber, phone = person.Phone, employer = "星河纺织", bank = new { bankName = "工商银行", accountName = person.Name, accountNumber = person.BankCard } },
            household = new { members = Array.Empty<object>() },
            requests = new[] { new { kind = "medical", amount = 12_000.50m, selfPaidAmount = 15_000m } },
            consent = true,
        });
        var body = await opened.Content.ReadAsStringAsync();
        if (opened.StatusCode != HttpStatusCode.Created)
            throw new InvalidOperationException($"Opening a case answered {(int)opened.StatusCode}: {body}");
        var caseNumber = (string?)JsonNode.Parse(body)!["caseNumber"];
        var tasks = JsonNode.Parse(await reviewer.GetStringAsync(new Uri($"tasks?view=group&caseNumber={caseNumber}", UriKind.Relative)))!;
        return (string?)((JsonArray)tasks["items"]!)[0]!["id"] ?? throw new InvalidOperationException($"Case {caseNumber} has no task for the county.");
    }
}
