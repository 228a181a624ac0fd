using AidWorkflows.Domain.Assessment;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Policies;
using AidWorkflows.Tests.Domain.Policies;
using static AidWorkflows.Tests.Domain.Assessment.Households;

namespace AidWorkflows.Tests.Domain.Assessment;

/// <summary>S-041, S-042, S-108 to S-114: which papers this applicant has to bring.</summary>
public sealed class RequiredDocumentTests
{
    [Fact]
    public void S041_S042_everybody_brings_these() =>
        Assert.Equal(["authorisation", "id-card", "register", "income", "hardship"], Ids(Of(2, 500).Assess()));

    [Fact]
    public void Papers_follow_what_is_asked_for()
    {
        var needs = Of(2, 500).Asking(AidKind.Medical, 100, 100).Declaring("hasDisabilityCard").Assess().RequiredDocuments;
        Assert.Equal(["medical", "disability"], needs.Skip(5).Select(need => need.Id));
        Assert.Equal(["requestsMedical"], needs[5].Facts.Select(fact => fact.Fact));
        Assert.Equal("requests[0]", needs[5].Facts[0].Reference);
    }

    [Fact]
    public void S108_S109_S110_S111_S114_papers_that_facts_ask_for()
    {
        var plain = Ids(Of(2, 500).Assess(ShippedPacks.Autumn));
        var special = Ids(Of(2, 500).Declaring("spouseOnOtherRegister", "hasDisabilityCard", "hasMinimumLivingCertificate", "migrantWorker").Assess(ShippedPacks.Autumn));

        Assert.Equal(["survey", "id-card", "register", "income", "school"], plain);
        Assert.Equal(["marriage", "disability", "low-income", "one-year", "contract"], special.Except(plain));
    }

    [Fact]
    public void S112_Q33_medical_costs_are_of_the_last_July_to_June()
    {
        var facts = Of(2, 500).Spending(RigidExpenseKind.Illness, 100) with { AppliedOn = new DateOnly(2026, 7, 20) };
        var medical = Assert.Single(facts.Assess(ShippedPacks.Autumn).RequiredDocuments, need => need.Id == "medical");
        Assert.Equal(new DateRange(new DateOnly(2025, 7, 1), new DateOnly(2026, 6, 30)), medical.Window);
    }

    [Fact]
    public void S113_the_school_report_may_follow_until_a_day() =>
        Assert.Equal(Applied.AddDays(60), Assert.Single(Of(2, 500).Assess(ShippedPacks.Autumn).RequiredDocuments, need => need.Id == "school").FollowBy);

    private static IEnumerable<string> Ids(HouseholdAssessment result) => result.RequiredDocuments.Select(need => need.Id);
}
