namespace AidWorkflows.Engine.Expressions.JavaScript;

internal enum TokenKind : byte
{
    End,
    Identifier,
    Keyword,
    Punctuator,
    Number,
    String,
    /// <summary>Template text up to a substitution; more follows.</summary>
    TemplatePart,
    /// <summary>Template text up to the closing backtick.</summary>
    TemplateEnd,
    Regex,
}

internal readonly record struct Token(TokenKind Kind, string Text, double Number, int Start, int End, bool NewlineBefore)
{
    public bool Is(string punctuatorOrKeyword) =>
        Kind is TokenKind.Punctuator or TokenKind.Keyword && Text == punctuatorOrKeyword;
}

/// <summary>Syntax error at a source offset; JavaScriptProgram.Parse turns it into a JavaScriptException.</summary>
internal sealed class SyntaxException(string message, int position) : Exception(message)
{
    public int Position { get; } = position;
}
