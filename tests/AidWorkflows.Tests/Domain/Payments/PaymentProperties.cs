using AidWorkflows.Domain.Funds;
using AidWorkflows.Domain.Payments;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Tests.TestData;
using Xunit.Abstractions;

namespace AidWorkflows.Tests.Domain.Payments;

/// <summary>What holds after every step of a thousand random sequences of batches, cancellations, results and retries.</summary>
public sealed class PaymentProperties(ITestOutputHelper output)
{
    private const int Sequences = 1000;
    private const int Steps = 60;

    [Fact]
    public void Payments_equal_awards_nothing_is_paid_twice_and_no_balance_is_negative()
    {
        var done = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var seed = 1; seed <= Sequences; seed++)
            Run(new Draws(seed), done);
        output.WriteLine(string.Join(", ", done.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value}")));

        // A sequence that only ever refuses would hold anything.
        foreach (var step in new[] { "made", "cancelled", "paid", "failed", "retried", "payment-over-balance", "payment-not-pending" })
            Assert.True(done.GetValueOrDefault(step) > Sequences / 10, step);
    }

    private static void Run(Draws draws, Dictionary<string, int> done)
    {
        var owed = new OwedAid(draws.Fen(0, 300_000), [.. Enumerable.Range(0, 8).Select(_ => draws.Fen(1, 100_000))]);
        List<PaymentBatch> batches = [];
        var allocated = owed.Fund.Available;
        for (var step = 0; step < Steps; step++)
        {
            var before = (owed.Fund.Available, owed.Fund.Reserved, owed.Fund.Spent, owed.Fund.Entries.Count);
            string what;
            try
            {
                what = Step(draws, owed, batches, ref allocated);
            }
            catch (RuleViolationException refusal)
            {
                what = refusal.Code;
                Assert.Equal(before, (owed.Fund.Available, owed.Fund.Reserved, owed.Fund.Spent, owed.Fund.Entries.Count));
            }

            done[what] = done.GetValueOrDefault(what) + 1;
            Hold(owed, batches, allocated);
        }
    }

    private static string Step(Draws draws, OwedAid owed, List<PaymentBatch> batches, ref decimal allocated)
    {
        var batch = batches.Count > 0 ? batches[draws.Below(batches.Count)] : null;
        var payment = owed.Payments[draws.Below(owed.Payments.Count)];
        switch (draws.Below(7))
        {
            case 0:
                var more = draws.Fen(1, 50_000);
                owed.Fund.Allocate(more, "文", owed.Maker.PersonId, OwedAid.Now);
                allocated += more;
                return "allocated";
            case 1:
                batches.Add(owed.Make($"FF-{batches.Count}", [.. owed.Payments.Where(_ => draws.Chance(3))]));
                return "made";
            case 2 when batch is not null:
                batch.Cancel(owed.Fund, owed.Payments.ToList(), owed.Maker.PersonId, OwedAid.Now);
                return "cancelled";
            case 3 when batch is not null:
                batch.Check(owed.Checker, OwedAid.Now);
                batch.Send("h", "Csv", owed.Maker.PersonId, OwedAid.Now);
                return "sent";
            case 4 or 5 when batch is not null:
                batch.RequireAwaitingResults();
                var waiting = batch.Attempts.Where(attempt => attempt.Status == PaymentAttemptStatus.Waiting).ToList();
                var isPaid = draws.Below(3) > 0;
                var answered = waiting[draws.Below(waiting.Count)].PaymentId;
                owed.Answer(batch, owed.Payments.Single(candidate => candidate.Id == answered), isPaid);
                return isPaid ? "paid" : "failed";
            default:
                owed.Case.RetryPayment(payment.Id, isCorrected: false, null, OwedAid.Now);
                return "retried";
        }
    }

    private static void Hold(OwedAid owed, List<PaymentBatch> batches, decimal allocated)
    {
        var fund = owed.Fund;
        var attempts = batches.SelectMany(batch => batch.Attempts).ToList();
        Assert.Equal(owed.Case.Awards.Sum(award => award.Amount), owed.Payments.Sum(payment => payment.Amount));
        Assert.True(fund is { Available: >= 0, Reserved: >= 0, Spent: >= 0 });
        Assert.Equal(allocated, fund.Available + fund.Reserved + fund.Spent);
        Assert.Equal(attempts.Where(attempt => attempt.Status == PaymentAttemptStatus.Waiting).Sum(attempt => attempt.Amount), fund.Reserved);
        Assert.Equal(owed.Payments.Where(payment => payment.Status == PaymentStatus.Paid).Sum(payment => payment.Amount), fund.Spent);
        Assert.Equal(fund.Entries.Where(entry => entry.Kind == FundEntryKind.Payment).Sum(entry => entry.Amount), fund.Spent);
        Assert.All(fund.Entries, entry => Assert.True(entry is { AvailableAfter: >= 0, ReservedAfter: >= 0, SpentAfter: >= 0 }));
        var live = attempts.Where(attempt => attempt.LivePaymentId is not null).ToList();
        Assert.Equal(live.Count, live.DistinctBy(attempt => attempt.LivePaymentId).Count());
        var paid = fund.Entries.Where(entry => entry.PaidPaymentId is not null).ToList();
        Assert.Equal(paid.Count, paid.DistinctBy(entry => entry.PaidPaymentId).Count());
        Assert.Equal(live.Count, owed.Payments.Count(payment => payment.Status is PaymentStatus.InBatch or PaymentStatus.Paid));
    }
}
