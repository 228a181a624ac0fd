using AidWorkflows.Data;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Site;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions
{
    Args = [.. args.Where(argument => argument != ConfigCheck.Argument)],

    // Settings lie beside the program when it is started from elsewhere.
    ContentRootPath = File.Exists("appsettings.json") ? null : AppContext.BaseDirectory,
});
builder.WebHost.UseStaticWebAssets();
builder.Services
    .AddAidData(builder.Configuration)
    .AddSite(builder.Configuration)
    .AddAidAuthentication(builder.Configuration);

await using var app = builder.Build();
if (args.Contains(ConfigCheck.Argument))
    return ConfigCheck.Run(app);

app.UseSite();
app.UseAuthentication();
app.UseAuthorization();
app.MapSite();
await app.Services.GetRequiredService<DatabaseMigration>().MigrateAsync(CancellationToken.None);
await app.StartAsync();
StartMessage.Write(app);
await app.WaitForShutdownAsync();
return 0;
