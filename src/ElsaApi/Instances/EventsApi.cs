using System.Security.Claims;
using AidWorkflows.ElsaApi.Wire;
using AidWorkflows.Engine.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AidWorkflows.ElsaApi.Instances;

/// <summary>Telling waiting instances that something has happened.</summary>
internal static class EventsApi
{
    /// <summary>An event for more than this is left to the pump, whatever mode is asked for.</summary>
    private const int MostAtOnce = 50;

    public static void MapEvents(this RouteGroupBuilder edit) => edit.MapPost("/events/{eventName}/trigger", TriggerAsync);

    private static async Task<IResult> TriggerAsync(string eventName, HttpRequest request, ClaimsPrincipal user, WorkflowRuntime runtime, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadDefinitionAsync(request, cancellationToken);
        var payload = body["input"];
        var queued = await runtime.PublishEventAsync(eventName, payload?.DeepClone(), NullIfEmpty(body.Text("workflowInstanceId")), NullIfEmpty(body.Text("correlationId")), cancellationToken);
        if (body.Text("workflowExecutionMode") != "Synchronous" || queued.Count > MostAtOnce)
            return Results.Ok();

        // Queued first, so that nothing is lost should this process end half way.
        foreach (var resume in queued)
        {
            try
            {
                await runtime.ResumeAsync(new ResumeWorkflow(resume.BookmarkId, payload?.DeepClone(), user.Person()), cancellationToken);
            }
            catch (Exception exception) when (exception is StimulusConsumedException or InstanceBusyException or StaleInstanceException)
            {
                // The pump was quicker, or comes to it.
            }
        }

        return Results.Ok();
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
