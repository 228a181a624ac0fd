using System.IO.Compression;
using System.Security.Claims;
using System.Text.Json.Nodes;
using AidWorkflows.Data;
using AidWorkflows.Data.Definitions;
using AidWorkflows.ElsaApi.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.ElsaApi.Definitions;

/// <summary>Definitions as files. Names of uploaded files and of zip entries are never used as paths, nor for anything else.</summary>
internal static class DefinitionTransferApi
{
    private const int MaxUploadBytes = 10 * 1024 * 1024;
    private const int MaxFiles = 200;
    private const int MaxExport = 500;

    public static void MapDefinitionTransfer(this RouteGroupBuilder read, RouteGroupBuilder edit)
    {
        read.MapGet("/workflow-definitions/{definitionId}/export", ExportAsync);
        read.MapPost("/workflow-definitions/{definitionId}/export", ExportAsync);
        read.MapPost("/bulk-actions/export/workflow-definitions", ExportManyAsync);
        edit.MapPost("/workflow-definitions/import", ImportAsync);
        edit.MapPut("/workflow-definitions/{definitionId}/import", ImportIntoAsync);
        edit.MapPost("/workflow-definitions/import-files", ImportFilesAsync);
    }

    private static async Task<IResult> ExportAsync(
        string definitionId, string? versionOptions, bool? includeConsumingWorkflows, AidDbContext db, DefinitionConsumers consumers, CancellationToken cancellationToken)
    {
        var version = await WorkflowDefinitionsApi.FindAsync(db, definitionId, versionOptions, cancellationToken);
        if (includeConsumingWorkflows == true && await consumers.FindAllAsync(definitionId, cancellationToken) is { Count: > 0 } others)
            return await ZipAsync([version, .. others], cancellationToken);
        return Results.File(ToUtf8(version), "application/octet-stream", FileName(version));
    }

    private static async Task<IResult> ExportManyAsync(HttpRequest request, AidDbContext db, DefinitionConsumers consumers, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, cancellationToken);
        var ids = body.Texts("ids").Take(MaxExport).ToList();
        var versions = await db.DefinitionVersions.AsNoTracking().Where(version => ids.Contains(version.Id)).OrderBy(version => version.Name).ToListAsync(cancellationToken);
        if (versions.Count == 0)
            throw ElsaRefusal.BadRequest("None of the versions exists.");
        if (body.Flag("includeConsumingWorkflows"))
            foreach (var definitionId in versions.Select(version => version.DefinitionId).Distinct().ToList())
                versions.AddRange((await consumers.FindAllAsync(definitionId, cancellationToken)).Where(other => versions.TrueForAll(version => version.Id != other.Id)));
        return await ZipAsync(versions, cancellationToken);
    }

    private static async Task<IResult> ZipAsync(List<DefinitionVersionRow> versions, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        await using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var version in versions)
            {
                await using var entry = await zip.CreateEntry(FileName(version)).OpenAsync(cancellationToken);
                await entry.WriteAsync(ToUtf8(version), cancellationToken);
            }
        }

        return Results.File(buffer.ToArray(), "application/octet-stream", "workflow-definitions.zip");
    }

    private static async Task<IResult> ImportAsync(HttpRequest request, ClaimsPrincipal user, DefinitionSaving saving, CancellationToken cancellationToken)
    {
        var model = await RequestBody.ReadDefinitionAsync(request, cancellationToken);
        return ElsaJson.Ok(DefinitionViews.Full(await saving.ImportAsync(model, user, "Imported", cancellationToken), mayEdit: true));
    }

    private static async Task<IResult> ImportIntoAsync(string definitionId, HttpRequest request, ClaimsPrincipal user, DefinitionSaving saving, CancellationToken cancellationToken)
    {
        var model = await RequestBody.ReadDefinitionAsync(request, cancellationToken);
        model["definitionId"] = definitionId;
        return ElsaJson.Ok(DefinitionViews.Full(await saving.ImportAsync(model, user, "Imported", cancellationToken), mayEdit: true));
    }

    private static async Task<IResult> ImportFilesAsync(HttpRequest request, ClaimsPrincipal user, DefinitionSaving saving, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType)
            throw ElsaRefusal.BadRequest("Files are expected, as multipart/form-data.");
        if (request.ContentLength > MaxUploadBytes)
            throw ElsaRefusal.BadRequest($"More than {MaxUploadBytes / 1024:N0} kB is not accepted here.");
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = MaxUploadBytes + 1;
        var form = await request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = MaxUploadBytes, ValueCountLimit = MaxFiles }, cancellationToken);

        var models = new List<JsonObject>();
        foreach (var file in form.Files)
        {
            await using var content = file.OpenReadStream();
            models.AddRange(await ReadModelsAsync(content, cancellationToken));
            if (models.Count > MaxFiles)
                throw ElsaRefusal.BadRequest($"More than {MaxFiles} definitions at once are not accepted.");
        }

        if (models.Count > 0)
            await saving.ImportAsync(models, user, "Imported", cancellationToken);
        return ElsaJson.Ok(new { count = models.Count });
    }

    private static async Task<List<JsonObject>> ReadModelsAsync(Stream content, CancellationToken cancellationToken)
    {
        var bytes = await RequestBody.ReadAllAsync(content, MaxUploadBytes, cancellationToken);
        if (bytes is not [(byte)'P', (byte)'K', ..])
            return [ParseLimited(bytes)];
        var models = new List<JsonObject>();
        await using var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
        var rest = 4 * MaxUploadBytes;
        foreach (var entry in zip.Entries.Where(entry => entry.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase)).Take(MaxFiles + 1))
        {
            // What the entry says of its size is not believed: reading stops at the limit.
            await using var stream = await entry.OpenAsync(cancellationToken);
            var text = await RequestBody.ReadAllAsync(stream, Math.Min(RequestBody.MaxDefinitionBytes, rest), cancellationToken);
            rest -= text.Length;
            models.Add(ParseLimited(text));
        }

        return models;
    }

    private static JsonObject ParseLimited(byte[] bytes) => bytes.Length > RequestBody.MaxDefinitionBytes
        ? throw ElsaRefusal.BadRequest($"A definition of more than {RequestBody.MaxDefinitionBytes / 1024:N0} kB is not accepted.")
        : RequestBody.Parse(bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes.AsSpan(3) : bytes);

    private static byte[] ToUtf8(DefinitionVersionRow version) =>
        System.Text.Encoding.UTF8.GetBytes(DefinitionViews.ForExport(version).ToJsonString(ElsaJson.Options));

    private static string FileName(DefinitionVersionRow version)
    {
        var name = string.Concat(version.Name.Trim().ToLowerInvariant().Select(letter => char.IsLetterOrDigit(letter) ? letter : '-'));
        return $"workflow-definition-{name[..Math.Min(name.Length, 60)]}-{version.Id}.json";
    }
}
