using AidWorkflows.Domain.Assessment;
using AidWorkflows.Domain.Letters;
using Microsoft.Extensions.Localization;

namespace AidWorkflows.Host.Languages;

/// <summary>The reasons of a letter in words that a worker understands.</summary>
internal sealed class LetterWords(IStringLocalizer<Words> words, TaskWords tasks)
{
    public string Of(LetterReason reason) => reason.Code switch
    {
        "step" => words["LetterReason.step", Step(reason.Data["step"])],
        "assessment" => words["LetterReason.assessment", Outcome(reason.Data["outcome"])],
        "exclusion" when reason.Data.TryGetValue("until", out var until) => words["LetterReason.barred", reason.Data["name"], until],
        "exclusion" => words["LetterReason.exclusion", reason.Data["name"]],
        "nearest-change" => words["LetterReason.nearest-change", reason.Data["tier"], reason.Data["current"], Operator(reason.Data["operator"]), reason.Data["limit"]],
        _ => Known($"LetterReason.{reason.Code}", reason.Code),
    };

    private string Step(string step)
    {
        var known = words[$"LetterStep.{step}"];
        return known.ResourceNotFound ? tasks.Title(step, words[$"TaskTitle.{step}"]) : known.Value;
    }

    private string Operator(string sign) => sign switch
    {
        "<" => words["LetterOperator.below"],
        "<=" => words["LetterOperator.at-most"],
        ">" => words["LetterOperator.above"],
        ">=" => words["LetterOperator.at-least"],
        _ => sign,
    };

    private string Known(string key, string otherwise)
    {
        var found = words[key];
        return found.ResourceNotFound ? otherwise : found.Value;
    }

    private string Outcome(string outcome) =>
        Enum.GetValues<AssessmentOutcome>().Where(value => AssessmentJson.NameOf(value) == outcome).Select(value => words[$"AssessmentOutcome.{value}"].Value).FirstOrDefault() ?? outcome;
}
