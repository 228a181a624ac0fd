using AidWorkflows.Data.Definitions;
using AidWorkflows.Engine.Definitions;
using AidWorkflows.Engine.Triggers;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Data.Workflows;

/// <summary>Keeps wf_trigger equal to what is published, inside the publisher's transaction.</summary>
internal static class TriggerTable
{
    /// <summary>Studio writes this property on every activity, and the library writes JSON without blanks.</summary>
    private const string Mark = "\"canStartWorkflow\":true";

    /// <summary>
    /// Triggers that did not change keep their row and their next time: publishing again neither fires them twice nor puts a
    /// long interval off for ever.
    /// </summary>
    /// <exception cref="DefinitionFormatException">A trigger of the version cannot be read.</exception>
    public static async Task SynchroniseAsync(AidDbContext context, DefinitionVersionRow published, CronSchedule? cron, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var wanted = published.Content.Contains(Mark, StringComparison.Ordinal) ? TriggerReader.Read(WorkflowDefinitionReader.Read(published.Content), now) : [];
        var existing = await context.Triggers.AsNoTracking().Where(row => row.DefinitionId == published.DefinitionId).ToListAsync(cancellationToken);
        var kept = existing.Where(row => wanted.Contains(SpecOf(row))).ToList();
        var gone = existing.Except(kept).Select(row => row.Id).ToList();
        if (gone.Count > 0)
            await context.Triggers.Where(row => gone.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken);
        if (kept.Count > 0)
            await context.Triggers.Where(row => row.DefinitionId == published.DefinitionId).ExecuteUpdateAsync(set => set.SetProperty(row => row.VersionId, published.Id), cancellationToken);
        var added = wanted.Except(kept.Select(SpecOf)).Select(trigger => NewRow(published, trigger, cron, now)).ToList();
        if (added.Count == 0)
            return;
        context.Triggers.AddRange(added);
        await context.SaveChangesAsync(cancellationToken);
        foreach (var row in added)
            context.Entry(row).State = EntityState.Detached;
    }

    public static Task<int> ClearAsync(AidDbContext context, string definitionId, CancellationToken cancellationToken) =>
        context.Triggers.Where(row => row.DefinitionId == definitionId).ExecuteDeleteAsync(cancellationToken);

    public static TriggerSpec SpecOf(TriggerRow row) => new(row.ActivityId, row.Kind, row.Spec, row.TimeZone);

    private static TriggerRow NewRow(DefinitionVersionRow published, TriggerSpec trigger, CronSchedule? cron, DateTimeOffset now)
    {
        try
        {
            return new TriggerRow
            {
                Id = Guid.CreateVersion7(now).ToString("N"),
                DefinitionId = published.DefinitionId,
                VersionId = published.Id,
                ActivityId = trigger.ActivityId,
                Kind = trigger.Kind,
                KeyHash = trigger.KeyHash,
                Spec = trigger.Spec,
                TimeZone = trigger.TimeZone,
                NextFireAt = TriggerSchedule.First(trigger, cron, now),
            };
        }
        catch (FormatException exception)
        {
            throw new InvalidDefinitionException($"The trigger '{trigger.ActivityId}' cannot be scheduled: {exception.Message}");
        }
    }
}
