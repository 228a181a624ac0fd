using System.Runtime.CompilerServices;

namespace AidWorkflows.Engine.Expressions.JavaScript;

/// <summary>Recursive descent from tokens straight to executable nodes.</summary>
internal sealed partial class Parser
{
    private const int MaximumNesting = 128;
    private const int MaximumChain = 1000;
    private const int MaximumRegexes = 50;

    private readonly string _source;
    private readonly List<Token> _tokens;
    private readonly IReadOnlyDictionary<int, int> _pairs;
    private readonly Resolver _resolver = new();
    private readonly List<string> _labels = [];
    private readonly Dictionary<string, RegexCode> _regexes = new(StringComparer.Ordinal);
    private FunctionCode _function;
    private Scope _scope;
    private int _at;
    private int _nesting;
    private int _nodes;
    private int _loops;
    private int _switches;
    private bool _noIn;

    public Parser(string source)
    {
        _source = source;
        var lexer = new Lexer(source);
        _tokens = lexer.Read();
        _pairs = lexer.Pairs;
        _function = new FunctionCode(null);
        _scope = _function.Scope = new Scope(null, _function, isFunction: true);
    }

    public IReadOnlySet<string> FreeNames => _resolver.FreeNames;

    public bool ReturnsAtTop { get; private set; }

    private Token Current => _tokens[_at];

    public FunctionCode ParseProgram()
    {
        var body = new List<Statement>();
        while (Current.Kind != TokenKind.End)
            body.Add(ParseStatement(declarations: true));
        _function.Body = [.. body];
        _resolver.Resolve();
        return _function;
    }

    private Token Next() => _tokens[_at++];

    private bool Is(string text) => Current.Is(text);

    private bool Accept(string text)
    {
        if (!Is(text))
            return false;
        _at++;
        return true;
    }

    private Token Expect(string text)
    {
        if (!Is(text))
            throw Unexpected();
        return Next();
    }

    private bool AtWord(string word) => Current.Kind == TokenKind.Identifier && Current.Text == word;

    private SyntaxException Unexpected()
    {
        var token = Current;
        var message = token.Kind switch
        {
            TokenKind.End => "Unexpected end of input",
            TokenKind.Keyword when token.Text is "class" or "import" or "export" or "with" or "super" or "enum" => $"'{token.Text}' is not supported",
            TokenKind.Identifier when _at > 0 && _tokens[_at - 1] is { Kind: TokenKind.Identifier, Text: "async" or "await" or "yield" } =>
                "async functions and generators are not supported",
            TokenKind.Identifier => $"Unexpected identifier '{token.Text}'",
            TokenKind.Number => "Unexpected number",
            TokenKind.String => "Unexpected string",
            TokenKind.TemplatePart or TokenKind.TemplateEnd => "Unexpected template string",
            _ => $"Unexpected token '{token.Text}'",
        };
        return new SyntaxException(message, token.Start);
    }

    private void ConsumeSemicolon()
    {
        if (Accept(";") || Is("}") || Current.Kind == TokenKind.End || Current.NewlineBefore)
            return;
        throw Unexpected();
    }

    private void Enter()
    {
        if (++_nesting > MaximumNesting || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new SyntaxException($"The script is nested more than {MaximumNesting} deep", Current.Start);
    }

    private string ParseIdentifierName()
    {
        if (Current.Kind != TokenKind.Identifier)
            throw Unexpected();
        return Next().Text;
    }

    private Identifier Reference(string name, int position)
    {
        var node = new Identifier(name, position);
        _resolver.Add(node, _scope);
        return node;
    }

    /// <summary>Steps that a statement costs for the expression parsed since then: a long one is not one step.</summary>
    private int CostSince(int nodes) => (_nodes - nodes) / 16;

    private T InScope<T>(Scope scope, Func<T> parse)
    {
        var outer = _scope;
        _scope = scope;
        var result = parse();
        _scope = outer;
        return result;
    }
}
