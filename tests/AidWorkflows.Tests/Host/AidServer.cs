using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using AidWorkflows.Data;
using AidWorkflows.TestDatabases;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Tests.Host;

/// <summary>The whole program on a SQLite database of its own, with the demo's unions and accounts and a clock that can be moved.</summary>
public sealed class AidServer : WebApplicationFactory<Program>, IAsyncLifetime
{
    public const string Password = "a-long-demo-password";

    private readonly string folder = Directory.CreateTempSubdirectory("aid-host-").FullName;
    private readonly Dictionary<string, string> tokens = new(StringComparer.Ordinal);
    private SqliteFile database = null!;

    /// <summary>Further settings, to be set before the first request.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    public async Task InitializeAsync() => database = await SqliteFile.CreateAsync();

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A client that is signed in as this demo account.</summary>
    public async Task<HttpClient> SignInAsync(string userName)
    {
        if (!tokens.TryGetValue(userName, out var token))
        {
            using var anonymous = CreateClient();
            using var answer = await anonymous.PostAsJsonAsync("/api/v1/login", new { userName, password = Password });
            answer.EnsureSuccessStatusCode();
            token = (string)(await ReadAsync(answer))["accessToken"]!;
            tokens[userName] = token;
        }

        var client = CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        return client;
    }

    public async Task<T> InDatabaseAsync<T>(Func<AidDbContext, Task<T>> read)
    {
        await using var scope = Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<AidDbContext>());
    }

    public static async Task<JsonObject> ReadAsync(HttpResponseMessage answer) =>
        JsonNode.Parse(await answer.Content.ReadAsStringAsync())?.AsObject() ?? [];

    public static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("Demo:Enabled", "true");
        builder.UseSetting("Demo:Password", Password);
        builder.UseSetting("Clock:Simulated", "true");
        builder.UseSetting("Site:RequireHttps", "false");
        builder.UseSetting("Protection:KeyFile", Path.Combine(folder, "keys", "protection.json"));
        builder.UseSetting("Uploads:Folder", Path.Combine(folder, "files"));
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        foreach (var (name, value) in database.Settings)
            builder.UseSetting(name, value);
        foreach (var (name, value) in Settings)
            builder.UseSetting(name, value);
    }
}
