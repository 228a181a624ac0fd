namespace AidWorkflows.SystemTests.Hosting;

/// <summary>How often the tests that gain from repetition repeat: enough for every change, or (AIDWORKFLOWS_SOAK=1) for a release.</summary>
internal static class Soak
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("AIDWORKFLOWS_SOAK") == "1";

    public static int Rounds(int everyChange, int release) => IsLong ? release : everyChange;
}
