using System.Diagnostics;

namespace AidWorkflows.SystemTests.Hosting;

/// <summary>samples/run.sh, as a person would start it.</summary>
internal static class SampleRun
{
    public static async Task<(int ExitCode, string Output)> RunAsync(Uri address, string name, params string[] files)
    {
        var folder = Path.Combine(HostProcess.RepositoryRoot, "samples");
        var start = new ProcessStartInfo(Path.Combine(folder, "run.sh"), ["--run", name, "--patient", .. files.Select(file => Path.Combine(folder, file))])
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
