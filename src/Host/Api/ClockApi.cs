using System.Xml;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Clock;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AidWorkflows.Host.Api;

/// <summary>Mapped only when the clock is simulated; in production these addresses do not exist.</summary>
internal static class ClockApi
{
    public static void MapClock(this RouteGroupBuilder api)
    {
        api.MapGet("/clock", GetAsync).RequireAuthorization(AidPolicies.Staff).WithName("GetClock");
        api.MapPost("/clock/advance", AdvanceAsync).RequireAuthorization(AidPolicies.AdministerAll).WithName("AdvanceClock");
    }

    private static async Task<Ok<ClockView>> GetAsync(ClockControl control, SimulatedClock clock, CancellationToken cancellationToken)
    {
        await control.LoadAsync(cancellationToken);
        return TypedResults.Ok(await ViewAsync(control, clock, cancellationToken));
    }

    private static async Task<Ok<ClockView>> AdvanceAsync(ApiBody<AdvanceRequest> body, ClockControl control, SimulatedClock clock, CancellationToken cancellationToken)
    {
        var by = (body.Value.By, body.Value.To) switch
        {
            ({ } text, null) => ReadDuration(text),
            (null, { } to) => to - clock.GetUtcNow(),
            _ => throw new RuleViolationException("clock-by-or-to", "Say either by how much (by) or until when (to).", "by"),
        };
        await control.AdvanceAsync(by, cancellationToken);
        return TypedResults.Ok(await ViewAsync(control, clock, cancellationToken));
    }

    private static TimeSpan ReadDuration(string text)
    {
        try
        {
            return XmlConvert.ToTimeSpan(text);
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            throw new RuleViolationException("duration-format", "Write the duration as in ISO 8601, for example P5D or PT12H.", "by");
        }
    }

    private static async Task<ClockView> ViewAsync(ClockControl control, SimulatedClock clock, CancellationToken cancellationToken) =>
        new(clock.GetUtcNow(), XmlConvert.ToString(clock.Offset), await control.CountDueAsync(cancellationToken));
}

internal sealed record AdvanceRequest
{
    public string? By { get; init; }

    public DateTimeOffset? To { get; init; }
}

/// <param name="DueWork">Timers and other work that is due and not done yet; wait for zero after moving the clock.</param>
internal sealed record ClockView(DateTimeOffset Now, string Offset, int DueWork);
