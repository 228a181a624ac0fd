using System.Net;
using System.Net.Http.Headers;
using AidWorkflows.SystemTests.Pages;

namespace AidWorkflows.SystemTests.Studio;

/// <summary>How the package's files are served: types, compressed twins, caching, and nothing but its own files.</summary>
[Collection(nameof(WebSite))]
public sealed class StudioFilesTests(WebSite site)
{
    private const string Plain = "/studio/_framework/blazor.webassembly.js";
    private const string WithoutTwins = "/studio/appsettings.json";
    private static readonly string Package = Path.Combine(Hosting.HostProcess.RepositoryRoot, "src", "Host", "node_modules", "@elsa-workflows", "elsa-studio-wasm");

    public static TheoryData<string?, string?> Preferences => new()
    {
        { "gzip, deflate, br, zstd", "br" },
        { "br;q=0.5, gzip;q=0.8", "gzip" },
        { "br;q=0, gzip;q=0, identity", null },
        { "identity;q=1, br;q=0.5", null },
        { "br;q=0, *", "gzip" },
        { "*;q=0", null },
        { "zstd", null },
        { "GZIP", "gzip" },
        { null, null },
    };

    [Theory]
    [MemberData(nameof(Preferences))]
    public async Task The_compressed_twin_that_the_client_prefers_is_sent_with_the_files_own_type(string? accepted, string? expected)
    {
        using var answer = await GetAsync(Plain, accepted);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/javascript", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(expected, answer.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal(["Accept-Encoding"], answer.Headers.Vary);
        var twin = expected switch { "br" => ".br", "gzip" => ".gz", _ => "" };
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(Package, "_framework", "blazor.webassembly.js" + twin)), await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Every_file_of_the_package_is_served_with_a_type_and_the_right_caching()
    {
        var files = Directory.EnumerateFiles(Package, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Package, path).Replace('\\', '/'))
            .Where(path => Path.GetExtension(path) is not (".br" or ".gz") && path is not ("index.html" or "package.json")).ToList();
        Assert.True(files.Count > 300, $"Only {files.Count} files are in {Package}.");
        var forever = new List<string>();
        using var client = Client();
        foreach (var file in files)
        {
            using var request = new HttpRequestMessage(HttpMethod.Head, new Uri($"/studio/{file}", UriKind.Relative));
            using var answer = await client.SendAsync(request);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{file}: {answer.StatusCode}");
            Assert.Equal(new FileInfo(Path.Combine(Package, file)).Length, answer.Content.Headers.ContentLength);
            Assert.Equal(Path.GetExtension(file) switch
            {
                ".wasm" => "application/wasm",
                ".js" => "text/javascript",
                ".css" => "text/css",
                ".json" or ".map" => "application/json",
                ".woff2" => "font/woff2",
                ".png" => "image/png",
                ".ico" or ".cur" => "image/x-icon",
                ".webmanifest" => "application/manifest+json",
                _ => "application/octet-stream",
            }, answer.Content.Headers.ContentType?.MediaType);
            if (answer.Headers.CacheControl is { NoCache: false, MaxAge.TotalDays: >= 365 } cache && cache.Extensions.Any(extension => extension.Name == "immutable"))
                forever.Add(file);
            else
                Assert.True(answer.Headers.CacheControl?.NoCache, file);
        }

        // All of the runtime but its two entry points, and the two style sheets that the build made.
        Assert.Equal(["_framework/blazor.webassembly.js", "_framework/dotnet.js"], files.Where(file => file.StartsWith("_framework/", StringComparison.Ordinal)).Except(forever).Order(StringComparer.Ordinal));
        Assert.Equal(2, forever.Count(file => !file.StartsWith("_framework/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_file_that_the_browser_has_is_not_sent_again_and_each_encoding_has_its_own_tag()
    {
        using var compressed = await GetAsync(Plain, "br");
        using var plain = await GetAsync(Plain, null);
        Assert.NotEqual(plain.Headers.ETag, compressed.Headers.ETag);

        using var again = await GetAsync(Plain, "br", $"\"other\", {compressed.Headers.ETag}");
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal(compressed.Headers.ETag, again.Headers.ETag);
        Assert.Equal(["Accept-Encoding"], again.Headers.Vary);
        Assert.Empty(await again.Content.ReadAsByteArrayAsync());

        using var other = await GetAsync(Plain, "br", plain.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    /// <summary>The site's own compression would give a changed body the file's tag.</summary>
    [Fact]
    public async Task A_file_without_twins_is_sent_as_it_is()
    {
        using var answer = await GetAsync(WithoutTwins, "br, gzip");
        Assert.Empty(answer.Content.Headers.ContentEncoding);
        Assert.Empty(answer.Headers.Vary);
        Assert.NotNull(answer.Headers.ETag);
    }

    [Theory]
    [InlineData("/studio/_framework/nothing.wasm")]
    [InlineData("/studio/_framework/..%2fpackage.json")]
    [InlineData("/studio/_framework/%2e%2e%2fpackage.json")]
    [InlineData("/studio/_content/..\\..\\package.json")]
    [InlineData("/studio/_framework/")]
    [InlineData("/studio/_framework/dotnet.js.br")]
    [InlineData("/studio/_framework//dotnet.js")]
    [InlineData("/studio/_framework/dotnet.js%00.css")]
    public async Task Nothing_but_the_packages_own_files_can_be_asked_for(string path)
    {
        // By hand, because an HTTP client tidies such a path up before it sends it.
        using var connection = new System.Net.Sockets.TcpClient();
        await connection.ConnectAsync(site.Address.Host, site.Address.Port);
        await using var stream = connection.GetStream();
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {site.Address.Authority}\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream);
        Assert.Matches("^HTTP/1.1 (404|400) ", await reader.ReadLineAsync());
    }

    [Fact]
    public async Task The_pages_policy_lets_no_code_be_made_from_text_and_no_other_host_be_reached()
    {
        using var answer = await GetAsync("/studio/definitions", null);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("'unsafe-eval'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        var scripts = policy.Split("; ").Single(rule => rule.StartsWith("script-src", StringComparison.Ordinal));
        Assert.DoesNotContain("'unsafe-inline'", scripts, StringComparison.Ordinal);
        Assert.DoesNotContain("*", scripts, StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string? accepted, string? known = null)
    {
        using var client = Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        if (accepted is not null)
            Assert.True(request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted));
        foreach (var tag in known?.Split(", ") ?? [])
            request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(tag));
        return await client.SendAsync(request);
    }

    private HttpClient Client() => new(new HttpClientHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = site.Address };
}
