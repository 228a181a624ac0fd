using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Notices;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Tests.Host.Procedure;

/// <summary>Takes one case through the procedure as the people of the demo would, over the public API.</summary>
internal sealed class ProcedureWalk(AidServer server, string caseNumber)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public string CaseNumber => caseNumber;

    public static JsonObject Visit => new() { ["conclusion"] = "符合", ["causeConfirmed"] = true };

    public static async Task<ProcedureWalk> ApplyAsync(AidServer server, JsonObject application)
    {
        using var clerk = await server.SignInAsync("grassroots1");
        using var answer = await clerk.PostAsJsonAsync("/api/v1/applications", application);
        var body = await AidServer.ReadAsync(answer);
        Assert.True(answer.IsSuccessStatusCode, body.ToJsonString());
        return new ProcedureWalk(server, (string)body["caseNumber"]!);
    }

    /// <summary>Gives a variable of a shipped workflow another value, as an administrator does in Studio.</summary>
    public static Task PublishAsync(AidServer server, string definitionId, string variable, string value) =>
        PublishAsync(server, definitionId, model => model["variables"]!.AsArray().Single(candidate => (string)candidate!["name"]! == variable)!["value"] = value);

    /// <summary>As Studio does it: the definition is read, changed and sent back to be published.</summary>
    public static async Task PublishAsync(AidServer server, string definitionId, Action<JsonObject> change)
    {
        using var admin = await server.SignInAsync("admin");
        var model = (await admin.GetFromJsonAsync<JsonObject>($"/elsa/api/workflow-definitions/by-definition-id/{definitionId}?versionOptions=Latest"))!;
        change(model);
        using var answer = await admin.PostAsJsonAsync("/elsa/api/workflow-definitions", new JsonObject { ["model"] = model.DeepClone(), ["publish"] = true });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Waits until the case's open tasks are exactly these, as the pump may still be at work.</summary>
    public async Task ExpectAsync(params string[] keys)
    {
        using var admin = await server.SignInAsync("admin");
        var watch = Stopwatch.StartNew();
        List<string> open = [];
        while (watch.Elapsed < Patience)
        {
            open = [.. (await admin.TasksAsync(caseNumber, "all")).Select(task => (string)task["key"]!).Order(StringComparer.Ordinal)];
            if (open.SequenceEqual(keys.Order(StringComparer.Ordinal)))
                return;
            await Task.Delay(20);
        }

        Assert.Equal(keys.Order(StringComparer.Ordinal), open);
    }

    public async Task<HttpResponseMessage> TryAsync(string userName, string key, string outcome, JsonObject? form = null)
    {
        await ExpectAsync(key);
        using var client = await server.SignInAsync(userName);
        using var admin = await server.SignInAsync("admin");
        return await client.CompleteAsync(Assert.Single(await admin.TasksAsync(caseNumber, "all")), outcome, form);
    }

    public async Task AnswerAsync(string userName, string key, string outcome, JsonObject? form = null)
    {
        using var answer = await TryAsync(userName, key, outcome, form);
        Assert.True(answer.IsSuccessStatusCode, $"{key} by {userName}: {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>Both visits, all reviews; the notice is up afterwards.</summary>
    public async Task ToNoticeAsync()
    {
        await ToCountyAsync();
        await AnswerAsync("county1", "archive-review", "同意");
        await VisitByCountyAsync();
        await AnswerAsync("county1", "comparison", "符合条件");
        await ExpectAsync();
    }

    /// <summary>S-048, S-049: when this case is one that the county has to visit.</summary>
    public async Task VisitByCountyAsync()
    {
        using var admin = await server.SignInAsync("admin");
        if ((await admin.TasksAsync(caseNumber, "all")) is not [var only] || (string)only["key"]! != "county-visit")
            return;

        await AnswerAsync("county1", "county-visit", "完成走访", Visit);
        await AnswerAsync("county2", "county-visit", "完成走访", Visit);
    }

    public async Task ToCountyAsync()
    {
        await AnswerAsync("grassroots1", "home-visit", "完成走访", Visit);
        await AnswerAsync("grassroots2", "home-visit", "完成走访", Visit);
        await AnswerAsync("grassroots1", "first-review", "符合条件", new JsonObject { ["sealed"] = true });
    }

    public async Task AdvanceAsync(string by)
    {
        using var admin = await server.SignInAsync("admin");
        using var answer = await admin.PostAsJsonAsync("/api/v1/clock/advance", new { by });
        answer.EnsureSuccessStatusCode();
    }

    public Task<JsonObject> ReadAsync() => server.CaseAsync(caseNumber);

    public async Task<JsonObject> UntilAsync(Func<JsonObject, bool> isReached)
    {
        var watch = Stopwatch.StartNew();
        var found = await ReadAsync();
        while (!isReached(found))
        {
            Assert.True(watch.Elapsed < Patience, $"{caseNumber} is not as expected: {found.ToJsonString()}");
            await Task.Delay(20);
            found = await ReadAsync();
        }

        return found;
    }

    public static IReadOnlyList<string> EventsOf(JsonObject found) => [.. found["events"]!.AsArray().Select(entry => (string)entry!["code"]!)];

    /// <summary>The public notice of this case that is shown now; null when there is none.</summary>
    public async Task<JsonObject?> NoticeAsync()
    {
        using var anybody = server.CreateClient();
        var list = await anybody.GetFromJsonAsync<JsonObject>("/api/v1/notices");
        var id = await server.InDatabaseAsync(db => db.Set<Notice>()
            .Where(notice => db.Set<AidCase>().Any(aidCase => aidCase.Id == notice.CaseId && aidCase.CaseNumber == caseNumber))
            .Select(notice => notice.Id).SingleOrDefaultAsync());
        return list!["items"]!.AsArray().Select(item => item!.AsObject()).SingleOrDefault(item => (Guid)item["id"]! == id);
    }
}
