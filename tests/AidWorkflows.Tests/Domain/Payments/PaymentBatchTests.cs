using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Funds;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.Payments;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Tests.Domain.Payments;

/// <summary>S-070 to S-072: batches, results and the ledger, without a database.</summary>
public sealed class PaymentBatchTests
{
    [Fact]
    public void A_batch_reserves_its_sum_and_a_result_spends_or_releases_it()
    {
        var owed = new OwedAid(1000m, 300m, 200m);
        var batch = owed.Sent("FF-1", owed.Payments);
        Assert.Equal((500m, 500m, 0m), Balance(owed.Fund));

        owed.Answer(batch, owed.Payments[0], isPaid: true);
        Assert.Equal(PaymentBatchStatus.PartlySettled, batch.Status);
        owed.Answer(batch, owed.Payments[1], isPaid: false);

        Assert.Equal(PaymentBatchStatus.Settled, batch.Status);
        Assert.Equal((700m, 0m, 300m), Balance(owed.Fund));
        Assert.Equal([PaymentStatus.Paid, PaymentStatus.Failed], owed.Payments.Select(payment => payment.Status));
        Assert.Equal(
            [FundEntryKind.Allocation, FundEntryKind.Reservation, FundEntryKind.Payment, FundEntryKind.Release], owed.Fund.Entries.Select(entry => entry.Kind));
        Assert.Equal([1, 2, 3, 4], owed.Fund.Entries.Select(entry => entry.Number));
        Assert.Equal([1000m, 500m, 500m, 700m], owed.Fund.Entries.Select(entry => entry.AvailableAfter));
    }

    [Fact]
    public void A_payment_over_the_balance_is_refused_and_nothing_changes()
    {
        var owed = new OwedAid(499.99m, 300m, 200m);

        Assert.Equal("payment-over-balance", Refusal(() => owed.Make("FF-1", owed.Payments)));
        Assert.All(owed.Payments, payment => Assert.Equal((PaymentStatus.Pending, 0), (payment.Status, payment.Attempts)));
        Assert.Equal((499.99m, 0m, 0m), Balance(owed.Fund));
        Assert.Equal(300m, owed.Make("FF-1", owed.Payments[0]).Total);
    }

    [Fact]
    public void Four_eyes_make_and_check_a_batch()
    {
        var owed = new OwedAid(1000m, 300m);
        var batch = owed.Make("FF-1", owed.Payments);

        Assert.Equal("batch-state", Refusal(() => batch.Send("h", "Csv", owed.Maker.PersonId, OwedAid.Now)));
        Assert.Equal("batch-own", Refusal(() => batch.Check(owed.Maker, OwedAid.Now)));
        batch.Check(owed.Checker, OwedAid.Now);
        Assert.Equal("batch-state", Refusal(() => batch.Check(owed.Checker, OwedAid.Now)));
        Assert.Equal("batch-state", Refusal(() => batch.RequireAwaitingResults()));
        batch.Send("h", "Csv", owed.Maker.PersonId, OwedAid.Now);
        Assert.Equal("batch-state", Refusal(() => batch.Cancel(owed.Fund, owed.Payments, owed.Maker.PersonId, OwedAid.Now)));
        Assert.Equal(["batch-made", "batch-checked", "batch-exported"], batch.Events.Select(entry => entry.Code));
    }

    [Fact]
    public void A_cancelled_batch_gives_its_payments_and_money_back()
    {
        var owed = new OwedAid(1000m, 300m);
        var batch = owed.Make("FF-1", owed.Payments);
        Assert.Equal("payment-not-pending", Refusal(() => owed.Make("FF-2", owed.Payments)));

        batch.Cancel(owed.Fund, owed.Payments, owed.Maker.PersonId, OwedAid.Now);

        Assert.Equal((1000m, 0m, 0m), Balance(owed.Fund));
        Assert.Equal(1, owed.Sent("FF-2", owed.Payments).Attempts[0].Number);
    }

    /// <summary>S-072: a failed payment is tried again as the same payment, and its account only then changes.</summary>
    [Fact]
    public void S072_a_failed_payment_is_tried_again_and_never_paid_twice()
    {
        var owed = new OwedAid(1000m, 300m);
        var payment = owed.Payments[0];
        Assert.Equal("payment-not-failed", Refusal(() => owed.Case.RetryPayment(payment.Id, isCorrected: false, null, OwedAid.Now)));
        owed.Answer(owed.Sent("FF-1", payment), payment, isPaid: false);

        Assert.Equal("payment-not-pending", Refusal(() => owed.Make("FF-2", payment)));
        Assert.Equal("account-not-corrected", Refusal(() => owed.Case.RetryPayment(payment.Id, isCorrected: true, null, OwedAid.Now)));
        Assert.Equal("account-name-other", Refusal(() => payment.CorrectAccount(PersonName.Parse("李四"), "行", new SealedField([2], "****5678"), Guid.NewGuid(), OwedAid.Now)));
        payment.CorrectAccount(PersonName.Parse("张三"), "新行", new SealedField([2], "****5678"), Guid.NewGuid(), OwedAid.Now);
        owed.Case.RetryPayment(payment.Id, isCorrected: true, null, OwedAid.Now);
        var second = owed.Sent("FF-2", payment);
        owed.Answer(second, payment, isPaid: true);

        Assert.Equal((2, PaymentStatus.Paid), (second.Attempts[0].Number, payment.Status));
        Assert.Equal("payment-not-failed", Refusal(() => owed.Case.RetryPayment(payment.Id, isCorrected: false, null, OwedAid.Now)));
        Assert.Equal("payment-not-pending", Refusal(() => owed.Make("FF-3", payment)));
        Assert.Equal((700m, 0m, 300m), Balance(owed.Fund));
    }

    /// <summary>Section 2.1 of the requirements: central and provincial money has its own purposes.</summary>
    [Theory]
    [InlineData(FundSource.CentralFinance, AidProgrammes.NeedyWorkerAid, true)]
    [InlineData(FundSource.ProvincialMatching, AidProgrammes.GoldenAutumn, true)]
    [InlineData(FundSource.CentralFinance, AidProgrammes.CountyAidCentre, false)]
    [InlineData(FundSource.ProvincialMatching, AidProgrammes.CountyAidCentre, false)]
    [InlineData(FundSource.UnionFunds, AidProgrammes.CountyAidCentre, true)]
    [InlineData(FundSource.Interest, AidProgrammes.CountyAidCentre, true)]
    public void Central_and_provincial_money_is_for_the_national_programme(FundSource source, string programme, bool may)
    {
        var fund = new Fund(new Organisation("c", "县", OrganisationLevel.County, null, OwedAid.Now), source, "n", "d", OwedAid.Now);
        Assert.All(Enum.GetValues<AidKind>(), kind => Assert.Equal(may, fund.MayPay(programme, kind)));
    }

    [Fact]
    public void A_correction_says_why_and_never_goes_below_zero()
    {
        var owed = new OwedAid(1000m, 300m);
        owed.Make("FF-1", owed.Payments);

        Assert.Equal("payment-over-balance", Refusal(() => owed.Fund.Correct(-700.01m, "r", owed.Maker.PersonId, OwedAid.Now)));
        owed.Fund.Correct(-700m, "重复登记", owed.Maker.PersonId, OwedAid.Now);
        owed.Fund.Correct(0.01m, "少记", owed.Maker.PersonId, OwedAid.Now);
        Assert.Throws<InvalidInputException>(() => owed.Fund.Correct(0m, "r", owed.Maker.PersonId, OwedAid.Now));
        Assert.Throws<InvalidInputException>(() => owed.Fund.Allocate(-1m, "r", owed.Maker.PersonId, OwedAid.Now));
        Assert.Throws<InvalidInputException>(() => owed.Fund.Allocate(0.001m, "r", owed.Maker.PersonId, OwedAid.Now));

        Assert.Equal((0.01m, 300m, 0m), Balance(owed.Fund));
        Assert.Equal("重复登记", owed.Fund.Entries[^2].Text);
    }

    private static (decimal Available, decimal Reserved, decimal Spent) Balance(Fund fund) => (fund.Available, fund.Reserved, fund.Spent);

    private static string Refusal(Action action) => Assert.Throws<RuleViolationException>(action).Code;
}
