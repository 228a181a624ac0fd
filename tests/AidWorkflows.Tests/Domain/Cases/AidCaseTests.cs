using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Tests.Domain.Cases;

public sealed class AidCaseTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void A_case_is_decided_with_its_last_request_and_then_lets_the_applicant_apply_again()
    {
        var aidCase = Open(2);

        aidCase.MoveRequestTo(aidCase.Requests[0].Id, RequestStatus.Rejected, null, Now);
        Assert.Equal(CaseStatus.InReview, aidCase.Status);
        Assert.NotNull(aidCase.OpenApplicantIndex);
        aidCase.MoveRequestTo(aidCase.Requests[1].Id, RequestStatus.Approved, null, Now);

        Assert.Equal(CaseStatus.Approved, aidCase.Status);
        Assert.Null(aidCase.OpenApplicantIndex);
        Assert.Equal(Now, aidCase.ClosedAt);
    }

    [Fact]
    public void A_decided_request_stays_decided()
    {
        var aidCase = Open(1);
        var id = aidCase.Requests[0].Id;
        aidCase.MoveRequestTo(id, RequestStatus.Rejected, null, Now);

        Assert.Equal("request-status-transition", Refusal(() => aidCase.MoveRequestTo(id, RequestStatus.Approved, null, Now)));
        Assert.Equal("case-status-transition", Refusal(() => aidCase.MoveTo(CaseStatus.InReview, null, Now)));
    }

    [Fact]
    public void Every_change_writes_its_event_in_the_same_method()
    {
        var aidCase = Open(1);
        var id = aidCase.Requests[0].Id;
        var award = aidCase.Grant(id, 100m, OrganisationLevel.County, ArchiveOf(aidCase), null, Now);
        aidCase.Pay(award.Id, _ => new SealedField([1], "****1234"), Now);
        aidCase.Warn("amount-on-threshold", id, new Dictionary<string, string>(), Now);
        aidCase.MoveRequestTo(id, RequestStatus.Approved, null, Now);

        Assert.Equal(
            ["case-opened", "archive-linked", "award-granted", "payment-created", "case-warning", "request-status-changed", "case-status-changed"],
            aidCase.Events.Select(entry => entry.Code));
    }

    [Fact]
    public void One_award_per_request_and_one_payment_per_award()
    {
        var aidCase = Open(1);
        var id = aidCase.Requests[0].Id;
        var award = aidCase.Grant(id, 100m, OrganisationLevel.County, ArchiveOf(aidCase), null, Now);
        aidCase.Pay(award.Id, _ => new SealedField([1], "****1234"), Now);

        Assert.Equal("award-exists", Refusal(() => aidCase.Grant(id, 100m, OrganisationLevel.County, ArchiveOf(aidCase), null, Now)));
        Assert.Equal("payment-exists", Refusal(() => aidCase.Pay(award.Id, _ => new SealedField([1], ""), Now)));
    }

    [Theory]
    [InlineData("30000.00", null)]
    [InlineData("30000.01", "award-over-self-paid")]
    [InlineData("0", "award-amount")]
    [InlineData("0.001", "award-amount")]
    public void An_award_is_a_positive_amount_of_cents_within_the_self_paid_part(string amountText, string? code)
    {
        var aidCase = Open(1);
        var amount = decimal.Parse(amountText, System.Globalization.CultureInfo.InvariantCulture);
        void Grant() => aidCase.Grant(aidCase.Requests[0].Id, amount, OrganisationLevel.County, ArchiveOf(aidCase), null, Now);

        if (code is null)
            Grant();
        else
            Assert.Equal(code, Refusal(Grant));
    }

    [Fact]
    public void Aid_is_never_paid_to_an_account_in_another_name()
    {
        var aidCase = Open(1, accountName: "李四");
        var award = aidCase.Grant(aidCase.Requests[0].Id, 100m, OrganisationLevel.County, ArchiveOf(aidCase), null, Now);

        Assert.Equal("payee-not-applicant", Refusal(() => aidCase.Pay(award.Id, _ => new SealedField([1], ""), Now)));
        Assert.Empty(aidCase.Payments);
    }

    [Fact]
    public void The_same_warning_is_raised_once()
    {
        var aidCase = Open(1);
        aidCase.Warn("amount-on-threshold", aidCase.Requests[0].Id, new Dictionary<string, string>(), Now);
        aidCase.Warn("amount-on-threshold", aidCase.Requests[0].Id, new Dictionary<string, string>(), Now);

        Assert.Single(aidCase.Warnings);
    }

    /// <summary>S-002: no aid without an active archive.</summary>
    [Fact]
    public void Aid_needs_the_cases_own_archive_and_an_active_one()
    {
        var aidCase = Open(1);
        var id = aidCase.Requests[0].Id;
        Assert.Equal("archive-needed", Refusal(() => aidCase.Grant(id, 100m, OrganisationLevel.County, null, null, Now)));
        Assert.Equal("archive-needed", Refusal(() => aidCase.Grant(id, 100m, OrganisationLevel.County, ArchiveOf(Open(1)), null, Now)));

        var archive = HouseholdArchive.Begin("DA-2026-000001", aidCase, "deep", [Holder()], Now);
        aidCase.LinkTo(archive, Now);
        Assert.Equal("archive-not-active", Refusal(() => aidCase.Grant(id, 100m, OrganisationLevel.County, archive, null, Now)));
        archive.Activate(null, null, Now);
        archive.MoveTo(ArchiveState.Relieved, null, Now);
        Assert.Equal("archive-not-active", Refusal(() => aidCase.Grant(id, 100m, OrganisationLevel.County, archive, null, Now)));
        Assert.Empty(aidCase.Awards);

        archive.Activate(null, null, Now);
        Assert.Equal(100m, aidCase.Grant(id, 100m, OrganisationLevel.County, archive, null, Now).Amount);
    }

    /// <summary>S-051: a refusal leaves no aid item undecided.</summary>
    [Fact]
    public void A_case_refused_as_a_whole_decides_all_its_requests()
    {
        var aidCase = Open(2);
        aidCase.MoveTo(CaseStatus.InReview, null, Now);
        aidCase.MoveTo(CaseStatus.Rejected, null, Now);

        Assert.All(aidCase.Requests, request => Assert.Equal(RequestStatus.Rejected, request.Status));
        Assert.Null(aidCase.OpenApplicantIndex);
    }

    private static HouseholdArchive ArchiveOf(AidCase aidCase)
    {
        var archive = HouseholdArchive.Begin("DA-2026-000001", aidCase, "deep", [Holder()], Now);
        archive.Activate(null, null, Now);
        aidCase.LinkTo(archive, Now);
        return archive;
    }

    private static ArchivePerson Holder() => new(Guid.NewGuid(), "张三", new SealedField([1], "***", [2]), isHolder: true);

    private static AidCase Open(int requests, string accountName = "张三")
    {
        var actor = new Actor(Guid.NewGuid(), "n", Guid.NewGuid(), "/c/", OrganisationLevel.Grassroots, new HashSet<string> { StaffRoles.Clerk });
        var sealedField = new SealedField([1], "***", [2]);
        return AidCase.Open(
            new CaseOpening(
                "AW-2026-000001",
                AidProgrammes.NeedyWorkerAid,
                actor,
                new Applicant(Guid.NewGuid(), "张三", "厂", sealedField, sealedField),
                new BankAccount(Guid.NewGuid(), "行", accountName, sealedField),
                [],
                [],
                [],
                null,
                new Dictionary<string, bool>(),
                [.. Enumerable.Range(0, requests).Select(_ => new AidRequest(Guid.NewGuid(), AidKind.Medical, 20000m, 30000m, null, "i"))]),
            Now);
    }

    private static string Refusal(Action action) => Assert.Throws<RuleViolationException>(action).Code;
}
