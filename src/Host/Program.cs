using AidWorkflows.Data;
using AidWorkflows.ElsaApi;
using AidWorkflows.ElsaApi.Identity;
using AidWorkflows.Engine;
using AidWorkflows.Host;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Api;
using AidWorkflows.Host.Site;
using AidWorkflows.Host.Timers;

string[] commands = [ConfigCheck.Command, AdminAccount.Command];
var builder = WebApplication.CreateBuilder(new WebApplicationOptions
{
    Args = [.. args.Except(commands)],

    // Settings lie beside the program when it is started from elsewhere.
    ContentRootPath = File.Exists("appsettings.json") ? null : AppContext.BaseDirectory,
});
builder.WebHost.UseStaticWebAssets();
builder.Services.AddAidCases(builder.Configuration);
builder.Services.AddAidData(builder.Configuration);
builder.Services.AddWorkflowEngine();
builder.Services.AddTimers();
builder.Services.AddElsaApi();
builder.Services.AddScoped<ElsaAccounts, ElsaPasswordAccounts>();
builder.Services.AddSite(builder.Configuration);

await using var app = builder.Build();
if (!ConfigCheck.Passes(app))
    return 1;
if (args.Contains(ConfigCheck.Command))
{
    Console.WriteLine("The configuration is valid.");
    return 0;
}

await app.Services.GetRequiredService<DatabaseMigration>().MigrateAsync(CancellationToken.None);
await using (var scope = app.Services.CreateAsyncScope())
{
    await scope.ServiceProvider.GetRequiredService<FirstStart>().RunAsync(CancellationToken.None);
    if (args.Contains(AdminAccount.Command))
    {
        return await scope.ServiceProvider.GetRequiredService<AdminAccount>()
            .RunAsync(Console.In, Console.Out, Environment.GetEnvironmentVariable(AdminAccount.PasswordVariable), CancellationToken.None);
    }
}

app.UseSite();
app.UseAuthentication();
app.UseAuthorization();
app.MapAidApi();
app.MapElsaApi();
app.MapSite();
await app.StartAsync();
StartMessage.Write(app);
await app.WaitForShutdownAsync();
return 0;
