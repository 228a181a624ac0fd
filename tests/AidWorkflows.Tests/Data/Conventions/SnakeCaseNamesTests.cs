using AidWorkflows.Data.Conventions;

namespace AidWorkflows.Tests.Data.Conventions;

public sealed class SnakeCaseNamesTests
{
    [Theory]
    [InlineData("PersonId", "person_id")]
    [InlineData("IX_wf_work_lane", "ix_wf_work_lane")]
    [InlineData("IDNumber", "id_number")]
    [InlineData("Sha256Hash", "sha256_hash")]
    [InlineData("Address_Street", "address_street")]
    [InlineData("already_snake", "already_snake")]
    public void Names_become_snake_case(string name, string expected) => Assert.Equal(expected, SnakeCaseNames.ToSnakeCase(name));
}
