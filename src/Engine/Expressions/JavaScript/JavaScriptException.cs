using System.Text.Json.Nodes;

namespace AidWorkflows.Engine.Expressions.JavaScript;

public enum JavaScriptErrorKind
{
    Syntax,
    Reference,
    Type,
    Range,
    Thrown,
    Limit,
}

/// <summary>The only exception that parsing or running a script raises; lines and columns count from 1.</summary>
public sealed class JavaScriptException : Exception
{
    internal JavaScriptException(JavaScriptErrorKind kind, string errorName, string message, int line, int column, JsonNode? thrown = null, Exception? inner = null)
        : base(message, inner)
    {
        Kind = kind;
        ErrorName = errorName;
        Line = line;
        Column = column;
        ThrownValue = thrown;
    }

    public JavaScriptErrorKind Kind { get; }

    public int Line { get; }

    public int Column { get; }

    /// <summary>"TypeError", "Error" ...; "Limit" when fuel ran out; "Thrown" when something other than an Error was thrown.</summary>
    public string ErrorName { get; }

    public JsonNode? ThrownValue { get; }
}
