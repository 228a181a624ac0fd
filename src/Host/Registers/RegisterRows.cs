using AidWorkflows.Data.Protection;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Registers;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Host.Registers;

/// <summary>Turns rows of a file into extracts, or says what is wrong with each.</summary>
internal sealed class RegisterRows(RegisterImport import, FieldProtector protector, DateOnly today)
{
    private readonly RegisterSchema schema = RegisterSchema.Of(import.Kind);

    /// <summary>The extract, or null with every problem of the row.</summary>
    public RegisterExtract? Read(SheetRow row, DateTimeOffset now, out IReadOnlyList<ValidationProblem> problems)
    {
        List<ValidationProblem> found = [];
        problems = found;
        if (!row.IsReadable)
        {
            found.Add(new("register-row", "", "The row has quotes that are not closed, or more cells than the heading."));
            return null;
        }

        if (!ChineseIdNumber.TryParse(Cell(row, RegisterSchema.IdNumber), today, out var idNumber, out var idProblem))
            found.Add(idProblem with { Field = RegisterSchema.IdNumber });
        if (!PersonName.TryParse(Cell(row, RegisterSchema.Name), out var name, out var nameProblem))
            found.Add(nameProblem with { Field = RegisterSchema.Name });
        var facts = Facts(row, found);
        var asOf = AsOf(row, found);
        if (found.Count > 0)
            return null;

        var id = RisingId.New(now);
        var number = idNumber!.Reveal();
        var sealedNumber = new SealedField(
            protector.Seal(SealedColumns.RegisterIdNumber, id, number), idNumber.Masked, protector.BlindIndex(SealedColumns.IdNumberIndex, number));
        var source = new ExtractSource(import.OrganisationId, import.OrganisationPath, import.Id, null, import.FileName, import.FileHash, row.Line, import.UploadedBy);
        return new RegisterExtract(id, import.Kind, new ExtractPerson(name!.Reveal(), sealedNumber), facts, asOf!.Value, source, now);
    }

    private Dictionary<string, string> Facts(SheetRow row, List<ValidationProblem> found)
    {
        Dictionary<string, string> facts = new(StringComparer.Ordinal);
        foreach (var field in schema.Facts)
        {
            var value = RegisterValues.Read(field, Cell(row, field.Name), today, out var problem);
            if (problem is not null)
                found.Add(problem);
            else if (value is not null)
                facts[field.Name] = value;
            else if (field.Required)
                found.Add(new("field-required", field.Name, "This field is required."));
        }

        return facts;
    }

    private DateOnly? AsOf(SheetRow row, List<ValidationProblem> found)
    {
        var field = schema.Columns.Single(column => column.Name == RegisterSchema.AsOf);
        var value = RegisterValues.Read(field, Cell(row, field.Name), today, out var problem);
        if (problem is not null)
            found.Add(problem);
        else if (value is not null)
            return DateOnly.ParseExact(value, "O", System.Globalization.CultureInfo.InvariantCulture);
        else if (import.AsOf is null)
            found.Add(new("field-required", field.Name, "This field is required."));

        return import.AsOf;
    }

    private string Cell(SheetRow row, string field) =>
        import.Mapping.TryGetValue(field, out var column) && column < row.Cells.Length ? row.Cells[column] : "";
}
