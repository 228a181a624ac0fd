using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AidWorkflows.Data;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Tests.Host;

/// <summary>Number of rows and hash of each table, one line a table, so that "nothing was changed" is about everything.</summary>
internal static class DatabaseContent
{
    public static async Task<string> ReadAsync(AidServer server) => await server.InDatabaseAsync(async db =>
    {
        var lines = new List<string>();
        foreach (var table in TablesOf(db))
            lines.Add(await LineAsync(db, table));
        return string.Join('\n', lines);
    });

    /// <summary>Everything that the tables hold, a line a row.</summary>
    public static async Task<string> TextAsync(AidServer server, Func<string, bool> which) => await server.InDatabaseAsync(async db =>
    {
        var lines = new List<string>();
        foreach (var table in TablesOf(db).Where(which))
            lines.AddRange((await RowsAsync(db, table)).Select(row => $"{table} {row}"));
        return string.Join('\n', lines);
    });

    private static IEnumerable<string> TablesOf(AidDbContext db) =>
        db.Model.GetEntityTypes().Select(type => type.GetTableName()).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static async Task<string> LineAsync(AidDbContext db, string table)
    {
        var rows = await RowsAsync(db, table);
        return $"{table} {rows.Count} {Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rows))))[..16]}";
    }

    private static async Task<List<string>> RowsAsync(AidDbContext db, string table)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // The names are the model's.
        command.CommandText = $"SELECT * FROM \"{table}\"";
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => TextOf(reader, column))));
        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    private static string TextOf(DbDataReader reader, int column) =>
        reader.GetValue(column) is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture) ?? "";
}
