using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace AidWorkflows.Tests.Host.Papers;

/// <summary>Calls about documents and files, as several tests make them.</summary>
internal static class PaperCalls
{
    public static async Task<string> UploadAsync(this AidServer server, string userName, string caseNumber, string need, string fileName, byte[] content, string? key = null)
    {
        using var client = await server.SignInAsync(userName);
        using var form = new MultipartFormDataContent { { new StringContent(need), "need" }, { new ByteArrayContent(content), "file", fileName } };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/cases/{caseNumber}/attachments") { Content = form };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        using var answer = await client.SendAsync(request);
        return answer.IsSuccessStatusCode ? (string)(await AidServer.ReadAsync(answer))["id"]! : await AidCalls.RefusalAsync(answer);
    }

    public static async Task<JsonObject> AttachmentsAsync(this AidServer server, string caseNumber, string userName = "grassroots1")
    {
        using var client = await server.SignInAsync(userName);
        return (await client.GetFromJsonAsync<JsonObject>($"/api/v1/cases/{caseNumber}/attachments"))!;
    }

    public static async Task<string> StateAsync(this AidServer server, string caseNumber, string need) =>
        (string)(await server.AttachmentsAsync(caseNumber))["required"]!.AsArray().Single(entry => (string)entry!["id"]! == need)!["status"]!;

    public static async Task<IReadOnlyList<JsonObject>> PapersAsync(this AidServer server, string caseNumber, string userName = "county1")
    {
        using var client = await server.SignInAsync(userName);
        return [.. (await client.GetFromJsonAsync<JsonArray>($"/api/v1/cases/{caseNumber}/documents"))!.Select(entry => entry!.AsObject())];
    }

    public static async Task<JsonObject> MakeAsync(this AidServer server, string userName, string kind, Guid subjectId)
    {
        using var client = await server.SignInAsync(userName);
        using var answer = await client.PostAsJsonAsync("/api/v1/documents", new { kind, subjectId });
        var body = await AidServer.ReadAsync(answer);
        Assert.True(answer.IsSuccessStatusCode, $"{kind}: {body.ToJsonString()}");
        return body;
    }

    public static async Task<string> ContentAsync(this AidServer server, string userName, JsonObject paper)
    {
        using var client = await server.SignInAsync(userName);
        using var answer = await client.GetAsync($"/api/v1/documents/{paper["id"]}/content");
        return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync() : $"{(int)answer.StatusCode}";
    }

    public static async Task<string> PostAsync(this AidServer server, string userName, string path, object body, HttpMethod? method = null)
    {
        using var client = await server.SignInAsync(userName);
        using var request = new HttpRequestMessage(method ?? HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        using var answer = await client.SendAsync(request);
        return answer.IsSuccessStatusCode ? $"{(int)answer.StatusCode}" : await AidCalls.RefusalAsync(answer);
    }
}
