using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using AidWorkflows.Domain.HumanTasks;

namespace AidWorkflows.Host.Pages.Tasks;

/// <summary>Turns the texts of a task form into the JSON that its schema describes.</summary>
internal static class TypedForm
{
    /// <summary>What is no number stays text, and the schema's check says so beside the field.</summary>
    public static string Read(FormSchema schema, IReadOnlyDictionary<string, string?> typed)
    {
        var form = new JsonObject();
        foreach (var field in schema.Fields.Values)
        {
            var text = typed.GetValueOrDefault(field.Name)?.Trim();
            if (field.Type == FormFieldType.Boolean)
                form[field.Name] = text == "true";
            else if (!string.IsNullOrEmpty(text))
                form[field.Name] = field.Type == FormFieldType.Text ? text : Number(text);
        }

        return form.ToJsonString();
    }

    private static JsonValue Number(string text)
    {
        var plain = text.Normalize(NormalizationForm.FormKC);
        return decimal.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number)
            ? JsonValue.Create(number)
            : JsonValue.Create(text);
    }
}
