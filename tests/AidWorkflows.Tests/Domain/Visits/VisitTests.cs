using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Domain.Visits;

namespace AidWorkflows.Tests.Domain.Visits;

public sealed class VisitTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 30, 8, 0, 0, TimeSpan.Zero);
    private static readonly Guid One = Guid.NewGuid();
    private static readonly Guid Other = Guid.NewGuid();

    [Fact]
    public void S043_one_visitor_twice_is_no_visit_of_two()
    {
        Assert.Equal("visit-two-visitors", Assert.Throws<RuleViolationException>(() => Visited([One])).Code);
        Assert.Equal("visit-two-visitors", Assert.Throws<RuleViolationException>(() => Visited([One, One])).Code);
        Assert.Equal([One, Other], Visited([One, Other, One]).Visitors);
        Assert.Equal(3, Visited([One, Other, Guid.NewGuid()]).Visitors.Count);
    }

    [Fact]
    public void Q15_who_is_excluded_does_not_visit() =>
        Assert.Equal("visit-visitor-excluded", Assert.Throws<RuleViolationException>(() => Visited([One, Other], [Other])).Code);

    [Theory]
    [InlineData(StaffRoles.Reviewer, OrganisationLevel.County, "/county/", true)]
    [InlineData(StaffRoles.Clerk, OrganisationLevel.County, "/county/", false)]
    [InlineData(StaffRoles.Reviewer, OrganisationLevel.City, "/", false)]
    [InlineData(StaffRoles.Reviewer, OrganisationLevel.County, "/elsewhere/", false)]
    [InlineData(StaffRoles.Auditor, OrganisationLevel.County, "/county/", false)]
    public void Q17_a_doubt_is_cleared_by_a_reviewer_of_the_county(string role, OrganisationLevel level, string path, bool may)
    {
        var flag = new DoubtFlag(Guid.NewGuid(), DoubtReason.Complaint, "", null, Now);
        var actor = new Actor(One, "王", Guid.NewGuid(), path, level, new HashSet<string> { role });

        if (may)
        {
            Assert.Equal("doubt-cleared", flag.Clear(actor, "/county/town/", " 已核实 ", Now).Code);
            Assert.Equal(("已核实", false), (flag.ClearedBecause, flag.IsOpen));
            Assert.Equal("doubt-cleared", Assert.Throws<RuleViolationException>(() => flag.Clear(actor, "/county/town/", "再次", Now)).Code);
        }
        else
        {
            Assert.Equal("forbidden", Assert.Throws<RuleViolationException>(() => flag.Clear(actor, "/county/town/", "已核实", Now)).Code);
            Assert.True(flag.IsOpen);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    public void A_doubt_is_not_cleared_without_a_reason(string? reason)
    {
        var flag = new DoubtFlag(Guid.NewGuid(), DoubtReason.Complaint, "", null, Now);
        var actor = new Actor(One, "王", Guid.NewGuid(), "/county/", OrganisationLevel.County, new HashSet<string> { StaffRoles.Reviewer });

        Assert.Equal("reason", Assert.Throws<RuleViolationException>(() => flag.Clear(actor, "/county/", reason, Now)).Field);
    }

    private static Visit Visited(Guid[] visitors, Guid[]? excluded = null) =>
        new(new VisitOccasion(Guid.NewGuid(), VisitPurpose.FirstReview, new DateOnly(2026, 6, 30)), visitors, excluded ?? [], new VisitFindings(VisitConclusion.Eligible), Now);
}
