using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Host.Registers;
using AidWorkflows.Tests.TestData;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Tests.Host.Registers;

/// <summary>What tests ask of the registers' API.</summary>
internal static class RegisterCalls
{
    public static readonly string Today = ChinaTime.Today(TimeProvider.System).ToString("O");

    public static Task<HttpResponseMessage> UploadAsync(this HttpClient client, string register, byte[] content, string fileName = "登记.csv", string? columns = null)
    {
        var form = new MultipartFormDataContent { { new StringContent(register), "register" }, { new ByteArrayContent(content), "file", fileName } };
        if (columns is not null)
            form.Add(new StringContent(columns), "columns");
        return client.PostAsync("/api/v1/registers/imports", form);
    }

    /// <summary>Uploads, confirms the columns as guessed and waits for the last row.</summary>
    public static async Task<JsonObject> ImportAsync(this AidServer server, string userName, string register, string csv, bool isComplete = false)
    {
        using var client = await server.SignInAsync(userName);
        using var uploaded = await client.UploadAsync(register, Encoding.UTF8.GetBytes(csv));
        var body = await AidServer.ReadAsync(uploaded);
        Assert.True(uploaded.IsSuccessStatusCode, body.ToJsonString());
        var id = (string)body["import"]!["id"]!;
        using var started = await client.PostAsJsonAsync($"/api/v1/registers/imports/{id}/start", new { asOf = Today, isComplete });
        Assert.True(started.IsSuccessStatusCode, await started.Content.ReadAsStringAsync());
        return await server.FinishedAsync(client, id);
    }

    public static async Task<JsonObject> FinishedAsync(this AidServer server, HttpClient client, string id)
    {
        await server.Services.GetRequiredService<RegisterImportService>().WhenEnded(Guid.Parse(id));
        return (await client.GetFromJsonAsync<JsonObject>($"/api/v1/registers/imports/{id}"))!;
    }

    public static string Row(int seed, params string[] cells) => string.Join(',', [SyntheticPeople.Person(seed).IdNumber, SyntheticPeople.Person(seed).Name, .. cells]);
}
