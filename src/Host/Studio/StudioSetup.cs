using AidWorkflows.ElsaApi;

namespace AidWorkflows.Host.Studio;

/// <summary>Elsa Studio's home: its files, its pages, and the addresses that Studio itself believes in.</summary>
internal static class StudioSetup
{
    public const string Definitions = "/studio/definitions";
    public const string Instances = "/studio/instances";

    // Studio links to its own routes below its base, and in one panel from the root. There is no router behind them here.
    private static readonly (string From, string To)[] StudioRoutes =
    [
        ("workflows/definitions/{id}/edit", Definitions),
        ("workflows/instances/{id}/view", Instances),
    ];

    public static IServiceCollection AddStudio(this IServiceCollection services) =>
        services.AddSingleton(provider => StudioPackage.Find(provider.GetRequiredService<IWebHostEnvironment>().ContentRootPath));

    public static WebApplication UseStudioFiles(this WebApplication app)
    {
        if (app.Services.GetRequiredService<StudioPackage>().IsMissing)
        {
            app.Logger.LogWarning(
                "AW0011 Elsa Studio's files were not found, so definitions cannot be edited. Run 'npm ci' in src/Host, or publish the program again with 'dotnet publish'.");
        }

        app.UseMiddleware<StudioFileServer>();
        return app;
    }

    public static void MapStudioRoutes(this WebApplication app)
    {
        app.MapGet("/studio", () => Results.LocalRedirect(Definitions)).RequireAuthorization(ElsaApiPolicies.Read).ExcludeFromDescription();
        foreach (var (from, to) in StudioRoutes)
        {
            foreach (var prefix in new[] { "/", "/studio/" })
                app.MapGet(prefix + from, (string id) => Results.LocalRedirect($"{to}/{Uri.EscapeDataString(id)}")).RequireAuthorization(ElsaApiPolicies.Read).ExcludeFromDescription();
        }
    }
}
