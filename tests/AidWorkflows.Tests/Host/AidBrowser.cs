using System.Net;
using System.Text.RegularExpressions;

namespace AidWorkflows.Tests.Host;

/// <summary>Pages as a browser without JavaScript uses them: a cookie, and the token of a form that was read before.</summary>
internal static partial class AidBrowser
{
    /// <summary>Signed in on the page.</summary>
    public static async Task<HttpClient> BrowserAsync(this AidServer server, string userName, string password = AidServer.Password)
    {
        var client = server.CreateClient(new() { AllowAutoRedirect = false });
        var form = await client.ReadPageAsync("/account/sign-in");
        using var signedIn = await client.PostFormAsync("/account/sign-in", form, ("UserName", userName), ("Password", password));
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        return client;
    }

    public static async Task<string> ReadPageAsync(this HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {answer.StatusCode}");
        return await answer.Content.ReadAsStringAsync();
    }

    /// <param name="formPage">Any page with a form: its token is taken.</param>
    public static async Task<HttpResponseMessage> PostFormAsync(this HttpClient client, string path, string formPage, params (string Name, string Value)[] fields)
    {
        var token = Token().Match(formPage).Groups["token"].Value;
        Assert.NotEmpty(token);
        using var content = new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        return await client.PostAsync(path, content);
    }

    [GeneratedRegex("""name="__RequestVerificationToken" type="hidden" value="(?<token>[^"]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
