using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using AidWorkflows.TestDatabases;

namespace AidWorkflows.SystemTests.Hosting;

/// <summary>
/// What somebody sends who means harm, to the real program: refused with a 4xx, nothing stored, no file made, and the program goes on
/// without having grown (issue 3; the findings are those of the table in docs/security.md).
/// </summary>
public sealed class HostileRequestTests : IAsyncLifetime
{
    private const int FiftyMegabytes = 50 * 1024 * 1024;
    private const string Import = "/elsa/api/workflow-definitions/import";
    private const string ImportFiles = "/elsa/api/workflow-definitions/import-files";

    private SqliteFile database = null!;
    private HostProcess host = null!;

    public async Task InitializeAsync()
    {
        database = await SqliteFile.CreateAsync();
        host = await HostProcess.StartAsync(database);
    }

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Hostile_requests_are_refused_store_nothing_and_leave_the_program_as_it_was()
    {
        using var admin = await SignInAsync("admin");
        using var auditor = await SignInAsync("auditor");
        using var stranger = NewClient();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(admin, () => new(HttpMethod.Get, "/elsa/api/workflow-definitions")));
        var before = await DefinitionsAsync(admin);
        var files = Files();
        var memory = host.WorkingSet;

        foreach (var (name, body) in Bodies())
        {
            foreach (var client in new[] { admin, auditor, stranger })
            {
                var status = await StatusAsync(client, body);
                Assert.True((int)status is >= 400 and < 500, $"{name} as {Name(client, admin, auditor)}: {(int)status}");
                var wanted = client == stranger ? HttpStatusCode.Unauthorized : client == auditor ? HttpStatusCode.Forbidden : status;
                Assert.True(status == wanted || (client == stranger && name.Contains("login", StringComparison.Ordinal)), $"{name} as {Name(client, admin, auditor)}: {(int)status}");
            }
        }

        Assert.True(host.IsRunning, host.Output());
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(stranger, () => new(HttpMethod.Get, "/health/ready")));
        Assert.Equal(before, await DefinitionsAsync(admin));
        Assert.Equal(files, Files());
        Assert.False(File.Exists("/tmp/aid-evil.json"));
        Assert.True(host.WorkingSet - memory < 400L * 1024 * 1024, $"From {memory >> 20} to {host.WorkingSet >> 20} MiB.");
    }

    /// <summary>Finding 6: this test calls from the machine that the program runs on.</summary>
    [Fact]
    public async Task A_call_from_the_same_machine_is_a_strangers_call()
    {
        using var client = NewClient();
        foreach (var path in new[] { "/api/v1/me", "/api/v1/cases", "/elsa/api/workflow-definitions", "/elsa/api/features/installed" })
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(client, () => new(HttpMethod.Get, path)));
    }

    private static IEnumerable<(string Name, Func<HttpRequestMessage> Request)> Bodies()
    {
        var deep = string.Concat(Enumerable.Repeat("""{"id":"a","type":"Elsa.Sequence","activities":[""", 10_000)) + string.Concat(Enumerable.Repeat("]}", 10_000));
        var deepModel = $$"""{"definitionId":"evil","name":"evil","root":{{deep}}}""";
        var deepInput = string.Concat(Enumerable.Repeat("[", 10_000)) + string.Concat(Enumerable.Repeat("]", 10_000));
        yield return ("50 MB import with a length", () => Post(Import, Json(Big())));
        yield return ("50 MB import without a length", () => Post(Import, new Chunked(Big(), "application/json")));
        yield return ("50 MB file", () => Post(ImportFiles, Form("big.json", Big())));
        yield return ("50 MB save", () => Post("/elsa/api/workflow-definitions", new Chunked(Big(), "application/json")));
        yield return ("50 MB event", () => Post("/elsa/api/events/x/trigger", new Chunked(Big(), "application/json")));
        yield return ("50 MB activity test", () => Post("/elsa/api/tests/activities", new Chunked(Big(), "application/json")));
        yield return ("nested save", () => Post("/elsa/api/workflow-definitions", Json("{\"model\":" + deepModel + "}")));
        yield return ("nested import", () => Post(Import, Json(deepModel)));
        yield return ("nested file", () => Post(ImportFiles, Form("../../../../tmp/aid-evil.json", deepModel)));
        yield return ("nested input", () => Post("/elsa/api/workflow-definitions/aid-approval/execute", Json("{\"input\":{\"a\":" + deepInput + "}}")));
        yield return ("type name instead of a document", () => Post(Import, Json("""{"_type":"System.IO.FileInfo","root":{"_type":"System.Diagnostics.Process","type":5}}""")));
        yield return ("file that is no JSON", () => Post(ImportFiles, Form("/tmp/aid-evil.json", "#!/bin/sh")));
        yield return ("zip that is none", () => Post(ImportFiles, Form("../evil.zip", "PK\u0003\u0004nonsense")));
    }

    /// <summary>Six times as much as the limit, from somebody who has not even signed in.</summary>
    [Theory]
    [InlineData("/api/v1/login")]
    [InlineData("/elsa/api/identity/login")]
    [InlineData("/account/sign-in")]
    public async Task Fifty_megabytes_at_the_door_are_refused(string path)
    {
        using var stranger = NewClient();
        var status = await StatusAsync(stranger, () => Post(path, new Chunked(Big(), path.StartsWith("/account", StringComparison.Ordinal) ? "application/x-www-form-urlencoded" : "application/json")));
        Assert.True((int)status is >= 400 and < 500, $"{(int)status}");
        Assert.True(host.IsRunning);
    }

    private static string Big() => $$"""{"definitionId":"evil","name":"evil","userName":"{{new string('x', FiftyMegabytes)}}"}""";

    private static string Name(HttpClient client, HttpClient admin, HttpClient auditor) => client == admin ? "admin" : client == auditor ? "auditor" : "stranger";

    private string Files() => string.Join('\n', Directory.EnumerateFiles(host.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));

    private static async Task<string> DefinitionsAsync(HttpClient admin) => await admin.GetStringAsync(new Uri("/elsa/api/workflow-definitions?versionOptions=Latest&pageSize=100", UriKind.Relative));

    /// <summary>Sends as most clients do, without asking first; a server that hung up half way would be an exception here.</summary>
    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, Func<HttpRequestMessage> create)
    {
        using var request = create();
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    private static HttpRequestMessage Post(string path, HttpContent content) => new(HttpMethod.Post, path) { Content = content };

    private static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    private static MultipartFormDataContent Form(string fileName, string text) => new() { { new StringContent(text), "files", fileName } };

    private async Task<HttpClient> SignInAsync(string userName)
    {
        var client = NewClient();
        using var answer = await client.PostAsJsonAsync("/api/v1/login", new { userName, password = HostProcess.Password });
        var token = (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["accessToken"]!;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private HttpClient NewClient() => new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = host.Address };

    /// <summary>A body that does not say how long it is.</summary>
    private sealed class Chunked : HttpContent
    {
        private readonly byte[] bytes;

        public Chunked(string text, string mediaType)
        {
            bytes = Encoding.UTF8.GetBytes(text);
            Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            for (var sent = 0; sent < bytes.Length; sent += 64 * 1024)
                await stream.WriteAsync(bytes.AsMemory(sent, Math.Min(64 * 1024, bytes.Length - sent)));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
