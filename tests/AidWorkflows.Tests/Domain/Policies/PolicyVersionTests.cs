using AidWorkflows.Domain.Policies;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Tests.Domain.Policies;

/// <summary>S-004, S-022: standards are adjusted from time to time, and a new version takes over on a day.</summary>
public sealed class PolicyVersionTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Fact]
    public void A_version_that_begins_later_may_follow() => PolicyVersion.RequireSuccession(From("2026-07-01"), [Stored("2025-01-01")], Today);

    [Theory]
    [InlineData("2026-03-02", "policy-not-in-future")]
    [InlineData("2026-03-01", "policy-not-in-future")]
    public void A_new_version_begins_in_the_future(string from, string code) => Assert.Equal(code, Refusal(From(from), Stored("2025-01-01")));

    [Theory]
    [InlineData("2026-07-01", null, "policy-version-overlap")]
    [InlineData("2026-08-01", null, "policy-version-overlap")]
    [InlineData("2026-06-30", "2026-07-01", "policy-version-overlap")]
    [InlineData("2026-06-30", "2026-06-30", "")]
    public void A_new_version_begins_after_those_that_stand(string existing, string? end, string code)
    {
        if (code.Length == 0)
            PolicyVersion.RequireSuccession(From("2026-07-01"), [Stored(existing, end)], Today);
        else
            Assert.Equal(code, Refusal(From("2026-07-01"), Stored(existing, end)));
    }

    [Fact]
    public void A_pack_keeps_its_place()
    {
        var moved = ShippedPacks.With(json =>
        {
            json["organisation"] = "/china/anhui/";
            json["effectiveFrom"] = "2026-07-01";
        });
        Assert.Equal("policy-pack-moved", Refusal(moved, Stored("2025-01-01")));
    }

    [Fact]
    public void A_version_that_has_not_begun_can_be_withdrawn_and_leaves_its_days_free()
    {
        var slip = Stored("2026-07-01");
        slip.Withdraw(Guid.NewGuid(), Today, Now);

        Assert.True(slip.IsWithdrawn);
        PolicyVersion.RequireSuccession(From("2026-07-01"), [Stored("2025-01-01"), slip], Today);
        Assert.Equal("policy-in-force", Assert.Throws<RuleViolationException>(() => Stored("2026-03-02").Withdraw(Guid.NewGuid(), Today, Now)).Code);
    }

    private static PolicyPack From(string from) => ShippedPacks.With(json => json["effectiveFrom"] = from);

    private static PolicyVersion Stored(string from, string? to = null)
    {
        var json = ShippedPacks.Json();
        json["effectiveFrom"] = from;
        json["effectiveTo"] = to;
        json["standards"]!["amounts"]![0]!["from"] = "2020-01-01";
        var text = json.ToJsonString();
        return new PolicyVersion(PolicyPackReader.Read(text), text, 1, "", null, Now);
    }

    private static string Refusal(PolicyPack pack, PolicyVersion existing) =>
        Assert.Throws<InvalidInputException>(() => PolicyVersion.RequireSuccession(pack, [existing], Today)).Problems[0].Code;
}
