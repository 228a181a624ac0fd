namespace AidWorkflows.Host.Site;

/// <summary>What a person at the terminal wants to know once the site is up.</summary>
internal static class StartMessage
{
    public static void Write(WebApplication app)
    {
        Console.WriteLine($"AidWorkflows is ready at {string.Join(" and ", app.Urls)}");
    }
}
