using System.Net.Http.Json;
using AidWorkflows.Data.People;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Tests.Host.Archives;

/// <summary>A clerk of the second union below the demo's county, which has none by itself.</summary>
internal sealed class Clerk(HttpClient client) : IAsyncDisposable
{
    public const string UserName = "xinghe1";

    public static async Task<Clerk> AddAsync(AidServer server)
    {
        await using (var scope = server.Services.CreateAsyncScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<AidUser>>();
            if (await users.FindByNameAsync(UserName) is null)
            {
                var db = scope.ServiceProvider.GetRequiredService<AidWorkflows.Data.AidDbContext>();
                var union = await db.Set<Organisation>().SingleAsync(candidate => candidate.Code == "xinghe");
                var person = new StaffMember("钱多多", union.Id, DateTimeOffset.UnixEpoch);
                db.Add(person);
                var user = new AidUser { Id = Guid.NewGuid(), UserName = UserName, PersonId = person.Id };
                Assert.True((await users.CreateAsync(user, AidServer.Password)).Succeeded);
                Assert.True((await users.AddToRoleAsync(user, StaffRoles.Clerk)).Succeeded);
            }
        }

        return new Clerk(await server.SignInAsync(UserName));
    }

    public async Task<string> PostAsync(string what, string? reason = null)
    {
        using var answer = await client.PostAsJsonAsync($"/api/v1/archives/{what}", new { reason });
        return answer.IsSuccessStatusCode ? $"{(int)answer.StatusCode}" : await AidCalls.RefusalAsync(answer);
    }

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }
}
