using System.Globalization;
using System.Text.RegularExpressions;
using AidWorkflows.Domain.Cases;
using Microsoft.Extensions.Localization;

namespace AidWorkflows.Host.Languages;

/// <summary>Lines of a case's timeline and its warnings in plain words. Texts name the facts they want: "{amount}".</summary>
internal sealed partial class EventWords(IStringLocalizer<Words> words, TaskWords tasks)
{
    public string Of(CaseEvent line, IReadOnlyDictionary<Guid, string> names)
    {
        var text = words[$"Event.{line.Code}"];
        return text.ResourceNotFound ? line.Code : Filled(text.Value, line.Code, line.Data, names);
    }

    public string Of(CaseWarning warning)
    {
        var text = words[$"Warning.{warning.Code}"];
        return text.ResourceNotFound
            ? words["Warning.Other", warning.Code]
            : Filled(text.Value, warning.Code, warning.Data, new Dictionary<Guid, string>());
    }

    private string Filled(string text, string code, IReadOnlyDictionary<string, string> data, IReadOnlyDictionary<Guid, string> names) =>
        Place().Replace(text, place =>
        {
            var name = place.Groups["name"].Value;
            return data.TryGetValue(name, out var value) ? Written(code, name, value, data, names) : "-";
        });

    private string Written(string code, string name, string value, IReadOnlyDictionary<string, string> data, IReadOnlyDictionary<Guid, string> names)
    {
        if (Guid.TryParse(value, out var person))
            return names.GetValueOrDefault(person, "-");

        return name switch
        {
            "title" => tasks.Title(data.GetValueOrDefault("task", ""), value),
            "outcome" => tasks.Outcome(value),
            "level" => Known($"OrganisationLevel.{value}", value),
            "status" => Known($"RequestStatus.{value}", value),
            "step" => Known($"ReturnStep.{value}", tasks.Title(value, Known($"TaskTitle.{value}", value))),
            "from" when code == "task-escalated" => Known($"OrganisationLevel.{value}", value),
            "result" => Known($"AssessmentOutcome.{value}", value),
            "from" or "to" when code == "case-status-changed" => Known($"CaseStatus.{value}", value),
            "comparison" => Known($"ComparisonResult.{value}", value),
            "register" => Known($"RegisterKind.{value}", value),
            "doubt" => Known($"DoubtReason.{value}", value),
            "purpose" => Known($"VisitPurpose.{value}", value),
            "conclusion" => Known($"VisitConclusion.{value}", value),
            "from" or "to" when code == "archive-state-changed" => Known($"ArchiveState.{value}", value),
            "kind" when code.StartsWith("letter-", StringComparison.Ordinal) => Known($"LetterKind.{value}", value),
            "method" => Known($"DeliveryMethod.{value}", value),
            "warning" => Known($"Warning.{value}.Name", value),
            "route" => Known($"ExitRoute.{value}", value),
            "signed" => Known($"WorkerSignature.{value}", value),
            "receiver" => Known($"AppealReceiver.{value}", value),
            _ when Amount(name, value) is { } amount => Show.Money(amount),
            _ => value,
        };
    }

    private static decimal? Amount(string name, string value) =>
        (name.Contains("amount", StringComparison.OrdinalIgnoreCase) || name.Contains("threshold", StringComparison.OrdinalIgnoreCase))
        && decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) ? amount : null;

    private string Known(string key, string otherwise)
    {
        var found = words[key];
        return found.ResourceNotFound ? otherwise : found.Value;
    }

    [GeneratedRegex(@"\{(?<name>[a-zA-Z]+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place();
}
