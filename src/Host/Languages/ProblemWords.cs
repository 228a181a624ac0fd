using System.Globalization;
using AidWorkflows.Data;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Resources;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace AidWorkflows.Host.Languages;

/// <summary>The sentence for a broken rule, in the reader's language and with names, amounts and times written for people.</summary>
internal sealed class ProblemWords(IStringLocalizer<Words> words, AidDbContext db)
{
    public string Of(ValidationProblem problem) =>
        ProblemTexts.Find(problem.Code, CultureInfo.CurrentUICulture, problem.Message, [.. problem.Arguments.Select(Written)]);

    /// <summary>The sentence of a rule where only its code is at hand.</summary>
    public static string OfCode(string code) => ProblemTexts.Find(code, CultureInfo.CurrentUICulture, code, []);

    public async Task<string> OfAsync(RuleViolationException violation)
    {
        // Rules name people by id; the reader wants to know whom to ask.
        var ids = violation.Arguments.OfType<Guid>().ToArray();
        var names = ids.Length == 0
            ? []
            : await db.Set<StaffMember>().AsNoTracking().Where(person => ids.Contains(person.Id)).ToDictionaryAsync(person => person.Id, person => person.Name);
        var arguments = violation.Arguments.Select(argument => argument is Guid id ? names.GetValueOrDefault(id, "-") : Written(argument)).ToList();
        return ProblemTexts.Find(violation.Code, CultureInfo.CurrentUICulture, violation.Message, arguments);
    }

    private object? Written(object? argument) => argument switch
    {
        DateTimeOffset instant => Show.Time(instant),
        DateOnly day => Show.Day(day),
        decimal number => number.ToString("#,##0.##", CultureInfo.InvariantCulture),
        RoleName role => words[$"Role.{role.Role}"].Value,
        RoleNames roles => string.Join(words["ListSeparator"], roles.Roles.Select(role => words[$"Role.{role}"].Value)),
        Enum choice => words[$"{choice.GetType().Name}.{choice}"].Value,
        string text when words[$"Outcome.{text}"] is { ResourceNotFound: false } outcome => outcome.Value,
        _ => argument,
    };
}
