using System.Text.Json.Nodes;
using AidWorkflows.Engine.Expressions.JavaScript;

namespace AidWorkflows.Tests.Engine.Expressions.JavaScript;

public sealed class HostTests
{
    private sealed class Bag : HostObject
    {
        public Dictionary<string, JsonNode?> Items { get; } = new() { ["A"] = 1, ["Amount"] = 20000.01m };

        public override IEnumerable<string> Names => Items.Keys;

        public override bool TryGet(string name, out JsonNode? value) => Items.TryGetValue(name, out value);

        public override void Set(string name, JsonNode? value) => Items[name] = value;
    }

    private readonly Bag _bag = new();
    private readonly JavaScriptScope _scope = new(NodeBatch.Now, 42);

    private string? Run(string source) => JavaScriptProgram.Parse(source).Run(_scope)?.ToJsonString();

    [Fact]
    public void Host_function_gets_and_returns_json()
    {
        _scope.Define("twice", a => a.Count == 0 ? new JsonArray(null, null) : new JsonArray(a[0]?.DeepClone(), a[0]?.DeepClone()));
        Assert.Equal("[{\"a\":1},{\"a\":1}]", Run("twice({a: 1, f: () => 1})"));
        Assert.Equal("[null,null]", Run("twice()"));
    }

    [Fact]
    public void Host_object_is_read_and_written_by_property()
    {
        _scope.Define("variables", _bag);
        Assert.Equal("6", Run("variables.A += 5; variables['B'] = [1]; variables.A"));
        Assert.Equal("[1]", _bag.Items["B"]!.ToJsonString());
        Assert.Equal("[\"A\",\"Amount\",\"B\"]", Run("Object.keys(variables)"));
        Assert.Equal("true", Run("variables.Missing === undefined && !('Missing' in variables)"));
        Assert.Equal("false", Run("delete variables.A"));
    }

    [Fact]
    public void Amounts_compare_as_JavaScript_numbers()
    {
        _scope.Define("variables", _bag);
        _scope.Define("threshold", JsonValue.Create(20000));
        Assert.Equal("true", Run("variables.Amount > threshold && variables.Amount === 20000.01"));
    }

    [Fact]
    public void Every_kind_of_json_value_can_be_read()
    {
        _scope.Define("v", new JsonArray(1, 2L, 3.5, 4.25m, "t", true, null, JsonNode.Parse("{\"x\":[1e3]}"), Guid.Empty, (byte)7, 5f));
        Assert.Equal("[1,2,3.5,4.25,\"t\",true,null,{\"x\":[1000]},\"00000000-0000-0000-0000-000000000000\",7,5]", Run("v"));
    }

    [Fact]
    public void Defined_names_are_constant_and_shadow_nothing_else()
    {
        _scope.Define("limit", JsonValue.Create(5));
        var error = Assert.Throws<JavaScriptException>(() => Run("limit = 6"));
        Assert.Equal(JavaScriptErrorKind.Type, error.Kind);
        Assert.Equal("6", Run("let limit = 6; limit"));
    }

    [Fact]
    public void Many_defined_names_are_found()
    {
        for (var i = 0; i < 40; i++)
            _scope.Define("v" + i, JsonValue.Create(i));
        Assert.Equal("39", Run("v39 + v0"));
    }

    [Fact]
    public void Unknown_function_is_resolved_last()
    {
        _scope.ResolveFunction = name => name.StartsWith("getResultFrom", StringComparison.Ordinal) ? _ => name[13..] : null;
        Assert.Equal("\"answer R\"", Run("'answer ' + getResultFromR()"));
        Assert.Equal("[\"function\",\"undefined\"]", Run("[typeof getResultFromX, typeof getOther]"));
        Assert.Equal(JavaScriptErrorKind.Reference, Assert.Throws<JavaScriptException>(() => Run("getOther()")).Kind);
    }

    [Fact]
    public void Clock_and_random_numbers_are_the_scopes()
    {
        Assert.Equal("\"2026-03-01T08:30:00.000Z\"", Run("new Date()"));
        Assert.Equal($"{NodeBatch.Now.ToUnixTimeMilliseconds()}", Run("Date.now()"));
        var first = Run("[Math.random(), Math.random()]");
        Assert.Equal(first, JavaScriptProgram.Parse("[Math.random(), Math.random()]").Run(new JavaScriptScope(NodeBatch.Now, 42))!.ToJsonString());
        Assert.NotEqual(first, Run("[Math.random(), Math.random()]"));
    }

    [Fact]
    public void Exceptions_of_the_host_pass_through()
    {
        _scope.Define("fail", _ => throw new InvalidOperationException("engine bug"));
        Assert.Throws<InvalidOperationException>(() => Run("try { fail() } catch (e) { 1 }"));
    }

    [Fact]
    public void Large_and_deep_host_values_are_paid_for()
    {
        _scope.Define("big", _ => JsonValue.Create(new string('x', 2_000_000)));
        _scope.Define("many", new JsonArray([.. Enumerable.Range(0, 200_000).Select(i => (JsonNode)i)]));
        JsonNode deep = new JsonArray();
        for (var i = 0; i < 300; i++)
            deep = new JsonArray(deep);
        _scope.Define("deep", deep);
        foreach (var source in new[] { "big()", "many.length", "deep" })
            Assert.Equal(JavaScriptErrorKind.Limit, Assert.Throws<JavaScriptException>(() => Run(source)).Kind);
    }

    [Fact]
    public void Results_become_plain_json()
    {
        Assert.Equal("[1,9007199254740992,0,null,null,1.5,\"1970-01-01T00:00:00.000Z\",{},null]", Run("[1, 2**53, -0, NaN, Infinity, 1.5, new Date(0), new Map(), () => 1]"));
        Assert.Null(Run("undefined"));
        Assert.Null(Run("() => 1"));
        Assert.Equal("{\"a\":1}", Run("({a: 1, b: undefined, c: () => 1})"));
    }

    [Fact]
    public void Free_names_are_the_unknown_globals()
    {
        var program = JavaScriptProgram.Parse("const a = getX() + b; function f(p) { return p + q + Math.PI } made = 1; made + a; typeof maybe; variables.c; for (const z of list) z");
        Assert.Equal(["b", "getX", "list", "maybe", "q", "variables"], program.FreeNames.Order());
    }

    [Theory]
    [InlineData("1 +", 1, 4)]
    [InlineData("let a = 1;\nlet b = a +* 2", 2, 12)]
    [InlineData("'abc", 1, 1)]
    [InlineData("f(\n/(/)", 2, 1)]
    public void Syntax_errors_say_where(string source, int line, int column)
    {
        var error = Assert.Throws<JavaScriptException>(() => JavaScriptProgram.Parse(source));
        Assert.Equal((JavaScriptErrorKind.Syntax, "SyntaxError", line, column), (error.Kind, error.ErrorName, error.Line, error.Column));
    }

    [Theory]
    [InlineData("let o = {};\n  o.x.y", JavaScriptErrorKind.Type, "TypeError", 2, 6)]
    [InlineData("1;\n  nope + 1", JavaScriptErrorKind.Reference, "ReferenceError", 2, 3)]
    [InlineData("\n\nthrow new Error('boom')", JavaScriptErrorKind.Thrown, "Error", 3, 1)]
    [InlineData("throw 5", JavaScriptErrorKind.Thrown, "Thrown", 1, 1)]
    [InlineData("(5).toFixed(200)", JavaScriptErrorKind.Range, "RangeError", 1, 12)]
    [InlineData("JSON.parse('{')", JavaScriptErrorKind.Syntax, "SyntaxError", 1, 11)]
    [InlineData("let i = 0;\nwhile (true)\n  i++", JavaScriptErrorKind.Limit, "Limit", 3, 3)]
    public void Runtime_errors_say_where(string source, JavaScriptErrorKind kind, string name, int line, int column)
    {
        var error = Assert.Throws<JavaScriptException>(() => Run(source));
        Assert.Equal((kind, name, line, column), (error.Kind, error.ErrorName, error.Line, error.Column));
    }

    [Fact]
    public void Thrown_values_reach_the_host()
    {
        Assert.Equal("{\"code\":5}", Assert.Throws<JavaScriptException>(() => Run("throw {code: 5}")).ThrownValue!.ToJsonString());
        var error = Assert.Throws<JavaScriptException>(() => Run("throw new Error('boom')"));
        Assert.Equal("Error: boom", error.Message);
        Assert.Equal("boom", error.ThrownValue!["message"]!.GetValue<string>());
    }

    [Fact]
    public void One_program_runs_on_many_threads()
    {
        var program = JavaScriptProgram.Parse("const f = n => n < 2 ? 1 : n * f(n - 1); [getN(), f(10), [3, 1].sort(), 'x1'.replace(/\\d/g, '')].join()");
        Parallel.For(0, 200, i =>
        {
            var scope = new JavaScriptScope(NodeBatch.Now, 1);
            scope.Define("getN", _ => JsonValue.Create(i));
            Assert.Equal($"{i},3628800,1,3,x", program.Run(scope)!.GetValue<string>());
        });
    }
}
