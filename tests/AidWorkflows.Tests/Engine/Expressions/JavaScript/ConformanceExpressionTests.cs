using System.Text.Json.Nodes;
using AidWorkflows.Engine.Expressions.JavaScript;

namespace AidWorkflows.Tests.Engine.Expressions.JavaScript;

/// <summary>The expressions of the Elsa conformance scenarios that need the engine's functions; the others are in cases.txt.</summary>
public sealed class ConformanceExpressionTests
{
    [Theory]
    [InlineData("'answer ' + getResultFromR()", "\"answer ok\"")]
    [InlineData("'child ' + getWho()", "\"child Li\"")]
    [InlineData("'got ' + getText().answer", "\"got 42\"")]
    [InlineData("'hello ' + getName()", "\"hello Wang\"")]
    [InlineData("'hi ' + getWho()", "\"hi Li\"")]
    [InlineData("'i=' + getN()", "\"i=3\"")]
    [InlineData("'n' + 1 + 2", "\"n12\"")]
    [InlineData("'n=' + getN()", "\"n=3\"")]
    [InlineData("`item ${getText()}`", "\"item [object Object]\"")]
    [InlineData("getCorrelationId()", "\"case-7\"")]
    [InlineData("getN() % 2 == 1", "true")]
    [InlineData("getN() + 1", "4")]
    [InlineData("getN() < 2", "false")]
    [InlineData("getN() < 5", "true")]
    [InlineData("getN() == 1", "false")]
    [InlineData("getN() == 3", "true")]
    [InlineData("getN() > 5", "false")]
    public void Expression_with_engine_functions(string source, string expected)
    {
        var scope = new JavaScriptScope(NodeBatch.Now, 1);
        scope.Define("getN", _ => 3);
        scope.Define("getWho", _ => "Li");
        scope.Define("getName", _ => "Wang");
        scope.Define("getCorrelationId", _ => "case-7");
        scope.Define("getText", _ => new JsonObject { ["answer"] = 42 });
        scope.ResolveFunction = name => name == "getResultFromR" ? _ => "ok" : null;
        Assert.Equal(expected, JavaScriptProgram.Parse(source).Run(scope)!.ToJsonString());
    }
}
