using System.Text.Json;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.HumanTasks;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AidWorkflows.Host.Api;

/// <summary>What people do about a task without deciding it.</summary>
internal static class TaskHelpApi
{
    public static void MapTaskHelp(this RouteGroupBuilder tasks)
    {
        tasks.MapPost("/{id:guid}/ask", AskAsync).RequireAuthorization(AidPolicies.WorkOnTasks).WithName("AskForOpinion").WithSummary("Asks a colleague for an opinion; the task comes back with it.");
        tasks.MapPost("/{id:guid}/opinion", GiveOpinionAsync).RequireAuthorization(AidPolicies.Staff).WithName("GiveOpinion");
        tasks.MapPost("/{id:guid}/take-back", TakeBackAsync).RequireAuthorization(AidPolicies.WorkOnTasks).WithName("TakeQuestionBack").WithSummary("Goes on without the opinion.");
        tasks.MapPost("/{id:guid}/copies", CopyAsync).RequireAuthorization(AidPolicies.WorkOnTasks).WithName("CopyTask");
        tasks.MapPost("/{id:guid}/read", ReadAsync).RequireAuthorization(AidPolicies.Staff).WithName("MarkCopyRead");
        tasks.MapPost("/{id:guid}/urge", UrgeAsync).RequireAuthorization(AidPolicies.WorkOnTasks).WithName("UrgeTask").WithSummary("Asks for haste, at most once an hour.");
        tasks.MapPost("/{id:guid}/statement", OpenStatementAsync).RequireAuthorization(AidPolicies.WorkOnTasks).WithName("OpenStatement")
            .WithSummary("Opens the sealed objection or grounds that the task decides about, for who has the task; the opening is recorded.");
        tasks.MapGet("/{id:guid}/draft", FindDraftAsync).RequireAuthorization(AidPolicies.WorkOnTasks).WithName("GetDraft").WithSummary("What one has kept for the task.");
        tasks.MapPut("/{id:guid}/draft", SaveDraftAsync).RequireAuthorization(AidPolicies.WorkOnTasks).WithName("SaveDraft");
    }

    private static async Task<Ok<TaskStatement>> OpenStatementAsync(Guid id, HttpContext context, TaskStatements statements, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(await statements.OpenAsync(id, context.User.ToActor(), cancellationToken));
    }

    private static async Task<Ok<TaskView>> AskAsync(Guid id, ApiBody<AskRequest> body, HttpContext context, TaskHelp help, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor();
        return TypedResults.Ok(await help.AskAsync(id, body.Value.PersonId, body.Value.Comment, actor, ApiCalls.KeyOf(context, body, actor.PersonId), cancellationToken));
    }

    private static async Task<Ok<TaskView>> GiveOpinionAsync(Guid id, ApiBody<OpinionRequest> body, HttpContext context, TaskHelp help, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor();
        return TypedResults.Ok(await help.GiveOpinionAsync(id, body.Value.Comment, actor, ApiCalls.KeyOf(context, body, actor.PersonId), cancellationToken));
    }

    private static async Task<Ok<TaskView>> TakeBackAsync(Guid id, ApiBody<NothingMore> body, HttpContext context, TaskHelp help, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor();
        return TypedResults.Ok(await help.TakeQuestionBackAsync(id, actor, ApiCalls.KeyOf(context, body, actor.PersonId), cancellationToken));
    }

    private static async Task<Ok<TaskView>> CopyAsync(Guid id, ApiBody<TransferRequest> body, HttpContext context, TaskHelp help, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor();
        return TypedResults.Ok(await help.CopyAsync(id, body.Value.PersonId, actor, ApiCalls.KeyOf(context, body, actor.PersonId), cancellationToken));
    }

    private static async Task<Ok<TaskView>> ReadAsync(Guid id, HttpContext context, TaskHelp help, CancellationToken cancellationToken) =>
        TypedResults.Ok(await help.ReadAsync(id, context.User.ToActor(), cancellationToken));

    private static async Task<Ok<TaskView>> UrgeAsync(Guid id, ApiBody<NothingMore> body, HttpContext context, TaskHelp help, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor();
        return TypedResults.Ok(await help.UrgeAsync(id, actor, ApiCalls.KeyOf(context, body, actor.PersonId), cancellationToken));
    }

    private static async Task<Ok<DraftView>> FindDraftAsync(Guid id, HttpContext context, TaskHelp help, CancellationToken cancellationToken) =>
        TypedResults.Ok(await help.FindDraftAsync(id, context.User.ToActor(), cancellationToken) ?? throw new RuleViolationException("not-found", "There is no draft."));

    private static async Task<Ok<DraftView>> SaveDraftAsync(Guid id, ApiBody<DraftRequest> body, HttpContext context, TaskHelp help, CancellationToken cancellationToken)
    {
        var form = body.Value.Form is { ValueKind: not JsonValueKind.Null } given ? given.GetRawText() : null;
        return TypedResults.Ok(await help.SaveDraftAsync(id, body.Value.Comment, form, context.User.ToActor(), cancellationToken));
    }
}

internal sealed record AskRequest
{
    public Guid? PersonId { get; init; }

    public string? Comment { get; init; }
}

internal sealed record OpinionRequest
{
    public string? Comment { get; init; }
}

internal sealed record DraftRequest
{
    public string? Comment { get; init; }

    public JsonElement? Form { get; init; }
}
