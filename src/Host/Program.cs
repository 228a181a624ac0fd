using AidWorkflows.Data;
using AidWorkflows.ElsaApi;
using AidWorkflows.ElsaApi.Identity;
using AidWorkflows.Engine;
using AidWorkflows.Host;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Api;
using AidWorkflows.Host.Timers;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddAidCases(builder.Configuration);
builder.Services.AddAidData(builder.Configuration);
builder.Services.AddWorkflowEngine();
builder.Services.AddTimers();
builder.Services.AddElsaApi();
builder.Services.AddScoped<ElsaAccounts, ElsaPasswordAccounts>();

await using var app = builder.Build();
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

app.UseAuthentication();
app.UseAuthorization();
app.MapAidApi();
app.MapElsaApi();
await app.RunAsync();
return 0;
