using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.HumanTasks;
using Microsoft.AspNetCore.Http.HttpResults;
using ValidationProblem = AidWorkflows.Domain.Rules.ValidationProblem;

namespace AidWorkflows.Host.Api;

/// <summary>What moves a task's step other than its outcome: going back, taking back, further signers.</summary>
internal static class TaskStepsApi
{
    public static void MapTaskSteps(this RouteGroupBuilder tasks)
    {
        tasks.MapGet("/{id:guid}/return-steps", ReturnStepsAsync).RequireAuthorization(AidPolicies.ReadTasks).WithName("ListReturnSteps").WithSummary("The earlier steps that the task may go back to.");
        tasks.MapPost("/{id:guid}/return", ReturnAsync).RequireAuthorization(AidPolicies.WorkOnTasks).WithName("ReturnTask").WithSummary("Goes back to an earlier step, or to the applicant's union.");
        tasks.MapPost("/{id:guid}/recall", RecallAsync).RequireAuthorization(AidPolicies.WorkOnTasks).WithName("RecallTask").WithSummary("Takes one's own completed step back while nobody has gone on with it.");
        tasks.MapPost("/{id:guid}/signers", AddSignerAsync).RequireAuthorization(AidPolicies.WorkOnTasks).WithName("AddSigner").WithSummary("Draws another signer into the step, before or after oneself.");
    }

    private static async Task<Ok<IReadOnlyList<ReturnStep>>> ReturnStepsAsync(Guid id, HttpContext context, TaskInbox inbox, ReturnChoices choices, CancellationToken cancellationToken)
    {
        var task = await inbox.FindAsync(context.User.ToActor(), id, cancellationToken);
        return TypedResults.Ok<IReadOnlyList<ReturnStep>>([.. (await choices.ListAsync(task, cancellationToken)).Select(choice => new ReturnStep(choice.Key, choice.Title))]);
    }

    private static async Task<Ok<TaskView>> ReturnAsync(Guid id, ApiBody<ReturnRequest> body, HttpContext context, TaskActions actions, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor();
        if (string.IsNullOrWhiteSpace(body.Value.ToStep))
            throw new InvalidInputException([new ValidationProblem("field-required", "toStep", "This field is required.")]);

        return TypedResults.Ok(await actions.ReturnAsync(id, body.Value.ToStep, body.Value.Comment, actor, ApiCalls.KeyOf(context, body, actor.PersonId), cancellationToken));
    }

    private static async Task<Ok<TaskView>> RecallAsync(Guid id, ApiBody<NothingMore> body, HttpContext context, TaskActions actions, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor();
        return TypedResults.Ok(await actions.RecallAsync(id, actor, ApiCalls.KeyOf(context, body, actor.PersonId), cancellationToken));
    }

    private static async Task<Ok<TaskView>> AddSignerAsync(Guid id, ApiBody<SignerRequest> body, HttpContext context, TaskActions actions, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor();
        var after = body.Value.When switch
        {
            "before" => false,
            "after" => true,
            _ => throw new InvalidInputException([new ValidationProblem("unknown-choice", "when", "There is no such choice.")]),
        };
        return TypedResults.Ok(await actions.AddSignerAsync(id, body.Value.PersonId, after, body.Value.Comment, actor, ApiCalls.KeyOf(context, body, actor.PersonId), cancellationToken));
    }
}

internal sealed record ReturnStep(string Key, string? Title);

internal sealed record ReturnRequest
{
    /// <summary>The key of an earlier step, or "applicant".</summary>
    public string? ToStep { get; init; }

    public string? Comment { get; init; }
}

internal sealed record SignerRequest
{
    public Guid? PersonId { get; init; }

    /// <summary>"before" or "after" oneself.</summary>
    public string? When { get; init; }

    public string? Comment { get; init; }
}
