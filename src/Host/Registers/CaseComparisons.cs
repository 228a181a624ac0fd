using System.Text.Json;
using AidWorkflows.Data;
using AidWorkflows.Data.Protection;
using AidWorkflows.Data.Registers;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Registers;
using AidWorkflows.Domain.Rules;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Registers;

/// <summary>An answer of a register that a clerk enters by hand for one person of one case.</summary>
public sealed record RegisterEntry
{
    public RegisterKind? Register { get; init; }

    /// <summary>Nothing means the applicant.</summary>
    public Guid? MemberId { get; init; }

    /// <summary>The register's facts by name; values as text or number.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Facts { get; init; }

    public DateOnly? AsOf { get; init; }

    /// <summary>What the answer came by, such as a letter and its number.</summary>
    public string? Source { get; init; }
}

/// <summary>Answers entered for a case, and comparisons that a person asks for.</summary>
internal sealed class CaseComparisons(AidDbContext db, CaseComparer comparer, FieldProtector protector, TimeProvider clock)
{
    private const int LongestSource = 200;

    public async Task<Guid> EnterAsync(string caseNumber, RegisterEntry entry, Actor actor, CancellationToken cancellationToken)
    {
        var aidCase = await FindAsync(caseNumber, actor, cancellationToken);
        var now = clock.GetUtcNow();
        var facts = Check(entry, ChinaTime.DateOf(now));
        var id = RisingId.New(now);
        var person = PersonOf(aidCase, entry.MemberId, id);
        var source = new ExtractSource(actor.OrganisationId, RootOf(aidCase, actor), null, aidCase.Id, entry.Source!.Trim(), "", 0, actor.PersonId);
        db.Add(new RegisterExtract(id, entry.Register!.Value, person, facts, entry.AsOf!.Value, source, now));
        db.Add(new CaseEvent("register-answer-entered", aidCase.Id, null, actor.PersonId, now, new Dictionary<string, string> { ["register"] = entry.Register.Value.ToString() }));
        await db.SaveChangesAsync(cancellationToken);
        return id;
    }

    public async Task<RegisterComparison> CompareAsync(string caseNumber, IReadOnlyList<RegisterKind> registers, Actor actor, CancellationToken cancellationToken)
    {
        var aidCase = await FindAsync(caseNumber, actor, cancellationToken);
        var comparison = await comparer.CompareAsync(aidCase, registers, actor.PersonId, clock.GetUtcNow(), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return comparison;
    }

    /// <summary>The household takes its authorisation back.</summary>
    public async Task WithdrawConsentAsync(string caseNumber, Actor actor, CancellationToken cancellationToken)
    {
        var aidCase = await FindAsync(caseNumber, actor, cancellationToken);
        aidCase.WithdrawConsent(actor.PersonId, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <exception cref="RuleViolationException">A case of another union is answered like one that does not exist.</exception>
    private async Task<AidCase> FindAsync(string caseNumber, Actor actor, CancellationToken cancellationToken)
    {
        var found = await db.Set<AidCase>().Include(aidCase => aidCase.Applicant).Include(aidCase => aidCase.Members)
            .AsSplitQuery().SingleOrDefaultAsync(aidCase => aidCase.CaseNumber == caseNumber, cancellationToken);
        if (found is null || !actor.Oversees(found.OrganisationPath))
            throw new RuleViolationException("not-found", "There is no such case.");

        return RegisterImports.MayUse(actor) ? found : throw new RuleViolationException("forbidden", "Registers are the business of clerks and reviewers of grass-roots and county unions.");
    }

    private static Dictionary<string, string> Check(RegisterEntry entry, DateOnly today)
    {
        List<ValidationProblem> problems = [];
        if (entry.Register is null)
            problems.Add(new("field-required", "register", "This field is required."));
        if (entry.AsOf is null)
            problems.Add(new("field-required", "asOf", "This field is required."));
        else if (entry.AsOf > today)
            problems.Add(new("date-in-future", "asOf", "The date must not be in the future."));
        if (string.IsNullOrWhiteSpace(entry.Source))
            problems.Add(new("field-required", "source", "This field is required."));
        else if (entry.Source.Trim().Length > LongestSource)
            problems.Add(new("field-too-long", "source", $"At most {LongestSource} characters.", LongestSource));
        var facts = entry.Register is { } kind ? Facts(RegisterSchema.Of(kind), entry.Facts ?? new Dictionary<string, JsonElement>(), today, problems) : [];
        return problems.Count > 0 ? throw new InvalidInputException(problems) : facts;
    }

    private static Dictionary<string, string> Facts(RegisterSchema schema, IReadOnlyDictionary<string, JsonElement> given, DateOnly today, List<ValidationProblem> problems)
    {
        problems.AddRange(given.Keys.Where(name => schema.Facts.All(field => field.Name != name))
            .Select(name => new ValidationProblem("unknown-field", $"facts.{(name.Length > 40 ? name[..40] : name)}", "The register has no such field.")));
        Dictionary<string, string> facts = new(StringComparer.Ordinal);
        foreach (var field in schema.Facts)
        {
            var text = given.TryGetValue(field.Name, out var value) ? value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText() : "";
            var read = RegisterValues.Read(field, text, today, out var problem);
            if (problem is not null)
                problems.Add(problem with { Field = $"facts.{field.Name}" });
            else if (read is not null)
                facts[field.Name] = read;
            else if (field.Required || (field.Type is RegisterFactType.Count or RegisterFactType.Amount && field == schema.Facts[0]))
                problems.Add(new("field-required", $"facts.{field.Name}", "This field is required."));
        }

        return facts;
    }

    /// <summary>A sealed field opens only in its own row, so the extract gets the number sealed anew.</summary>
    private ExtractPerson PersonOf(AidCase aidCase, Guid? memberId, Guid extractId)
    {
        var member = memberId is { } id ? aidCase.Members.FirstOrDefault(candidate => candidate.Id == id) ?? throw new RuleViolationException("register-member", "The household has no such member.", "memberId") : null;
        var (name, number, mask, index) = member is null
            ? (aidCase.Applicant.Name, protector.Open(SealedColumns.ApplicantIdNumber, aidCase.Applicant.Id, aidCase.Applicant.IdNumberSealed), aidCase.Applicant.IdNumberMask, aidCase.Applicant.IdNumberIndex)
            : (member.Name, protector.Open(SealedColumns.MemberIdNumber, member.Id, member.IdNumberSealed), member.IdNumberMask, member.IdNumberIndex);
        return new ExtractPerson(name, new SealedField(protector.Seal(SealedColumns.RegisterIdNumber, extractId, number), mask, index));
    }

    /// <summary>What is entered for a case serves that case, whoever above its union enters it.</summary>
    private static string RootOf(AidCase aidCase, Actor actor) => aidCase.OrganisationPath.StartsWith(actor.OrganisationPath, StringComparison.Ordinal) ? actor.OrganisationPath : aidCase.OrganisationPath;
}
