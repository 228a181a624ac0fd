using AidWorkflows.Data;
using AidWorkflows.Data.People;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Tests.Host;

/// <summary>Every endpoint has a rule, and what a person sees of cases and tasks follows the organisation tree.</summary>
public sealed class AuthorisationTests(AidServer server) : IClassFixture<AidServer>
{
    private static readonly string[] Roles = [.. StaffRoles.All];

    /// <summary>Own = the township of the case; the county is its parent, the enterprise its sibling.</summary>
    private static readonly string[] Places = ["own", "sibling", "parent", "cousin", "root"];

    /// <summary>What anybody may call. A new entry here is a decision, not a repair.</summary>
    private static readonly string[] Anonymous =
    [
        "POST /api/v1/login", "GET /api/v1/notices/", "POST /api/v1/notices/{id:guid}/objections", "POST /api/v1/surveys",
        "GET /health/live", "GET /health/ready", "GET /metrics", "GET /openapi/{documentName}.json",
    ];

    [Fact]
    public void Every_endpoint_has_an_explicit_rule_and_anonymous_ones_are_on_the_list()
    {
        var endpoints = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => IsOurs(endpoint.RoutePattern.RawText ?? "")).ToList();

        Assert.NotEmpty(endpoints);
        foreach (var endpoint in endpoints)
        {
            var name = NameOf(endpoint);
            if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
                Assert.Contains(name, Anonymous);
            else
                Assert.True(endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(rule => !string.IsNullOrEmpty(rule.Policy)), $"{name} has no authorisation rule.");
        }

        Assert.Equal(Anonymous.Order(), endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(NameOf).Order());
    }

    [Fact]
    public async Task Without_a_sign_in_every_other_call_of_the_api_is_401()
    {
        using var client = server.CreateClient();
        foreach (var path in (string[])["/api/v1/me", "/api/v1/cases", "/api/v1/cases/AW-2026-000001", "/api/v1/tasks", "/api/v1/payments", "/api/v1/calendar/2026", "/api/v1/clock"])
        {
            using var answer = await client.GetAsync(path);
            Assert.Equal("401 sign-in-required", await AidCalls.RefusalAsync(answer));
        }
    }

    [Fact]
    public async Task The_matrix_of_roles_and_places_holds_for_cases_tasks_and_payments()
    {
        var number = await server.OpenCaseAsync(4001);
        var task = await server.OnlyTaskAsync("county1", number);
        var wrong = new List<string>();
        foreach (var role in Roles)
        {
            foreach (var place in Places)
            {
                using var client = await SignInAsync(role, place);
                foreach (var (call, expected) in Expected(role, place))
                {
                    using var answer = await SendAsync(client, call, number, (string)task["id"]!);
                    var got = await OutcomeAsync(answer, call, number);
                    if (got != expected)
                        wrong.Add($"{role} at {place}: {call} gave {got}, expected {expected}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>Calls in an order in which none changes what a later one sees.</summary>
    private static IEnumerable<(string Call, string Expected)> Expected(string role, string place)
    {
        var oversees = place is "own" or "parent" or "root";
        var supervises = role is StaffRoles.Administrator or StaffRoles.Auditor;
        var works = role != StaffRoles.Auditor;

        // The task is the county's; the county is the parent of the case's township.
        var candidate = role == StaffRoles.Reviewer && place == "parent";
        var overseesTask = supervises && (place is "parent" or "root");
        yield return ("GET case", oversees ? "200" : "403");
        yield return ("GET cases", oversees ? "listed" : "empty");
        yield return ("GET task", candidate || overseesTask ? "200" : "403");
        yield return ("GET tasks group", candidate ? "listed" : "empty");
        yield return ("GET tasks all", supervises ? (overseesTask ? "listed" : "empty") : "403");
        yield return ("GET payments", role == StaffRoles.Clerk ? "403" : "200");
        yield return ("POST application", role == StaffRoles.Clerk && (place is "own" or "sibling") ? "422" : "403");
        yield return ("POST complete", !works ? "403" : candidate ? "422" : "403");

        // What concerns everybody is not for an administrator of one county.
        var administersAll = role == StaffRoles.Administrator && place == "root";
        yield return ("POST advance", administersAll ? "422" : "403");
        yield return ("POST definition", administersAll ? "400" : "403");
        yield return ("GET definitions", role is StaffRoles.Administrator or StaffRoles.Auditor or StaffRoles.Reviewer ? "200" : "403");
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, string call, string number, string taskId) => call switch
    {
        "GET case" => client.GetAsync($"/api/v1/cases/{number}"),
        "GET cases" => client.GetAsync($"/api/v1/cases?search={number}"),
        "GET task" => client.GetAsync($"/api/v1/tasks/{taskId}"),
        "GET tasks group" => client.GetAsync($"/api/v1/tasks?view=group&caseNumber={number}"),
        "GET tasks all" => client.GetAsync($"/api/v1/tasks?view=all&caseNumber={number}"),
        "GET payments" => client.GetAsync("/api/v1/payments"),
        "POST application" => client.PostAsync("/api/v1/applications", AidServer.Json("{}")),
        "POST complete" => client.PostAsync($"/api/v1/tasks/{taskId}/complete", AidServer.Json("""{"outcome":"no such outcome"}""")),
        "POST advance" => client.PostAsync("/api/v1/clock/advance", AidServer.Json("""{"by":"nonsense"}""")),
        "POST definition" => client.PostAsync("/elsa/api/workflow-definitions", AidServer.Json("{}")),
        "GET definitions" => client.GetAsync("/elsa/api/workflow-definitions"),
        _ => throw new ArgumentOutOfRangeException(nameof(call), call, null),
    };

    private static async Task<string> OutcomeAsync(HttpResponseMessage answer, string call, string number)
    {
        if (!answer.IsSuccessStatusCode || call is not ("GET cases" or "GET tasks group" or "GET tasks all"))
            return ((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);

        var items = (await AidServer.ReadAsync(answer))["items"]!.AsArray();
        return items.Any(item => (string?)item!["caseNumber"] == number) ? "listed" : items.Count == 0 ? "empty" : "others";
    }

    private async Task<HttpClient> SignInAsync(string role, string place)
    {
        var userName = $"{role}-{place}".ToLowerInvariant();
        await using (var scope = server.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<AidDbContext>();
            var users = scope.ServiceProvider.GetRequiredService<UserManager<AidUser>>();
            var now = DateTimeOffset.UnixEpoch;
            var organisation = await OrganisationAsync(db, place);
            var person = new StaffMember(userName, organisation.Id, now);
            db.Add(person);
            var user = new AidUser { Id = Guid.NewGuid(), UserName = userName, PersonId = person.Id };
            Assert.True((await users.CreateAsync(user, AidServer.Password)).Succeeded);
            Assert.True((await users.AddToRoleAsync(user, role)).Succeeded);
        }

        return await server.SignInAsync(userName);
    }

    private static async Task<Organisation> OrganisationAsync(AidDbContext db, string place)
    {
        var code = place switch { "own" => "qingshan", "sibling" => "xinghe", "parent" => "jinan", "root" => "china", _ => "yuan" };
        var found = await db.Set<Organisation>().SingleOrDefaultAsync(organisation => organisation.Code == code);
        if (found is not null)
            return found;

        // Another county beside the case's.
        var city = await db.Set<Organisation>().SingleAsync(organisation => organisation.Code == "luan");
        var cousin = new Organisation(code, "裕安区总工会", OrganisationLevel.County, city, DateTimeOffset.UnixEpoch);
        db.Add(cousin);
        await db.SaveChangesAsync();
        return cousin;
    }

    private static bool IsOurs(string pattern) =>
        pattern.TrimStart('/') is var path
        && (path.StartsWith("api/", StringComparison.Ordinal) || path.StartsWith("health/", StringComparison.Ordinal) || path.StartsWith("openapi/", StringComparison.Ordinal) || path == "metrics");

    private static string NameOf(RouteEndpoint endpoint) =>
        $"{string.Join(',', endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [])} /{endpoint.RoutePattern.RawText!.TrimStart('/')}";
}
