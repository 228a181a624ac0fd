using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace AidWorkflows.Tests.Host.Staff;

/// <summary>Unions, staff and accounts over the public API and the pages.</summary>
internal static class StaffCalls
{
    /// <summary>The password that people choose in place of the first one.</summary>
    public const string Chosen = "a-password-of-my-own";

    public static async Task<string> UnionAsync(this AidServer server, string code)
    {
        using var client = await server.SignInAsync("admin");
        var found = (await client.GetFromJsonAsync<JsonObject>($"/api/v1/organisations?search={code}"))!["items"]!.AsArray();
        return (string)found.Single(union => (string)union!["code"]! == code)!["id"]!;
    }

    /// <summary>Adds a union and returns its id.</summary>
    public static async Task<string> AddUnionAsync(this AidServer server, string parent, string code, string level = "grassroots")
    {
        using var client = await server.SignInAsync("admin");
        using var answer = await client.PostAsJsonAsync("/api/v1/organisations", new { parentId = await server.UnionAsync(parent), code, name = $"{code}工会", level });
        var body = await AidServer.ReadAsync(answer);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, body.ToJsonString());
        return (string)body["id"]!;
    }

    /// <summary>Makes an account and returns the person's id with the first password.</summary>
    public static async Task<(string Id, string Password)> CreateAsync(this AidServer server, string userName, string union, params string[] roles)
    {
        using var client = await server.SignInAsync("admin");
        using var answer = await client.PostAsJsonAsync("/api/v1/staff", await server.NewStaffAsync(userName, union, roles));
        var body = await AidServer.ReadAsync(answer);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, body.ToJsonString());
        return ((string)body["staff"]!["id"]!, (string)body["initialPassword"]!);
    }

    public static async Task<JsonObject> NewStaffAsync(this AidServer server, string userName, string union, params string[] roles) => new()
    {
        ["name"] = "钱小雨",
        ["userName"] = userName,
        ["organisationId"] = await server.UnionAsync(union),
        ["roles"] = new JsonArray([.. roles.Select(role => (JsonNode)role)]),
    };

    /// <summary>An account whose person has replaced the first password.</summary>
    public static async Task<string> CreateActiveAsync(this AidServer server, string userName, string union, params string[] roles)
    {
        var (id, password) = await server.CreateAsync(userName, union, roles);
        await server.ReplaceAsync(userName, password);
        return id;
    }

    /// <summary>Replaces the first password as the person does it, on the page.</summary>
    public static async Task ReplaceAsync(this AidServer server, string userName, string password)
    {
        using var browser = await server.BrowserAsync(userName, password);
        var form = await browser.ReadPageAsync("/account/change-password");
        using var changed = await browser.PostFormAsync("/account/change-password", form, ("Current", password), ("New", Chosen), ("Again", Chosen));
        Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
    }

    /// <summary>Null when the sign-in was refused.</summary>
    public static async Task<HttpClient?> LogInAsync(this AidServer server, string userName, string password = Chosen)
    {
        var client = server.CreateClient();
        using var answer = await client.PostAsJsonAsync("/api/v1/login", new { userName, password });
        if (!answer.IsSuccessStatusCode)
            return null;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)(await AidServer.ReadAsync(answer))["accessToken"]!);
        return client;
    }

    /// <summary>What the answer to a write says, as one line.</summary>
    public static async Task<string> SendAsync(this HttpClient client, string path, object? body = null)
    {
        using var answer = await client.PostAsJsonAsync($"/api/v1/{path}", body ?? new { });
        return answer.IsSuccessStatusCode ? $"{(int)answer.StatusCode}" : await AidCalls.RefusalAsync(answer);
    }

    public static async Task<string> AsAdminAsync(this AidServer server, string path, object? body = null)
    {
        using var client = await server.SignInAsync("admin");
        return await client.SendAsync(path, body);
    }

    public static async Task<JsonObject> StaffAsync(this AidServer server, string id, string userName = "admin")
    {
        using var client = await server.SignInAsync(userName);
        return (await client.GetFromJsonAsync<JsonObject>($"/api/v1/staff/{id}"))!;
    }

    public static async Task<string> PersonOfAsync(this AidServer server, string userName)
    {
        using var client = await server.SignInAsync(userName);
        return (string)(await client.GetFromJsonAsync<JsonObject>("/api/v1/me"))!["personId"]!;
    }

    /// <summary>The kinds of a person's history, the newest first.</summary>
    public static async Task<string> HistoryAsync(this AidServer server, string id, string userName = "auditor") =>
        string.Join(' ', (await server.StaffAsync(id, userName))["history"]!.AsArray().Select(change => (string)change!["kind"]!));
}
