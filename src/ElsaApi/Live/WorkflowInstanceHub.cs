using AidWorkflows.Data;
using AidWorkflows.ElsaApi.Wire;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.ElsaApi.Live;

/// <summary>Live view of an instance, for those who may read it.</summary>
[Authorize(Policy = ElsaApiPolicies.Read)]
internal sealed class WorkflowInstanceHub(AidDbContext db, LiveUpdates updates) : Hub
{
    public override Task OnConnectedAsync()
    {
        // Browsers let any site open a web socket, with cookies where the cookie rules allow it.
        if (Context.GetHttpContext() is { } http && ElsaGuard.IsCrossSite(http.Request))
            Context.Abort();
        return base.OnConnectedAsync();
    }

    public async Task ObserveInstanceAsync(string instanceId)
    {
        if (!await db.Instances.AnyAsync(instance => instance.Id == instanceId, Context.ConnectionAborted))
            throw new HubException("Access denied.");
        await Groups.AddToGroupAsync(Context.ConnectionId, instanceId, Context.ConnectionAborted);
        updates.Observe(Context.ConnectionId, instanceId);
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        updates.Leave(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }
}
