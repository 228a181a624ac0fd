using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AidWorkflows.Bench.Studio;

/// <summary>
/// Stands between the browser and the host. Either it asks the host for everything, or it answers Studio's API calls from
/// what it heard before: then the time that is left is Studio's and the network's own.
/// </summary>
internal sealed class AnswerProxy : IAsyncDisposable
{
    private static readonly HashSet<string> NotCopied = new(StringComparer.OrdinalIgnoreCase) { "Transfer-Encoding", "Connection", "Keep-Alive", "Host" };

    private readonly ConcurrentDictionary<string, Answer> heard = new();
    private readonly HttpClient host;
    private readonly WebApplication server;

    private AnswerProxy(Uri hostAddress)
    {
        host = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = hostAddress };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        server = builder.Build();
        server.Run(AnswerAsync);
    }

    public bool FromMemory { get; set; }

    public Uri Address => new(server.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static async Task<AnswerProxy> StartAsync(Uri hostAddress)
    {
        var proxy = new AnswerProxy(hostAddress);
        await proxy.server.StartAsync();
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        host.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var target = context.Request.Path + context.Request.QueryString.ToString();
        var isApi = context.Request.Path.StartsWithSegments("/elsa/api", StringComparison.Ordinal);
        var key = $"{context.Request.Method} {target}";
        if (!isApi || !FromMemory || !heard.TryGetValue(key, out var answer))
        {
            answer = await AskAsync(context, target);
            if (isApi)
                heard[key] = answer;
        }

        context.Response.StatusCode = answer.Status;
        foreach (var (name, values) in answer.Headers)
            context.Response.Headers[name] = values;
        await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);
    }

    private async Task<Answer> AskAsync(HttpContext context, string target)
    {
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), target);
        foreach (var header in context.Request.Headers.Where(header => !NotCopied.Contains(header.Key)))
            request.Headers.TryAddWithoutValidation(header.Key, header.Value.ToArray());
        using var response = await host.SendAsync(request, context.RequestAborted);
        var headers = response.Headers.Concat(response.Content.Headers).Where(header => !NotCopied.Contains(header.Key)).ToDictionary(header => header.Key, header => header.Value.ToArray());
        return new Answer((int)response.StatusCode, headers, await response.Content.ReadAsByteArrayAsync(context.RequestAborted));
    }

    private sealed record Answer(int Status, Dictionary<string, string[]> Headers, byte[] Body);
}
