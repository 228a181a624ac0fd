using System.Text.Json;
using AidWorkflows.Activities.Cases;
using AidWorkflows.Data.Registers;
using AidWorkflows.Domain.Registers;
using AidWorkflows.Engine.Activities;
using AidWorkflows.Engine.Definitions;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Activities.Registers;

/// <summary>
/// S-050: compares what the household declared with the registers' extracts and keeps the comparison with the case. It reads the database
/// only; what was never imported or entered is no answer, and no answer is doubtful.
/// </summary>
internal sealed class CompareRegistersActivity : Activity
{
    public const string Matches = "一致";
    public const string Differs = "不一致";
    public const string Doubtful = "存疑";

    public override string Type => "Aid.CompareRegisters";

    public override bool EndsAtOnce => true;

    public override bool WritesDomain => true;

    public override IReadOnlyList<InputDescriptor> Inputs { get; } = [new("CaseId", "String"), new("Registers", "String[]")];

    public override IReadOnlyList<OutputDescriptor> Outputs { get; } = [new("Result", "String"), new("ComparisonId", "String")];

    public override IReadOnlyList<string> PossibleOutcomes(ActivityNode node) => [Matches, Differs, Doubtful];

    public override bool ReturnsOneOutcome(ActivityNode node) => true;

    public override IEnumerable<SetupProblem> CheckSetup(ActivityNode node)
    {
        foreach (var name in LiteralTexts(node, "registers").Where(name => Find(name) is null))
            yield return new SetupProblem(ProblemSeverity.Error, "unknown-register", "registers", name, $"'{name}' is no register. Use {string.Join(", ", Enum.GetValues<RegisterKind>().Select(NameOf))}.");
    }

    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        var aidCase = await CaseOfWorkflow.GetAsync(context);
        if (aidCase.ConsentAt is null)
            throw new ActivityFaultException("AW3110", $"'{context.Node.DisplayName}': case {aidCase.CaseNumber} has no signed authorisation, so nothing may be compared (S-041).");

        var comparison = await context.Services.GetRequiredService<CaseComparer>()
            .CompareAsync(aidCase, Registers(context), CaseOfWorkflow.PersonOf(context), context.Now, context.CancellationToken);
        context.SetOutput("Result", JsonNamingPolicy.KebabCaseLower.ConvertName(comparison.Result.ToString()));
        context.SetOutput("ComparisonId", comparison.Id.ToString());
        return ActivityResult.Complete(comparison.Result switch
        {
            ComparisonResult.Match => Matches,
            ComparisonResult.Mismatch => Differs,
            _ => Doubtful,
        });
    }

    /// <summary>All of them when the definition names none.</summary>
    private static RegisterKind[] Registers(ActivityContext context) =>
        context.Texts("Registers") is { Count: > 0 } names
            ? [.. names.Select(name => Find(name) ?? throw new ActivityFaultException("AW3101", $"'{context.Node.DisplayName}': Registers must be some of {string.Join(", ", Enum.GetValues<RegisterKind>().Select(NameOf))}."))]
            : Enum.GetValues<RegisterKind>();

    private static RegisterKind? Find(string name) => Enum.GetValues<RegisterKind>().Where(kind => NameOf(kind) == name || kind.ToString() == name).Select(kind => (RegisterKind?)kind).FirstOrDefault();

    private static string NameOf(RegisterKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());
}
