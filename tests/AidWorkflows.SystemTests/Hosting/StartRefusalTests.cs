using System.Diagnostics;

namespace AidWorkflows.SystemTests.Hosting;

/// <summary>Settings with which the real program must not start in Production, and says why.</summary>
public sealed class StartRefusalTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("aid-start-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("AW3203", "Clock__Simulated=true")]
    [InlineData("AW3201", "Demo__Enabled=true")]
    [InlineData("AW3201", "Clock__Simulated=true", "Clock__Training=true", "Demo__Enabled=true")]
    public async Task Production_does_not_start(string code, params string[] settings)
    {
        var (exitCode, output) = await RunAsync([], settings);
        Assert.NotEqual(0, exitCode);
        Assert.Contains(code, output, StringComparison.Ordinal);
        Assert.DoesNotContain("is ready", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_check_of_the_settings_names_the_clock_and_leaves_no_database()
    {
        var (exitCode, output) = await RunAsync(["--check-config"], ["Clock__Simulated=true"]);
        Assert.Equal(1, exitCode);
        Assert.StartsWith("AW3203", output.Trim(), StringComparison.Ordinal);
        Assert.Contains("Clock:Training=true", output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact]
    public async Task A_training_installation_passes() => Assert.Equal(0, (await RunAsync(["--check-config"], ["Clock__Simulated=true", "Clock__Training=true"])).ExitCode);

    [Fact]
    public async Task Production_makes_no_accounts_by_itself_and_create_admin_has_no_default_password()
    {
        var (exitCode, output) = await RunAsync(["create-admin"], []);
        Assert.Equal(1, exitCode);
        Assert.Contains("AW3202", output, StringComparison.Ordinal);
        var (again, _) = await RunAsync(["create-admin"], ["AID_ADMIN_PASSWORD=password"]);
        Assert.Equal(1, again);
    }

    private async Task<(int ExitCode, string Output)> RunAsync(string[] arguments, string[] settings)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var program = Path.Combine(HostProcess.RepositoryRoot, "src", "Host", "bin", configuration, "net10.0", "AidWorkflows.Host.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        foreach (var setting in settings)
            start.Environment[setting.Split('=')[0]] = setting.Split('=')[1];
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        var texts = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, string.Concat(texts));
    }
}
