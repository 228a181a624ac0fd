using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;

namespace AidWorkflows.Tests.Domain.People;

public sealed class RoleSetTests
{
    /// <summary>What may stand together, written out: all 32 combinations are compared with it at each level.</summary>
    private static readonly Dictionary<OrganisationLevel, string[]> Allowed = new()
    {
        [OrganisationLevel.Grassroots] = ["Administrator", "Auditor", "Clerk"],
        [OrganisationLevel.County] = ["Administrator", "Auditor", "Clerk", "Reviewer", "Cashier", "Clerk,Reviewer", "Clerk,Cashier"],
        [OrganisationLevel.City] = ["Administrator", "Auditor", "Reviewer"],
        [OrganisationLevel.Province] = ["Administrator", "Auditor", "Reviewer"],
        [OrganisationLevel.National] = ["Administrator", "Auditor", "Reviewer"],
    };

    public static TheoryData<OrganisationLevel> Levels => [.. Enum.GetValues<OrganisationLevel>()];

    [Theory]
    [MemberData(nameof(Levels))]
    public void Of_all_combinations_only_the_separated_ones_with_work_at_their_level_are_given(OrganisationLevel level)
    {
        var given = Combinations().Where(roles => RoleSet.Problems(roles, level).Count == 0).Select(roles => string.Join(',', roles));

        Assert.Equal(Allowed[level].Order(StringComparer.Ordinal), given.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public void Every_combination_is_refused_with_the_codes_of_all_its_faults(OrganisationLevel level)
    {
        foreach (var roles in Combinations())
        {
            List<string> expected = [];
            if (roles.Count == 0)
                expected.Add("roles-required");
            if (roles.Count > 1 && roles.Contains("Administrator"))
                expected.Add("administrator-alone");
            if (roles.Count > 1 && roles.Contains("Auditor"))
                expected.Add("auditor-alone");
            if (roles.Contains("Reviewer") && roles.Contains("Cashier"))
                expected.Add("cashier-not-reviewer");
            expected.AddRange(roles.Where(role => !Allowed[level].Any(set => set.Split(',').Contains(role))).Select(_ => "role-not-at-this-level"));

            var problems = RoleSet.Problems(roles, level);

            Assert.Equal(expected, problems.Select(problem => problem.Code));
            Assert.All(problems, problem => Assert.Equal("roles", problem.Field));
        }
    }

    [Fact]
    public void A_role_at_the_wrong_level_is_told_what_would_be_right()
    {
        var problem = Assert.Single(RoleSet.Problems(["Cashier"], OrganisationLevel.City));

        Assert.Equal("Cashier can do nothing at the level City. Right would be: Administrator, Auditor, Reviewer.", problem.Message);
        Assert.Equal(["Cashier", "City", "Administrator, Auditor, Reviewer"], problem.Arguments.Select(argument => argument?.ToString()));
    }

    [Theory]
    [InlineData("Root")]
    [InlineData("clerk")]
    [InlineData("")]
    public void A_role_that_does_not_exist_is_refused(string role) =>
        Assert.Equal("role-unknown", Assert.Single(RoleSet.Problems(["Clerk", role], OrganisationLevel.Grassroots)).Code);

    [Fact]
    public void A_role_that_is_named_twice_is_one_role() => Assert.Empty(RoleSet.Problems(["Auditor", "Auditor"], OrganisationLevel.City));

    private static IEnumerable<IReadOnlyList<string>> Combinations() =>
        Enumerable.Range(0, 1 << StaffRoles.All.Count).Select(bits => StaffRoles.All.Where((_, place) => (bits & (1 << place)) != 0).ToList());
}
