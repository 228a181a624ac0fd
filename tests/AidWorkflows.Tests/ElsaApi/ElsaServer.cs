using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using AidWorkflows.Activities;
using AidWorkflows.Data;
using AidWorkflows.ElsaApi;
using AidWorkflows.Engine;
using AidWorkflows.Engine.Execution;
using AidWorkflows.Engine.Runtime;
using AidWorkflows.Engine.Triggers;
using AidWorkflows.Host.Timers;
using AidWorkflows.TestDatabases;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AidWorkflows.Tests.ElsaApi;

/// <summary>Elsa's API on the real engine and a real SQLite database. Whoever a test says signs in: "Bearer role:person".</summary>
public sealed class ElsaServer : IAsyncLifetime
{
    private SqliteFile database = null!;
    private WebApplication app = null!;

    public IServiceProvider Services => app.Services;

    public TestServer Server => app.GetTestServer();

    public async Task InitializeAsync()
    {
        database = await SqliteFile.CreateAsync();
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(database.Settings);
        builder.Services.AddSingleton(new EngineOptions());
        builder.Services.AddSingleton<CronSchedule>(CronTimes.Next);
        builder.Services.AddAidData(builder.Configuration);
        builder.Services.AddAidActivities();
        builder.Services.AddWorkflowEngine();
        builder.Services.AddSingleton<WorkPump>();
        builder.Services.AddAuthentication("Test").AddScheme<AuthenticationSchemeOptions, RoleTokens>("Test", null);
        builder.Services.AddElsaApi();
        app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapElsaApi();
        await app.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await database.DisposeAsync();
    }

    public ElsaCalls As(string role, string person = "11111111-1111-1111-1111-111111111111", string language = "zh-CN")
    {
        var client = app.GetTestClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", $"{role}:{person}");
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        return new ElsaCalls(client);
    }

    public ElsaCalls Administrator => As("Administrator");

    public HttpClient Anonymous => app.GetTestClient();

    /// <summary>Runs everything that is due.</summary>
    public async Task PumpAsync()
    {
        var pump = app.Services.GetRequiredService<WorkPump>();
        int claimed;
        do
        {
            claimed = 0;
            foreach (var lane in Enum.GetValues<WorkLane>())
                claimed += await pump.RunDueAsync(lane, default);
        }
        while (claimed > 0);
    }

    private sealed class RoleTokens(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            var header = Request.Headers.Authorization.ToString();
            var cookie = Request.Cookies["role"];
            if (!header.StartsWith("Bearer ", StringComparison.Ordinal) && cookie is null)
                return Task.FromResult(AuthenticateResult.NoResult());
            var parts = (cookie ?? header["Bearer ".Length..]).Split(':');
            var identity = new ClaimsIdentity([new Claim(ClaimTypes.Role, parts[0]), new Claim(ElsaApiPolicies.PersonClaim, parts[1]), new Claim(ElsaApiPolicies.LevelClaim, "National")], "Test");
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), "Test")));
        }
    }
}

/// <summary>Calls as Elsa's clients make them.</summary>
public sealed class ElsaCalls(HttpClient client)
{
    public HttpClient Client => client;

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body = null) =>
        client.SendAsync(new HttpRequestMessage(method, "/elsa/api" + path)
        {
            Content = body switch
            {
                null => null,
                HttpContent content => content,
                string text => new StringContent(text, Encoding.UTF8, "application/json"),
                _ => JsonContent.Create(body),
            },
        });

    public async Task<JsonNode> GetAsync(string path) => await ReadAsync(await SendAsync(HttpMethod.Get, path));

    public async Task<JsonNode> PostAsync(string path, object? body = null) => await ReadAsync(await SendAsync(HttpMethod.Post, path, body ?? new JsonObject()));

    public async Task<int> StatusAsync(HttpMethod method, string path, object? body = null)
    {
        using var answer = await SendAsync(method, path, body);
        return (int)answer.StatusCode;
    }

    /// <summary>The messages of a refusal, which must be a 400 to be seen in Studio.</summary>
    public async Task<string> RefusalAsync(HttpMethod method, string path, object? body = null)
    {
        using var answer = await SendAsync(method, path, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == 400, $"{(int)answer.StatusCode} {text}");
        return string.Join(" ", ((JsonArray)JsonNode.Parse(text)!["errors"]!["generalErrors"]!).Select(message => (string?)message));
    }

    public async Task<JsonObject> SaveAsync(JsonObject model, bool publish = false) =>
        (JsonObject)(await PostAsync("/workflow-definitions", new JsonObject { ["model"] = model.DeepClone(), ["publish"] = publish }))["workflowDefinition"]!;

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {text}");
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }
}
