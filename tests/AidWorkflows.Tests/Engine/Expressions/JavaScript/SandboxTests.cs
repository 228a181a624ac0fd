using AidWorkflows.Engine.Expressions.JavaScript;

namespace AidWorkflows.Tests.Engine.Expressions.JavaScript;

public sealed class SandboxTests
{
    [Theory]
    [InlineData("[].constructor")]
    [InlineData("({}).constructor")]
    [InlineData("''.constructor")]
    [InlineData("(() => 1).constructor")]
    [InlineData("(5)['constr' + 'uctor']")]
    [InlineData("({}).__proto__")]
    [InlineData("[].__proto__")]
    [InlineData("Object.prototype")]
    [InlineData("Array.prototype")]
    [InlineData("(function () {}).prototype")]
    [InlineData("(function () { return this })()")]
    [InlineData("this")]
    [InlineData("(() => 1).caller")]
    [InlineData("getN.constructor")]
    [InlineData("getN.Method")]
    [InlineData("new Error('x').constructor")]
    [InlineData("Math.constructor")]
    [InlineData("/x/.constructor")]
    public void Nothing_leads_out_of_the_language(string source)
    {
        var scope = new JavaScriptScope(NodeBatch.Now, 1);
        scope.Define("getN", _ => 1);
        Assert.Equal("true", JavaScriptProgram.Parse($"({source}) === undefined").Run(scope)!.ToJsonString());
    }

    [Theory]
    [InlineData("''.constructor.constructor('return 1')()", "TypeError")]
    [InlineData("[].constructor.constructor", "TypeError")]
    [InlineData("eval('1')", "ReferenceError")]
    [InlineData("new Function('return 1')()", "ReferenceError")]
    [InlineData("Function", "ReferenceError")]
    [InlineData("globalThis", "ReferenceError")]
    [InlineData("window", "ReferenceError")]
    [InlineData("process.exit()", "ReferenceError")]
    [InlineData("require('fs')", "ReferenceError")]
    [InlineData("System.IO.File", "ReferenceError")]
    [InlineData("importNamespace('System')", "ReferenceError")]
    [InlineData("Symbol.iterator", "ReferenceError")]
    [InlineData("new Proxy({}, {})", "ReferenceError")]
    [InlineData("Reflect.ownKeys({})", "ReferenceError")]
    [InlineData("setTimeout(() => 1)", "ReferenceError")]
    [InlineData("fetch('http://x')", "ReferenceError")]
    [InlineData("import('fs')", "SyntaxError")]
    [InlineData("class A {}", "SyntaxError")]
    [InlineData("async () => 1", "SyntaxError")]
    [InlineData("async function f() {}", "SyntaxError")]
    [InlineData("function* f() {}", "SyntaxError")]
    [InlineData("with ({}) {}", "SyntaxError")]
    [InlineData("({get a() { return 1 }})", "SyntaxError")]
    [InlineData("x`tag`", "SyntaxError")]
    [InlineData("10n", "SyntaxError")]
    public void Missing_features_fail_clearly(string source, string error) => Assert.Equal($"error {error}", NodeBatch.RunHere(source));

    [Fact]
    public void Shared_builtins_cannot_be_changed()
    {
        Assert.Equal("3", NodeBatch.RunHere("Math.max = () => 9; Math.max(1, 3)"));
        Assert.Equal("\"a\"", NodeBatch.RunHere("[].map.call = 1; [].join.x = 5; Object.assign([].map, {}) ? 'a' : 'b'").Replace("error TypeError", "\"a\"", StringComparison.Ordinal));
        Assert.Equal("[null,true]", NodeBatch.RunHere("Object.keys.hacked = 1; [Object.keys.hacked, delete Math.nothing]"));
        Assert.Equal("1", NodeBatch.RunHere("delete Math.abs; Math.abs(-1)"));
        // A script may shadow a builtin for itself; the next run sees the original.
        Assert.Equal("5", NodeBatch.RunHere("Math = {abs: () => 5}; Math.abs(1)"));
        Assert.Equal("1", NodeBatch.RunHere("Math.abs(1)"));
    }

    [Fact]
    public void Polluting_names_stay_ordinary_properties() =>
        Assert.Equal("[null,null,1]", NodeBatch.RunHere("const o = JSON.parse('{\"__proto__\": {\"x\": 1}}'); const t = Object.assign({}, o); [({}).x, t.x, t.__proto__.x]"));
}
