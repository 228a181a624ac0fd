using System.Diagnostics;
using AidWorkflows.Engine.Expressions.JavaScript;

namespace AidWorkflows.Tests.Engine.Expressions.JavaScript;

public sealed class FuzzTests
{
    private static readonly string[] Pieces =
    [
        "a", "b", "f", "1", "0.5", "'s'", "`t${", "}`", "/x+/g", "(", ")", "[", "]", "{", "}", ",", ";", ":", "?", "?.", "??", ".", "...", "=>",
        "=", "+=", "+", "-", "*", "**", "/", "%", "<", ">", "==", "===", "!", "~", "&&", "||", "++", "--", "\n", " ", "let ", "const ", "var ",
        "function ", "return ", "if(", "else ", "for(", "of ", "in ", "while(", "do ", "break ", "continue ", "switch(", "case ", "default:", "try{",
        "}catch(e){", "finally{", "throw ", "new ", "typeof ", "delete ", "void ", "this", "null", "undefined", "Math.max(", "JSON.parse(",
        "JSON.stringify(", "[1,2,3]", "{a:1}", ".map(", ".sort(", ".reduce(", ".replace(", ".split(", ".length", ".toString(", "Array(", "Object.keys(",
        "new Date(", "new Map(", "new RegExp(", "x=>x", "(a,b)=>a", "arguments", "1e308", "-1", "'\\u{1F600}'", "9999999", "\"(\"", ".repeat(", "instanceof ",
    ];

    [Fact]
    public void Only_JavaScriptException_ever_escapes()
    {
        var seed = 20260301UL;
        ulong Next(int below)
        {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            return seed % (ulong)below;
        }
        var limits = new JavaScriptLimits { Steps = 2000, Bytes = 1_000_000, WallTime = TimeSpan.FromMilliseconds(50) };
        var watch = Stopwatch.StartNew();
        int ran = 0, finished = 0;
        while (watch.Elapsed < TimeSpan.FromSeconds(2))
        {
            var count = (int)Next(14) + 1;
            var source = Next(10) == 0
                ? string.Concat(Enumerable.Range(0, count * 3).Select(_ => (char)(Next(8) == 0 ? Next(65536) : Next(127) + 1)))
                : string.Concat(Enumerable.Range(0, count).Select(_ => Pieces[Next(Pieces.Length)]));
            try
            {
                JavaScriptProgram.Parse(source).Run(new JavaScriptScope(NodeBatch.Now, 1), limits);
                finished++;
            }
            catch (JavaScriptException)
            {
                // Expected for most of them.
            }
            catch (Exception error)
            {
                Assert.Fail($"{source}\n{error}");
            }
            ran++;
        }
        Assert.True(ran > 1000 && finished > 50, $"ran {ran}, finished {finished}");
    }
}
