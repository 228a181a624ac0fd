using System.Net;
using AidWorkflows.Host.Studio;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Tests.Host.Studio;

public sealed class StudioPackageTests(AidServer server) : IClassFixture<AidServer>
{
    [Theory]
    [InlineData("/studio/definitions")]
    [InlineData("/studio/definitions/aid-approval")]
    [InlineData("/studio/instances")]
    public async Task A_page_of_Studio_whose_files_are_not_there_says_what_to_do(string path)
    {
        using var signedIn = await server.SignInAsync("admin");
        await using var without = server.WithWebHostBuilder(builder => builder.ConfigureTestServices(services =>
            services.AddSingleton(StudioPackage.Find(Path.GetTempPath()))));
        using var client = without.CreateClient();
        client.DefaultRequestHeaders.Authorization = signedIn.DefaultRequestHeaders.Authorization;
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");

        using var answer = await client.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains("npm ci", page, StringComparison.Ordinal);
        Assert.DoesNotContain("blazor.webassembly.js", page, StringComparison.Ordinal);
        using var file = await client.GetAsync("/studio/_framework/blazor.webassembly.js");
        Assert.Equal(HttpStatusCode.NotFound, file.StatusCode);
    }

    [Theory]
    [InlineData("/studio/definitions/nothing-like-this")]
    [InlineData("/studio/instances/nothing-like-this")]
    public async Task A_page_of_Studio_with_an_unknown_id_is_not_found(string path)
    {
        using var client = await server.SignInAsync("auditor");
        using var answer = await client.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
