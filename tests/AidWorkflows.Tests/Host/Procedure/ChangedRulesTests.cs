using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Tests.TestData;

namespace AidWorkflows.Tests.Host.Procedure;

/// <summary>S-004, S-189: what an administrator changes in Studio counts for the next case, and only for that.</summary>
public sealed class ChangedRulesTests(AidServer server) : IClassFixture<AidServer>
{
    [Fact]
    public async Task A_new_threshold_counts_from_the_next_case_on()
    {
        var before = await server.OpenCaseAsync(9201, ("medical", 25_000m, 90_000m));
        await ProcedureWalk.PublishAsync(server, "aid-approval", "ProvincialThreshold", "30000");
        var after = await server.OpenCaseAsync(9202, ("medical", 25_000m, 90_000m));
        await server.DecideAsync("county1", before);
        await server.DecideAsync("county1", after);

        await new ProcedureWalk(server, before).ExpectAsync("province-review");
        await new ProcedureWalk(server, after).UntilAsync(found => (string)found["status"]! == "approved");
    }

    /// <summary>Q-08: the ladder is drawn, the city's step included; nothing of it is in code.</summary>
    [Fact]
    public async Task Another_union_reviews_the_next_case()
    {
        var before = await ProcedureWalk.ApplyAsync(server, AidCalls.Application(9203));
        await ProcedureWalk.PublishAsync(server, "needy-worker-aid", model =>
        {
            var review = model["root"]!["activities"]!.AsArray().Single(activity => (string)activity!["id"]! == "archive-review")!;
            review["level"]!["expression"]!["value"] = "city";
        });
        var after = await ProcedureWalk.ApplyAsync(server, AidCalls.Application(9204));
        await before.ToCountyAsync();
        await after.ToCountyAsync();

        Assert.Equal("county", (string)(await server.OnlyTaskAsync("county1", before.CaseNumber))["level"]!);
        Assert.Equal("city", (string)(await server.OnlyTaskAsync("city1", after.CaseNumber))["level"]!);
    }

    /// <summary>S-080: the interval of the class.</summary>
    [Fact]
    public async Task A_new_interval_counts_for_archives_that_are_opened_from_then_on()
    {
        var before = await ArchiveAsync(9205);
        await ProcedureWalk.PublishAsync(server, "recheck", "DeepRecheckMonths", "3");
        var after = await ArchiveAsync(9206);
        await new ProcedureWalk(server, after).AdvanceAsync("P100D");

        Assert.Contains(await RechecksAsync(after), title => title.Length > 0);
        Assert.Empty(await RechecksAsync(before));
    }

    /// <summary>S-086, Q-23: the period to object.</summary>
    [Fact]
    public async Task A_new_period_to_object_counts_for_the_next_exit()
    {
        var (before, after) = (await ArchiveAsync(9207), await ArchiveAsync(9208));
        var first = await LeaveAsync(before);
        await ProcedureWalk.PublishAsync(server, "exit", "AppealMonths", "2");
        var second = await LeaveAsync(after);

        Assert.Equal((first.DeliveredOn.AddMonths(1), second.DeliveredOn.AddMonths(2)), (first.AppealUntil, second.AppealUntil));
    }

    /// <summary>An archive from paper of a deep household, by its number.</summary>
    private async Task<string> ArchiveAsync(int seed)
    {
        var person = SyntheticPeople.Person(seed);
        using var county = await server.SignInAsync("county1");
        using var answer = await county.PostAsJsonAsync("/api/v1/archives", new { paperNumber = $"旧-{seed}", organisation = "qingshan", tier = "deep", openedOn = "2025-01-02", name = person.Name, idNumber = person.IdNumber });
        var body = await AidServer.ReadAsync(answer);
        Assert.True(answer.IsSuccessStatusCode, body.ToJsonString());
        return (string)body["archiveNumber"]!;
    }

    /// <summary>Tasks of an archive that has no case are found by their workflow, whose correlation is the archive's number.</summary>
    private async Task<IReadOnlyList<string>> RechecksAsync(string archiveNumber)
    {
        using var clerk = await server.SignInAsync("grassroots1");
        for (var attempt = 0; attempt < 200; attempt++)
        {
            using var admin = await server.SignInAsync("admin");
            if ((int)(await admin.GetFromJsonAsync<JsonObject>("/api/v1/clock"))!["dueWork"]! == 0)
                break;
            await Task.Delay(20);
        }

        var open = (await clerk.GetFromJsonAsync<JsonObject>("/api/v1/tasks?view=group&pageSize=200"))!["items"]!.AsArray();
        var instances = await server.InDatabaseAsync(db => Task.FromResult(db.Instances.Where(instance => instance.CorrelationId == archiveNumber).Select(instance => instance.Id).ToList()));
        return [.. open.Where(task => instances.Contains((string)task!["workflowInstanceId"]!)).Select(task => (string)task!["title"]!)];
    }

    private async Task<(DateOnly DeliveredOn, DateOnly AppealUntil)> LeaveAsync(string archiveNumber)
    {
        using var clerk = await server.SignInAsync("grassroots1");
        using var admin = await server.SignInAsync("admin");
        var now = DateTimeOffset.Parse((string)(await admin.GetFromJsonAsync<JsonObject>("/api/v1/clock"))!["now"]!, CultureInfo.InvariantCulture);
        using var asked = await clerk.PostAsJsonAsync($"/api/v1/archives/{archiveNumber}/exit-requests", new { route = "request", signedOn = now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) });
        Assert.True(asked.IsSuccessStatusCode, await asked.Content.ReadAsStringAsync());
        var instances = await server.InDatabaseAsync(db => Task.FromResult(db.Instances.Where(instance => instance.CorrelationId == archiveNumber).Select(instance => instance.Id).ToList()));
        var tasks = (await clerk.GetFromJsonAsync<JsonObject>("/api/v1/tasks?view=group&pageSize=200"))!["items"]!.AsArray();
        var deliver = Assert.Single(tasks, task => (string)task!["key"]! == "exit-delivery" && instances.Contains((string)task["workflowInstanceId"]!))!.AsObject();
        using var told = await clerk.CompleteAsync(deliver, "已送达", new JsonObject { ["method"] = "书面" });
        Assert.True(told.IsSuccessStatusCode, await told.Content.ReadAsStringAsync());

        var exit = JsonNode.Parse(await clerk.GetStringAsync(new Uri($"/api/v1/archives/{archiveNumber}/exits", UriKind.Relative)))!.AsArray()[0]!;
        return (DateOnly.Parse((string)exit["deliveredOn"]!, CultureInfo.InvariantCulture), DateOnly.Parse((string)exit["appealUntil"]!, CultureInfo.InvariantCulture));
    }
}
