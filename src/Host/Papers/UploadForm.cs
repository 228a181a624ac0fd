using System.Security.Cryptography;
using AidWorkflows.Data.Papers;
using AidWorkflows.Domain.Papers;
using AidWorkflows.Domain.Rules;
using Microsoft.AspNetCore.Http.Features;

namespace AidWorkflows.Host.Papers;

/// <summary>The parts of an upload: the file, and which required document it is.</summary>
/// <param name="Hash">Of all of it, for the idempotency key.</param>
internal sealed record UploadForm(string? Need, string FileName, byte[] Content, byte[] Hash)
{
    /// <summary>Reads multipart/form-data with the parts file and need.</summary>
    /// <exception cref="InvalidInputException">field-required.</exception>
    /// <exception cref="RuleViolationException">upload-too-large.</exception>
    public static async Task<UploadForm> ReadAsync(HttpRequest request, int largestFile, CancellationToken cancellationToken)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = UploadOptions.LargestRequest;
        var form = await request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = UploadOptions.LargestRequest, ValueCountLimit = 20 }, cancellationToken);
        return await ReadAsync(form.Files.GetFile("file"), form["need"], largestFile, cancellationToken);
    }

    public static async Task<UploadForm> ReadAsync(IFormFile? file, string? need, int largestFile, CancellationToken cancellationToken)
    {
        if (file is null)
            throw new InvalidInputException([new ValidationProblem("field-required", "file", "This field is required.")]);
        if (file.Length > largestFile)
            throw UploadInspector.TooLarge(largestFile);

        using var buffer = new MemoryStream();
        await file.CopyToAsync(buffer, cancellationToken);
        var content = buffer.ToArray();
        var name = string.IsNullOrWhiteSpace(need) ? null : need.Trim();
        var hash = SHA256.HashData([.. SHA256.HashData(content), .. System.Text.Encoding.UTF8.GetBytes($"{name}|{file.FileName}")]);
        return new UploadForm(name, file.FileName, content, hash);
    }
}
