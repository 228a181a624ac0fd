using AidWorkflows.ElsaApi;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Tests.ElsaApi;

/// <summary>Every endpoint, every role: who has no business here gets nowhere, and who may only look changes nothing.</summary>
public sealed class RightsTests(ElsaServer server) : IClassFixture<ElsaServer>
{
    private const string Login = "/elsa/api/identity/login";

    [Fact]
    public async Task Nobody_gets_in_without_signing_in_and_is_not_sent_to_a_page()
    {
        foreach (var (method, path) in Endpoints().Where(endpoint => endpoint.Path != Login))
        {
            using var answer = await server.Anonymous.SendAsync(new HttpRequestMessage(method, path));
            Assert.True((int)answer.StatusCode == 401, $"{method} {path}: {(int)answer.StatusCode}");
        }
    }

    [Theory]
    [InlineData("Clerk")]
    [InlineData("Cashier")]
    public async Task Clerks_and_cashiers_see_nothing(string role)
    {
        foreach (var (method, path) in Endpoints().Where(endpoint => endpoint.Path != Login))
        {
            using var answer = await server.As(role).Client.SendAsync(new HttpRequestMessage(method, path));
            Assert.True((int)answer.StatusCode == 403, $"{method} {path}: {(int)answer.StatusCode}");
        }
    }

    [Theory]
    [InlineData("Auditor")]
    [InlineData("Reviewer")]
    public async Task Readers_read_and_change_nothing(string role)
    {
        foreach (var endpoint in All().Where(endpoint => Policies(endpoint).Contains(ElsaApiPolicies.Edit)))
        {
            foreach (var method in Methods(endpoint))
            {
                using var answer = await server.As(role).Client.SendAsync(new HttpRequestMessage(method, Path(endpoint)));
                Assert.True((int)answer.StatusCode == 403, $"{method} {Path(endpoint)}: {(int)answer.StatusCode}");
            }
        }
    }

    [Fact]
    public void Whatever_changes_something_needs_the_right_to_edit()
    {
        string[] reading = ["/journal", "/report", "/export", "/type-definitions/", "/options/", "/workflow-instances", "/workflow-definitions/problems"];
        foreach (var endpoint in All().Where(endpoint => Path(endpoint) != Login && Methods(endpoint).Any(method => method != HttpMethod.Get)))
        {
            var path = Path(endpoint);
            var isRead = Policies(endpoint).Contains(ElsaApiPolicies.Read);
            if (isRead && !path.Contains("hubs/", StringComparison.Ordinal) && !endpoint.RoutePattern.RawText!.Contains("**", StringComparison.Ordinal))
                Assert.Contains(reading, part => path.Contains(part, StringComparison.Ordinal));
            Assert.NotEmpty(Policies(endpoint));
        }
    }

    [Fact]
    public async Task Links_offer_only_what_the_reader_may_do()
    {
        await server.Administrator.SaveAsync(Workflows.Threshold("r-links"));
        var definition = await server.As("Auditor").GetAsync("/workflow-definitions/r-links");
        var list = await server.As("Reviewer").GetAsync("/workflow-definitions?versionOptions=Latest");
        string[] editing = ["publish", "retract", "delete", "create", "import", "bulk-publish", "execute"];
        Assert.DoesNotContain(definition["links"]!.AsArray(), link => editing.Contains((string?)link!["rel"]));
        Assert.DoesNotContain(list["links"]!.AsArray(), link => editing.Contains((string?)link!["rel"]));
        Assert.DoesNotContain(list["items"]![0]!["links"]!.AsArray(), link => editing.Contains((string?)link!["rel"]));
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", 400)]
    [InlineData("Sec-Fetch-Site", "same-site", 400)]
    [InlineData("Origin", "https://evil.example", 400)]
    [InlineData("Sec-Fetch-Site", "same-origin", 404)]
    [InlineData("Origin", "http://localhost", 404)]
    public async Task A_write_with_a_cookie_must_come_from_this_site(string header, string value, int expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/elsa/api/workflow-definitions/nowhere/publish") { Content = new StringContent("{}") };
        request.Headers.Add("Cookie", "role=Administrator:11111111-1111-1111-1111-111111111111");
        request.Headers.Add(header, value);
        using var answer = await server.Anonymous.SendAsync(request);
        Assert.Equal(expected, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Signing_in_needs_a_host_that_knows_accounts() =>
        Assert.Contains("not set up", await new ElsaCalls(server.Anonymous).RefusalAsync(HttpMethod.Post, "/identity/login", new { username = "a", password = "b" }));

    private IEnumerable<(HttpMethod Method, string Path)> Endpoints() =>
        All().SelectMany(endpoint => Methods(endpoint).Select(method => (method, Path(endpoint))));

    private IEnumerable<RouteEndpoint> All() => server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    private static string Path(RouteEndpoint endpoint) =>
        "/" + System.Text.RegularExpressions.Regex.Replace(endpoint.RoutePattern.RawText!.TrimStart('/'), @"\{[^}]*\}", "1", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private static List<HttpMethod> Methods(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<HttpMethodMetadata>() is { } metadata ? [.. metadata.HttpMethods.Select(method => new HttpMethod(method))] : [HttpMethod.Get, HttpMethod.Post];

    private static List<string?> Policies(RouteEndpoint endpoint) => [.. endpoint.Metadata.OfType<IAuthorizeData>().Select(data => data.Policy)];
}
