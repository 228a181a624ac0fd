using AidWorkflows.Data.Protection;
using AidWorkflows.Domain.Papers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AidWorkflows.Data.Papers;

/// <summary>
/// Uploaded files beside the database, sealed like every personal field and named by the id of their row; nothing that a user typed is part of
/// a path. A file is written before its row is committed, so a row never lacks its file; a file whose row did not come is swept.
/// </summary>
public sealed class FileStore(FieldProtector protector, IOptions<UploadOptions> options)
{
    private static readonly TimeSpan RowMayStillCome = TimeSpan.FromHours(24);

    private string Folder => Path.GetFullPath(options.Value.Folder);

    public async Task WriteAsync(Guid id, byte[] content, CancellationToken cancellationToken)
    {
        var path = PathOf(id);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var half = $"{path}.{Guid.NewGuid():N}.part";
        await using (var file = new FileStream(half, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            await file.WriteAsync(protector.Seal(SealedColumns.File, id, content), cancellationToken);
            file.Flush(flushToDisk: true);
        }

        File.Move(half, path, overwrite: true);
    }

    /// <exception cref="FieldProtectionException">AW2106: the file was changed, or is another's.</exception>
    /// <exception cref="FileNotFoundException">AW2110: it is not there.</exception>
    public async Task<byte[]> ReadAsync(Guid id, CancellationToken cancellationToken)
    {
        var path = PathOf(id);
        if (!File.Exists(path))
            throw new FileNotFoundException($"AW2110 The file {id} is not in Uploads:Folder. Every node needs the same folder; restore it from a backup.");

        return protector.OpenBytes(SealedColumns.File, id, await File.ReadAllBytesAsync(path, cancellationToken));
    }

    /// <summary>For a file whose row is gone for good; one that is not there is no mistake. If it fails, the sweep finds the file.</summary>
    public void Delete(Guid id)
    {
        var path = PathOf(id);
        if (File.Exists(path))
            File.Delete(path);
    }

    /// <summary>Deletes files that no row names a day after they were written.</summary>
    public async Task<int> SweepAsync(AidDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(Folder))
            return 0;

        var swept = 0;
        foreach (var file in new DirectoryInfo(Folder).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            if (now - new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero) < RowMayStillCome)
                continue;
            if (Guid.TryParseExact(file.Name, "N", out var id) && await db.Set<Attachment>().AnyAsync(row => row.Id == id, cancellationToken))
                continue;

            file.Delete();
            swept++;
        }

        return swept;
    }

    /// <summary>Two levels of folders, by the end of the id, which is random; its beginning is the time.</summary>
    private string PathOf(Guid id)
    {
        var name = id.ToString("N");
        return Path.Combine(Folder, name[^2..], name[^4..^2], name);
    }
}
