namespace AidWorkflows.Tests.Data.Protection;

[AttributeUsage(AttributeTargets.Method)]
public sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
            Skip = "Windows has no file modes; there the folder's access list protects the key file.";
    }
}
