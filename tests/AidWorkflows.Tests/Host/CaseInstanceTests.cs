using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Tests.Host;

/// <summary>An instance that belongs to a case is its record and stays, whatever an administrator does in Studio.</summary>
public sealed class CaseInstanceTests(AidServer server) : IClassFixture<AidServer>
{
    [Fact]
    public async Task A_case_keeps_its_instance_when_somebody_deletes_it()
    {
        var (number, id) = await OpenAsync(7001);
        using var admin = await server.SignInAsync("admin");
        using var answer = await admin.DeleteAsync(new Uri($"/elsa/api/workflow-instances/{id}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(number, Message(await AidServer.ReadAsync(answer)), StringComparison.Ordinal);

        // Not even cancelled on the way.
        await server.DecideAsync("county1", number);
        Assert.Equal("approved", (string?)(await server.CaseAsync(number))["status"]);
        using var later = await admin.DeleteAsync(new Uri($"/elsa/api/workflow-instances/{id}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.BadRequest, later.StatusCode);
    }

    [Fact]
    public async Task Deleting_many_leaves_those_of_cases_and_says_so()
    {
        var (number, id) = await OpenAsync(7002);
        using var admin = await server.SignInAsync("admin");
        var free = await RunAsync(admin, null);
        var onTheCase = await RunAsync(admin, number);
        using var answer = await admin.PostAsJsonAsync("/elsa/api/bulk-actions/delete/workflow-instances/by-id", new { ids = new[] { id, free, onTheCase } });
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var message = Message(await AidServer.ReadAsync(answer));
        Assert.Contains(id, message, StringComparison.Ordinal);
        Assert.Contains(onTheCase, message, StringComparison.Ordinal);
        Assert.DoesNotContain(free, message, StringComparison.Ordinal);
        var left = await server.InDatabaseAsync(db => db.Instances.Where(row => row.Id == id || row.Id == free || row.Id == onTheCase).Select(row => row.Id).ToListAsync());
        Assert.Equal(new[] { id, onTheCase }.Order(StringComparer.Ordinal), left.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(7003, "study", "助学救助")]
    [InlineData(7004, "medical", "医疗救助")]
    public async Task The_instance_of_an_aid_item_is_named_after_the_case_and_the_kind_of_aid_in_Chinese(int seed, string kind, string words)
    {
        var number = await server.OpenCaseAsync(seed, (kind, 3000m, kind == "medical" ? 6000m : null));
        var id = (await server.CaseAsync(number))["workflowInstanceIds"]![0];
        using var admin = await server.SignInAsync("admin");
        Assert.Equal($"{number} {words}", (string?)(await admin.GetFromJsonAsync<JsonObject>($"/elsa/api/workflow-instances/{id}"))!["name"]);
    }

    private static string Message(JsonObject problem) => problem["errors"]!.ToJsonString();

    private async Task<(string Number, string InstanceId)> OpenAsync(int seed)
    {
        var number = await server.OpenCaseAsync(seed);
        return (number, (string)(await server.CaseAsync(number))["workflowInstanceIds"]![0]!);
    }

    /// <summary>A workflow that has nothing to do with aid but, perhaps, the case's number.</summary>
    private static async Task<string> RunAsync(HttpClient admin, string? correlationId)
    {
        const string root = """{"id":"f","type":"Elsa.Flowchart","version":1,"name":"F","activities":[{"id":"a","type":"Elsa.WriteLine","version":1,"name":"A"}],"connections":[]}""";
        using var saved = await admin.PostAsJsonAsync("/elsa/api/workflow-definitions", new { model = new { definitionId = "side-work", name = "Side work", root = JsonNode.Parse(root) }, publish = true });
        Assert.True(saved.IsSuccessStatusCode, await saved.Content.ReadAsStringAsync());
        using var ran = await admin.PostAsJsonAsync("/elsa/api/workflow-definitions/side-work/execute", new { correlationId });
        Assert.True(ran.IsSuccessStatusCode, await ran.Content.ReadAsStringAsync());
        return Assert.Single(ran.Headers.GetValues("x-elsa-workflow-instance-id"));
    }
}
