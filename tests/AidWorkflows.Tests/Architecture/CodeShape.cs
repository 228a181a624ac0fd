using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AidWorkflows.Tests.Architecture;

/// <summary>Sizes of one C# file, as the compiler's own parser sees it.</summary>
internal sealed class CodeShape
{
    private static readonly Lazy<IReadOnlyList<CodeShape>> AllCode = new(() => [.. SourceTree.Code.AsParallel().AsOrdered().Select(file => new CodeShape(file))]);

    private readonly SyntaxNode root;

    public CodeShape(SourceFile file)
    {
        File = file;
        root = CSharpSyntaxTree.ParseText(file.Text).GetRoot();
    }

    /// <summary>Everything that people write, parsed once for all tests.</summary>
    public static IReadOnlyList<CodeShape> All => AllCode.Value;

    public SourceFile File { get; }

    public IEnumerable<string> Interfaces => root.DescendantNodes().OfType<InterfaceDeclarationSyntax>().Select(type => type.Identifier.Text);

    /// <summary>From the signature to the closing brace; a local function also counts as lines of the method around it.</summary>
    public IEnumerable<(string Name, int Lines)> Methods => root.DescendantNodes()
        .Where(node => node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax)
        .Select(node => ($"{File.Path}: {NameOf(node)}", LinesOf(node)))
        .Concat(TopLevelProgram());

    /// <summary>
    /// Records are data and have as many parameters as they have fields, so they are not counted. Neither is a cancellation token:
    /// the budget is for what a class has to know, and a token is nothing to know.
    /// </summary>
    public IEnumerable<(string Name, int Parameters)> Constructors => root.DescendantNodes()
        .Select(node => node switch
        {
            ConstructorDeclarationSyntax constructor => (constructor.Identifier.Text, CountOf(constructor.ParameterList)),
            TypeDeclarationSyntax type and not RecordDeclarationSyntax => (type.Identifier.Text, CountOf(type.ParameterList)),
            _ => ("", 0),
        })
        .Where(constructor => constructor.Item2 > 0)
        .Select(constructor => ($"{File.Path}: {constructor.Item1}", constructor.Item2));

    public IEnumerable<AttributeSyntax> Attributes => root.DescendantNodes().OfType<AttributeSyntax>();

    private static int CountOf(ParameterListSyntax? list) => list?.Parameters.Count(parameter => parameter.Type?.ToString() != nameof(CancellationToken)) ?? 0;

    private IEnumerable<(string Name, int Lines)> TopLevelProgram()
    {
        var statements = root.ChildNodes().OfType<GlobalStatementSyntax>().Where(node => node.Statement is not LocalFunctionStatementSyntax).ToList();
        if (statements.Count > 0)
            yield return ($"{File.Path}: program", LineAt(statements[^1].Span.End) - LineAt(statements[0].SpanStart) + 1);
    }

    private int LinesOf(SyntaxNode node)
    {
        var signature = node switch
        {
            MemberDeclarationSyntax { AttributeLists: [.., var last] } => last.GetLastToken().GetNextToken().SpanStart,
            _ => node.SpanStart,
        };
        return LineAt(node.Span.End) - LineAt(signature) + 1;
    }

    private int LineAt(int position) => root.SyntaxTree.GetText().Lines.GetLinePosition(position).Line;

    private static string NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        LocalFunctionStatementSyntax local => local.Identifier.Text,
        AccessorDeclarationSyntax { Parent.Parent: PropertyDeclarationSyntax property } accessor => $"{property.Identifier.Text}.{accessor.Keyword.Text}",
        _ => node.Kind().ToString(),
    };
}
