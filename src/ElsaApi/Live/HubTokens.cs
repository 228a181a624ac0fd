using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace AidWorkflows.ElsaApi.Live;

/// <summary>
/// A browser cannot set headers on a web socket, so SignalR's client sends its token in the query. Here it becomes the header
/// that authentication expects, for the hub's path only, before anything else sees the request.
/// </summary>
internal sealed class HubTokens : IStartupFilter
{
    private const string Parameter = "access_token";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, following) =>
        {
            var request = context.Request;
            if (request.Path.StartsWithSegments(ElsaApiRegistration.HubPath) && request.Headers.Authorization.Count == 0 && request.Query[Parameter] is { Count: 1 } token)
                request.Headers.Authorization = "Bearer " + token;
            return following(context);
        });
        next(app);
    };
}
