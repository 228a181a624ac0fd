using AidWorkflows.Data;
using AidWorkflows.Data.People;
using AidWorkflows.Data.Protection;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace AidWorkflows.Host.Accounts;

/// <summary>Cookie for pages and Studio, bearer token for the API; one account behind both.</summary>
internal static class AidAuthentication
{
    private const string Scheme = "Aid";

    public static void AddAidAuthentication(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AccountOptions>().Bind(configuration.GetSection(AccountOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddIdentityCore<AidUser>(ConfigureIdentity)
            .AddRoles<IdentityRole<Guid>>()
            .AddEntityFrameworkStores<AidDbContext>()
            .AddSignInManager()
            .AddDefaultTokenProviders();
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = 210_000);
        services.AddAuthentication(Scheme)
            .AddPolicyScheme(Scheme, null, options => options.ForwardDefaultSelector = SelectScheme)
            .AddBearerToken(IdentityConstants.BearerScheme)
            .AddIdentityCookies(cookies => cookies.ApplicationCookie!.Configure(ConfigureCookie));
        services.AddOptions<BearerTokenOptions>(IdentityConstants.BearerScheme).Configure<IOptions<AccountOptions>>((options, account) =>
        {
            options.BearerTokenExpiration = TimeSpan.FromMinutes(account.Value.TokenMinutes);

            // Sessions live in real time: moving a training clock must not sign everybody out.
            options.TimeProvider = TimeProvider.System;
        });
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme).Configure<IOptions<AccountOptions>>((options, account) =>
        {
            options.ExpireTimeSpan = TimeSpan.FromMinutes(account.Value.SessionMinutes);
            options.TimeProvider = TimeProvider.System;
        });
        services.AddScoped<IClaimsTransformation, FreshClaims>();
        services.AddSingleton(provider => new SignInThrottle(provider.GetRequiredService<IOptions<AccountOptions>>(), TimeProvider.System));
        services.AddScoped<PasswordSignIn>();
        services.AddAuthorization(AidPolicies.Configure);
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, RefusalWriter>();
        KeepKeys(services, configuration);
    }

    private static void ConfigureIdentity(IdentityOptions options)
    {
        // ASVS 6.2: length counts, composition rules do not.
        options.Password.RequiredLength = 12;
        options.Password.RequireDigit = false;
        options.Password.RequireLowercase = false;
        options.Password.RequireUppercase = false;
        options.Password.RequireNonAlphanumeric = false;
        options.Password.RequiredUniqueChars = 5;
        options.Lockout.MaxFailedAccessAttempts = 10;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
        options.User.RequireUniqueEmail = false;
    }

    private static void ConfigureCookie(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "aid-session";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.SlidingExpiration = true;
        options.LoginPath = "/Account/Login";
        options.AccessDeniedPath = "/Account/Denied";
        options.LogoutPath = "/Account/Logout";
    }

    private static string SelectScheme(HttpContext context) =>
        context.Request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? IdentityConstants.BearerScheme
            : IdentityConstants.ApplicationScheme;

    private static void KeepKeys(IServiceCollection services, IConfiguration configuration)
    {
        var folder = configuration[$"{AccountOptions.Section}:{nameof(AccountOptions.KeyFolder)}"];
        if (string.IsNullOrWhiteSpace(folder))
        {
            var keyFile = configuration[$"{ProtectionOptions.Section}:{nameof(ProtectionOptions.KeyFile)}"] ?? new ProtectionOptions().KeyFile;
            folder = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(keyFile))!, "sign-in");
        }

        services.AddDataProtection().SetApplicationName("AidWorkflows").PersistKeysToFileSystem(new DirectoryInfo(folder));
    }
}
