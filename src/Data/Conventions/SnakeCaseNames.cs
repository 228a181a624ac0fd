using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace AidWorkflows.Data.Conventions;

/// <summary>Lower-case names, so that the hand-written SQL and an operator in psql need no quotes.</summary>
internal sealed class SnakeCaseNames : IModelFinalizingConvention
{
    public void ProcessModelFinalizing(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
    {
        foreach (var entity in modelBuilder.Metadata.GetEntityTypes())
        {
            if (entity.IsMappedToJson())
                continue;
            if (entity.GetTableName() is not { } table)
                continue;

            entity.SetTableName(ToSnakeCase(table));
            NameColumns(entity, StoreObjectIdentifier.Table(ToSnakeCase(table), entity.GetSchema()));
        }

        // Constraint names derive from the table and column names, so they come after those.
        foreach (var entity in modelBuilder.Metadata.GetEntityTypes().Where(entity => !entity.IsMappedToJson() && entity.GetTableName() is not null))
            NameConstraints(entity);
    }

    private static void NameColumns(IConventionTypeBase type, StoreObjectIdentifier table)
    {
        foreach (var property in type.GetDeclaredProperties())
        {
            if ((property.GetColumnName(table) ?? property.GetColumnName()) is { } column)
                property.SetColumnName(ToSnakeCase(column));
        }

        foreach (var complex in type.GetDeclaredComplexProperties().Where(complex => !complex.ComplexType.IsMappedToJson()))
            NameColumns(complex.ComplexType, table);
    }

    private static void NameConstraints(IConventionEntityType entity)
    {
        foreach (var key in entity.GetDeclaredKeys())
            key.SetName(ToSnakeCase(key.GetName() ?? ""));
        foreach (var index in entity.GetDeclaredIndexes())
            index.SetDatabaseName(ToSnakeCase(index.GetDatabaseName() ?? ""));

        // What is owned within its owner's table has no constraint to name.
        foreach (var foreignKey in entity.GetDeclaredForeignKeys().Where(key => !key.IsOwnership || key.PrincipalEntityType.GetTableName() != entity.GetTableName()))
            foreignKey.SetConstraintName(ToSnakeCase(foreignKey.GetConstraintName() ?? ""));
    }

    internal static string ToSnakeCase(string name)
    {
        var result = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (!char.IsUpper(c))
            {
                result.Append(c);
                continue;
            }

            var startsWord = i > 0 && name[i - 1] != '_'
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord)
                result.Append('_');
            result.Append(char.ToLowerInvariant(c));
        }

        return result.ToString();
    }
}
