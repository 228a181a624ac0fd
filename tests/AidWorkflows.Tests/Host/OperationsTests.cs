using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Data.People;
using AidWorkflows.Host.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Tests.Host;

public sealed class OperationsTests(AidServer server) : IClassFixture<AidServer>
{
    [Fact]
    public async Task The_clock_moves_forward_only_by_administrators_and_due_times_follow()
    {
        using var admin = await server.SignInAsync("admin");
        using var clerk = await server.SignInAsync("grassroots1");
        var before = (DateTimeOffset)(await admin.GetFromJsonAsync<JsonObject>("/api/v1/clock"))!["now"]!;

        using var refused = await clerk.PostAsJsonAsync("/api/v1/clock/advance", new { by = "P1D" });
        Assert.Equal("403 forbidden", await AidCalls.RefusalAsync(refused));
        using var backwards = await admin.PostAsJsonAsync("/api/v1/clock/advance", new { by = "-P1D" });
        Assert.Equal("422 clock-not-forward by", await AidCalls.RefusalAsync(backwards));
        using var both = await admin.PostAsJsonAsync("/api/v1/clock/advance", new { by = "P1D", to = before });
        Assert.Equal("422 clock-by-or-to by", await AidCalls.RefusalAsync(both));

        (await admin.PostAsJsonAsync("/api/v1/clock/advance", new { by = "P5DT1H" })).EnsureSuccessStatusCode();
        (await admin.PostAsJsonAsync("/api/v1/clock/advance", new { by = "PT1H" })).EnsureSuccessStatusCode();

        var clock = (await clerk.GetFromJsonAsync<JsonObject>("/api/v1/clock"))!;
        Assert.Equal("P5DT2H", (string?)clock["offset"]);
        Assert.InRange((DateTimeOffset)clock["now"]! - before, TimeSpan.FromDays(5), TimeSpan.FromDays(5.2));
        Assert.Equal((long)TimeSpan.FromHours(122).TotalMicroseconds, await server.InDatabaseAsync(db => db.Clock.Select(row => row.OffsetMicroseconds).SingleAsync()));

        // The offset counts once: the burst's time and the host's agree.
        var number = await server.OpenCaseAsync(5001);
        var task = await server.OnlyTaskAsync("county1", number);
        Assert.InRange((DateTimeOffset)task["createdAt"]! - (DateTimeOffset)clock["now"]!, TimeSpan.Zero, TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task Health_metrics_and_the_description_of_the_api_answer()
    {
        await server.OpenCaseAsync(5002);
        using var client = server.CreateClient();

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready")).StatusCode);
        var metrics = await client.GetStringAsync("/metrics");
        Assert.Matches("(?m)^aid_tasks_open [1-9]", metrics);
        Assert.EndsWith("# EOF\n", metrics, StringComparison.Ordinal);
        var description = JsonNode.Parse(await client.GetStringAsync("/openapi/v1.json"))!;
        Assert.NotNull(description["paths"]!["/api/v1/applications"]!["post"]!["requestBody"]);
        Assert.NotNull(description["paths"]!["/api/v1/tasks/{id}/complete"]!["post"]);
    }

    [Fact]
    public async Task The_official_calendar_is_served_and_an_unpublished_year_is_marked()
    {
        using var client = await server.SignInAsync("grassroots1");

        var known = await client.GetFromJsonAsync<JsonObject>("/api/v1/calendar/2026");
        var computed = await client.GetFromJsonAsync<JsonObject>("/api/v1/calendar/2090");

        Assert.True((bool)known!["official"]!);
        Assert.NotEmpty(known["workdays"]!.AsArray());
        Assert.False((bool)computed!["official"]!);
        Assert.Equal("404 not-found", await AidCalls.RefusalAsync(await client.GetAsync("/api/v1/calendar/1800")));
    }

    [Fact]
    public async Task The_demo_has_ten_accounts_and_each_is_a_person_of_its_own()
    {
        var people = await server.InDatabaseAsync(db => db.Users.Select(user => user.PersonId).ToListAsync());

        Assert.True(people.Count >= 10);
        Assert.Equal(people.Count, people.Distinct().Count());
        Assert.DoesNotContain(null, people);
    }

    [Fact]
    public async Task Create_admin_reads_the_password_from_input_and_refuses_a_weak_one()
    {
        await using var scope = server.Services.CreateAsyncScope();
        var command = scope.ServiceProvider.GetRequiredService<AdminAccount>();
        using var output = new StringWriter();

        Assert.Equal(1, await command.RunAsync(new StringReader("boss\n老板\n\nshort\n"), output, null, default));
        scope.ServiceProvider.GetRequiredService<AidWorkflows.Data.AidDbContext>().ChangeTracker.Clear();
        Assert.Equal(0, await command.RunAsync(new StringReader("boss\n老板\n\na-long-enough-password\n"), output, null, default));

        var users = scope.ServiceProvider.GetRequiredService<UserManager<AidUser>>();
        Assert.True(await users.IsInRoleAsync((await users.FindByNameAsync("boss"))!, "Administrator"));
        Assert.DoesNotContain("a-long-enough-password", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_address_of_the_api_is_404_with_a_problem()
    {
        using var client = await server.SignInAsync("auditor");

        Assert.Equal("404 not-found", await AidCalls.RefusalAsync(await client.GetAsync("/api/v1/nothing")));
        Assert.Equal("404 not-found", await AidCalls.RefusalAsync(await client.GetAsync("/api/v1/cases/AW-1999-000001")));
        Assert.Equal("422 page-size-out-of-range pageSize", await AidCalls.RefusalAsync(await client.GetAsync("/api/v1/cases?pageSize=100000")));
        Assert.Equal("422 unknown-choice status", await AidCalls.RefusalAsync(await client.GetAsync("/api/v1/cases?status=1")));
    }
}
