using Xunit.Abstractions;

namespace AidWorkflows.Tests.Architecture;

/// <summary>The budgets: what has grown beyond them has a second subject and is to be split.</summary>
public sealed class CodeShapeTests(ITestOutputHelper output)
{
    private const int LongestFile = 400;
    private const int LongestMethod = 90;
    private const int LongMethod = 60;
    private const int MostParameters = 7;
    private const int MostInterfaces = 8;

    [Fact]
    public void The_source_tree_was_found()
    {
        Assert.Contains(SourceTree.ProductCode, file => file.Path == "src/Engine/Execution/Burst.cs");
        Assert.Contains(SourceTree.Code, file => file.Path == "tests/AidWorkflows.Tests/Architecture/CodeShapeTests.cs");
        Assert.DoesNotContain(SourceTree.Texts, file => file.Path.Contains("/obj/", StringComparison.Ordinal));
    }

    [Fact]
    public void No_file_is_longer_than_400_lines()
    {
        var files = SourceTree.Texts.Where(IsWritten).ToList();
        output.WriteLine($"{files.Count} files; product median {Median(SourceTree.ProductCode)} lines, tests and bench median {Median(SourceTree.Code.Except(SourceTree.ProductCode))} lines.");
        foreach (var project in SourceTree.ProductCode.GroupBy(file => file.Path.Split('/')[1]))
            output.WriteLine($"  {project.Key}: {project.Count()} files, {project.Sum(file => file.Lines.Length)} lines");

        Rule.Holds(files.Where(file => file.Lines.Length > LongestFile).Select(file => $"{file.Path}: {file.Lines.Length} lines"));
    }

    [Fact]
    public void No_method_is_longer_than_90_lines()
    {
        var methods = CodeShape.All.SelectMany(shape => shape.Methods).ToList();
        foreach (var (name, lines) in methods.Where(method => method.Lines > LongMethod).OrderByDescending(method => method.Lines))
            output.WriteLine($"{lines} lines: {name}");

        Rule.Holds(methods.Where(method => method.Lines > LongestMethod).Select(method => $"{method.Name}: {method.Lines} lines"));
    }

    [Fact]
    public void No_constructor_has_more_than_7_parameters() =>
        Rule.Holds(CodeShape.All.SelectMany(shape => shape.Constructors).Where(constructor => constructor.Parameters > MostParameters)
            .Select(constructor => $"{constructor.Name}: {constructor.Parameters} parameters"));

    [Fact]
    public void The_product_has_at_most_8_interfaces()
    {
        var interfaces = CodeShape.All.Where(shape => shape.File.IsBelow("src")).SelectMany(shape => shape.Interfaces).ToList();
        output.WriteLine(string.Join(", ", interfaces));

        Assert.InRange(interfaces.Count, 1, MostInterfaces);
    }

    [Fact]
    public void Sizes_are_counted_right()
    {
        var shape = Shape(
            """
            namespace Sample;

            public interface IOne;

            public sealed class Wide(int a, int b)
            {
                public Wide(int a, int b, int c, CancellationToken token) : this(a, b)
                {
                }

                [Obsolete("does not count as a line")]
                public int Two() =>
                    a;

                public int Four
                {
                    get
                    {
                        int Local() => 1;
                        return Local();
                    }
                }
            }

            public sealed record Data(int A, int B, int C);
            """);

        Assert.Equal(["IOne"], shape.Interfaces);
        Assert.Equal(
            [("sample.cs: Wide", 3), ("sample.cs: Two", 2), ("sample.cs: Four.get", 5), ("sample.cs: Local", 1)],
            shape.Methods);
        Assert.Equal([("sample.cs: Wide", 2), ("sample.cs: Wide", 3)], shape.Constructors);
    }

    [Fact]
    public void A_program_without_methods_is_one_method() =>
        Assert.Equal([("sample.cs: program", 3)], Shape("var a = 1;\n\nreturn a;\n").Methods);

    private static CodeShape Shape(string text) => new(new SourceFile("sample.cs", text));

    private static bool IsWritten(SourceFile file) =>
        (file.Ends(".cs") || file.Ends(".cshtml") || file.Ends(".js") || file.Ends(".css") || file.Ends(".sh"))
        && !file.Path.Contains("/Migrations/", StringComparison.Ordinal);

    private static int Median(IEnumerable<SourceFile> files)
    {
        var lengths = files.Select(file => file.Lines.Length).Order().ToList();
        return lengths[lengths.Count / 2];
    }
}
