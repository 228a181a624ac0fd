using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Domain.Registers;
using AidWorkflows.Domain.Visits;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Data.Archives;

/// <summary>
/// Destroys what the rows around an archive tell about persons: names, numbers, free texts, forms. Kinds, amounts, times and states
/// stay for statistics. The one list of the tables concerned; a new table with personal data belongs here. Runs in the caller's
/// transaction.
/// </summary>
public sealed class ArchiveErasure(AidDbContext db)
{
    private static readonly byte[] Nothing = [];

    /// <param name="archives">An archive and those merged into it, with their people.</param>
    public async Task EraseAsync(IReadOnlyList<HouseholdArchive> archives, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. archives.Select(archive => archive.Id)];
        Guid?[] own = [.. archives.Select(archive => archive.CaseId)];
        var cases = await db.Set<AidCase>().AsNoTracking().Where(aidCase => (aidCase.ArchiveId != null && ids.Contains(aidCase.ArchiveId.Value)) || own.Contains(aidCase.Id))
            .Select(aidCase => new { aidCase.Id, aidCase.CaseNumber }).ToListAsync(cancellationToken);
        await ForgetPeopleAsync(ids, archives, cancellationToken);
        foreach (var id in ids)
        {
            await RunAsync($"UPDATE archive_exits SET sign_note = NULL WHERE archive_id = {id}", cancellationToken);
            await RunAsync($"UPDATE exit_appeals SET grounds_sealed = {Nothing} WHERE archive_id = {id}", cancellationToken);
            await RunAsync($"UPDATE archive_merges SET reason = '' WHERE survivor_id = {id}", cancellationToken);
            await RunAsync($"UPDATE archive_transfers SET reason = '', answer = NULL WHERE archive_id = {id}", cancellationToken);
        }

        foreach (var aidCase in cases)
            await EraseCaseAsync(aidCase.Id, cancellationToken);

        string?[] correlations = [.. archives.Select(archive => archive.ArchiveNumber), .. cases.Select(aidCase => aidCase.CaseNumber)];
        await EraseWorkflowsAsync(correlations, cancellationToken);
    }

    /// <summary>Register rows of people who are in no other archive.</summary>
    private async Task ForgetPeopleAsync(Guid[] ids, IReadOnlyList<HouseholdArchive> archives, CancellationToken cancellationToken)
    {
        foreach (var index in archives.SelectMany(archive => archive.People).Select(person => person.IdNumberIndex).DistinctBy(Convert.ToHexString))
        {
            if (await db.Set<ArchivePerson>().AnyAsync(person => person.IdNumberIndex == index && !ids.Contains(person.ArchiveId), cancellationToken))
                continue;

            await db.Set<RegisterExtract>().Where(extract => extract.IdNumberIndex == index).ExecuteDeleteAsync(cancellationToken);
        }
    }

    private async Task EraseCaseAsync(Guid id, CancellationToken cancellationToken)
    {
        await RunAsync($"UPDATE applicants SET name = '', employer = '', id_number_sealed = {Nothing}, id_number_mask = '', id_number_index = {Nothing}, phone_sealed = {Nothing}, phone_mask = '' WHERE case_id = {id}", cancellationToken);
        await RunAsync($"UPDATE household_members SET name = '', id_number_sealed = {Nothing}, id_number_mask = '', id_number_index = {Nothing} WHERE case_id = {id}", cancellationToken);
        await RunAsync($"UPDATE bank_accounts SET account_name = '', bank_name = '', number_sealed = {Nothing}, number_mask = '', number_index = {Nothing} WHERE case_id = {id}", cancellationToken);
        await RunAsync($"UPDATE payments SET payee_name = '', bank_name = '', account_sealed = {Nothing}, account_mask = '' WHERE case_id = {id}", cancellationToken);
        await RunAsync($"UPDATE income_lines SET evidence = NULL WHERE case_id = {id}", cancellationToken);
        await RunAsync($"UPDATE rigid_expenses SET evidence = NULL WHERE case_id = {id}", cancellationToken);
        await RunAsync($"UPDATE doubt_flags SET note = '', cleared_because = NULL WHERE case_id = {id}", cancellationToken);
        await RunAsync($"UPDATE notices SET masked_name = '' WHERE case_id = {id}", cancellationToken);
        await RunAsync($"UPDATE objections SET text_sealed = {Nothing}, contact_sealed = NULL WHERE case_id = {id}", cancellationToken);
        foreach (var conclusion in Enum.GetValues<VisitConclusion>())
        {
            var bare = new VisitFindings(conclusion);
            await db.Set<Visit>().Where(visit => visit.CaseId == id && visit.Conclusion == conclusion).ExecuteUpdateAsync(row => row.SetProperty(visit => visit.Findings, bare), cancellationToken);
        }

        IReadOnlyList<ComparisonLine> none = [];
        await db.Set<RegisterComparison>().Where(comparison => comparison.CaseId == id).ExecuteUpdateAsync(row => row.SetProperty(comparison => comparison.Lines, none), cancellationToken);
        await db.Set<RegisterExtract>().Where(extract => extract.CaseId == id).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Forms and comments of tasks, and the instances that carried them; ended ones, as nothing of a closed archive runs.</summary>
    private async Task EraseWorkflowsAsync(string?[] correlations, CancellationToken cancellationToken)
    {
        var instances = await db.Instances.AsNoTracking().Where(instance => correlations.Contains(instance.CorrelationId)).Select(instance => instance.Id).ToListAsync(cancellationToken);
        foreach (var instance in instances)
        {
            await RunAsync($"UPDATE human_task_signatures SET comment = NULL WHERE human_task_id IN (SELECT id FROM human_tasks WHERE workflow_instance_id = {instance})", cancellationToken);
            await RunAsync($"UPDATE human_task_participants SET request = NULL, answer = NULL WHERE human_task_id IN (SELECT id FROM human_tasks WHERE workflow_instance_id = {instance})", cancellationToken);
            await db.Set<TaskDraft>().Where(draft => db.Set<HumanTask>().Any(task => task.Id == draft.TaskId && task.WorkflowInstanceId == instance)).ExecuteDeleteAsync(cancellationToken);
            await RunAsync($"UPDATE human_tasks SET form_data = NULL, comment = NULL, request = NULL WHERE workflow_instance_id = {instance}", cancellationToken);
        }

        await db.Instances.Where(instance => correlations.Contains(instance.CorrelationId)).ExecuteDeleteAsync(cancellationToken);
    }

    private Task<int> RunAsync(FormattableString sql, CancellationToken cancellationToken) => db.Database.ExecuteSqlAsync(sql, cancellationToken);
}
