using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Registers;

public enum RegisterImportStatus
{
    /// <summary>The file is here; its columns wait to be confirmed.</summary>
    Uploaded = 0,

    /// <summary>Rows are being read, or would be if the server had not stopped.</summary>
    Running = 1,

    /// <summary>The server stopped in the middle. What was read is kept; the rest can be read, or the import removed.</summary>
    Interrupted = 2,

    Completed = 3,
}

/// <summary>What a file is, as far as its beginning tells.</summary>
/// <param name="Hash">SHA-256 in hexadecimal digits.</param>
/// <param name="Encoding">utf-8 or gb18030.</param>
/// <param name="Rows">Rows below the heading.</param>
public sealed record RegisterFile(string Name, string Hash, string Encoding, string Separator, int Rows);

/// <summary>One file of register extracts, from its upload to its last row.</summary>
public sealed class RegisterImport
{
    /// <summary>A batch renews it; a server that has stopped lets it run out.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    public RegisterImport(RegisterKind kind, RegisterFile file, Actor actor, DateTimeOffset now)
    {
        Id = RisingId.New(now);
        Kind = kind;
        OrganisationId = actor.OrganisationId;
        OrganisationPath = actor.OrganisationPath;
        FileName = file.Name;
        FileHash = file.Hash;
        Encoding = file.Encoding;
        Separator = file.Separator;
        Rows = file.Rows;
        UploadedBy = actor.PersonId;
        UploadedAt = now;
    }

    // For the object-relational mapper.
    private RegisterImport()
    {
    }

    public Guid Id { get; private set; }

    public RegisterKind Kind { get; private set; }

    public Guid OrganisationId { get; private set; }

    public string OrganisationPath { get; private set; } = "";

    public string FileName { get; private set; } = "";

    public string FileHash { get; private set; } = "";

    public string Encoding { get; private set; } = "";

    public string Separator { get; private set; } = ",";

    public RegisterImportStatus Status { get; private set; }

    /// <summary>Which column, counted from 0, holds which field.</summary>
    public IReadOnlyDictionary<string, int> Mapping { get; private set; } = new Dictionary<string, int>();

    /// <summary>The day of the data where a row does not say its own.</summary>
    public DateOnly? AsOf { get; private set; }

    /// <summary>The file lists everybody who has something, so that who is not in it has nothing.</summary>
    public bool IsComplete { get; private set; }

    public int Rows { get; private set; }

    public int RowsRead { get; private set; }

    public int RowsAccepted { get; private set; }

    public int RowsRefused => RowsRead - RowsAccepted;

    public Guid UploadedBy { get; private set; }

    public DateTimeOffset UploadedAt { get; private set; }

    public DateTimeOffset? StartedAt { get; private set; }

    public DateTimeOffset? FinishedAt { get; private set; }

    public DateTimeOffset? LeaseUntil { get; private set; }

    public long RowVersion { get; private set; }

    /// <summary>A stopped server cannot write that it has stopped; its lease tells.</summary>
    public RegisterImportStatus StatusAt(DateTimeOffset now) => Status == RegisterImportStatus.Running && LeaseUntil <= now ? RegisterImportStatus.Interrupted : Status;

    /// <summary>The columns as the headings suggest them; they wait to be confirmed.</summary>
    public void Suggest(IReadOnlyDictionary<string, int> mapping) => Mapping = mapping;

    public void Start(IReadOnlyDictionary<string, int> mapping, DateOnly? asOf, bool isComplete, DateTimeOffset now)
    {
        if (Status != RegisterImportStatus.Uploaded)
            throw new RuleViolationException("register-import-state", "The import has been started already.");

        Mapping = mapping;
        AsOf = asOf;
        IsComplete = isComplete;
        StartedAt = now;
        Run(now);
    }

    /// <summary>Reads on behind the last row that was kept.</summary>
    public void Continue(DateTimeOffset now)
    {
        if (StatusAt(now) != RegisterImportStatus.Interrupted)
            throw new RuleViolationException("register-import-state", "Only an interrupted import can be continued.");

        Run(now);
    }

    public void Interrupt()
    {
        Status = RegisterImportStatus.Interrupted;
        LeaseUntil = null;
        RowVersion++;
    }

    /// <summary>A batch of rows has been kept or refused, in the same commit.</summary>
    public void Advance(int read, int accepted, DateTimeOffset now)
    {
        if (Status != RegisterImportStatus.Running)
            throw new InvalidOperationException($"Import {Id} is {Status} and takes no rows.");

        RowsRead += read;
        RowsAccepted += accepted;
        LeaseUntil = now + Lease;
        RowVersion++;
    }

    public void Finish(DateTimeOffset now)
    {
        Status = RegisterImportStatus.Completed;
        FinishedAt = now;
        LeaseUntil = null;
        RowVersion++;
    }

    /// <summary>What has been imported whole may stand behind a comparison and stays.</summary>
    public void RequireRemovable(DateTimeOffset now)
    {
        if (StatusAt(now) is RegisterImportStatus.Running or RegisterImportStatus.Completed)
            throw new RuleViolationException("register-import-state", "Only an import that has not begun or was interrupted can be removed.");
    }

    private void Run(DateTimeOffset now)
    {
        Status = RegisterImportStatus.Running;
        LeaseUntil = now + Lease;
        RowVersion++;
    }
}

/// <summary>A row that was not taken. What stood in it is not repeated here.</summary>
public sealed class RegisterImportError
{
    public RegisterImportError(Guid importId, int line, ValidationProblem problem)
    {
        ImportId = importId;
        Line = line;
        Field = problem.Field;
        Code = problem.Code;
        Arguments = [.. problem.Arguments.Select(argument => argument?.ToString() ?? "")];
        Message = problem.Message;
    }

    // For the object-relational mapper.
    private RegisterImportError()
    {
    }

    public Guid ImportId { get; private set; }

    /// <summary>As an editor counts it; the heading is line 1.</summary>
    public int Line { get; private set; }

    public string Field { get; private set; } = "";

    public string Code { get; private set; } = "";

    public IReadOnlyList<string> Arguments { get; private set; } = [];

    /// <summary>What would be right, in English.</summary>
    public string Message { get; private set; } = "";
}
