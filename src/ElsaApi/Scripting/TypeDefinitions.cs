using System.Text;
using AidWorkflows.Engine.Activities;
using AidWorkflows.Engine.Definitions;
using AidWorkflows.Engine.Expressions;

namespace AidWorkflows.ElsaApi.Scripting;

/// <summary>TypeScript declarations of everything that a script of a definition can see.</summary>
internal static class TypeDefinitions
{
    public static string Write(WorkflowDefinition definition, ActivityCatalog catalog)
    {
        var text = new StringBuilder();
        foreach (var (name, signature) in WorkflowFunctions.All)
            text.Append("declare function ").Append(name).Append(signature).Append(";\n");
        var variables = definition.Variables.Where(variable => IsIdentifier(variable.Name)).DistinctBy(variable => variable.Name).ToList();
        foreach (var variable in variables)
        {
            var type = TypeOf(variable.TypeName, variable.IsArray);
            text.Append("declare function get").Append(Pascal(variable.Name)).Append("(): ").Append(type).Append(";\n");
            text.Append("declare function set").Append(Pascal(variable.Name)).Append("(value: ").Append(type).Append("): void;\n");
        }

        foreach (var input in definition.Inputs.Where(input => IsIdentifier(input.Name)).DistinctBy(input => input.Name))
            text.Append("declare function get").Append(Pascal(input.Name)).Append("(): ").Append(TypeOf(input.TypeName, input.IsArray)).Append(";\n");
        WriteOutputs(text, definition, catalog);
        WriteObject(text, "variables", variables.Select(variable => (variable.Name, TypeOf(variable.TypeName, variable.IsArray))));
        WriteObject(text, "input", definition.Inputs.Where(input => IsIdentifier(input.Name)).Select(input => (input.Name, TypeOf(input.TypeName, input.IsArray))));
        return text.ToString();
    }

    private static void WriteOutputs(StringBuilder text, WorkflowDefinition definition, ActivityCatalog catalog)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in definition.Nodes.Where(node => node.Parent is not null && !node.IsNested && IsIdentifier(node.Name ?? node.Id)))
            foreach (var output in catalog.Find(node.Type, node.TypeVersion)?.Outputs ?? [])
                if (!output.IsSensitive && $"get{output.Name}From{Pascal(node.Name ?? node.Id)}" is var name && seen.Add(name))
                    text.Append("declare function ").Append(name).Append("(): ").Append(TypeOf(output.TypeName, false)).Append(";\n");
    }

    private static void WriteObject(StringBuilder text, string name, IEnumerable<(string Name, string Type)> members)
    {
        text.Append("declare const ").Append(name).Append(": { [name: string]: any;");
        foreach (var member in members)
            text.Append(' ').Append(member.Name).Append(": ").Append(member.Type).Append(';');
        text.Append(" };\n");
    }

    private static string TypeOf(string typeName, bool isArray)
    {
        if (typeName.EndsWith("[]", StringComparison.Ordinal))
            return TypeOf(typeName[..^2], true);
        var type = typeName switch
        {
            "String" or "Guid" or "DateTime" or "DateTimeOffset" or "TimeSpan" => "string",
            "Boolean" => "boolean",
            "Int16" or "Int32" or "Int64" or "Long" or "Single" or "Double" or "Decimal" or "Byte" => "number",
            _ => "any",
        };
        return isArray ? type + "[]" : type;
    }

    /// <summary>Names that are none cannot be written in a script either, and must not break out of the declarations.</summary>
    private static bool IsIdentifier(string name) =>
        name.Length > 0 && (char.IsLetter(name[0]) || name[0] is '_' or '$') && name.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '$');

    private static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
