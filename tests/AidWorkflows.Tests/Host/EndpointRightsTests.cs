using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AidWorkflows.Domain.HumanTasks;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Tests.Host;

/// <summary>
/// Everything of the running program that could change something: Elsa's API, our API, the hub, and each handler of a page. What is
/// added later is tested without being named here; what may pass has its reason here.
/// </summary>
public sealed partial class EndpointRightsTests(AidServer server) : IClassFixture<AidServer>
{
    private const string Reads = "reads only; a POST because what it asks for does not fit into an address";

    private static readonly Dictionary<string, string> OpenToStrangers = new(StringComparer.Ordinal)
    {
        ["POST /api/v1/login"] = "signing in",
        ["POST /elsa/api/identity/login"] = "signing in",
        ["PAGE /account/sign-in"] = "signing in",
        ["PAGE /error/{status:int}"] = "says what went wrong, in place of any page",
        ["POST /api/v1/notices/{id:guid}/objections"] = "anybody may object to a public notice while it is open",
        ["PAGE /notices/{id:guid}/object"] = "anybody may object to a public notice while it is open",
        ["POST /api/v1/surveys"] = "anybody with a one-time code answers without a name",
        ["PAGE /survey"] = "anybody with a one-time code answers without a name",
        ["PAGE /language"] = "sets a cookie of the browser itself",
    };

    private static readonly Dictionary<string, string> OpenToAuditors = new(StringComparer.Ordinal)
    {
        ["POST /api/v1/tasks/{id:guid}/read"] = "marks one's own copy as read; who has none marks nothing",
        ["POST /elsa/api/activity-executions/report"] = Reads,
        ["POST /elsa/api/bulk-actions/export/workflow-definitions"] = Reads,
        ["POST /elsa/api/bulk-actions/export/workflow-instances"] = Reads,
        ["POST /elsa/api/descriptors/activities/{typeName}/options/{property}"] = Reads,
        ["POST /elsa/api/scripting/javascript/type-definitions/{definitionId}"] = Reads,
        ["POST /elsa/api/workflow-definitions/problems"] = Reads,
        ["POST /elsa/api/workflow-definitions/{definitionId}/export"] = Reads,
        ["POST /elsa/api/workflow-instances"] = Reads,
        ["POST /elsa/api/workflow-instances/{id}/journal"] = Reads,
        ["ANY /elsa/api/{**path}"] = "answers 404 to what does not exist",
        ["ANY /elsa/hubs/workflow-instance/negotiate"] = "looking at an instance live",
        ["ANY /elsa/hubs/workflow-instance"] = "looking at an instance live",
        ["PAGE /account/change-password"] = "one's own password",
        ["PAGE /account/sign-out"] = "one's own session",
    };

    /// <summary>Open to all staff by their policy: the object itself refuses whom it does not concern.</summary>
    private static readonly Dictionary<string, string> RefusedByTheObject = new(StringComparer.Ordinal)
    {
        ["POST /api/v1/tasks/{id:guid}/opinion"] = "any colleague can be asked for an opinion",
    };

    private static int seed = 8100;

    [Fact]
    public async Task Strangers_are_refused_everywhere_and_change_nothing()
    {
        var ids = await PrepareAsync();
        var before = await DatabaseContent.ReadAsync(server);
        var wrong = new List<string>();
        using var stranger = server.CreateClient(new() { AllowAutoRedirect = false });
        foreach (var call in await CallsAsync(ids))
        {
            using var answer = await stranger.SendAsync(call.ToRequest());
            var expected = call.IsPage ? "302 /account/sign-in" : "401";
            var got = call.IsPage ? $"{(int)answer.StatusCode} {answer.Headers.Location?.AbsolutePath}" : $"{(int)answer.StatusCode}";
            if (got != expected && !OpenToStrangers.ContainsKey(call.Name))
                wrong.Add($"{call.Name}: {got}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(before, await DatabaseContent.ReadAsync(server));
    }

    [Fact]
    public async Task Auditors_are_refused_wherever_something_could_change_and_change_nothing()
    {
        var ids = await PrepareAsync();
        using var programs = await server.SignInAsync("auditor");
        using var browser = await server.BrowserAsync("auditor");
        var form = await browser.ReadPageAsync("/account/change-password");
        var before = await DatabaseContent.ReadAsync(server);
        var wrong = new List<string>();
        var passed = new HashSet<string>(StringComparer.Ordinal);

        // Signing out ends this browser's session, so it is the last.
        foreach (var call in (await CallsAsync(ids)).Where(call => !OpenToStrangers.ContainsKey(call.Name)).OrderBy(call => call.Name == "PAGE /account/sign-out"))
        {
            using var answer = call.IsPage ? await browser.PostFormAsync(call.Path, form) : await programs.SendAsync(call.ToRequest());
            if (OpenToAuditors.ContainsKey(call.Name))
                passed.Add(call.Name);
            else if (!IsRefusal(call, answer))
                wrong.Add($"{call.Name} {call.Path}: {(int)answer.StatusCode} {answer.Headers.Location}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(before, await DatabaseContent.ReadAsync(server));
        Assert.Equal(OpenToAuditors.Keys.Order(StringComparer.Ordinal), passed.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("grassroots1")]
    [InlineData("cashier")]
    public async Task Clerks_and_cashiers_get_nothing_from_the_addresses_of_Studio(string userName)
    {
        var ids = await PrepareAsync();
        using var client = await server.SignInAsync(userName);
        var before = await DatabaseContent.ReadAsync(server);
        var wrong = new List<string>();
        foreach (var call in (await CallsAsync(ids, mutatingOnly: false)).Where(call => call.Path.StartsWith("/elsa/", StringComparison.Ordinal) && !OpenToStrangers.ContainsKey(call.Name)))
        {
            using var answer = await client.SendAsync(call.ToRequest());
            if (answer.StatusCode != HttpStatusCode.Forbidden)
                wrong.Add($"{call.Name}: {(int)answer.StatusCode}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(before, await DatabaseContent.ReadAsync(server));
    }

    /// <summary>The proof that the tests above see what they look for.</summary>
    [Fact]
    public async Task The_list_has_all_areas_and_a_change_is_noticed()
    {
        var ids = await PrepareAsync();
        var calls = await CallsAsync(ids);
        foreach (var part in new[] { "DELETE /elsa/api/workflow-definitions/{definitionId}", "POST /elsa/api/workflow-definitions/import-files", "PUT /api/v1/tasks/{id:guid}/draft", "PAGE /tasks/{id:guid} Complete", "PAGE /applications/new", "PAGE /studio/history/requests/{id:guid} Approve" })
            Assert.True(calls.Any(call => call.Name == part), part);
        Assert.True(calls.Count > 80, $"Only {calls.Count} calls were found.");
        foreach (var name in OpenToStrangers.Keys.Concat(OpenToAuditors.Keys).Concat(RefusedByTheObject.Keys))
            Assert.Contains(calls, call => call.Name == name);

        var before = await DatabaseContent.ReadAsync(server);
        using var county = await server.SignInAsync("county2");
        using var claimed = await county.PostAsJsonAsync($"/api/v1/tasks/{ids["task"]}/claim", new { });
        Assert.True(claimed.IsSuccessStatusCode);
        Assert.NotEqual(before, await DatabaseContent.ReadAsync(server));
    }

    private static bool IsRefusal(Call call, HttpResponseMessage answer)
    {
        if (call.IsPage)
            return (int)answer.StatusCode is >= 400 and < 500 || (answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location?.AbsolutePath == "/error/403");

        return answer.StatusCode == HttpStatusCode.Forbidden || (RefusedByTheObject.ContainsKey(call.Name) && (int)answer.StatusCode is >= 400 and < 500);
    }

    /// <summary>Real objects, so that a call is refused for who makes it and not because there is nothing to change.</summary>
    private async Task<Dictionary<string, string>> PrepareAsync()
    {
        var number = await server.OpenCaseAsync(Interlocked.Increment(ref seed));
        var task = await server.OnlyTaskAsync("county2", number);
        using var county = await server.SignInAsync("county1");
        var me = (await county.GetFromJsonAsync<JsonObject>("/api/v1/me"))!;
        return await server.InDatabaseAsync(async db => new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["case"] = number,
            ["task"] = (string)task["id"]!,
            ["instance"] = (string)task["workflowInstanceId"]!,
            ["person"] = (string)me["personId"]!,
            ["union"] = (string)me["organisation"]!["id"]!,
            ["bookmark"] = await db.Set<HumanTask>().Where(row => row.CaseNumber == number).Select(row => row.BookmarkId).SingleAsync(),
            ["version"] = await db.DefinitionVersions.Where(row => row.DefinitionId == "aid-approval").Select(row => row.Id).FirstAsync(),
        });
    }

    private async Task<IReadOnlyList<Call>> CallsAsync(Dictionary<string, string> ids, bool mutatingOnly = true)
    {
        var calls = new List<Call>();
        foreach (var endpoint in server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var pattern = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
            var path = Filled(pattern, ids);
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page)
            {
                foreach (var handler in await HandlersAsync(page))
                    calls.Add(new Call($"PAGE {pattern} {handler}".TrimEnd(), HttpMethod.Post, handler.Length == 0 ? path : $"{path}?handler={handler}", true));
                continue;
            }

            var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [];
            if (methods.Count == 0)
                calls.AddRange(new[] { "POST", "PUT", "PATCH", "DELETE" }.Select(method => new Call($"ANY {pattern}", new HttpMethod(method), path, false)));
            foreach (var method in methods.Where(method => !mutatingOnly || method is not ("GET" or "HEAD" or "OPTIONS")))
                calls.Add(new Call($"{method} {pattern}", new HttpMethod(method), path, false));
        }

        return calls;
    }

    /// <summary>The names of the page's POST handlers, the one without a name as "".</summary>
    private async Task<IEnumerable<string>> HandlersAsync(PageActionDescriptor page)
    {
        var compiled = await server.Services.GetRequiredService<PageLoader>().LoadAsync(page, Microsoft.AspNetCore.Http.EndpointMetadataCollection.Empty);
        return compiled.HandlerMethods.Where(handler => handler.HttpMethod != "Get").Select(handler => handler.Name ?? "");
    }

    private static string Filled(string pattern, Dictionary<string, string> ids) => Place().Replace(pattern, place =>
    {
        var before = pattern[..place.Index];
        return place.Groups["name"].Value switch
        {
            "caseNumber" => ids["case"],
            "definitionId" => "aid-approval",
            "taskId" => ids["bookmark"],
            "number" or "version" => "1",
            "status" => "404",
            "versionId" => ids["version"],
            "id" when before.EndsWith("/workflow-instances/", StringComparison.Ordinal) => ids["instance"],
            "id" when before.EndsWith("/workflow-definition-versions/", StringComparison.Ordinal) => ids["version"],
            "id" when before.EndsWith("/tasks/", StringComparison.Ordinal) => ids["task"],
            "id" when before.EndsWith("/staff/", StringComparison.Ordinal) => ids["person"],
            "id" when before.EndsWith("/organisations/", StringComparison.Ordinal) => ids["union"],
            _ => place.Value.Contains(":guid", StringComparison.Ordinal) ? Guid.Empty.ToString() : place.Value.Contains(":int", StringComparison.Ordinal) ? "1" : "x",
        };
    });

    private sealed record Call(string Name, HttpMethod Method, string Path, bool IsPage)
    {
        public HttpRequestMessage ToRequest() => new(Method, Path) { Content = Method == HttpMethod.Get ? null : AidServer.Json("{}") };
    }

    [GeneratedRegex(@"\{\**(?<name>\w+)[^}]*\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place();
}
