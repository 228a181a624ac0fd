using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Funds;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.Payments;
using AidWorkflows.Domain.People;

namespace AidWorkflows.Tests.Domain.Payments;

/// <summary>A case whose awards wait to be paid, the fund, and two cashiers.</summary>
internal sealed class OwedAid
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));
    public static readonly DateOnly Today = new(2026, 3, 2);

    public OwedAid(decimal allocated, params decimal[] amounts)
    {
        Case = Open(amounts.Length);
        var archive = HouseholdArchive.Begin("DA-2026-000001", Case, "deep", [new(Guid.NewGuid(), "张三", new SealedField([1], "***", [2]), isHolder: true)], Now);
        archive.Activate(null, null, Now);
        Case.LinkTo(archive, Now);
        foreach (var (request, amount) in Case.Requests.Zip(amounts))
            Case.Pay(Case.Grant(request.Id, amount, OrganisationLevel.County, archive, null, Now).Id, _ => new SealedField([1], "****1234"), Now);
        if (allocated > 0)
            Fund.Allocate(allocated, "总工办发〔2026〕1号", Maker.PersonId, Now);
    }

    public AidCase Case { get; }

    public Fund Fund { get; } = new(new Organisation("c", "县", OrganisationLevel.County, null, Now), FundSource.CentralFinance, "中央", "文", Now);

    public Actor Maker { get; } = Cashier();

    public Actor Checker { get; } = Cashier();

    public IReadOnlyList<Payment> Payments => Case.Payments;

    public PaymentBatch Make(string number, params IReadOnlyList<Payment> payments) => PaymentBatch.Make(number, Fund, payments, Maker, Now);

    /// <summary>As the bank has it.</summary>
    public PaymentBatch Sent(string number, params IReadOnlyList<Payment> payments)
    {
        var batch = Make(number, payments);
        batch.Check(Checker, Now);
        batch.Send("hash", "Csv", Maker.PersonId, Now);
        return batch;
    }

    public void Answer(PaymentBatch batch, Payment payment, bool isPaid) =>
        batch.TakeResults([new BankResult(payment.Number, isPaid, isPaid ? "" : "账号错误", Today)], Fund, Payments.ToList(), Maker.PersonId, Now);

    private static Actor Cashier() => new(Guid.NewGuid(), "n", Guid.NewGuid(), "/c/", OrganisationLevel.County, new HashSet<string> { StaffRoles.Cashier });

    private static AidCase Open(int requests)
    {
        var sealedField = new SealedField([1], "***", [2]);
        return AidCase.Open(
            new CaseOpening(
                "AW-2026-000001",
                AidProgrammes.NeedyWorkerAid,
                new Actor(Guid.NewGuid(), "n", Guid.NewGuid(), "/c/g/", OrganisationLevel.Grassroots, new HashSet<string> { StaffRoles.Clerk }),
                new Applicant(Guid.NewGuid(), "张三", "厂", sealedField, sealedField),
                new BankAccount(Guid.NewGuid(), "行", "张三", sealedField),
                [],
                [],
                [],
                null,
                new Dictionary<string, bool>(),
                [.. Enumerable.Range(0, requests).Select(_ => new AidRequest(Guid.NewGuid(), AidKind.Medical, 20000m, 30000m, null, "i"))]),
            Now);
    }
}
