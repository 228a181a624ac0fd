using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AidWorkflows.SystemTests.Hosting;
using AidWorkflows.Tests.TestData;

namespace AidWorkflows.SystemTests.Papers;

/// <summary>The people of the demo at work, over the public API of a running program with a simulated clock.</summary>
internal sealed class PaperTown(Uri address) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly JsonObject Visited = new() { ["conclusion"] = "符合", ["causeConfirmed"] = true, ["housing"] = "两间平房", ["note"] = "本人电话13812345678，身份证340102199001011234" };

    private readonly Dictionary<string, HttpClient> people = new(StringComparer.Ordinal);

    public async Task<HttpClient> AsAsync(string userName)
    {
        if (people.TryGetValue(userName, out var known))
            return known;

        var client = new HttpClient { BaseAddress = address };
        var answer = await ReadAsync(await client.PostAsJsonAsync("/api/v1/login", new { userName, password = HostProcess.Password }));
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)answer["accessToken"]!);
        return people[userName] = client;
    }

    public async Task<JsonNode> GetAsync(string userName, string path) => JsonNode.Parse(await (await AsAsync(userName)).GetStringAsync(new Uri(path, UriKind.Relative)))!;

    public async Task<JsonObject> PostAsync(string userName, string path, object body) => await ReadAsync(await (await AsAsync(userName)).PostAsJsonAsync(path, body));

    public async Task<string> ApplyAsync(SyntheticPerson person, params IReadOnlyList<(string Relation, SyntheticPerson Person)> members)
    {
        var answer = await PostAsync("grassroots1", "/api/v1/applications", new
        {
            programme = "needy-worker-aid",
            applicant = new { name = person.Name, idNumber = person.IdNumber, phone = person.Phone, employer = "星河纺织有限公司", bank = new { bankName = "中国工商银行", accountName = person.Name, accountNumber = person.BankCard } },
            household = new
            {
                members = members.Select(member => new { name = member.Person.Name, relation = member.Relation, idNumber = member.Person.IdNumber }),
                income = new[] { new { kind = "wage", annualAmount = 11000m }, new { kind = "transfer", annualAmount = 1000m } },
                rigidExpenses = new[] { new { kind = "illness", annualAmount = 8000.5m } },
                declarations = new { ownsCar = false },
            },
            requests = new[] { new { kind = "medical", amount = 6000m, selfPaidAmount = 8000.5m } },
            consent = true,
        });
        return (string)answer["caseNumber"]!;
    }

    public async Task ToCountyAsync(string number)
    {
        await AnswerAsync("grassroots1", number, "home-visit", "完成走访", Visited);
        await AnswerAsync("grassroots2", number, "home-visit", "完成走访", Visited);
        await AnswerAsync("grassroots1", number, "first-review", "符合条件", new JsonObject { ["sealed"] = true });
    }

    public async Task ToNoticeAsync(string number)
    {
        await ToCountyAsync(number);
        await AnswerAsync("county1", number, "archive-review", "同意");
        await UntilAsync(async () => (await TasksAsync(number)).Count > 0, "no task after the review");
        if ((string)(await TasksAsync(number))[0]["key"]! == "county-visit")
        {
            await AnswerAsync("county1", number, "county-visit", "完成走访", Visited);
            await AnswerAsync("county2", number, "county-visit", "完成走访", Visited);
        }

        await AnswerAsync("county1", number, "comparison", "符合条件");
    }

    /// <summary>Answers the open task with this key once it is there.</summary>
    public async Task AnswerAsync(string userName, string number, string key, string outcome, JsonObject? form = null)
    {
        JsonObject? task = null;
        await UntilAsync(async () => (task = (await TasksAsync(number)).FirstOrDefault(open => (string)open["key"]! == key)) is not null, $"{number} has no task {key}");
        await PostAsync(userName, $"/api/v1/tasks/{task!["id"]}/complete", new JsonObject { ["outcome"] = outcome, ["comment"] = "已核实，卡号6222021234567890123", ["form"] = form?.DeepClone() });
    }

    public async Task AdvanceAsync(string by) => await PostAsync("admin", "/api/v1/clock/advance", new { by });

    public async Task<JsonObject> MakeAsync(string userName, string kind, JsonNode? subjectId) => await PostAsync(userName, "/api/v1/documents", new { kind, subjectId = (string)subjectId! });

    public async Task<IReadOnlyList<JsonObject>> PapersAsync(string number) =>
        [.. (await GetAsync("county1", $"/api/v1/cases/{number}/documents")).AsArray().Select(paper => paper!.AsObject())];

    public static async Task UntilAsync(Func<Task<bool>> isReached, string otherwise)
    {
        var watch = Stopwatch.StartNew();
        while (!await isReached())
        {
            Assert.True(watch.Elapsed < Patience, otherwise);
            await Task.Delay(50);
        }
    }

    public void Dispose()
    {
        foreach (var client in people.Values)
            client.Dispose();
    }

    // Tasks of an archive have no case; those are found by their title's place in the list of everybody.
    private async Task<IReadOnlyList<JsonObject>> TasksAsync(string number)
    {
        var open = await GetAsync("admin", number.StartsWith("AW-", StringComparison.Ordinal) ? $"/api/v1/tasks?view=all&caseNumber={number}" : "/api/v1/tasks?view=all&pageSize=100");
        return [.. open["items"]!.AsArray().Select(task => task!.AsObject())];
    }

    private static async Task<JsonObject> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{answer.RequestMessage?.RequestUri}: {text}");
        return text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject();
    }
}
