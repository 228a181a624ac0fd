using AidWorkflows.Data;
using AidWorkflows.Data.Definitions;
using AidWorkflows.Data.Papers;
using AidWorkflows.Data.Policies;
using AidWorkflows.Data.Protection;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.People;
using AidWorkflows.Host.Clock;
using AidWorkflows.Host.Demo;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host;

/// <summary>What the database gets once: roles, the official calendars, the shipped workflows, policies and templates, and the demo where it is wanted.</summary>
internal sealed class FirstStart(
    AidDbContext db, RoleManager<IdentityRole<Guid>> roles, DefinitionLibrary definitions, DemoSeeder demo, IServiceProvider services, IHostEnvironment environment)
{
    /// <summary>Call after the migration and before the first request. Everything in it may run again without harm.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (services.GetService<ClockControl>() is { } clock)
            await clock.LoadAsync(cancellationToken);

        // Opens or makes the key file now, so that a missing one stops the start and not the first applicant.
        services.GetRequiredService<KeyRing>();
        foreach (var role in StaffRoles.All)
        {
            if (!await roles.RoleExistsAsync(role))
                await roles.CreateAsync(new IdentityRole<Guid>(role));
        }

        await LoadCalendarsAsync(cancellationToken);
        if (FindFolder("workflows") is { } workflows)
            await definitions.LoadFolderAsync(workflows, cancellationToken);
        if (FindFolder("policies") is { } policies)
            await services.GetRequiredService<PolicyLibrary>().LoadFolderAsync(policies, cancellationToken);
        if (FindFolder("templates") is { } templates)
            await services.GetRequiredService<TemplateLibrary>().LoadFolderAsync(templates, cancellationToken);
        await demo.RunAsync(cancellationToken);
    }

    // A year that is in the database already may have been corrected there, so files only ever add years.
    private async Task LoadCalendarsAsync(CancellationToken cancellationToken)
    {
        if (FindFolder("calendar") is not { } folder)
            return;

        var known = await db.Set<WorkCalendarYear>().AsNoTracking().Select(year => year.Year).ToListAsync(cancellationToken);
        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            var year = WorkCalendarYear.Parse(await File.ReadAllTextAsync(file, cancellationToken));
            if (!known.Contains(year.Year))
                db.Add(year);
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Beside the program when it is published, else in the source tree above the project.</summary>
    private string? FindFolder(string name) =>
        new[]
        {
            Path.Combine(environment.ContentRootPath, name),
            Path.Combine(AppContext.BaseDirectory, name),
            Path.Combine(environment.ContentRootPath, "..", "..", name),
        }.Select(Path.GetFullPath).FirstOrDefault(Directory.Exists);
}
