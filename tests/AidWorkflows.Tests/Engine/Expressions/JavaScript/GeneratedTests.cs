using FsCheck;
using FsCheck.Fluent;

namespace AidWorkflows.Tests.Engine.Expressions.JavaScript;

public sealed class GeneratedTests
{
    // Change the seed to look at other expressions; a failure prints it.
    private const ulong Seed = 20260301;
    private const int Count = 600;

    private static readonly Gen<string> Number = Gen.Elements("0", "1", "(-1)", "2", "7", "0.1", "0.2", "2.5", "1e21", "1e-7", "(-0)", "123456.789", "NaN", "Infinity", "4294967296", "i");
    private static readonly Gen<string> Text = Gen.Elements("''", "'a'", "'b'", "'10'", "' 7 '", "'abc'", "'Hello World'", "'x,y,z'", "'中文'", "'1e3'", "s");
    private static readonly Gen<string> Other = Gen.Elements("null", "undefined", "true", "false", "[]", "({})", "[3,1,2]", "['b',,'a']", "({a:1,b:{c:'d'}})", "o", "xs");

    private static Gen<string> Expression(int size)
    {
        if (size <= 0)
            return Gen.OneOf(Number, Text, Other);
        var sub = Expression(size / 2);
        var array = Array(size / 2);
        return Gen.Frequency(
            (2, Gen.OneOf(Number, Text, Other)),
            (5, Two("({0} + {1})", sub, sub)),
            (5, Two("({0} {2} {1})", sub, sub, "-", "*", "/", "%", "**", "&", "|", "^", "<<", ">>", ">>>")),
            (5, Two("({0} {2} {1})", sub, sub, "<", ">", "<=", ">=", "==", "!=", "===", "!==")),
            (3, Two("({0} {2} ({1}))", sub, sub, "&&", "||", "??")),
            (3, One("({1}{0})", sub, "!", "-", "+", "~", "typeof ", "void ")),
            (2, Two("({0} ? {1} : s)", sub, sub)),
            (3, Two("`<${{{0}}}|${{{1}}}>`", sub, sub)),
            (3, One("String({0}){1}", sub, ".length", ".toUpperCase()", ".slice(1, -1)", ".split('')", ".padStart(5, '*')", ".charCodeAt(0)", ".indexOf('a')", ".trim()", ".repeat(2)", "[0]", ".replace(/[a-c]/g, m => m + m)")),
            (2, One("Number({0}){1}", sub, ".toFixed(2)", ".toString()", ".toString(2)", ".toPrecision(3)")),
            (2, One("Math.{1}({0})", sub, "abs", "floor", "ceil", "round", "trunc", "sign", "max", "min")),
            (4, One("{0}{1}", array, ".length", "[1]", ".join('-')", ".includes(1)", ".indexOf('a')", ".reduce((a, b) => a + b, '')", ".some(x => x > 1)", ".every(x => x)", ".find(x => x == 1)", "")),
            (3, Two("({{p: {0}, q: {1}, ...o}}){2}", sub, sub, "", ".p", "?.q", ".zz?.y.w", "['p']")),
            (2, Two("(({{a, b = {0}}}) => [a, b])({{a: {1}}})", sub, sub)),
            (2, Two("((x, ...r) => [x, r.length])(...[{0}, {1}])", sub, sub)),
            (2, One("{0}?.a?.b", sub)),
            (2, One("JSON.stringify({0})", sub)),
            (1, One("(() => {{ try {{ return {0}.a.b }} catch (e) {{ return e.name }} }})()", sub)));
    }

    private static Gen<string> Array(int size)
    {
        var sub = Expression(size / 2);
        var list = Two("[{0}, {1}, ...xs]", sub, sub);
        return size <= 0 ? list : Gen.OneOf(
            list,
            Two("[{0}, {1}].map(x => x + {0})", sub, sub),
            Two("[{0}, {1}, 1, 'a'].filter(x => x)", sub, sub),
            Two("[{0}, {1}, 10, 9].sort()", sub, sub),
            Two("[{0}, {1}, 5].sort((a, b) => `${{a}}` < `${{b}}` ? -1 : `${{a}}` > `${{b}}` ? 1 : 0).slice(0, 1)", Number, Text),
            One("[1, 2, 3, {0}].slice({1})", sub, "1", "-2", "0, 2", "1, -1"),
            One("[[{0}], [1, [2]]].flat({1})", sub, "", "2", "0"),
            One("Object.keys({{z: {0}, 2: 1, 1: 2}})", sub),
            One("Object.entries({{k: {0}}})", sub));
    }

    private static Gen<string> One(string format, Gen<string> inner, params string[] variants) =>
        from a in inner
        from v in Gen.Elements(variants.Length == 0 ? [""] : variants)
        select string.Format(System.Globalization.CultureInfo.InvariantCulture, format, a, v);

    private static Gen<string> Two(string format, Gen<string> left, Gen<string> right, params string[] variants) =>
        from a in left
        from b in right
        from v in Gen.Elements(variants.Length == 0 ? [""] : variants)
        select string.Format(System.Globalization.CultureInfo.InvariantCulture, format, a, b, v);

    [Fact]
    public void Generated_expressions_give_what_Node_gives()
    {
        string[] sources =
        [
            .. Expression(10).Sample(Count, new Rnd(Seed, 1), 1)
                .Select(e => $"let i = 3, s = 'text', o = {{a: 'oa', n: 5}}, xs = [4, 1]; return [{e}]"),
        ];
        Assert.Equal(Count, sources.Length);
        var expected = NodeBatch.RunInNode(sources);
        var differences = new List<string>();
        for (var i = 0; i < sources.Length; i++)
        {
            var actual = NodeBatch.RunHere(sources[i]);
            if (actual != expected[i])
                differences.Add($"{sources[i]}\n    node: {expected[i]}\n    here: {actual}");
        }
        Assert.True(differences.Count == 0, $"seed {Seed}: {differences.Count} of {sources.Length} differ:\n{string.Join('\n', differences)}");
        Assert.True(expected.Count(e => !e.StartsWith("error", StringComparison.Ordinal)) > Count / 2, "too many generated expressions fail");
    }
}
