using System.Text.Json;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.HumanTasks;
using Microsoft.AspNetCore.Http.HttpResults;
using ValidationProblem = AidWorkflows.Domain.Rules.ValidationProblem;

namespace AidWorkflows.Host.Api;

internal static class TasksApi
{
    public static void MapTasks(this RouteGroupBuilder api)
    {
        var tasks = api.MapGroup("/tasks");
        tasks.MapGet("", ListAsync).RequireAuthorization(AidPolicies.ReadTasks).WithName("ListTasks").WithSummary("Tasks: mine, of my group, asked, copies, done, or all.");
        tasks.MapGet("/{id:guid}", GetAsync).RequireAuthorization(AidPolicies.ReadTasks).WithName("GetTask").WithSummary("One task, whatever its status.");
        tasks.MapPost("/{id:guid}/claim", ClaimAsync).RequireAuthorization(AidPolicies.WorkOnTasks).WithName("ClaimTask");
        tasks.MapPost("/{id:guid}/unclaim", UnclaimAsync).RequireAuthorization(AidPolicies.WorkOnTasks).WithName("UnclaimTask");
        tasks.MapPost("/{id:guid}/transfer", TransferAsync).RequireAuthorization(AidPolicies.WorkOnTasks).WithName("TransferTask");
        tasks.MapPost("/{id:guid}/complete", CompleteAsync).RequireAuthorization(AidPolicies.WorkOnTasks).WithName("CompleteTask");
        tasks.MapTaskSteps();
        tasks.MapTaskHelp();
        tasks.MapBatchApproval();
    }

    private static async Task<Ok<TaskList>> ListAsync(
        string? view, string? caseNumber, int? page, int? pageSize, HttpContext context, TaskInbox inbox, CancellationToken cancellationToken)
    {
        var kind = ApiCalls.Choice<TaskListKind>(view, "view") ?? TaskListKind.Group;
        var (number, size) = ApiCalls.Paging(page, pageSize, TaskInbox.MaximumPageSize);
        return TypedResults.Ok(await inbox.ListAsync(context.User.ToActor(), kind, caseNumber, number, size, cancellationToken));
    }

    private static async Task<Ok<TaskView>> GetAsync(Guid id, HttpContext context, TaskInbox inbox, CancellationToken cancellationToken) =>
        TypedResults.Ok(await inbox.GetAsync(context.User.ToActor(), id, cancellationToken));

    private static async Task<Ok<TaskView>> ClaimAsync(Guid id, ApiBody<NothingMore> body, HttpContext context, TaskActions actions, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor();
        return TypedResults.Ok(await actions.ClaimAsync(id, actor, ApiCalls.KeyOf(context, body, actor.PersonId), cancellationToken));
    }

    private static async Task<Ok<TaskView>> UnclaimAsync(Guid id, ApiBody<NothingMore> body, HttpContext context, TaskActions actions, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor();
        return TypedResults.Ok(await actions.UnclaimAsync(id, actor, ApiCalls.KeyOf(context, body, actor.PersonId), cancellationToken));
    }

    private static async Task<Ok<TaskView>> TransferAsync(Guid id, ApiBody<TransferRequest> body, HttpContext context, TaskActions actions, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor();
        return TypedResults.Ok(await actions.TransferAsync(id, body.Value.PersonId, actor, ApiCalls.KeyOf(context, body, actor.PersonId), cancellationToken));
    }

    private static async Task<Ok<TaskView>> CompleteAsync(Guid id, ApiBody<CompleteRequest> body, HttpContext context, TaskActions actions, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor();
        if (string.IsNullOrWhiteSpace(body.Value.Outcome))
            throw new InvalidInputException([new ValidationProblem("field-required", "outcome", "This field is required.")]);

        var form = body.Value.Form is { ValueKind: not JsonValueKind.Null } given ? given.GetRawText() : null;
        var answer = new TaskAnswer(body.Value.Outcome, body.Value.Comment, form);
        return TypedResults.Ok(await actions.CompleteAsync(id, answer, actor, ApiCalls.KeyOf(context, body, actor.PersonId), cancellationToken));
    }
}

/// <summary>The body of calls that need none.</summary>
internal sealed record NothingMore;

internal sealed record TransferRequest
{
    /// <summary>The colleague's person id.</summary>
    public Guid? PersonId { get; init; }
}

internal sealed record CompleteRequest
{
    public string? Outcome { get; init; }

    public string? Comment { get; init; }

    public JsonElement? Form { get; init; }
}
