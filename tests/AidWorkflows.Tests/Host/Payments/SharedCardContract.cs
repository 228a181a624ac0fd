using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Tests.Host.HumanTasks;
using AidWorkflows.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Tests.Host.Payments;

/// <summary>Q-17: one bank card that holders of different archives have given as their own.</summary>
public abstract class SharedCardContract(AidServer server)
{
    [Fact]
    public async Task Q17_a_card_of_two_archives_is_a_warning_wherever_payments_are_chosen_and_refuses_nothing()
    {
        var walk = await PaymentWalk.BeginAsync(server, 1000m);
        var first = await walk.OwedAsync(9851, 100m);
        Assert.Empty(first["warnings"]!.AsArray());
        var second = await OwedAsync(walk, 9852, SyntheticPeople.Person(9851).BankCard);
        var alone = await walk.OwedAsync(9853, 50m);
        first = await walk.PaymentAsync((string)first["caseNumber"]!);

        var (one, two) = (await ArchiveOfAsync(first), await ArchiveOfAsync(second));
        Assert.Equal([$"shared-bank-account {first["paymentNumber"]} {two}"], Texts(first));
        Assert.Equal([$"shared-bank-account {second["paymentNumber"]} {one}"], Texts(second));
        Assert.Empty(Texts(alone));
        using var browser = await server.BrowserAsync("cashier");
        foreach (var page in new[] { "/payments/batches", "/payments" })
        {
            var html = WebUtility.HtmlDecode(await browser.ReadPageAsync(page));
            Assert.Contains($"同一银行卡也登记在档案 {one} 的户主名下", html, StringComparison.Ordinal);
            Assert.Contains($"同一银行卡也登记在档案 {two} 的户主名下", html, StringComparison.Ordinal);
        }

        var batch = await walk.SentAsync(first, second, alone);
        var made = await walk.BatchAsync(batch);
        Assert.Equal([.. Texts(first), .. Texts(second)], Texts(made).Order(StringComparer.Ordinal));
        Assert.Contains($"档案 {one} 的户主名下", WebUtility.HtmlDecode(await browser.ReadPageAsync($"/payments/batches/{batch}")), StringComparison.Ordinal);
        Assert.DoesNotContain(SyntheticPeople.Person(9851).BankCard, made.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("200", await walk.ResultsAsync(batch, await walk.FileAsync((first, "成功"), (second, "成功"), (alone, "成功"))));
        Assert.Empty(Texts(await walk.BatchAsync(batch)));
    }

    /// <summary>A second aid item of the same household, to the same card, is no doubt.</summary>
    [Fact]
    public async Task Two_payments_to_the_card_of_one_household_have_no_warning()
    {
        var walk = await PaymentWalk.BeginAsync(server, 1000m);
        var first = await walk.OwedAsync(9854, 100m);
        using var clerk = await server.SignInAsync("grassroots1");
        using var answer = await clerk.PostAsJsonAsync("/api/v1/applications", AidCalls.Application(9854, ("medical", 50m, 90000m)));
        var number = (string)(await AidServer.ReadAsync(answer))["caseNumber"]!;
        await server.DecideAsync("county1", number);

        Assert.Empty(Texts(await walk.PaymentAsync(number)));
        Assert.Empty(Texts(await walk.PaymentAsync((string)first["caseNumber"]!)));
    }

    /// <summary>A corrected card counts, not that of the application.</summary>
    [Fact]
    public async Task A_failed_payment_corrected_to_the_card_of_another_holder_has_the_warning()
    {
        var walk = await PaymentWalk.BeginAsync(server, 1000m);
        var (other, owed) = (await walk.OwedAsync(9855, 100m), await walk.OwedAsync(9856, 100m));
        Assert.Equal("200", await walk.ResultsAsync(await walk.SentAsync(owed), await walk.FileAsync((owed, "失败"))));
        Assert.Empty(Texts(await walk.PaymentAsync((string)owed["caseNumber"]!)));
        var (person, card) = (SyntheticPeople.Person(9856), SyntheticPeople.Person(9855).BankCard);
        Assert.Equal("200", await walk.SendAsync("grassroots1", HttpMethod.Put, $"/api/v1/payments/{owed["id"]}/account", new { accountName = person.Name, bankName = "工行", accountNumber = card }));

        Assert.Equal([$"shared-bank-account {owed["paymentNumber"]} {await ArchiveOfAsync(other)}"], Texts(await walk.PaymentAsync((string)owed["caseNumber"]!)));
    }

    private static IReadOnlyList<string> Texts(JsonObject view) =>
        [.. view["warnings"]!.AsArray().Select(warning => $"{warning!["code"]} {warning["paymentNumber"]} {string.Join(' ', warning["archives"]!.AsArray().Select(archive => (string)archive!))}")];

    private async Task<JsonObject> OwedAsync(PaymentWalk walk, int seed, string card)
    {
        using var county = await server.SignInAsync("county1");
        await PaperArchives.EnterAsync(county, SyntheticPeople.Person(seed));
        var application = AidCalls.Application(seed, ("medical", 100m, 90000m));
        application["applicant"]!["bank"]!["accountNumber"] = card;
        using var clerk = await server.SignInAsync("grassroots1");
        using var answer = await clerk.PostAsJsonAsync("/api/v1/applications", application);
        var number = (string)(await AidServer.ReadAsync(answer))["caseNumber"]!;
        await server.DecideAsync("county1", number);
        return await walk.PaymentAsync(number);
    }

    private Task<string> ArchiveOfAsync(JsonObject payment)
    {
        var number = (string)payment["caseNumber"]!;
        return server.InDatabaseAsync(db => db.Set<HouseholdArchive>().Where(archive => db.Set<AidCase>().Any(aidCase => aidCase.CaseNumber == number && aidCase.ArchiveId == archive.Id)).Select(archive => archive.ArchiveNumber).SingleAsync());
    }
}

public sealed class SqliteSharedCardTests(AidServer server) : SharedCardContract(server), IClassFixture<AidServer>;

public sealed class PostgreSqlSharedCardTests(PostgreSqlAidServer server) : SharedCardContract(server.Server), IClassFixture<PostgreSqlAidServer>;
