using System.Security.Claims;
using AidWorkflows.Data;
using AidWorkflows.Data.Workflows;
using AidWorkflows.ElsaApi.Wire;
using AidWorkflows.Engine.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.ElsaApi.Instances;

/// <summary>
/// Completing what Elsa.RunTask waits for. Human tasks are not completed here: they have rules about who may, and are completed
/// through the task list.
/// </summary>
internal static class RunTasksApi
{
    private const string RunTask = "Elsa.RunTask";
    private const string Scope = "elsa-task";

    /// <summary>How long a second completion is answered with "done already" instead of "unknown".</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    public static void MapTasks(this RouteGroupBuilder edit)
    {
        edit.MapPost("/tasks/{taskId}/complete", CompleteAsync);
        edit.MapPost("/bookmarks/resume", RefuseResume);
        edit.MapGet("/bookmarks/resume", RefuseResume);
    }

    private static async Task<IResult> CompleteAsync(string taskId, HttpRequest request, ClaimsPrincipal user, AidDbContext db, WorkflowRuntime runtime, TimeProvider time, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadDefinitionAsync(request, cancellationToken);
        if (!await db.Bookmarks.AnyAsync(bookmark => bookmark.Id == taskId && bookmark.Name == RunTask, cancellationToken))
        {
            var done = await db.IdempotentRequests.AnyAsync(known => known.Scope == Scope && known.Key == taskId, cancellationToken);
            throw done ? AlreadyDone(taskId) : ElsaRefusal.NotFound($"There is no task '{taskId}'.");
        }

        // Committed together with what the completion does.
        db.IdempotentRequests.Add(new IdempotencyRow
        {
            Scope = Scope,
            Key = taskId,
            RequestHash = [],
            StatusCode = StatusCodes.Status200OK,
            CreatedAt = time.GetUtcNow(),
            ExpiresAt = time.GetUtcNow() + Remembered,
        });
        try
        {
            await runtime.ResumeAsync(new ResumeWorkflow(taskId, body["result"]?.DeepClone(), user.Person()), cancellationToken);
        }
        catch (StimulusConsumedException)
        {
            throw AlreadyDone(taskId);
        }

        return Results.Ok();
    }

    /// <summary>No resume tokens are issued, so none can be right.</summary>
    private static IResult RefuseResume() => throw ElsaRefusal.BadRequest("Invalid token.");

    private static ElsaRefusal AlreadyDone(string taskId) => new(StatusCodes.Status409Conflict, $"Task '{taskId}' was completed already.");
}
