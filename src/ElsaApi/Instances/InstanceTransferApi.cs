using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Data;
using AidWorkflows.ElsaApi.Wire;
using AidWorkflows.Engine.Execution;
using AidWorkflows.Engine.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.ElsaApi.Instances;

/// <summary>Instances as files, in Elsa's shape. They are for looking at elsewhere; bringing one in is refused, see <see cref="BulkActionsApi"/>.</summary>
internal static class InstanceTransferApi
{
    private const int MaxExport = 100;
    private const int MaxLines = 100_000;

    public static void MapInstanceTransfer(this RouteGroupBuilder read)
    {
        read.MapGet("/workflow-instances/{id}/export", ExportAsync);
        read.MapPost("/bulk-actions/export/workflow-instances", ExportManyAsync);
    }

    private static async Task<IResult> ExportAsync(
        string id, bool? includeBookmarks, bool? includeActivityExecutionLog, bool? includeWorkflowExecutionLog, AidDbContext db, ActivityExecutionHistory executions, JournalReader journal, CancellationToken cancellationToken)
    {
        var parts = new Parts(includeBookmarks == true, includeActivityExecutionLog == true, includeWorkflowExecutionLog == true);
        return Results.File(await WriteAsync(id, parts, db, executions, journal, cancellationToken), "application/octet-stream", FileName(id));
    }

    private static async Task<IResult> ExportManyAsync(HttpRequest request, AidDbContext db, ActivityExecutionHistory executions, JournalReader journal, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, cancellationToken);
        var ids = body.Texts("ids").Distinct().ToList();
        if (ids.Count is 0 or > MaxExport)
            throw ElsaRefusal.OfField("ids", $"'ids' must name 1 to {MaxExport} instances.");
        var parts = new Parts(body.Flag("includeBookmarks"), body.Flag("includeActivityExecutionLog"), body.Flag("includeWorkflowExecutionLog"));
        using var buffer = new MemoryStream();
        await using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var id in ids)
            {
                var content = await WriteAsync(id, parts, db, executions, journal, cancellationToken);
                await using var entry = await zip.CreateEntry(FileName(id)).OpenAsync(cancellationToken);
                await entry.WriteAsync(content, cancellationToken);
            }
        }

        return Results.File(buffer.ToArray(), "application/octet-stream", "workflow-instances.zip");
    }

    private static async Task<byte[]> WriteAsync(string id, Parts parts, AidDbContext db, ActivityExecutionHistory executions, JournalReader journal, CancellationToken cancellationToken)
    {
        var row = await db.Instances.AsNoTracking().SingleOrDefaultAsync(instance => instance.Id == id, cancellationToken) ?? throw new WorkflowInstanceNotFoundException(id);
        var state = WorkflowState.Parse(await db.InstanceStates.Where(stored => stored.InstanceId == id).Select(stored => stored.Data).SingleAsync(cancellationToken));
        var view = InstanceView.From(row, state).WorkflowState;
        var file = new JsonObject { ["WorkflowState"] = view };
        if (parts.Bookmarks)
            file["Bookmarks"] = new JsonArray([.. view["bookmarks"]!.AsArray().Select(bookmark => (JsonNode)new JsonObject
            {
                ["id"] = bookmark!["id"]!.DeepClone(),
                ["activityTypeName"] = bookmark["name"]!.DeepClone(),
                ["workflowInstanceId"] = id,
                ["activityInstanceId"] = bookmark["activityInstanceId"]!.DeepClone(),
                ["hash"] = bookmark["hash"]!.DeepClone(),
                ["correlationId"] = row.CorrelationId,
                ["createdAt"] = bookmark["createdAt"]!.DeepClone(),
                ["payload"] = bookmark["payload"]?.DeepClone(),
                ["metadata"] = null,
            })]);
        if (parts.Executions)
            file["ActivityExecutionRecords"] = JsonSerializer.SerializeToNode(await executions.ListAsync(id, null, null, cancellationToken), ElsaJson.Options);
        if (parts.Journal)
            file["WorkflowExecutionLogRecords"] = JsonSerializer.SerializeToNode(await ReadLogAsync(id, journal, cancellationToken), ElsaJson.Options);
        return Encoding.UTF8.GetBytes(file.ToJsonString(ElsaJson.Options));
    }

    private static async Task<IEnumerable<StoredLine>> ReadLogAsync(string id, JournalReader journal, CancellationToken cancellationToken)
    {
        var definition = await journal.DefinitionAsync(id, cancellationToken);
        return (await journal.ReadAsync(id, new JournalFilter(), 0, MaxLines, cancellationToken)).Items.Select(line => StoredLine.From(line, id, definition));
    }

    private static string FileName(string id) => $"workflow-instance-{string.Concat(id.Where(char.IsAsciiLetterOrDigit))}.json";

    private sealed record Parts(bool Bookmarks, bool Executions, bool Journal);
}
