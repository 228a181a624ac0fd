using Microsoft.Extensions.Options;

namespace AidWorkflows.Host.Site;

/// <summary><c>--check-config</c>: says what is wrong with the settings, opens nothing, and ends with 0 or 1.</summary>
internal static class ConfigCheck
{
    public const string Command = "--check-config";

    /// <summary>False, with every problem on the console, when the program must not start like this.</summary>
    public static bool Passes(WebApplication app)
    {
        try
        {
            app.Services.GetRequiredService<IStartupValidator>().Validate();
            return true;
        }
        catch (OptionsValidationException e)
        {
            Report(e.Failures);
        }
        catch (AggregateException e)
        {
            Report(e.InnerExceptions.SelectMany(inner => inner is OptionsValidationException invalid ? invalid.Failures : [inner.Message]));
        }
        catch (InvalidOperationException e)
        {
            // A value that is not even of the right kind, such as letters where a number belongs.
            Report([e.Message]);
        }

        return false;
    }

    private static void Report(IEnumerable<string> failures)
    {
        foreach (var failure in failures)
            Console.Error.WriteLine(failure.StartsWith("AW", StringComparison.Ordinal) ? failure : $"AW0010 {failure}");
    }
}
