using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Data;
using AidWorkflows.SystemTests.Hosting;
using AidWorkflows.TestDatabases;
using AidWorkflows.Tests.TestData;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.SystemTests.Tasks;

/// <summary>Two clerks complete one task at the same instant, again and again (engine.md 1.3 B2).</summary>
public sealed class DoubleCompletionTests
{
    private static readonly int Rounds = Soak.Rounds(everyChange: 250, release: 1_000);

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task One_clerk_succeeds_one_is_told_and_there_is_one_effect(DatabaseProvider provider)
    {
        await using TestDatabase database = provider == DatabaseProvider.Sqlite ? await SqliteFile.CreateAsync() : await PostgreSqlDatabase.CreateAsync();
        await using (var host = await HostProcess.StartAsync(database))
        {
            using var registrar = await SignInAsync(host, "grassroots1");
            using var first = await SignInAsync(host, "county1");
            using var second = await SignInAsync(host, "county2");
            await Parallel.ForEachAsync(Enumerable.Range(0, Rounds), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (round, cancellationToken) =>
            {
                var task = await OpenTaskAsync(registrar, first, round);
                var answers = await Task.WhenAll(CompleteAsync(first, task), CompleteAsync(second, task));
                var statuses = answers.Select(answer => answer.StatusCode).Order().ToArray();
                Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], statuses);
                var refused = JsonNode.Parse(await answers.Single(answer => answer.StatusCode == HttpStatusCode.Conflict).Content.ReadAsStringAsync(cancellationToken))!;
                Assert.Equal("task-already-completed", (string?)refused["code"]);
            });
        }

        await using var services = database.CreateServices();
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AidDbContext>();
        foreach (var sql in new[]
        {
            "SELECT count(*) AS \"Value\" FROM payments",
            "SELECT count(*) AS \"Value\" FROM human_tasks WHERE status = 'Completed'",
            "SELECT count(DISTINCT case_id) AS \"Value\" FROM case_events WHERE code = 'task-completed'",
            "SELECT count(*) AS \"Value\" FROM case_events WHERE code = 'task-completed'",
        })
        {
            Assert.Equal(Rounds, await db.Database.SqlQueryRaw<int>(sql).SingleAsync());
        }
    }

    private static async Task<HttpClient> SignInAsync(HostProcess host, string account)
    {
        var client = new HttpClient { BaseAddress = new Uri(host.Address, "/api/v1/") };
        var reply = await client.PostAsJsonAsync("login", new { userName = account, password = HostProcess.Password });
        var token = (string?)JsonNode.Parse(await reply.Content.ReadAsStringAsync())!["accessToken"];
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private static async Task<string> OpenTaskAsync(HttpClient registrar, HttpClient reviewer, int round)
    {
        var person = SyntheticPeople.Person(10_000 + round);
        await PaperArchives.EnterAsync(reviewer, person);
        var opened = await registrar.PostAsJsonAsync("applications", new
        {
            programme = "needy-worker-aid",
            applicant = new { name = person.Name, idNumber = person.IdNumber, phone = person.Phone, employer = "星河纺织", bank = new { bankName = "工商银行", accountName = person.Name, accountNumber = person.BankCard } },
            household = new { members = Array.Empty<object>() },
            requests = new[] { new { kind = "medical", amount = 12_000.50m, selfPaidAmount = 15_000m } },
            consent = true,
        });
        var body = await opened.Content.ReadAsStringAsync();
        Assert.True(opened.StatusCode == HttpStatusCode.Created, body);
        var tasks = JsonNode.Parse(await reviewer.GetStringAsync(new Uri($"tasks?view=group&caseNumber={(string?)JsonNode.Parse(body)!["caseNumber"]}", UriKind.Relative)))!;
        return (string?)Assert.Single((JsonArray)tasks["items"]!)!["id"] ?? "";
    }

    private static Task<HttpResponseMessage> CompleteAsync(HttpClient client, string task) =>
        client.PostAsJsonAsync($"tasks/{task}/complete", new { outcome = "同意", comment = "", form = new { } });
}
