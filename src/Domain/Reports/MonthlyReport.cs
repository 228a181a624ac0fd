using System.Globalization;
using System.Text.Json;
using AidWorkflows.Domain.Letters;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Reports;

/// <summary>What a county union reports at the end of a month, to two recipients (S-095). One per county and month.</summary>
public sealed class MonthlyReport
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly List<ReportRecipient> recipients = [];

    public MonthlyReport(Organisation county, int year, int month, ReportFigures figures, DateTimeOffset now)
    {
        Id = RisingId.New(now);
        OrganisationId = county.Id;
        OrganisationPath = county.Path;
        OrganisationName = county.Name;
        Year = year;
        Month = month;
        MadeAt = now;
        Figures = JsonSerializer.Serialize(figures, Json);
        recipients.AddRange(Enum.GetValues<ReportReceiver>().Select(receiver => new ReportRecipient(receiver)));
    }

    // For the object-relational mapper.
    private MonthlyReport()
    {
    }

    public Guid Id { get; private set; }

    public Guid OrganisationId { get; private set; }

    public string OrganisationPath { get; private set; } = "";

    public string OrganisationName { get; private set; } = "";

    public int Year { get; private set; }

    public int Month { get; private set; }

    public DateTimeOffset MadeAt { get; private set; }

    /// <summary>The figures as they were counted; what changes later is in a later report.</summary>
    public string Figures { get; private set; } = "{}";

    public long RowVersion { get; private set; }

    public IReadOnlyList<ReportRecipient> Recipients => recipients;

    public bool IsSent => recipients.TrueForAll(recipient => recipient.Status == ReportStatus.Sent);

    public string MonthText => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}");

    public ReportFigures Read() => JsonSerializer.Deserialize<ReportFigures>(Figures, Json)!;

    /// <exception cref="RuleViolationException">report-sent, sent-in-future, sent-before-report.</exception>
    public void Send(ReportReceiver receiver, DeliveryMethod method, DateOnly on, Guid by, DateOnly today)
    {
        var recipient = recipients.Single(candidate => candidate.Receiver == receiver);
        if (recipient.Status == ReportStatus.Sent)
            throw new RuleViolationException("report-sent", "This report has been sent to this recipient already.", "form.sentOn", recipient.SentOn);
        if (on > today)
            throw new RuleViolationException("sent-in-future", "The day of sending cannot be in the future.", "form.sentOn", today);
        if (on < Calendar.ChinaTime.DateOf(MadeAt))
            throw new RuleViolationException("sent-before-report", "A report is not sent before it is made.", "form.sentOn", Calendar.ChinaTime.DateOf(MadeAt));

        recipient.Send(method, on, by);
        RowVersion++;
    }
}

/// <summary>Who gets the report (S-095).</summary>
public enum ReportReceiver
{
    /// <summary>县民生办.</summary>
    LivelihoodOffice = 0,

    /// <summary>市总工会.</summary>
    CityUnion = 1,
}

public enum ReportStatus
{
    Draft = 0,
    Sent = 1,
}

/// <summary>One recipient of one report.</summary>
public sealed class ReportRecipient
{
    internal ReportRecipient(ReportReceiver receiver) => Receiver = receiver;

    // For the object-relational mapper.
    private ReportRecipient()
    {
    }

    public ReportReceiver Receiver { get; private set; }

    public ReportStatus Status { get; private set; }

    public DeliveryMethod? Method { get; private set; }

    public DateOnly? SentOn { get; private set; }

    public Guid? SentBy { get; private set; }

    internal void Send(DeliveryMethod method, DateOnly on, Guid by)
    {
        Status = ReportStatus.Sent;
        Method = method;
        SentOn = on;
        SentBy = by;
    }
}
