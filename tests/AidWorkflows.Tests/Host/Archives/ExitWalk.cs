using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Tests.Host.Archives;

/// <summary>Takes one household, whose archive is entered from paper, through checks and exits over the public API, with simulated time.</summary>
internal sealed class ExitWalk(AidServer server, string archiveNumber)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static JsonObject Delivery => new() { ["method"] = "书面" };

    public string ArchiveNumber => archiveNumber;

    public static JsonObject Finding(string signed = "已签字", string? note = null)
    {
        var form = new JsonObject { ["causeGone"] = true, ["workerSigned"] = signed };
        if (note is not null)
            form["note"] = note;
        return form;
    }

    public static async Task<ExitWalk> EnterAsync(AidServer server, int seed)
    {
        var person = SyntheticPeople.Person(seed);
        using var county = await server.SignInAsync("county1");
        using var answer = await county.PostAsJsonAsync("/api/v1/archives", new
        {
            paperNumber = $"旧档-{seed}",
            organisation = "qingshan",
            tier = "deep",
            openedOn = "2025-01-02",
            name = person.Name,
            idNumber = person.IdNumber,
        });
        var body = await AidServer.ReadAsync(answer);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, body.ToJsonString());
        return new ExitWalk(server, (string)body["archiveNumber"]!);
    }

    /// <summary>The months that are over, this many back from today, each with this income a head.</summary>
    public async Task RecordAsync(int months, decimal perHead)
    {
        var today = await TodayAsync();
        for (var back = 1; back <= months; back++)
            Assert.Equal("200", await RecordAsync(today.AddMonths(-back).ToString("yyyy-MM", null), perHead));
    }

    public Task<string> RecordAsync(string month, decimal perHead, string userName = "grassroots1") =>
        SendAsync(userName, client => client.PutAsJsonAsync($"/api/v1/archives/{archiveNumber}/incomes/{month}", new { perHead, evidence = "工资单" }));

    public Task<string> PostAsync(string userName, string what, object body) =>
        SendAsync(userName, client => client.PostAsJsonAsync($"/api/v1/archives/{archiveNumber}/{what}", body));

    public const string Grounds = "收入没有变化";

    public Task<string> AppealAsync(string userName = "grassroots1") =>
        PostAsync(userName, "appeals", new { receiver = "grassroots-union", grounds = Grounds });

    /// <summary>Completes the open task with this key once it is there.</summary>
    public async Task<string> AnswerAsync(string userName, string key, string outcome, JsonObject? form = null)
    {
        var id = Guid.Empty;
        await UntilAsync(async () => (id = await OpenTaskAsync(key)) != Guid.Empty, $"no task '{key}'");
        return await SendAsync(userName, client => client.PostAsJsonAsync($"/api/v1/tasks/{id}/complete", new JsonObject { ["outcome"] = outcome, ["comment"] = "已核实", ["form"] = form?.DeepClone() }));
    }

    public async Task DoAsync(string userName, string key, string outcome, JsonObject? form = null) => Assert.Equal("200", await AnswerAsync(userName, key, outcome, form));

    /// <summary>Both clerks of the union sign the finding, and one delivers the notice.</summary>
    public async Task InformAsync()
    {
        await DoAsync("grassroots1", "exit-visit", "已达脱困标准", Finding());
        await DoAsync("grassroots2", "exit-visit", "已达脱困标准", Finding());
        await DoAsync("grassroots1", "exit-delivery", "已送达", Delivery);
        await UntilExitAsync(exit => (string)exit["state"]! == "appealable");
    }

    public Task<Guid> OpenTaskAsync(string key) => server.InDatabaseAsync(db => (
        from task in db.Set<HumanTask>()
        join instance in db.Instances on task.WorkflowInstanceId equals instance.Id
        where instance.CorrelationId == archiveNumber && task.Key == key && task.Status == HumanTaskStatus.Open
        select task.Id).FirstOrDefaultAsync());

    /// <summary>Purpose, conclusion and visitors of each visit of the household, the newest first.</summary>
    public async Task<string[]> VisitsAsync()
    {
        using var client = await server.SignInAsync("auditor");
        var visits = JsonNode.Parse(await client.GetStringAsync($"/api/v1/archives/{archiveNumber}/visits"))!.AsArray();
        return [.. visits.Select(visit => $"{visit!["purpose"]} {visit["findings"]!["conclusion"]} {string.Join('+', visit["visitors"]!.AsArray())}")];
    }

    public async Task<JsonArray> ExitsAsync()
    {
        using var client = await server.SignInAsync("grassroots1");
        return JsonNode.Parse(await client.GetStringAsync($"/api/v1/archives/{archiveNumber}/exits"))!.AsArray();
    }

    public async Task<JsonObject> UntilExitAsync(Func<JsonObject, bool> isReached)
    {
        JsonObject? latest = null;
        await UntilAsync(async () => (latest = (await ExitsAsync()).FirstOrDefault()?.AsObject()) is { } exit && isReached(exit), "the exit is not as expected");
        return latest!;
    }

    public async Task<string> StateAsync()
    {
        using var client = await server.SignInAsync("grassroots1");
        return (string)(await client.GetFromJsonAsync<JsonObject>($"/api/v1/archives/{archiveNumber}"))!["state"]!;
    }

    public Task UntilStateAsync(string state) => UntilAsync(async () => await StateAsync() == state, $"{archiveNumber} is not {state}");

    public async Task<DateOnly> TodayAsync()
    {
        using var admin = await server.SignInAsync("admin");
        return ChinaTime.DateOf((DateTimeOffset)(await admin.GetFromJsonAsync<JsonObject>("/api/v1/clock"))!["now"]!);
    }

    public async Task AdvanceToAsync(DateTimeOffset to)
    {
        using var admin = await server.SignInAsync("admin");
        using var answer = await admin.PostAsJsonAsync("/api/v1/clock/advance", new { to });
        answer.EnsureSuccessStatusCode();
    }

    public Task<List<string>> RunningAsync() => server.InDatabaseAsync(db => db.Instances
        .Where(instance => instance.CorrelationId == archiveNumber && instance.FinishedAt == null).Select(instance => instance.DefinitionId).OrderBy(id => id).ToListAsync());

    public Task<List<string>> IncidentsAsync() => server.InDatabaseAsync(db => db.Incidents
        .Where(incident => db.Instances.Any(instance => instance.Id == incident.InstanceId && instance.CorrelationId == archiveNumber)).Select(incident => incident.Code).ToListAsync());

    public static async Task UntilAsync(Func<Task<bool>> isReached, string otherwise)
    {
        var watch = Stopwatch.StartNew();
        while (!await isReached())
        {
            Assert.True(watch.Elapsed < Patience, otherwise);
            await Task.Delay(20);
        }
    }

    private async Task<string> SendAsync(string userName, Func<HttpClient, Task<HttpResponseMessage>> send)
    {
        using var client = await server.SignInAsync(userName);
        using var answer = await send(client);
        return answer.IsSuccessStatusCode ? $"{(int)answer.StatusCode}" : await AidCalls.RefusalAsync(answer);
    }
}
