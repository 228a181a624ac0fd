using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Staff;
using Microsoft.AspNetCore.Http.HttpResults;
using ValidationProblem = AidWorkflows.Domain.Rules.ValidationProblem;

namespace AidWorkflows.Host.Api;

/// <summary>The people who work at and below one's own union, and their accounts.</summary>
internal static class StaffApi
{
    public static void MapStaff(this RouteGroupBuilder api)
    {
        var reads = api.MapGroup("/staff").RequireAuthorization(AidPolicies.ReadStaff);
        reads.MapGet("", ListAsync).WithName("ListStaff");
        reads.MapGet("/{id:guid}", GetAsync).WithName("GetStaff").WithSummary("One person with open tasks and history.");

        var writes = api.MapGroup("/staff").RequireAuthorization(AidPolicies.Administer);
        writes.MapPost("", CreateAsync).WithName("CreateStaff").WithSummary("A person with an account. The answer shows the first password, once.");
        writes.MapPost("/{id:guid}/reset-password", ResetPasswordAsync).WithName("ResetPassword").WithSummary("The answer shows the new password, once.");
        writes.MapPost("/{id:guid}/unlock", UnlockAsync).WithName("UnlockStaff");
        writes.MapPost("/{id:guid}/roles", ChangeRolesAsync).WithName("ChangeRoles");
        writes.MapPost("/{id:guid}/move", MoveAsync).WithName("MoveStaff").WithSummary("To another union; refused while the person has claimed tasks.");
        writes.MapPost("/{id:guid}/rename", RenameAsync).WithName("RenameStaff");
        writes.MapPost("/{id:guid}/deactivate", DeactivateAsync).WithName("DeactivateStaff");
        writes.MapPost("/{id:guid}/reactivate", ReactivateAsync).WithName("ReactivateStaff");
    }

    private static async Task<Ok<StaffPage>> ListAsync([AsParameters] StaffQuery query, HttpContext context, StaffList list, CancellationToken cancellationToken)
    {
        var (number, size) = ApiCalls.Paging(query.Page, query.PageSize, StaffList.MaximumPageSize);
        if (query.Role is { } role && !StaffRoles.All.Contains(role))
            throw new InvalidInputException([new ValidationProblem("unknown-choice", "role", "There is no such choice.")]);
        return TypedResults.Ok(await list.ListAsync(new StaffFilter(query.Search, query.OrganisationId, query.Role, query.Active), context.User.ToActor(), number, size, cancellationToken));
    }

    private static async Task<Ok<StaffDetails>> GetAsync(Guid id, HttpContext context, StaffList list, CancellationToken cancellationToken) =>
        TypedResults.Ok(await list.GetAsync(id, context.User.ToActor(), cancellationToken));

    private static async Task<Created<IssuedPassword>> CreateAsync(ApiBody<StaffRequest> body, HttpContext context, StaffAccounts accounts, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor();
        var wanted = new WantedStaff(body.Value.Name, body.Value.UserName, body.Value.OrganisationId, body.Value.Roles);
        var issued = await accounts.CreateAsync(wanted, actor, ApiCalls.KeyOf(context, body, actor.PersonId), cancellationToken);
        return TypedResults.Created($"/api/v1/staff/{issued.Staff.Id}", issued);
    }

    private static async Task<Ok<IssuedPassword>> ResetPasswordAsync(Guid id, ApiBody<NothingMore> body, HttpContext context, StaffAccounts accounts, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor();
        return TypedResults.Ok(await accounts.ResetPasswordAsync(id, actor, ApiCalls.KeyOf(context, body, actor.PersonId), cancellationToken));
    }

    private static async Task<Ok<StaffView>> UnlockAsync(Guid id, ApiBody<NothingMore> body, HttpContext context, StaffAccounts accounts, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor();
        return TypedResults.Ok(await accounts.UnlockAsync(id, actor, ApiCalls.KeyOf(context, body, actor.PersonId), cancellationToken));
    }

    private static async Task<Ok<StaffView>> ChangeRolesAsync(Guid id, ApiBody<RolesRequest> body, HttpContext context, StaffPosts posts, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor();
        return TypedResults.Ok(await posts.ChangeRolesAsync(id, body.Value.Roles, actor, ApiCalls.KeyOf(context, body, actor.PersonId), cancellationToken));
    }

    private static async Task<Ok<StaffView>> MoveAsync(Guid id, ApiBody<MoveRequest> body, HttpContext context, StaffPosts posts, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor();
        return TypedResults.Ok(await posts.MoveAsync(id, body.Value.OrganisationId, body.Value.Roles, actor, ApiCalls.KeyOf(context, body, actor.PersonId), cancellationToken));
    }

    private static async Task<Ok<StaffView>> RenameAsync(Guid id, ApiBody<NewName> body, HttpContext context, StaffPosts posts, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor();
        return TypedResults.Ok(await posts.RenameAsync(id, body.Value.Name, actor, ApiCalls.KeyOf(context, body, actor.PersonId), cancellationToken));
    }

    /// <summary>With the number of tasks that are left to hand over.</summary>
    private static async Task<Ok<StaffDetails>> DeactivateAsync(Guid id, ApiBody<NothingMore> body, HttpContext context, StaffPosts posts, StaffList list, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor();
        await posts.DeactivateAsync(id, actor, ApiCalls.KeyOf(context, body, actor.PersonId), cancellationToken);
        return TypedResults.Ok(await list.GetAsync(id, actor, cancellationToken));
    }

    private static async Task<Ok<StaffView>> ReactivateAsync(Guid id, ApiBody<NothingMore> body, HttpContext context, StaffPosts posts, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor();
        return TypedResults.Ok(await posts.ReactivateAsync(id, actor, ApiCalls.KeyOf(context, body, actor.PersonId), cancellationToken));
    }
}

internal sealed record StaffQuery(string? Search, Guid? OrganisationId, string? Role, bool? Active, int? Page, int? PageSize);

internal sealed record StaffRequest
{
    public string? Name { get; init; }

    public string? UserName { get; init; }

    public Guid? OrganisationId { get; init; }

    public IReadOnlyList<string>? Roles { get; init; }
}

internal sealed record RolesRequest
{
    public IReadOnlyList<string>? Roles { get; init; }
}

internal sealed record MoveRequest
{
    public Guid? OrganisationId { get; init; }

    /// <summary>The roles at the new union; the same as before when left out.</summary>
    public IReadOnlyList<string>? Roles { get; init; }
}
