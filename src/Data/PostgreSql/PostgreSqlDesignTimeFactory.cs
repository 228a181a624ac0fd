using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace AidWorkflows.Data.PostgreSql;

/// <summary>
/// For the tool only; no server is contacted. From the repository's root:
/// <code>
/// dotnet tool restore
/// dotnet ef migrations add NAME --project src/Data --context PostgreSqlAidDbContext --output-dir Migrations/PostgreSql
/// </code>
/// Every change of the model needs one migration per provider; a test fails while one is missing.
/// </summary>
internal sealed class PostgreSqlDesignTimeFactory : IDesignTimeDbContextFactory<PostgreSqlAidDbContext>
{
    public PostgreSqlAidDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgreSqlAidDbContext>().UseNpgsql("Host=design-time").Options);
}
