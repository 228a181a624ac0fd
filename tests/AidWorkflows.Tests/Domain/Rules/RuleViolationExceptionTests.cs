using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Tests.Domain.Rules;

public sealed class RuleViolationExceptionTests
{
    [Fact]
    public void A_problem_keeps_code_field_and_arguments_when_it_is_thrown()
    {
        var problem = new ValidationProblem("amount-decimals", "loss", "An amount has at most two decimals.", 2);
        var thrown = problem.ToException();
        Assert.Equal("amount-decimals", thrown.Code);
        Assert.Equal("loss", thrown.Field);
        Assert.Equal("An amount has at most two decimals.", thrown.Message);
        Assert.Equal([2], thrown.Arguments);
    }

    [Fact]
    public void A_form_can_say_where_in_it_the_field_is()
    {
        var problem = new ValidationProblem("id-number-length", "idNumber", "Too short.");
        Assert.Equal("household.members[1].idNumber", (problem with { Field = "household.members[1].idNumber" }).Field);
        Assert.Empty(problem.Arguments);
    }
}
