using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace AidWorkflows.Domain.Assessment;

/// <summary>Assessments and facts as stored text, in the form that the public API shows.</summary>
public static class AssessmentJson
{
    private static readonly JsonSerializerOptions Options = Create();

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <summary>A choice as it is written in JSON.</summary>
    public static string NameOf<T>(T value)
        where T : struct, Enum => HouseholdBase.Kebab(value);

    public static HouseholdFacts ReadFacts(string text) => JsonSerializer.Deserialize<HouseholdFacts>(text, Options)!;

    public static HouseholdAssessment Read(string text) => JsonSerializer.Deserialize<HouseholdAssessment>(text, Options)!;

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower));
        options.MakeReadOnly();
        return options;
    }
}
