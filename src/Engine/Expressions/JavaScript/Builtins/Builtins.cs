using System.Collections;

namespace AidWorkflows.Engine.Expressions.JavaScript;

/// <summary>Built-in methods of one kind of value, or functions of one global.</summary>
internal sealed class MethodTable : IEnumerable<NativeFunction>
{
    private readonly List<NativeFunction> _functions = [];

    public void Add(string name, int parameterCount, NativeCode code) => _functions.Add(new NativeFunction(name, parameterCount, code));

    public void Add((string Name, int ParameterCount, NativeCode Code) function) => Add(function.Name, function.ParameterCount, function.Code);

    public IEnumerator<NativeFunction> GetEnumerator() => _functions.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Everything the language brings along: made once, frozen, shared by all runs.</summary>
internal static class Builtins
{
    /// <summary>By method name: the function for each kind of value.</summary>
    public static readonly Dictionary<string, JsFunction?[]> Methods = CollectMethods();

    public static readonly Dictionary<string, JsValue> Globals = CollectGlobals();

    public static JsObject Namespace(MethodTable functions, params (string Name, JsValue Value)[] constants)
    {
        var result = new JsObject();
        Fill(result, functions, constants);
        return result;
    }

    public static T Fill<T>(T target, MethodTable functions, params (string Name, JsValue Value)[] constants) where T : JsObject
    {
        foreach (var (name, value) in constants)
            target.Put(null, name, value);
        foreach (var function in functions)
            target.Put(null, function.Name, function);
        target.Frozen = true;
        return target;
    }

    private static Dictionary<string, JsFunction?[]> CollectMethods()
    {
        var result = new Dictionary<string, JsFunction?[]>(StringComparer.Ordinal);
        void Collect(MethodKind kind, MethodTable table)
        {
            foreach (var function in table)
            {
                if (!result.TryGetValue(function.Name, out var row))
                    result[function.Name] = row = new JsFunction?[(int)MethodKind.Count];
                row[(int)kind] = function;
            }
        }
        Collect(MethodKind.Object, ObjectBuiltins.Methods);
        Collect(MethodKind.Function, FunctionBuiltins.Methods);
        Collect(MethodKind.Array, ArrayBuiltins.Methods);
        Collect(MethodKind.Array, ArrayCallbacks.Methods);
        Collect(MethodKind.Array, ArrayChanges.Methods);
        Collect(MethodKind.String, StringBuiltins.Methods);
        Collect(MethodKind.String, StringPatterns.Methods);
        Collect(MethodKind.Number, NumberBuiltins.Methods);
        Collect(MethodKind.Boolean, NumberBuiltins.BooleanMethods);
        Collect(MethodKind.Map, MapBuiltins.MapMethods);
        Collect(MethodKind.Set, MapBuiltins.SetMethods);
        Collect(MethodKind.Iterator, MapBuiltins.IteratorMethods);
        Collect(MethodKind.Date, DateBuiltins.Methods);
        Collect(MethodKind.Date, DateSetters.Methods);
        Collect(MethodKind.RegExp, RegExpBuiltins.Methods);
        Collect(MethodKind.Error, ErrorBuiltins.Methods);
        return result;
    }

    private static Dictionary<string, JsValue> CollectGlobals()
    {
        var result = new Dictionary<string, JsValue>(StringComparer.Ordinal)
        {
            ["undefined"] = default,
            ["NaN"] = double.NaN,
            ["Infinity"] = double.PositiveInfinity,
            ["Math"] = MathBuiltins.Math,
            ["JSON"] = JsonBuiltins.Json,
            ["Object"] = ObjectBuiltins.Constructor,
            ["Array"] = ArrayBuiltins.Constructor,
            ["String"] = StringBuiltins.Constructor,
            ["Number"] = NumberBuiltins.Constructor,
            ["Boolean"] = NumberBuiltins.BooleanConstructor,
            ["Map"] = MapBuiltins.MapConstructor,
            ["Set"] = MapBuiltins.SetConstructor,
            ["Date"] = DateBuiltins.Constructor,
            ["RegExp"] = RegExpBuiltins.Constructor,
        };
        foreach (var function in GlobalFunctions.Functions)
            result[function.Name] = function;
        foreach (var constructor in ErrorBuiltins.Constructors)
            result[constructor.Name] = constructor;
        return result;
    }
}
