using System.Reflection;

namespace AidWorkflows.Tests.Architecture;

/// <summary>The walls between the projects.</summary>
public sealed class ProjectTests
{
    [Fact]
    public void Project_files_reference_only_what_the_table_allows() => Rule.Holds(ProjectTable.Violations(ProjectTable.All));

    [Fact]
    public void A_reference_outside_the_table_is_found()
    {
        var domain = Project("Domain", "Data");
        var stranger = Project("Extras");

        Assert.Equal(2, ProjectTable.Violations([domain, stranger, Project("Host", "ElsaApi")]).Count());
    }

    /// <summary>A project also sees what its references bring along; only the compiled assembly shows what it uses.</summary>
    [Fact]
    public void Assemblies_use_only_what_the_table_allows() =>
        Rule.Holds(
            from name in ProjectTable.ProductProjects
            from used in ReferencesOf(name)
            where used.StartsWith(ProjectFile.Prefix, StringComparison.Ordinal)
            let known = used[ProjectFile.Prefix.Length..]
            where !ProjectTable.MayReference[name].Contains(known)
            select $"{name} uses types of {known}.");

    [Fact]
    public void There_are_no_more_projects_than_the_table_has()
    {
        Assert.Equal(ProjectTable.MayReference.Keys.Order(StringComparer.Ordinal), ProjectTable.All.Select(project => project.Name).Order(StringComparer.Ordinal));
        Assert.True(ProjectTable.All.Count <= ProjectTable.MostProjects);
    }

    [Fact]
    public void The_solution_has_every_project()
    {
        var solution = SourceTree.Get("AidWorkflows.sln").Text.Replace('\\', '/');

        Rule.Holds(SourceTree.Texts.Where(file => file.Ends(".csproj") && !solution.Contains($"\"{file.Path}\"", StringComparison.Ordinal)).Select(file => file.Path));
    }

    [Fact]
    public void Chains_of_references_are_short()
    {
        var product = ProjectTable.All.Where(project => ProjectTable.ProductProjects.Contains(project.Name)).ToList();

        Assert.All(product, project => Assert.InRange(ProjectTable.ChainFrom(project.Name, product), 1, ProjectTable.LongestChain));
    }

    [Fact]
    public void A_long_chain_and_a_circle_are_found()
    {
        ProjectFile[] chain = [Project("A", "B"), Project("B", "C"), Project("C", "D"), Project("D", "E"), Project("E")];
        ProjectFile[] circle = [Project("A", "B"), Project("B", "A")];

        Assert.Equal(5, ProjectTable.ChainFrom("A", chain));
        Assert.Equal(int.MaxValue, ProjectTable.ChainFrom("A", circle));
    }

    [Fact]
    public void Domain_is_plain_csharp()
    {
        var domain = ProjectTable.All.Single(project => project.Name == "Domain");

        Assert.Empty(domain.References);
        Assert.Empty(domain.Packages);
        Assert.Empty(domain.Frameworks);
        Assert.Equal("Microsoft.NET.Sdk", domain.Sdk);
        Rule.Holds(ReferencesOf("Domain").Where(name => !IsRuntime(name)));
    }

    [Fact]
    public void Engine_knows_neither_web_nor_database()
    {
        var engine = ProjectTable.All.Single(project => project.Name == "Engine");

        Assert.Empty(engine.Frameworks);
        Assert.Equal("Microsoft.NET.Sdk", engine.Sdk);
        Rule.Holds(engine.Packages.Concat(ReferencesOf("Engine")).Where(name => !IsRuntime(name) && !IsAbstraction(name)));
    }

    [Theory]
    [InlineData("Microsoft.AspNetCore.Http")]
    [InlineData("Microsoft.EntityFrameworkCore")]
    [InlineData("Microsoft.Extensions.Hosting")]
    [InlineData("Npgsql")]
    [InlineData("Quartz")]
    public void What_the_engine_must_not_know_is_recognised(string assembly) => Assert.False(IsRuntime(assembly) || IsAbstraction(assembly));

    /// <summary>Quartz is only the clock (docs/adr/0007), so only the host knows it.</summary>
    [Fact]
    public void Only_the_host_knows_Quartz()
    {
        Rule.Holds(ProjectTable.ProductProjects.Where(name => name != "Host" && ReferencesOf(name).Contains("Quartz")));
        Assert.Contains("Quartz", ProjectTable.All.Single(project => project.Name == "Host").Packages);
    }

    private static string[] ReferencesOf(string project) =>
        [.. Assembly.Load(ProjectFile.Prefix + project).GetReferencedAssemblies().Select(name => name.Name!)];

    private static bool IsRuntime(string assembly) => assembly is "netstandard" or "mscorlib" || assembly.StartsWith("System.", StringComparison.Ordinal);

    private static bool IsAbstraction(string assembly) =>
        assembly is "Microsoft.Extensions.Options" or "Microsoft.Extensions.DependencyInjection.Abstractions" or "Microsoft.Extensions.Logging.Abstractions";

    private static ProjectFile Project(string name, params string[] references) => new(name, references, [], [], "Microsoft.NET.Sdk");
}
