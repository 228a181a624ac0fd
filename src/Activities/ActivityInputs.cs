using System.Globalization;
using AidWorkflows.Engine.Activities;

namespace AidWorkflows.Activities;

/// <summary>Inputs that are read alike by several activities. What cannot be read is the designer's mistake: an incident.</summary>
internal static class ActivityInputs
{
    /// <summary>A member of an enumeration by its kebab-case name ("in-review", "two-person").</summary>
    public static TEnum Choice<TEnum>(ActivityContext context, string name)
        where TEnum : struct, Enum
    {
        var text = context.Text(name)?.Replace("-", "", StringComparison.Ordinal);
        return Enum.TryParse<TEnum>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) && !char.IsAsciiDigit(text[0])
            ? value
            : throw new ActivityFaultException("AW3101", $"'{context.Node.DisplayName}': {name} must be one of {string.Join(", ", Enum.GetNames<TEnum>())}.");
    }

    public static decimal Amount(ActivityContext context, string name) =>
        decimal.TryParse(context.Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var amount)
            ? amount
            : throw new ActivityFaultException("AW3101", $"'{context.Node.DisplayName}': {name} must be an amount.");

    public static Guid Id(ActivityContext context, string name) =>
        OptionalId(context, name) ?? throw new ActivityFaultException("AW3101", $"'{context.Node.DisplayName}': {name} must be an id.");

    /// <summary>The activity's input, else the workflow's own input of the same name.</summary>
    public static Guid? OptionalId(ActivityContext context, string name) =>
        Guid.TryParse(context.Text(name) ?? context.WorkflowInput(name)?.ToString(), out var id) ? id : null;
}
