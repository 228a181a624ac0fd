using System.Globalization;
using System.Text.Json.Nodes;
using AidWorkflows.Tests.Host.HumanTasks;
using AidWorkflows.Tests.TestData;
using Xunit.Abstractions;

namespace AidWorkflows.Tests.Host.Payments;

/// <summary>Several cashiers at the same moment: nothing is paid twice, and the money adds up, on both databases.</summary>
public abstract class PaymentRaceContract(AidServer server, ITestOutputHelper output)
{
    /// <summary>More rounds with AID_PAYMENT_ROUNDS.</summary>
    private static readonly int Rounds = int.TryParse(Environment.GetEnvironmentVariable("AID_PAYMENT_ROUNDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) ? rounds : 50;

    [Fact]
    public async Task Of_two_cashiers_who_take_up_the_same_payment_one_gets_it()
    {
        var one = await PaymentWalk.BeginAsync(server, 1000m);
        var other = await PaymentWalk.BeginAsync(server, 1000m);
        var first = await one.OwedAsync(9801, 100m);
        var second = await one.OwedAsync(9802, 50m);
        var refusals = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var round = 0; round < Rounds; round++)
        {
            // The same fund and another one, the same payments and overlapping ones.
            var rival = round % 2 == 0 ? one : other;
            var answers = await Task.WhenAll(
                one.MakeRefusedAsync("cashier", first, second),
                rival.MakeRefusedAsync("cashier2", round % 3 == 0 ? [second, first] : [second]));
            Assert.Single(answers, "201");
            var refusal = answers.Single(answer => answer != "201");
            Assert.True(refusal is "409 payment-not-pending payments" or "409 try-again", refusal);
            refusals[refusal] = refusals.GetValueOrDefault(refusal) + 1;
            await one.HoldAsync();
            await other.HoldAsync();
            await GiveUpAsync(one, first, second);
        }

        output.WriteLine($"{Rounds} rounds: {string.Join(", ", refusals.Select(pair => $"{pair.Key} {pair.Value}"))}");
    }

    [Fact]
    public async Task Two_cashiers_with_different_payments_of_one_fund_both_succeed()
    {
        var walk = await PaymentWalk.BeginAsync(server, 150m);
        var first = await walk.OwedAsync(9803, 100m);
        var second = await walk.OwedAsync(9804, 50m);
        for (var round = 0; round < Rounds; round++)
        {
            Assert.Equal(["201", "201"], await Task.WhenAll(walk.MakeRefusedAsync("cashier", first), walk.MakeRefusedAsync("cashier2", second)));
            Assert.Equal("0 150 0", await walk.BalanceAsync());
            await GiveUpAsync(walk, first, second);
        }

        await walk.HoldAsync();
    }

    /// <summary>The balance is for one of them only.</summary>
    [Fact]
    public async Task Two_cashiers_cannot_spend_the_same_money()
    {
        var walk = await PaymentWalk.BeginAsync(server, 100m);
        var first = await walk.OwedAsync(9805, 100m);
        var second = await walk.OwedAsync(9806, 100m);
        for (var round = 0; round < Rounds; round++)
        {
            var answers = await Task.WhenAll(walk.MakeRefusedAsync("cashier", first), walk.MakeRefusedAsync("cashier2", second));
            Assert.Equal(["201", "409 payment-over-balance fund"], answers.Order(StringComparer.Ordinal));
            await walk.HoldAsync();
            await GiveUpAsync(walk, first, second);
        }
    }

    [Fact]
    public async Task A_batch_that_several_people_cancel_or_check_at_once_changes_once()
    {
        var walk = await PaymentWalk.BeginAsync(server, 100m);
        var owed = await walk.OwedAsync(9807, 100m);
        for (var round = 0; round < Rounds; round++)
        {
            var batch = await walk.MakeAsync(owed);
            var answers = await Task.WhenAll(new[] { ("cashier", "cancel"), ("cashier2", "cancel"), ("cashier2", "check") }
                .Select(call => walk.SendAsync(call.Item1, $"/api/v1/payments/batches/{batch}/{call.Item2}", new { })));
            Assert.Single(answers[..2], "200");
            Assert.All(answers, answer => Assert.True(answer is "200" or "409 batch-state" or "409 try-again", answer));
            Assert.Equal("100 0 0", await walk.BalanceAsync());
        }

        await walk.HoldAsync();
    }

    [Fact]
    public async Task The_same_result_file_at_the_same_moment_is_taken_over_once()
    {
        var walk = await PaymentWalk.BeginAsync(server, 10000m);
        for (var round = 0; round < 5; round++)
        {
            var paid = await walk.OwedAsync(9811 + (round * 2), 100m);
            var failed = await walk.OwedAsync(9812 + (round * 2), 50m);
            var batch = await walk.SentAsync(paid, failed);
            var file = await walk.FileAsync((paid, "成功"), (failed, "失败"));
            var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => walk.ResultsAsync(batch, file, userName: i % 2 == 0 ? "cashier" : "cashier2")));
            Assert.Single(answers, "200");
            Assert.All(answers.Where(answer => answer != "200"), answer => Assert.True(answer is "409 result-file-known file" or "409 batch-state" or "409 try-again", answer));
            await walk.FailedTaskAsync(failed);
        }

        Assert.Equal("9500 0 500", await walk.BalanceAsync());
        await walk.HoldAsync();
    }

    /// <summary>What the property test of the domain does, through the whole program.</summary>
    [Fact]
    public async Task Random_sequences_keep_the_ledger_whole()
    {
        var walk = await PaymentWalk.BeginAsync(server, 400m);
        List<JsonObject> payments = [];
        for (var i = 0; i < 5; i++)
            payments.Add(await walk.OwedAsync(9831 + i, 100m));
        var draws = new Draws(7);
        List<Guid> batches = [];
        var done = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var step = 0; step < 60; step++)
        {
            var what = await StepAsync(walk, payments, batches, draws);
            done[what] = done.GetValueOrDefault(what) + 1;
            await walk.HoldAsync();
        }

        output.WriteLine(string.Join(", ", done.Select(pair => $"{pair.Key} {pair.Value}")));
        Assert.Contains("results 200", done.Keys);
        Assert.Contains("retry 200", done.Keys);
    }

    private static async Task<string> StepAsync(PaymentWalk walk, List<JsonObject> payments, List<Guid> batches, Draws draws)
    {
        var batch = batches.Count > 0 ? batches[draws.Below(batches.Count)] : Guid.Empty;
        switch (draws.Below(4))
        {
            case 0:
                var chosen = payments.Where(_ => draws.Chance(2)).ToList();
                if (!draws.Chance(3))
                    chosen = await PendingAsync(walk, chosen);
                var before = await IdsAsync(walk);
                var made = await walk.MakeRefusedAsync(draws.Chance(2) ? "cashier" : "cashier2", chosen);
                batches.AddRange((await IdsAsync(walk)).Except(before));
                return $"make {made}";
            case 1:
                await walk.SendAsync("cashier", $"/api/v1/payments/batches/{batch}/check", new { });
                await walk.SendAsync("cashier2", $"/api/v1/payments/batches/{batch}/check", new { });
                return $"send {await walk.SendAsync("cashier", $"/api/v1/payments/batches/{batch}/file", new { })}";
            case 2:
                var file = await walk.FileAsync([.. payments.Where(_ => draws.Chance(2)).Select(payment => (payment, draws.Chance(2) ? "成功" : "失败"))]);
                return $"results {await walk.ResultsAsync(batch, file, acceptGood: true)}";
            default:
                var owed = payments[draws.Below(payments.Count)];
                if ((string)(await walk.PaymentAsync((string)owed["caseNumber"]!))["status"]! != "failed")
                    return $"cancel {await walk.SendAsync("cashier", $"/api/v1/payments/batches/{batch}/cancel", new { })}";
                return $"retry {await walk.CompleteAsync(await walk.FailedTaskAsync(owed), "账户无误，重新发放")}";
        }
    }

    private static async Task<List<JsonObject>> PendingAsync(PaymentWalk walk, List<JsonObject> chosen)
    {
        List<JsonObject> pending = [];
        foreach (var payment in chosen)
            if ((string)(await walk.PaymentAsync((string)payment["caseNumber"]!))["status"]! == "pending")
                pending.Add(payment);
        return pending;
    }

    private static async Task<List<Guid>> IdsAsync(PaymentWalk walk)
    {
        using var cashier = await walk.Server.SignInAsync("cashier");
        var list = JsonNode.Parse(await cashier.GetStringAsync("/api/v1/payments/batches?pageSize=500"))!;
        return [.. list["items"]!.AsArray().Select(item => (Guid)item!["id"]!)];
    }

    private static async Task GiveUpAsync(PaymentWalk walk, params JsonObject[] payments)
    {
        using var cashier = await walk.Server.SignInAsync("cashier");
        var drafts = JsonNode.Parse(await cashier.GetStringAsync("/api/v1/payments/batches?status=draft&pageSize=500"))!["items"]!.AsArray();
        foreach (var draft in drafts)
            Assert.Equal("200", await walk.SendAsync("cashier", $"/api/v1/payments/batches/{draft!["id"]}/cancel", new { }));
        foreach (var payment in payments)
            Assert.Equal("pending", (string)(await walk.PaymentAsync((string)payment["caseNumber"]!))["status"]!);
    }
}

public sealed class SqlitePaymentRaceTests(AidServer server, ITestOutputHelper output) : PaymentRaceContract(server, output), IClassFixture<AidServer>;

public sealed class PostgreSqlPaymentRaceTests(PostgreSqlAidServer server, ITestOutputHelper output) : PaymentRaceContract(server.Server, output), IClassFixture<PostgreSqlAidServer>;
