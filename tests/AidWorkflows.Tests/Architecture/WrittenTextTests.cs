using System.Text.RegularExpressions;

namespace AidWorkflows.Tests.Architecture;

/// <summary>What must not be written anywhere in the repository. The patterns are put together so that they do not find themselves.</summary>
public sealed partial class WrittenTextTests
{
    private static readonly Regex Unfinished = new(@"\b(TO" + "DO|FIX" + "ME|NotImplemented" + @"Exception|Thread\.Sl" + @"eep)\b", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private static readonly Regex RegistryHost = new(
        @"registry\.(npmjs|yarnpkg)\." + @"|nuget\." + @"org|pkgs\.dev\." + @"azure|\.jfrog\." + @"|artifac" + "tory|nexus[-.]rep" + "o|verdac" + "cio",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    [Fact]
    public void Nothing_is_left_unfinished() => Rule.Holds(Lines(IsCode, Unfinished));

    /// <summary>Which registry a machine uses is its own affair.</summary>
    [Fact]
    public void No_package_registry_is_named() => Rule.Holds(Lines(_ => true, RegistryHost));

    [Fact]
    public void No_path_of_somebodys_machine_is_named() => Rule.Holds(Lines(_ => true, MachinePath()));

    /// <summary>Neither sources of packages nor where a locked package came from.</summary>
    [Fact]
    public void Build_files_name_no_address_on_the_network() => Rule.Holds(Lines(IsBuildFile, OutsideAddress()));

    [Fact]
    public void What_must_not_be_written_is_found()
    {
        Assert.Matches(Unfinished, "// TO" + "DO: later");
        Assert.Matches(Unfinished, "throw new NotImplemented" + "Exception();");
        Assert.Matches(Unfinished, "Thread.Sl" + "eep(10)");
        Assert.DoesNotMatch(Unfinished, "ToDoList");
        Assert.Matches(RegistryHost, "registry.npm" + "js.org/tabler");
        Assert.Matches(RegistryHost, "https://api.nu" + "get.org/v3/index.json");
        Assert.Matches(MachinePath(), "see /home" + "/somebody/project");
        Assert.Matches(MachinePath(), "\"C:\\" + "Users\\somebody\"");
        Assert.Matches(MachinePath(), "cd /wo" + "rk/main");
        Assert.DoesNotMatch(MachinePath(), "src/work/home");
        Assert.Matches(OutsideAddress(), "\"resolved\": \"htt" + "ps://packages.example/tabler.tgz\"");
        Assert.Matches(OutsideAddress(), "registry=htt" + "p://10.0.0.1/npm");
        Assert.DoesNotMatch(OutsideAddress(), "\"applicationUrl\": \"http://localhost:5080\"");
        Assert.DoesNotMatch(OutsideAddress(), "\"url\": \"https://example.org/sponsors\"");
    }

    private static IEnumerable<string> Lines(Func<SourceFile, bool> where, Regex forbidden) =>
        from file in SourceTree.Texts
        where @where(file)
        from number in Enumerable.Range(1, file.Lines.Length)
        where forbidden.IsMatch(file.Lines[number - 1])
        select $"{file.Path}({number})";

    private static bool IsCode(SourceFile file) =>
        file.IsBelow("src", "tests", "bench") && (file.Ends(".cs") || file.Ends(".cshtml") || file.Ends(".js") || file.Ends(".css"));

    private static bool IsBuildFile(SourceFile file) =>
        file.Ends(".csproj") || file.Ends(".props") || file.Ends(".targets") || file.Ends(".npmrc") || file.Ends(".sh") || file.Ends("/run")
        || file.Ends("lock.json") || file.Ends("package.json") || file.Name.Equals("nuget.config", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"(?<![\w.~*)\]}-])/(home|Users|root|work|tmp/\w+_jobs)/\w|\b[A-Z]:\\+(Users|Projects|src)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MachinePath();

    // What a package's author says of its own home page and sponsors is not where it comes from.
    [GeneratedRegex(@"(?<!""(url|homepage|funding)"":\s*"")https?://(?!localhost\b|127\.0\.0\.1\b|\[::1\])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OutsideAddress();
}
