using System.Net;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using AidWorkflows.Host.Languages;
using AidWorkflows.Host.Papers;
using AidWorkflows.Host.Studio;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.WebEncoders;

namespace AidWorkflows.Host.Site;

/// <summary>Everything about serving pages that is not about aid: languages, cookies, limits, headers, error pages.</summary>
internal static class SiteSetup
{
    // Programs get problem details from their own area; only people get pages.
    private static readonly string[] MachinePaths = ["/api", "/elsa", "/health", "/metrics", "/openapi"];

    public static IServiceCollection AddSite(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SiteOptions>().Bind(configuration.GetSection(SiteOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSiteLanguages();
        services.AddRazorPages(options =>
        {
            options.Conventions.AuthorizeFolder("/");
            options.Conventions.AllowAnonymousToPage("/Account/SignIn");
            options.Conventions.AllowAnonymousToPage("/Language");
            options.Conventions.AllowAnonymousToPage("/Error");
        }).AddMvcOptions(options => options.Filters.Add<RuleViolationFilter>())
            .AddViewOptions(options => options.HtmlHelperOptions.ClientValidationEnabled = false);

        // Chinese stays readable in the page's source, and the page half as long; what HTML could misread is still escaped.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddSingleton<SiteBanners>();
        services.AddScoped<ProblemWords>();
        services.AddScoped<TaskWords>();
        services.AddScoped<LetterWords>();
        services.AddScoped<EventWords>();
        services.AddScoped<PolicyWords>();
        services.AddScoped<FigureWords>();
        services.AddScoped<AssessmentWords>();
        services.AddScoped<AssessmentDisplay>();
        services.AddSingleton<IConfigureOptions<MvcOptions>, BindingWords>();

        // Off over https: a compressed page that mixes secrets with what was typed can leak them by its length (BREACH).
        services.AddResponseCompression(options => options.MimeTypes = ResponseCompressionDefaults.MimeTypes);
        services.AddHsts(options => options.MaxAge = TimeSpan.FromDays(365));
        services.AddStudio();
        AddCookies(services);
        AddLimits(services);
        return services;
    }

    /// <summary>The part of the pipeline before the areas map their endpoints.</summary>
    public static WebApplication UseSite(this WebApplication app)
    {
        var site = app.Services.GetRequiredService<IOptions<SiteOptions>>().Value;
        app.UseForwardedHeaders();
        app.UseMiddleware<RequestLog>();
        app.UseSecurityHeaders();
        app.Use((context, next) =>
        {
            BodyLimit.Set(context, site.MaxRequestBodyBytes);
            return next(context);
        });
        if (site.RequireHttps)
        {
            app.UseHsts();
            app.UseHttpsRedirection();
        }

        // Before the compression, because the package brings its own.
        app.UseStudioFiles();
        app.UseResponseCompression();
        app.UseWhen(
            context => !MachinePaths.Any(path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase)),
            pages =>
            {
                pages.UseExceptionHandler("/error/500");
                pages.UseStatusCodePagesWithReExecute("/error/{0}");
            });
        app.UseRouting();
        app.UseRequestLocalization();
        return app;
    }

    public static WebApplication MapSite(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorPages().WithStaticAssets();
        app.MapPaperFiles();
        app.MapStudioRoutes();
        return app;
    }

    private static void AddCookies(IServiceCollection services)
    {
        // With the __Host- prefix a browser takes the cookie from this very host over https only.
        services.AddOptions<AntiforgeryOptions>().Configure<IOptions<SiteOptions>>((options, site) =>
        {
            options.Cookie.Name = CookieName(site.Value, "aid-form");
            options.Cookie.SecurePolicy = SecurePolicy(site.Value);
            options.Cookie.SameSite = SameSiteMode.Strict;
        });
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme).PostConfigure<IOptions<SiteOptions>>((options, site) =>
        {
            options.Cookie.Name = CookieName(site.Value, "aid");
            options.Cookie.SecurePolicy = SecurePolicy(site.Value);
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.HttpOnly = true;
            options.Cookie.Path = "/";
            options.LoginPath = "/account/sign-in";
            options.LogoutPath = "/account/sign-out";
            options.AccessDeniedPath = "/error/403";
            options.ReturnUrlParameter = "returnUrl";
        });
    }

    private static void AddLimits(IServiceCollection services)
    {
        services.Configure<KestrelServerOptions>(kestrel => kestrel.AddServerHeader = false);
        services.AddOptions<FormOptions>().Configure<IOptions<SiteOptions>>((form, site) =>
        {
            form.MultipartBodyLengthLimit = site.Value.MaxRequestBodyBytes;
            form.ValueCountLimit = 2000;
        });
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<SiteOptions>>((forwarded, site) =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            foreach (var proxy in site.Value.KnownProxies)
                forwarded.KnownProxies.Add(IPAddress.Parse(proxy));
        });
    }

    private static string CookieName(SiteOptions site, string name) => site.RequireHttps ? $"__Host-{name}" : name;

    private static CookieSecurePolicy SecurePolicy(SiteOptions site) =>
        site.RequireHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
}
