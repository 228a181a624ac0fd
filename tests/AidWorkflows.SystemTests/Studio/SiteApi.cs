using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AidWorkflows.SystemTests.Pages;
using AidWorkflows.Tests.TestData;

namespace AidWorkflows.SystemTests.Studio;

/// <summary>What a walk needs to exist beforehand, or looks up afterwards, asked of the program's APIs.</summary>
internal sealed class SiteApi : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly WebSite site;
    private readonly HttpClient client;

    private SiteApi(WebSite site, HttpClient client)
    {
        this.site = site;
        this.client = client;
    }

    public static async Task<SiteApi> SignInAsync(WebSite site, string userName)
    {
        var signedIn = new HttpClient { BaseAddress = site.Address };
        using var answer = await signedIn.PostAsJsonAsync("/api/v1/login", new { userName, password = WebSite.Password });
        signedIn.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["accessToken"]);
        signedIn.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        return new SiteApi(site, signedIn);
    }

    public async Task<JsonObject> GetAsync(string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        return await ReadAsync(answer);
    }

    /// <summary>Asks until the answer is as expected, because Studio decides itself when it saves.</summary>
    public async Task UntilAsync(string path, Func<JsonObject, bool> isReached)
    {
        var watch = Stopwatch.StartNew();
        while (!isReached(await GetAsync(path)))
        {
            Assert.True(watch.Elapsed < Patience, $"{path} is not as expected after {Patience.TotalSeconds} s.");
            await Task.Delay(100);
        }
    }

    public async Task<JsonObject> PostAsync(string path, object body)
    {
        using var answer = await client.PostAsJsonAsync(path, body);
        return await ReadAsync(answer);
    }

    /// <summary>A flowchart of these activities in a row, each connected to the next.</summary>
    public Task<JsonObject> SaveWorkflowAsync(string id, string name, bool publish, JsonObject[] activities, Action<JsonObject>? complete = null)
    {
        for (var place = 0; place < activities.Length; place++)
        {
            var position = new JsonObject { ["x"] = 40 + (260 * place), ["y"] = 60 };
            activities[place]["metadata"] ??= new JsonObject { ["designer"] = new JsonObject { ["position"] = position } };
        }

        var connections = activities.Zip(activities.Skip(1), (from, to) => (JsonNode)new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = (string?)from["id"], ["port"] = (string?)from["type"] == "Elsa.FlowDecision" ? "True" : "Done" },
            ["target"] = new JsonObject { ["activity"] = (string?)to["id"], ["port"] = "In" },
        });
        var root = new JsonObject
        {
            ["id"] = id + "-root",
            ["type"] = "Elsa.Flowchart",
            ["version"] = 1,
            ["name"] = "Flowchart1",
            ["activities"] = new JsonArray([.. activities]),
            ["connections"] = new JsonArray([.. connections]),
        };
        var model = new JsonObject { ["definitionId"] = id, ["name"] = name, ["root"] = root };
        complete?.Invoke(model);
        return PostAsync("/elsa/api/workflow-definitions", new JsonObject { ["model"] = model, ["publish"] = publish });
    }

    public static JsonObject Activity(string id, string type, params (string Input, string Syntax, string Value)[] inputs)
    {
        var activity = new JsonObject { ["id"] = id, ["type"] = type, ["version"] = 1, ["name"] = id };
        foreach (var (input, syntax, value) in inputs)
            activity[input] = new JsonObject { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = syntax, ["value"] = value } };
        return activity;
    }

    public async Task<string> RunAsync(string definitionId) =>
        (string)(await PostAsync($"/elsa/api/workflow-definitions/{definitionId}/execute", new { }))["workflowState"]!["id"]!;

    /// <summary>Opens a case for medical aid of somebody who has an archive, and returns its number.</summary>
    public async Task<string> OpenCaseAsync(SyntheticPerson person, decimal amount)
    {
        using var county = await SignInAsync(site, "county1");
        await county.EnterArchiveAsync(person);
        return (string)(await PostAsync("/api/v1/applications", ApplicationOf(person, amount)))["caseNumber"]!;
    }

    public Task EnterArchiveAsync(SyntheticPerson person) => PaperArchives.EnterAsync(client, person);

    private static object ApplicationOf(SyntheticPerson person, decimal amount) => new
    {
        programme = "needy-worker-aid",
        applicant = new { name = person.Name, idNumber = person.IdNumber, phone = person.Phone, employer = "星河纺织", bank = new { bankName = "工商银行", accountName = person.Name, accountNumber = person.BankCard } },
        household = new { members = Array.Empty<object>() },
        requests = new[] { new { kind = "medical", amount, selfPaidAmount = 90_000m } },
        consent = true,
    };

    public async Task<JsonObject> CaseAsync(string caseNumber) => await GetAsync($"/api/v1/cases/{caseNumber}");

    /// <summary>The group's open tasks of a case.</summary>
    public async Task<IReadOnlyList<JsonObject>> TasksAsync(string caseNumber) =>
        [.. (await GetAsync($"/api/v1/tasks?view=group&caseNumber={caseNumber}"))["items"]!.AsArray().Select(item => item!.AsObject())];

    public void Dispose() => client.Dispose();

    private static async Task<JsonObject> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {text}");
        return text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject();
    }
}
