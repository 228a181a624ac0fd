using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Tests.Domain.People;

public sealed class StaffMemberTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private static readonly Organisation National = new("china", "全国总工会", OrganisationLevel.National, null, Now);
    private static readonly Organisation County = new("jinan", "金安区总工会", OrganisationLevel.County, National, Now);
    private static readonly Organisation Township = new("qingshan", "青山乡工会", OrganisationLevel.Grassroots, County, Now);

    private readonly StaffMember person = new("李秀兰", Township.Id, Now);
    private readonly Actor administrator = new(Guid.NewGuid(), "周明远", National.Id, National.Path, National.Level, new HashSet<string> { StaffRoles.Administrator });

    [Fact]
    public void Nobody_takes_rights_from_themselves_or_gives_themselves_any()
    {
        var self = administrator with { PersonId = person.Id };

        Assert.Equal("staff-self", Refusal(() => person.ChangeRoles([], ["Clerk"], Township, self, Now)));
        Assert.Equal("staff-self", Refusal(() => person.MoveTo(County, ["Clerk"], ["Clerk"], 0, self, Now)));
        Assert.Equal("staff-self", Refusal(() => person.Deactivate(self, Now)));
        Assert.Equal("staff-self", Refusal(() => person.PasswordReset(self, Now)));
        Assert.True(person.Active);
        Assert.Equal("李秀莲", person.Rename("李秀莲", self, Now).NameAfter);
    }

    [Fact]
    public void A_change_of_roles_says_what_was_before_and_by_whom()
    {
        var change = person.ChangeRoles(["Clerk"], ["Auditor"], Township, administrator, Now);

        Assert.Equal((person.Id, StaffChangeKind.RolesChanged, administrator.PersonId, Now), (change.PersonId, change.Kind, change.ByPersonId, change.At));
        Assert.Equal(("Clerk", "Auditor"), (change.RolesBefore, change.RolesAfter));
        Assert.Throws<InvalidInputException>(() => person.ChangeRoles(["Clerk"], ["Reviewer"], Township, administrator, Now));
    }

    [Fact]
    public void A_move_needs_an_open_union_fitting_roles_and_empty_hands()
    {
        Assert.Equal("staff-same-union", Refusal(() => person.MoveTo(Township, ["Clerk"], ["Clerk"], 0, administrator, Now)));
        Assert.Equal("staff-holds-tasks", Refusal(() => person.MoveTo(County, ["Clerk"], ["Reviewer"], 2, administrator, Now)));
        Assert.Throws<InvalidInputException>(() => person.MoveTo(National, ["Clerk"], ["Clerk"], 0, administrator, Now));
        Assert.Equal(Township.Id, person.OrganisationId);

        var change = person.MoveTo(County, ["Clerk"], ["Reviewer"], 0, administrator, Now);

        Assert.Equal(County.Id, person.OrganisationId);
        Assert.Equal((Township.Id, County.Id, "Clerk", "Reviewer"), (change.OrganisationBefore, change.OrganisationAfter, change.RolesBefore, change.RolesAfter));
        var closed = new Organisation("old", "旧厂工会", OrganisationLevel.Grassroots, County, Now);
        closed.Close(new OpenBusiness(0, 0, 0, 0, 0), administrator, Now);
        Assert.Equal("union-closed", Refusal(() => person.MoveTo(closed, ["Reviewer"], ["Clerk"], 0, administrator, Now)));
    }

    [Fact]
    public void Deactivation_and_return_follow_each_other()
    {
        Assert.Equal("staff-active", Refusal(() => person.Reactivate(Township, administrator, Now)));
        Assert.Equal(StaffChangeKind.Deactivated, person.Deactivate(administrator, Now).Kind);
        Assert.Equal("staff-inactive", Refusal(() => person.Deactivate(administrator, Now)));
        Assert.Equal("staff-inactive", Refusal(() => person.PasswordReset(administrator, Now)));
        Assert.Equal(StaffChangeKind.Reactivated, person.Reactivate(Township, administrator, Now).Kind);
        Assert.True(person.Active);
    }

    private static string Refusal(Action action) => Assert.Throws<RuleViolationException>(action).Code;
}
