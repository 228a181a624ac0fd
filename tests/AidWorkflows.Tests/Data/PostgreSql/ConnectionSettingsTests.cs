using AidWorkflows.Data;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace AidWorkflows.Tests.Data.PostgreSql;

/// <summary>What the engine's speed rests on unless the operator says otherwise.</summary>
public sealed class ConnectionSettingsTests
{
    [Fact]
    public void Statements_are_prepared_and_connections_kept_as_they_are()
    {
        var settings = SettingsOf("Host=h;Database=d");
        Assert.Equal((100, true), (settings.MaxAutoPrepare, settings.NoResetOnClose));
    }

    [Theory]
    [InlineData("Host=h;Database=d;Max Auto Prepare=0;No Reset On Close=false")]
    [InlineData("Host=h;Database=d;MaxAutoPrepare=0;NoResetOnClose=false")]
    public void The_operators_connection_string_wins(string connectionString)
    {
        var settings = SettingsOf(connectionString);
        Assert.Equal((0, false), (settings.MaxAutoPrepare, settings.NoResetOnClose));
    }

    private static NpgsqlConnectionStringBuilder SettingsOf(string connectionString)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:Provider"] = nameof(DatabaseProvider.PostgreSql),
            ["ConnectionStrings:Aid"] = connectionString,
        }).Build();
        using var services = new ServiceCollection().AddAidData(configuration).BuildServiceProvider();
        return new NpgsqlConnectionStringBuilder(services.GetRequiredService<NpgsqlDataSource>().ConnectionString);
    }
}
