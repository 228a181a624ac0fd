using System.Diagnostics;

namespace AidWorkflows.SystemTests.Hosting;

/// <summary>The samples, as a person would start them.</summary>
internal static class SampleRun
{
    private static readonly string Folder = Path.Combine(HostProcess.RepositoryRoot, "samples");

    public static Task<(int ExitCode, string Output)> RunAsync(Uri address, string name, params string[] files) =>
        StartAsync(address, Path.Combine(Folder, "run.sh"), ["--run", name, "--patient", .. files.Select(file => Path.Combine(Folder, file))]);

    /// <summary>With the people that stand in the files, so that one knows which numbers to look for.</summary>
    public static Task<(int ExitCode, string Output)> RunAsWrittenAsync(Uri address, params string[] files) =>
        StartAsync(address, Path.Combine(Folder, "run.sh"), ["--as-written", .. files.Select(file => Path.Combine(Folder, file))]);

    /// <summary>The county's year; needs the simulated clock.</summary>
    public static Task<(int ExitCode, string Output)> YearAsync(Uri address) => StartAsync(address, "node", [Path.Combine(Folder, "year.mjs")]);

    private static async Task<(int ExitCode, string Output)> StartAsync(Uri address, string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AID_URL"] = address.ToString();
        start.Environment["AID_PASSWORD"] = HostProcess.Password;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
