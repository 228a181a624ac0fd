using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Tests.Domain.Organisations;

public sealed class OrganisationTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    private readonly Organisation national = new("china", "全国总工会", OrganisationLevel.National, null, Now);
    private readonly Actor administrator;

    public OrganisationTests() =>
        administrator = new(Guid.NewGuid(), "周明远", national.Id, national.Path, national.Level, new HashSet<string> { StaffRoles.Administrator });

    [Theory]
    [InlineData(OrganisationLevel.National, OrganisationLevel.National, false)]
    [InlineData(OrganisationLevel.National, OrganisationLevel.Province, true)]
    [InlineData(OrganisationLevel.National, OrganisationLevel.Grassroots, true)]
    [InlineData(OrganisationLevel.County, OrganisationLevel.City, false)]
    [InlineData(OrganisationLevel.County, OrganisationLevel.County, false)]
    [InlineData(OrganisationLevel.County, OrganisationLevel.Grassroots, true)]
    [InlineData(OrganisationLevel.Grassroots, OrganisationLevel.Grassroots, false)]
    public void A_new_union_stands_strictly_below_the_one_above(OrganisationLevel above, OrganisationLevel level, bool possible)
    {
        var parent = above == OrganisationLevel.National ? national : new Organisation("upper", "上级工会", above, national, Now);
        if (!possible)
        {
            Assert.Equal("union-level", Refusal(() => parent.Add(Code("lower"), "下级工会", level, administrator, Now)));
            return;
        }

        var (union, change) = parent.Add(Code("lower"), "下级工会", level, administrator, Now);

        Assert.Equal($"{parent.Path}lower/", union.Path);
        Assert.Equal((parent.Id, level), (union.ParentId, union.Level));
        Assert.Equal((union.Id, OrganisationChangeKind.Added, "下级工会", administrator.PersonId), (change.OrganisationId, change.Kind, change.NameAfter, change.ByPersonId));
    }

    [Theory]
    [InlineData(1, 0, 0, 0, 0, "union-has-people")]
    [InlineData(1, 1, 1, 1, 1, "union-has-unions")]
    [InlineData(1, 0, 1, 1, 1, "union-has-tasks")]
    [InlineData(1, 0, 0, 1, 1, "union-has-cases")]
    [InlineData(1, 0, 0, 0, 1, "union-has-archives")]
    public void A_union_that_is_still_needed_is_not_closed(int people, int below, int tasks, int cases, int archives, string code)
    {
        var (union, _) = national.Add(Code("lower"), "下级工会", OrganisationLevel.County, administrator, Now);

        var refusal = Assert.Throws<RuleViolationException>(() => union.Close(new OpenBusiness(people, below, tasks, cases, archives), administrator, Now));

        Assert.Equal(code, refusal.Code);
        Assert.Equal([1], refusal.Arguments);
        Assert.True(union.IsOpen);
    }

    [Fact]
    public void A_closed_union_takes_nothing_below_it_until_it_is_reopened()
    {
        var (county, _) = national.Add(Code("county"), "县总工会", OrganisationLevel.County, administrator, Now);
        var (township, _) = county.Add(Code("township"), "乡工会", OrganisationLevel.Grassroots, administrator, Now);
        var nothing = new OpenBusiness(0, 0, 0, 0, 0);
        township.Close(nothing, administrator, Now);
        county.Close(nothing, administrator, Now);

        Assert.Equal("union-closed", Refusal(() => county.Add(Code("other"), "其他工会", OrganisationLevel.Grassroots, administrator, Now)));
        Assert.Equal("union-closed", Refusal(() => county.Close(nothing, administrator, Now)));
        Assert.Equal("union-above-closed", Refusal(() => township.Reopen(county, administrator, Now)));
        Assert.Equal(OrganisationChangeKind.Reopened, county.Reopen(national, administrator, Now).Kind);
        township.Reopen(county, administrator, Now);
        Assert.Equal("union-open", Refusal(() => township.Reopen(county, administrator, Now)));
    }

    [Fact]
    public void Nobody_closes_the_union_they_work_for() =>
        Assert.Equal("union-own", Refusal(() => national.Close(new OpenBusiness(0, 0, 0, 0, 0), administrator, Now)));

    private static OrganisationCode Code(string text) => OrganisationCode.TryParse(text, out var code, out _) ? code : throw new ArgumentException(text, nameof(text));

    private static string Refusal(Action action) => Assert.Throws<RuleViolationException>(action).Code;
}
