namespace AidWorkflows.Data;

/// <summary>Section "Database". The connection itself is ConnectionStrings:Aid.</summary>
public sealed class DatabaseOptions
{
    public const string Section = "Database";

    /// <summary>SQLite for one node, PostgreSQL for more.</summary>
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;
}
