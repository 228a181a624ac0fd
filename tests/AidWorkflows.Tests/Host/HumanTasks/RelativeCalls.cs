using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Tests.TestData;

namespace AidWorkflows.Tests.Host.HumanTasks;

/// <summary>Declarations of relatives over the public API.</summary>
internal static class RelativeCalls
{
    /// <summary>The id of the declaration.</summary>
    public static async Task<string> DeclareAsync(this AidServer server, string userName, int seed, string? personId = null)
    {
        using var client = await server.SignInAsync(userName);
        using var answer = await client.PostAsJsonAsync("/api/v1/relatives", new { personId, relation = "sibling", idNumber = SyntheticPeople.IdNumber(seed) });
        var body = await AidServer.ReadAsync(answer);
        Assert.True((int)answer.StatusCode == 201, body.ToJsonString());
        return (string)body["id"]!;
    }

    public static Task<string> RemoveAsync(this AidServer server, string userName, string id, string? reason = "登记有误") =>
        server.RelativeAsync(userName, $"/{id}/remove", new { reason });

    /// <summary>What the register says to a write, as one line.</summary>
    public static async Task<string> RelativeAsync(this AidServer server, string userName, string path, object body)
    {
        using var client = await server.SignInAsync(userName);
        using var answer = await client.PostAsJsonAsync($"/api/v1/relatives{path}", body);
        return answer.IsSuccessStatusCode ? $"{(int)answer.StatusCode}" : await AidCalls.RefusalAsync(answer);
    }

    public static async Task<IReadOnlyList<JsonObject>> RelativesAsync(this AidServer server, string userName)
    {
        using var client = await server.SignInAsync(userName);
        return [.. (await client.GetFromJsonAsync<JsonObject>("/api/v1/relatives?pageSize=200"))!["items"]!.AsArray().Select(item => item!.AsObject())];
    }
}
