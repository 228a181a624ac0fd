using System.Security.Claims;
using System.Text.Json.Nodes;
using AidWorkflows.Data;
using AidWorkflows.Data.Workflows;
using AidWorkflows.ElsaApi.Wire;
using AidWorkflows.Engine.Execution;
using AidWorkflows.Engine.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.ElsaApi.Instances;

/// <summary>Instances: list, one with its state, its variables; cancel and delete.</summary>
internal static class WorkflowInstancesApi
{
    public static void MapWorkflowInstances(this RouteGroupBuilder read, RouteGroupBuilder edit)
    {
        read.MapGet("/workflow-instances", ListByQueryAsync);
        read.MapPost("/workflow-instances", ListAsync);
        read.MapGet("/workflow-instances/{id}", GetAsync);
        read.MapGet("/workflow-instances/{id}/execution-state", ExecutionStateAsync);
        read.MapGet("/workflow-instances/{id}/variables", VariablesAsync);
        edit.MapPost("/workflow-instances/{id}/variables", SetVariablesAsync);
        edit.MapDelete("/workflow-instances/{id}", DeleteAsync);
        edit.MapPost("/cancel/workflow-instances/{id}", CancelAsync);
    }

    private static Task<IResult> ListByQueryAsync(
        int? page, int? pageSize, string? searchTerm, [AsParameters] InstanceWords words, string[]? definitionIds, bool? hasIncidents, AidDbContext db, InstanceStretches stretches, CancellationToken cancellationToken) =>
        PageAsync(
            new InstanceQuery
            {
                Page = page,
                PageSize = pageSize,
                SearchTerm = searchTerm,
                DefinitionId = words.DefinitionId,
                DefinitionIds = definitionIds,
                CorrelationId = words.CorrelationId,
                Version = words.Version,
                HasIncidents = hasIncidents,
                Status = words.Status,
                SubStatus = words.SubStatus,
                OrderBy = words.OrderBy,
                OrderDirection = words.OrderDirection,
            },
            db, stretches, cancellationToken);

    private static async Task<IResult> ListAsync(HttpRequest request, AidDbContext db, InstanceStretches stretches, CancellationToken cancellationToken) =>
        await PageAsync(await RequestBody.ReadAsync<InstanceQuery>(request, cancellationToken), db, stretches, cancellationToken);

    private static async Task<IResult> PageAsync(InstanceQuery query, AidDbContext db, InstanceStretches stretches, CancellationToken cancellationToken) =>
        ElsaJson.Ok(await new InstanceList(db, stretches, query).ReadAsync(cancellationToken));

    private static async Task<IResult> GetAsync(string id, AidDbContext db, CancellationToken cancellationToken)
    {
        var (row, state) = await FindAsync(db, id, cancellationToken);
        return ElsaJson.Ok(InstanceView.From(row, state));
    }

    private static async Task<IResult> ExecutionStateAsync(string id, AidDbContext db, CancellationToken cancellationToken)
    {
        var found = await db.Instances.Where(instance => instance.Id == id).Select(instance => new { instance.Status, instance.SubStatus, instance.UpdatedAt })
            .SingleOrDefaultAsync(cancellationToken) ?? throw new WorkflowInstanceNotFoundException(id);
        return ElsaJson.Ok(new { found.Status, found.SubStatus, workflowSubStatus = found.SubStatus, found.UpdatedAt });
    }

    private static async Task<IResult> VariablesAsync(string id, AidDbContext db, DefinitionCache definitions, IWorkflowStore store, CancellationToken cancellationToken)
    {
        var (row, state) = await FindAsync(db, id, cancellationToken);
        var definition = await definitions.GetAsync(store, row.VersionId, cancellationToken);
        var values = state.FinalVariables ?? state.Executions.Find(execution => execution.ParentId is null)?.Variables ?? [];
        var items = definition.Variables.Select(variable => new InstanceVariable(variable.Id, variable.Name, values.GetValueOrDefault(variable.Id)?.DeepClone())).ToList();
        return ElsaJson.Ok(new ElsaList<InstanceVariable>(items));
    }

    /// <summary>Gives variables other values: an alteration, with its lines in the journal. All of them or none.</summary>
    private static async Task<IResult> SetVariablesAsync(
        string id, HttpRequest request, ClaimsPrincipal user, AidDbContext db, WorkflowRuntime runtime, DefinitionCache definitions, IWorkflowStore store, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, cancellationToken);
        var changes = (body["variables"] as JsonArray ?? []).OfType<JsonObject>()
            .Select(variable => (Alteration)new Alteration.ModifyVariable(variable.Text("id") ?? throw ElsaRefusal.OfField("variables", "Each variable needs its 'id'."), variable["value"]?.DeepClone())).ToList();
        if (changes.Count == 0)
            throw ElsaRefusal.OfField("variables", "'variables' must be a list of objects with 'id' and 'value'.");
        try
        {
            await runtime.AlterAsync(id, changes, user.Person(), cancellationToken);
        }
        catch (AlterationRefusedException refused)
        {
            throw ElsaRefusal.OfField("variables", refused.Reason);
        }

        return await VariablesAsync(id, db, definitions, store, cancellationToken);
    }

    private static async Task<IResult> DeleteAsync(string id, ClaimsPrincipal user, InstanceDeletion deletion, CancellationToken cancellationToken) =>
        await deletion.DeleteAsync(id, user.Person(), cancellationToken) ? Results.NoContent() : throw new WorkflowInstanceNotFoundException(id);

    private static async Task<IResult> CancelAsync(string id, ClaimsPrincipal user, WorkflowRuntime runtime, CancellationToken cancellationToken)
    {
        await runtime.CancelAsync(id, user.Person(), cancellationToken);
        return Results.Ok();
    }

    private static async Task<(InstanceRow Row, WorkflowState State)> FindAsync(AidDbContext db, string id, CancellationToken cancellationToken)
    {
        var found = await (
            from instance in db.Instances.AsNoTracking()
            join state in db.InstanceStates.AsNoTracking() on instance.Id equals state.InstanceId
            where instance.Id == id
            select new { Row = instance, state.Data }).SingleOrDefaultAsync(cancellationToken) ?? throw new WorkflowInstanceNotFoundException(id);
        return (found.Row, WorkflowState.Parse(found.Data));
    }
}

/// <summary>A variable of an instance; Studio matches it to the definition's by id.</summary>
internal sealed record InstanceVariable(string Id, string Name, JsonNode? Value);

/// <summary>The words of an instance list asked for by GET.</summary>
internal sealed record InstanceWords(string? DefinitionId, string? CorrelationId, int? Version, string? Status, string? SubStatus, string? OrderBy, string? OrderDirection);
