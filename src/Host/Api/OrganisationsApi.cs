using AidWorkflows.Domain.Organisations;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Organisations;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AidWorkflows.Host.Api;

/// <summary>The tree of unions at and below one's own.</summary>
internal static class OrganisationsApi
{
    public static void MapOrganisations(this RouteGroupBuilder api)
    {
        var reads = api.MapGroup("/organisations").RequireAuthorization(AidPolicies.ReadStaff);
        reads.MapGet("", ListAsync).WithName("ListOrganisations").WithSummary("One's own union and all below it, in the order of the tree.");
        reads.MapGet("/{id:guid}", GetAsync).WithName("GetOrganisation").WithSummary("One union with what was changed about it.");

        var writes = api.MapGroup("/organisations").RequireAuthorization(AidPolicies.Administer);
        writes.MapPost("", AddAsync).WithName("AddOrganisation");
        writes.MapPost("/{id:guid}/rename", RenameAsync).WithName("RenameOrganisation");
        writes.MapPost("/{id:guid}/close", CloseAsync).WithName("CloseOrganisation").WithSummary("Refused while people, tasks, undecided cases, open archives or open unions below need it.");
        writes.MapPost("/{id:guid}/reopen", ReopenAsync).WithName("ReopenOrganisation");
    }

    private static async Task<Ok<UnionPage>> ListAsync(string? search, int? page, int? pageSize, HttpContext context, UnionTree tree, CancellationToken cancellationToken)
    {
        var (number, size) = ApiCalls.Paging(page, pageSize, UnionTree.MaximumPageSize);
        return TypedResults.Ok(await tree.ListAsync(context.User.ToActor(), search, number, size, cancellationToken));
    }

    private static async Task<Ok<OrganisationDetails>> GetAsync(Guid id, HttpContext context, UnionTree tree, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor();
        var union = await tree.GetAsync(id, actor, cancellationToken);
        return TypedResults.Ok(new OrganisationDetails(union, await tree.HistoryAsync(id, actor, UnionTree.MaximumPageSize, cancellationToken)));
    }

    private static async Task<Created<UnionView>> AddAsync(ApiBody<OrganisationRequest> body, HttpContext context, UnionRegister register, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor();
        var wanted = new WantedUnion(body.Value.ParentId, body.Value.Code, body.Value.Name, body.Value.Level);
        var added = await register.AddAsync(wanted, actor, ApiCalls.KeyOf(context, body, actor.PersonId), cancellationToken);
        return TypedResults.Created($"/api/v1/organisations/{added.Id}", added);
    }

    private static async Task<Ok<UnionView>> RenameAsync(Guid id, ApiBody<NewName> body, HttpContext context, UnionRegister register, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor();
        return TypedResults.Ok(await register.RenameAsync(id, body.Value.Name, actor, ApiCalls.KeyOf(context, body, actor.PersonId), cancellationToken));
    }

    private static async Task<Ok<UnionView>> CloseAsync(Guid id, ApiBody<NothingMore> body, HttpContext context, UnionRegister register, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor();
        return TypedResults.Ok(await register.CloseAsync(id, actor, ApiCalls.KeyOf(context, body, actor.PersonId), cancellationToken));
    }

    private static async Task<Ok<UnionView>> ReopenAsync(Guid id, ApiBody<NothingMore> body, HttpContext context, UnionRegister register, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor();
        return TypedResults.Ok(await register.ReopenAsync(id, actor, ApiCalls.KeyOf(context, body, actor.PersonId), cancellationToken));
    }
}

/// <param name="History">The newest line first.</param>
internal sealed record OrganisationDetails(UnionView Organisation, IReadOnlyList<UnionChangeView> History);

internal sealed record OrganisationRequest
{
    /// <summary>The union above.</summary>
    public Guid? ParentId { get; init; }

    public string? Code { get; init; }

    public string? Name { get; init; }

    public OrganisationLevel? Level { get; init; }
}

internal sealed record NewName
{
    public string? Name { get; init; }
}
