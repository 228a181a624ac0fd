using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace AidWorkflows.Data.Sqlite;

/// <summary>
/// For the tool only. From the repository's root:
/// <code>
/// dotnet tool restore
/// dotnet ef migrations add NAME --project src/Data --context SqliteAidDbContext --output-dir Migrations/Sqlite
/// </code>
/// Every change of the model needs one migration per provider; a test fails while one is missing.
/// </summary>
internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteAidDbContext>
{
    public SqliteAidDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteAidDbContext>().UseSqlite("Data Source=design-time.db").Options);
}
