using AidWorkflows.Host.Demo;
using Microsoft.Extensions.Options;

namespace AidWorkflows.Host.Site;

/// <summary>What a person at the terminal wants to know once the site is up.</summary>
internal static class StartMessage
{
    public static void Write(WebApplication app)
    {
        // To the console and not to the log, like the demo's password on the first start.
        Console.WriteLine($"AidWorkflows is ready at {string.Join(" and ", app.Urls)}");
        if (app.Services.GetRequiredService<IOptions<DemoOptions>>().Value.Enabled)
            Console.WriteLine("Demo accounts such as grassroots1 or county1 can sign in with the demo password (Demo:Password, or the one printed at the first start).");
    }
}
