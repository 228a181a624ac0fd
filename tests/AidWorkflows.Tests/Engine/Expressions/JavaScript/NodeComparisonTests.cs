namespace AidWorkflows.Tests.Engine.Expressions.JavaScript;

public sealed class NodeComparisonTests
{
    // One script per line; ⏎ stands for a line break. Lines starting with ## are headings.
    private static readonly string[] Cases =
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Engine", "Expressions", "JavaScript", "cases.txt"))
            .Where(line => line.Length > 0 && !line.StartsWith("##", StringComparison.Ordinal))
            .Select(line => line.Replace('⏎', '\n')),
    ];

    [Fact]
    public void Every_case_gives_what_Node_gives()
    {
        Assert.True(Cases.Length >= 400, $"only {Cases.Length} cases");
        var expected = NodeBatch.RunInNode(Cases);
        var differences = new List<string>();
        for (var i = 0; i < Cases.Length; i++)
        {
            var actual = NodeBatch.RunHere(Cases[i]);
            if (actual != expected[i])
                differences.Add($"{Cases[i]}\n    node: {expected[i]}\n    here: {actual}");
        }
        Assert.True(differences.Count == 0, $"{differences.Count} of {Cases.Length} differ:\n{string.Join('\n', differences)}");
    }
}
