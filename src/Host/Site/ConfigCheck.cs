using Microsoft.Extensions.Options;

namespace AidWorkflows.Host.Site;

/// <summary><c>--check-config</c>: says what is wrong with the settings, opens nothing, and ends with 0 or 1.</summary>
internal static class ConfigCheck
{
    public const string Command = "--check-config";

    public static int Run(WebApplication app)
    {
        try
        {
            app.Services.GetRequiredService<IStartupValidator>().Validate();
            Console.WriteLine("The configuration is valid.");
            return 0;
        }
        catch (OptionsValidationException e)
        {
            return Report(e.Failures);
        }
        catch (AggregateException e)
        {
            return Report(e.InnerExceptions.SelectMany(inner => inner is OptionsValidationException invalid ? invalid.Failures : [inner.Message]));
        }
    }

    private static int Report(IEnumerable<string> failures)
    {
        foreach (var failure in failures)
            Console.Error.WriteLine($"AW0010 {failure}");
        return 1;
    }
}
