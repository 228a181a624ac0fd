using AidWorkflows.Data;
using AidWorkflows.Data.Archives;
using AidWorkflows.TestDatabases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Tests.Data.Archives;

/// <summary>Requirements 2.1: a later feature cannot forget the destruction of archives.</summary>
public sealed class ErasureScopeTests : IAsyncLifetime
{
    private static readonly string[] ToHouseholds = ["case_id", "archive_id", "payment_id", "human_task_id", "paper_id", "id_number_index"];
    private SqliteFile database = null!;

    public async Task InitializeAsync() => database = await SqliteFile.CreateAsync();

    public async Task DisposeAsync() => await database.DisposeAsync();

    [Fact]
    public void Every_table_is_erased_or_left_alone_with_a_reason()
    {
        var tables = Columns().Select(column => column.Table).ToHashSet(StringComparer.Ordinal);
        var kept = ErasureScope.KeptColumns.Keys.Select(TableOf).ToHashSet(StringComparer.Ordinal);
        var classified = ErasureScope.DeletedRows.Concat(ErasureScope.EmptiedColumns.Keys).Concat(kept).Concat(ErasureScope.KeptTables.Keys).ToHashSet(StringComparer.Ordinal);
        AssertNone(tables.Except(classified).Order(StringComparer.Ordinal));
        AssertNone(classified.Except(tables).Order(StringComparer.Ordinal));
        Assert.Empty(ErasureScope.KeptTables.Keys.Intersect(ErasureScope.DeletedRows.Concat(ErasureScope.EmptiedColumns.Keys).Concat(kept)));
        Assert.Empty(ErasureScope.DeletedRows.Intersect(ErasureScope.EmptiedColumns.Keys.Concat(kept)));
    }

    /// <summary>By type and not by name: whatever can hold a name, a number, a mask, sealed bytes, free text or a document of them.</summary>
    [Fact]
    public void Every_column_about_a_household_that_can_hold_text_is_emptied_or_kept_with_a_reason()
    {
        var known = ErasureScope.EmptiedColumns.SelectMany(table => table.Value.Select(column => $"{table.Key}.{column}")).Concat(ErasureScope.KeptColumns.Keys).ToHashSet(StringComparer.Ordinal);
        var columns = Columns().Where(column => !ErasureScope.DeletedRows.Contains(column.Table) && !ErasureScope.KeptTables.ContainsKey(column.Table)).ToList();
        AssertNone(columns.Where(column => HoldsText(column.Property)).Select(column => $"{column.Table}.{column.Name}").Where(name => !known.Contains(name)).Distinct().Order(StringComparer.Ordinal));
        AssertNone(known.Except(columns.Select(column => $"{column.Table}.{column.Name}")).Order(StringComparer.Ordinal));
        Assert.Empty(ErasureScope.KeptColumns.Keys.Intersect(ErasureScope.EmptiedColumns.SelectMany(table => table.Value.Select(column => $"{table.Key}.{column}"))));
    }

    /// <summary>A table that belongs to a household is never left alone as a whole.</summary>
    [Fact]
    public void A_table_that_is_left_alone_belongs_to_no_household() =>
        AssertNone(Columns().Where(column => ErasureScope.KeptTables.ContainsKey(column.Table) && ToHouseholds.Contains(column.Name)).Select(column => $"{column.Table}.{column.Name}"));

    [Fact]
    public void Every_reason_is_given()
    {
        Assert.All(ErasureScope.KeptTables, table => Assert.True(table.Value.Length > 0, table.Key));
        Assert.All(ErasureScope.KeptColumns, column => Assert.True(column.Value.Length > 0, column.Key));
    }

    /// <summary>Says all of them, where a comparison of lists would say the first.</summary>
    private static void AssertNone(IEnumerable<string> names)
    {
        var text = string.Join(", ", names);
        Assert.True(text.Length == 0, text);
    }

    private static bool HoldsText(IProperty property)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        return !type.IsEnum && !type.IsPrimitive && type != typeof(Guid) && type != typeof(decimal) && type != typeof(DateOnly) && type != typeof(DateTimeOffset)
            && !typeof(IEnumerable<Guid>).IsAssignableFrom(type);
    }

    private static string TableOf(string column) => column[..column.IndexOf('.', StringComparison.Ordinal)];

    private List<(string Table, string Name, IProperty Property)> Columns()
    {
        using var services = database.CreateServices();
        using var scope = services.CreateScope();
        var model = scope.ServiceProvider.GetRequiredService<AidDbContext>().Model;
        return
        [
            .. from type in model.GetEntityTypes()
               let table = StoreObjectIdentifier.Create(type, StoreObjectType.Table)
               where table is not null
               from property in type.GetProperties()
               let name = property.GetColumnName(table.Value)
               where name is not null
               select (table.Value.Name, name, property),
        ];
    }
}
