using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Organisations;

/// <summary>How much of what needs a union is there while it shall be closed. Nobody could do that work afterwards.</summary>
public sealed record OpenBusiness(int People, int UnionsBelow, int HumanTasks, int Cases, int Archives)
{
    /// <exception cref="RuleViolationException">union-has-unions, union-has-tasks, union-has-cases, union-has-archives, union-has-people.</exception>
    internal void RequireNone()
    {
        // In the order in which an administrator clears up: people are needed to finish the rest, so they leave last.
        Require(UnionsBelow, "union-has-unions", "Open unions are below it. Close those first.");
        Require(HumanTasks, "union-has-tasks", "It has open tasks. Have them done or withdrawn first.");
        Require(Cases, "union-has-cases", "It has undecided cases. Have them decided or withdrawn first.");
        Require(Archives, "union-has-archives", "It keeps open archives. Transfer them to another union first.");
        Require(People, "union-has-people", "Active people work for it. Move or deactivate them first.");
    }

    private static void Require(int number, string code, string message)
    {
        if (number > 0)
            throw new RuleViolationException(code, message, null, number);
    }
}
