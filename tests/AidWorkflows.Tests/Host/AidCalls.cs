using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Tests.TestData;

namespace AidWorkflows.Tests.Host;

/// <summary>What several test classes ask of the API in the same words.</summary>
internal static class AidCalls
{
    public const string Approve = "同意";

    public static JsonObject Application(int seed, params (string Kind, decimal Amount, decimal? SelfPaid)[] requests)
    {
        var person = SyntheticPeople.Person(seed);
        var asked = requests.Length > 0 ? requests : [("medical", 15000m, 30000m)];
        return new JsonObject
        {
            ["programme"] = "needy-worker-aid",
            ["applicant"] = new JsonObject
            {
                ["name"] = person.Name,
                ["idNumber"] = person.IdNumber,
                ["phone"] = person.Phone,
                ["employer"] = "星河纺织有限公司",
                ["bank"] = new JsonObject { ["bankName"] = "中国工商银行", ["accountName"] = person.Name, ["accountNumber"] = person.BankCard },
            },
            ["household"] = new JsonObject
            {
                ["members"] = new JsonArray(),
                ["income"] = new JsonArray(new JsonObject { ["kind"] = "wage", ["annualAmount"] = 12000m }),
                ["rigidExpenses"] = new JsonArray(new JsonObject { ["kind"] = "illness", ["annualAmount"] = 8000.5m }),
                ["declarations"] = new JsonObject { ["ownsCar"] = false },
            },
            ["requests"] = new JsonArray([.. asked.Select(request => (JsonNode)new JsonObject
            {
                ["kind"] = request.Kind,
                ["amount"] = request.Amount,
                ["selfPaidAmount"] = request.SelfPaid,
            })]),
            ["consent"] = true,
        };
    }

    /// <summary>Opens a case of somebody who has an archive, and returns its number.</summary>
    public static async Task<string> OpenCaseAsync(this AidServer server, int seed, params (string Kind, decimal Amount, decimal? SelfPaid)[] requests)
    {
        using var county = await server.SignInAsync("county1");
        await PaperArchives.EnterAsync(county, SyntheticPeople.Person(seed));
        using var clerk = await server.SignInAsync("grassroots1");
        using var answer = await clerk.PostAsJsonAsync("/api/v1/applications", Application(seed, requests));
        var body = await AidServer.ReadAsync(answer);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, body.ToJsonString());
        return (string)body["caseNumber"]!;
    }

    public static async Task<IReadOnlyList<JsonObject>> TasksAsync(this HttpClient client, string caseNumber, string view = "group")
    {
        var list = await client.GetFromJsonAsync<JsonObject>($"/api/v1/tasks?view={view}&caseNumber={caseNumber}");
        return [.. list!["items"]!.AsArray().Select(item => item!.AsObject())];
    }

    public static async Task<JsonObject> OnlyTaskAsync(this AidServer server, string userName, string caseNumber)
    {
        using var client = await server.SignInAsync(userName);
        return Assert.Single(await client.TasksAsync(caseNumber));
    }

    public static Task<HttpResponseMessage> CompleteAsync(this HttpClient client, JsonObject task, string outcome = Approve, JsonObject? form = null, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/tasks/{task["id"]}/complete")
        {
            Content = JsonContent.Create(new JsonObject { ["outcome"] = outcome, ["comment"] = "已核实", ["form"] = form?.DeepClone() }),
        };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return client.SendAsync(request);
    }

    /// <summary>Completes the one open task that this account has for the case.</summary>
    public static async Task DecideAsync(this AidServer server, string userName, string caseNumber, string outcome = Approve, JsonObject? form = null)
    {
        using var client = await server.SignInAsync(userName);
        using var answer = await client.CompleteAsync(Assert.Single(await client.TasksAsync(caseNumber)), outcome, form);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    public static async Task<JsonObject> CaseAsync(this AidServer server, string caseNumber, string userName = "auditor")
    {
        using var client = await server.SignInAsync(userName);
        return (await client.GetFromJsonAsync<JsonObject>($"/api/v1/cases/{caseNumber}"))!;
    }

    /// <summary>The status, code and fields of a refusal, as one line to compare.</summary>
    public static async Task<string> RefusalAsync(HttpResponseMessage answer)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await AidServer.ReadAsync(answer);
        var fields = problem["errors"]?.AsArray().Select(error => (string)error!["field"]!) ?? [];
        return $"{(int)answer.StatusCode} {problem["code"]} {string.Join(",", fields)}".TrimEnd();
    }
}
