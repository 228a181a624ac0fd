using AidWorkflows.Data;
using AidWorkflows.ElsaApi.Definitions;
using AidWorkflows.ElsaApi.Wire;
using AidWorkflows.Engine.Activities;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AidWorkflows.ElsaApi.Scripting;

/// <summary>What the script editor completes.</summary>
internal static class ScriptingApi
{
    public static void MapScripting(this RouteGroupBuilder read) => read.MapPost("/scripting/javascript/type-definitions/{definitionId}", GetAsync);

    private static async Task<IResult> GetAsync(string definitionId, AidDbContext db, ActivityCatalog catalog, DefinitionReading reading, CancellationToken cancellationToken)
    {
        var version = await WorkflowDefinitionsApi.FindAsync(db, definitionId, VersionOptions.Latest, cancellationToken);
        return Results.Text(TypeDefinitions.Write(await reading.ReadAsync(version, cancellationToken), catalog), "application/x-typescript");
    }
}
