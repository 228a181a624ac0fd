using System.Text.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Engine.Expressions.JavaScript;

namespace AidWorkflows.Engine.Definitions.Checks;

/// <summary>What one script reads and sets by name, read from its tokens.</summary>
internal sealed record ScriptUses
{
    private static readonly string[] Chance = ["Date", "random", "newGuid", "newGuidString", "newShortGuid", "getResult", "getLastResult"];

    private static readonly string[] Assignments = ["=", "+=", "-=", "*=", "/=", "%=", "**=", "&&=", "||=", "??=", "&=", "|=", "^=", "<<=", ">>=", ">>>=", "++", "--"];

    /// <summary>Names in getVariable("x") and variables.x.</summary>
    public List<string> Variables { get; } = [];

    /// <summary>Names in getInput("x") and input.x.</summary>
    public List<string> Inputs { get; } = [];

    /// <summary>getOutputFrom("a", "o") and getOFromA(), with the function's name.</summary>
    public List<OutputUse> Outputs { get; } = [];

    /// <summary>Names in setVariable("x", ...) and variables.x = ...</summary>
    public List<string> NamedSets { get; } = [];

    /// <summary>The same, and in Pascal case the X of each setX(...).</summary>
    public List<string> Sets { get; } = [];

    /// <summary>It sets a variable whose name is made at run time, or hands the variables on.</summary>
    public bool SetsAnything { get; private set; }

    /// <summary>Its value may differ although no variable does.</summary>
    public bool ReadsChance { get; private set; }

    /// <summary>The script may have an "input" or "variables" of its own, so their members say nothing.</summary>
    private bool InputIsHidden { get; set; }

    /// <summary>Every script of an activity, wherever in its properties, but not those of its children. Unreadable ones are reported elsewhere.</summary>
    public static IEnumerable<ScriptUses> Of(ActivityNode node) => NodeScripts.Of(node).Select(script => Read(script.Source)).OfType<ScriptUses>();

    /// <summary>Null when it is no script.</summary>
    public static ScriptUses? Read(string source)
    {
        try
        {
            var uses = new ScriptUses();
            var tokens = new Lexer(source).Read();
            for (var i = 0; tokens[i].Kind != TokenKind.End; i++)
                uses.Note(tokens, i);
            if (uses.InputIsHidden)
                uses.Inputs.Clear();
            if (uses.SetsAnything)
                uses.Variables.Clear();
            return uses;
        }
        catch (SyntaxException)
        {
            return null;
        }
    }

    private void Note(List<Token> tokens, int at)
    {
        var token = tokens[at];
        if (token.Kind != TokenKind.Identifier)
            return;
        ReadsChance |= Chance.Contains(token.Text);
        if (at > 0 && (tokens[at - 1].Is(".") || tokens[at - 1].Is("?.")))
            return;
        switch (token.Text)
        {
            case "variables":
                NoteVariable(tokens, at);
                break;
            case "input" when tokens[at + 1].Is(".") || tokens[at + 1].Is("?."):
                Inputs.Add(tokens[at + 2].Text);
                break;
            case "input":
                InputIsHidden = true;
                break;
            case "getVariable" when Argument(tokens, at) is { } name:
                Variables.Add(name);
                break;
            case "getInput" when Argument(tokens, at) is { } name:
                Inputs.Add(name);
                break;
            case "getOutputFrom":
                Outputs.Add(new OutputUse(token.Text, Argument(tokens, at) ?? "", tokens[at + 3].Is(",") && tokens[at + 4].Kind == TokenKind.String ? tokens[at + 4].Text : null));
                break;
            case "setVariable" when Argument(tokens, at) is { } name:
                Sets.Add(name);
                NamedSets.Add(name);
                break;
            case "setVariable":
                SetsAnything = true;
                break;
            case "setWorkflowInstanceName" or "setCorrelationId" or "setOutcome" or "setOutcomes":
                break;
            case var name when name.Length > 3 && name.StartsWith("set", StringComparison.Ordinal) && char.IsUpper(name[3]):
                Sets.Add(name[3..]);
                break;
            case var name when name.StartsWith("get", StringComparison.Ordinal) && name.IndexOf("From", StringComparison.Ordinal) is > 3 and var from && from + 4 < name.Length:
                Outputs.Add(new OutputUse(name, name[(from + 4)..], name[3..from]));
                break;
        }
    }

    private void NoteVariable(List<Token> tokens, int at)
    {
        var isMember = tokens[at + 1].Is(".") || tokens[at + 1].Is("?.");
        if (!isMember || tokens[at + 2].Kind is not (TokenKind.Identifier or TokenKind.Keyword))
        {
            SetsAnything = true;
            return;
        }

        var name = tokens[at + 2].Text;
        if (Array.Exists(Assignments, tokens[at + 3].Is) || (at > 0 && (tokens[at - 1].Is("++") || tokens[at - 1].Is("--"))))
        {
            Sets.Add(name);
            NamedSets.Add(name);
        }
        else
        {
            Variables.Add(name);
        }
    }

    /// <summary>The text in brackets right after a name, when it is written out.</summary>
    private static string? Argument(List<Token> tokens, int at) =>
        tokens[at + 1].Is("(") && tokens[at + 2].Kind == TokenKind.String && (tokens[at + 3].Is(")") || tokens[at + 3].Is(",")) ? tokens[at + 2].Text : null;
}

/// <summary>A result of another activity that a script reads.</summary>
/// <param name="Output">Null when the script leaves it to the default.</param>
internal sealed record OutputUse(string Function, string Activity, string? Output);

/// <summary>The scripts of one activity.</summary>
internal static class NodeScripts
{
    private static readonly HashSet<string> Skipped = new(StringComparer.Ordinal)
    {
        "id", "nodeId", "type", "name", "metadata", "customProperties", "connections", "activities", "variables",
    };

    public static IEnumerable<(string Property, string Source)> Of(ActivityNode node) =>
        node.Json.Where(property => !Skipped.Contains(property.Key)).SelectMany(property => Find(node, property.Key, property.Value));

    private static IEnumerable<(string Property, string Source)> Find(ActivityNode node, string property, JsonNode? value)
    {
        switch (value)
        {
            case JsonArray array:
                foreach (var script in array.SelectMany(item => Find(node, property, item)))
                    yield return script;
                break;
            case JsonObject json when !(Text(json["id"]) is not null && Text(json["type"]) is not null && !json.ContainsKey("value")):
                if ((json["expression"] ?? json["condition"]) is JsonObject expression && Source(node, property, expression) is { Length: > 0 } source)
                    yield return (property, source);
                break;
        }
    }

    private static string? Source(ActivityNode node, string property, JsonObject expression)
    {
        var type = Text(expression["type"]);
        var isScript = type == "JavaScript" || (type is null or "Literal" && node.Type == "Elsa.RunJavaScript" && property == "script");
        return isScript ? Text(expression["value"]) ?? Text((expression["value"] as JsonObject)?["value"]) : null;
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}
