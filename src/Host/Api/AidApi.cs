using AidWorkflows.Host.Clock;

namespace AidWorkflows.Host.Api;

public static class AidApi
{
    private static readonly PathString Root = "/api";

    /// <summary>Maps the public API and what machines ask. Call it after UseAuthentication and UseAuthorization.</summary>
    public static WebApplication MapAidApi(this WebApplication app)
    {
        app.UseWhen(context => context.Request.Path.StartsWithSegments(Root), api => api.UseMiddleware<ApiGuard>());
        var api = app.MapGroup("/api/v1");
        api.MapAccounts();
        api.MapApplications();
        api.MapCases();
        api.MapArchives();
        api.MapExits();
        api.MapKeeping();
        api.MapBooks();
        api.MapOutreach();
        api.MapNotices();
        api.MapTasks();
        api.MapAbsence();
        api.MapOrganisations();
        api.MapStaff();
        api.MapRelatives();
        api.MapPayments();
        api.MapFunds();
        api.MapCalendar();
        api.MapPolicies();
        api.MapRegisters();
        api.MapVisits();
        api.MapPapers();
        api.MapTemplates();
        if (app.Services.GetService<SimulatedClock>() is not null)
            api.MapClock();

        app.MapOperations();
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        return app;
    }
}
