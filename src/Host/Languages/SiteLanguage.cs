using System.Globalization;
using AidWorkflows.Host.Site;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.Options;

namespace AidWorkflows.Host.Languages;

/// <summary>The languages of the pages and how a person's choice is kept.</summary>
internal static class SiteLanguage
{
    public const string Cookie = "aid-language";

    public static IReadOnlyList<CultureInfo> All { get; } = [CultureInfo.GetCultureInfo("zh-CN"), CultureInfo.GetCultureInfo("en")];

    public static bool IsChinese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh";

    public static IServiceCollection AddSiteLanguages(this IServiceCollection services)
    {
        services.AddLocalization(options => options.ResourcesPath = "Resources");
        services.AddOptions<RequestLocalizationOptions>().Configure<IOptions<SiteOptions>>((localization, site) =>
        {
            localization.DefaultRequestCulture = new RequestCulture(site.Value.DefaultLanguage);
            localization.SupportedCultures = [.. All];
            localization.SupportedUICultures = [.. All];

            // Not the browser's language: office computers are often set to one that the clerk did not choose.
            localization.RequestCultureProviders = [new CookieRequestCultureProvider { CookieName = Cookie }];
        });
        return services;
    }

    public static void Choose(HttpResponse response, string language, bool secure, DateTimeOffset now)
    {
        if (All.FirstOrDefault(culture => culture.Name == language) is not { } chosen)
            return;

        response.Cookies.Append(Cookie, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(chosen)), new CookieOptions
        {
            Expires = now.AddYears(1),
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            Secure = secure,
        });
    }
}
