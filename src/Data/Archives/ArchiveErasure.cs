using System.Linq.Expressions;
using AidWorkflows.Data.Protection;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Assessment;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Papers;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Registers;
using AidWorkflows.Domain.Visits;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Data.Archives;

/// <summary>
/// Destroys what the rows around an archive tell about persons: names, numbers, free texts, forms, documents, files. Kinds, amounts, times
/// and states stay for statistics. <see cref="ErasureScope"/> says what goes and what stays in every table; a test holds it against the
/// model. Runs in the caller's transaction.
/// </summary>
public sealed class ArchiveErasure(AidDbContext db, FieldProtector protector)
{
    private static readonly byte[] Nothing = [];

    /// <param name="archives">An archive and those merged into it, with their people.</param>
    /// <returns>The files beside the database whose rows are gone, to be deleted once the transaction is committed.</returns>
    public async Task<IReadOnlyList<Guid>> EraseAsync(IReadOnlyList<HouseholdArchive> archives, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. archives.Select(archive => archive.Id)];
        Guid?[] own = [.. archives.Select(archive => archive.CaseId)];
        var cases = await db.Set<AidCase>().AsNoTracking().Where(aidCase => (aidCase.ArchiveId != null && ids.Contains(aidCase.ArchiveId.Value)) || own.Contains(aidCase.Id))
            .Select(aidCase => new ErasedCase(aidCase.Id, aidCase.CaseNumber, aidCase.OrganisationPath)).ToListAsync(cancellationToken);
        Guid[] caseIds = [.. cases.Select(aidCase => aidCase.Id)];
        await ForgetPeopleAsync(ids, caseIds, archives, cancellationToken);
        foreach (var id in ids)
            await EraseArchiveAsync(id, cancellationToken);
        await EraseVisitsAsync(visit => visit.ArchiveId != null && ids.Contains(visit.ArchiveId.Value), cancellationToken);

        var files = await db.Set<Attachment>().Where(attachment => caseIds.Contains(attachment.CaseId)).Select(attachment => attachment.Id).ToListAsync(cancellationToken);
        var lists = new PaymentListErasure(db, protector);
        foreach (var aidCase in cases)
        {
            // It looks for the payee's name, so it goes first.
            await lists.EraseAsync(aidCase, cancellationToken);
            await EraseCaseAsync(aidCase.Id, cancellationToken);
            await EraseFindingsAsync(aidCase.Id, cancellationToken);
            await EraseVisitsAsync(visit => visit.CaseId == aidCase.Id, cancellationToken);
            await ErasePapersAsync(aidCase.Id, cancellationToken);
            await ErasePaymentsAsync(aidCase.Id, cancellationToken);
        }

        string?[] correlations = [.. archives.Select(archive => archive.ArchiveNumber), .. cases.Select(aidCase => aidCase.CaseNumber)];
        await new WorkflowErasure(db).EraseAsync(correlations, caseIds, cancellationToken);
        return files;
    }

    private async Task EraseArchiveAsync(Guid id, CancellationToken cancellationToken)
    {
        await RunAsync($"UPDATE archive_exits SET sign_note = NULL WHERE archive_id = {id}", cancellationToken);
        await RunAsync($"UPDATE exit_appeals SET grounds_sealed = {Nothing} WHERE archive_id = {id}", cancellationToken);
        await RunAsync($"UPDATE archive_merges SET reason = '' WHERE survivor_id = {id} OR merged_id = {id}", cancellationToken);
        await RunAsync($"UPDATE archive_transfers SET reason = '', answer = NULL WHERE archive_id = {id}", cancellationToken);
        await RunAsync($"DELETE FROM paper_contents WHERE paper_id IN (SELECT id FROM produced_papers WHERE archive_id = {id})", cancellationToken);
    }

    /// <summary>Register rows and declarations as somebody's relative, of people who are in no other archive and no other application.</summary>
    private async Task ForgetPeopleAsync(Guid[] ids, Guid[] caseIds, IReadOnlyList<HouseholdArchive> archives, CancellationToken cancellationToken)
    {
        List<byte[]> indexes = [.. archives.SelectMany(archive => archive.People).Select(person => person.IdNumberIndex)];
        indexes.AddRange(await db.Set<Applicant>().Where(applicant => caseIds.Contains(applicant.CaseId)).Select(applicant => applicant.IdNumberIndex).ToListAsync(cancellationToken));
        indexes.AddRange(await db.Set<HouseholdMember>().Where(member => caseIds.Contains(member.CaseId)).Select(member => member.IdNumberIndex).ToListAsync(cancellationToken));
        foreach (var index in indexes.Where(index => index.Length > 0).DistinctBy(Convert.ToHexString))
        {
            if (await db.Set<ArchivePerson>().AnyAsync(person => person.IdNumberIndex == index && !ids.Contains(person.ArchiveId), cancellationToken)
                || await db.Set<Applicant>().AnyAsync(applicant => applicant.IdNumberIndex == index && !caseIds.Contains(applicant.CaseId), cancellationToken)
                || await db.Set<HouseholdMember>().AnyAsync(member => member.IdNumberIndex == index && !caseIds.Contains(member.CaseId), cancellationToken))
            {
                continue;
            }

            await db.Set<RegisterExtract>().Where(extract => extract.IdNumberIndex == index).ExecuteDeleteAsync(cancellationToken);
            await db.Set<StaffRelative>().Where(relative => relative.IdNumberIndex == index).ExecuteDeleteAsync(cancellationToken);
        }
    }

    private async Task EraseCaseAsync(Guid id, CancellationToken cancellationToken)
    {
        await RunAsync($"UPDATE aid_cases SET open_applicant_index = NULL WHERE id = {id}", cancellationToken);
        await RunAsync($"UPDATE applicants SET name = '', employer = '', id_number_sealed = {Nothing}, id_number_mask = '', id_number_index = {Nothing}, phone_sealed = {Nothing}, phone_mask = '' WHERE case_id = {id}", cancellationToken);
        await RunAsync($"UPDATE household_members SET name = '', id_number_sealed = {Nothing}, id_number_mask = '', id_number_index = {Nothing} WHERE case_id = {id}", cancellationToken);
        await RunAsync($"UPDATE bank_accounts SET account_name = '', bank_name = '', number_sealed = {Nothing}, number_mask = '', number_index = {Nothing} WHERE case_id = {id}", cancellationToken);
        await RunAsync($"UPDATE income_lines SET evidence = NULL WHERE case_id = {id}", cancellationToken);
        await RunAsync($"UPDATE rigid_expenses SET evidence = NULL WHERE case_id = {id}", cancellationToken);
        await RunAsync($"UPDATE doubt_flags SET note = '', cleared_because = NULL WHERE case_id = {id}", cancellationToken);
        await RunAsync($"UPDATE notices SET masked_name = '', text = NULL WHERE case_id = {id}", cancellationToken);
        await RunAsync($"UPDATE objections SET text_sealed = {Nothing}, contact_sealed = NULL WHERE case_id = {id}", cancellationToken);
    }

    private async Task EraseVisitsAsync(Expression<Func<Visit, bool>> which, CancellationToken cancellationToken)
    {
        foreach (var conclusion in Enum.GetValues<VisitConclusion>())
        {
            var bare = new VisitFindings(conclusion);
            await db.Set<Visit>().Where(which).Where(visit => visit.Conclusion == conclusion).ExecuteUpdateAsync(row => row.SetProperty(visit => visit.Findings, bare), cancellationToken);
        }
    }

    /// <summary>Comparisons with registers, and the assessments that repeat what was shown for an amount.</summary>
    private async Task EraseFindingsAsync(Guid id, CancellationToken cancellationToken)
    {
        IReadOnlyList<ComparisonLine> none = [];
        await db.Set<RegisterComparison>().Where(comparison => comparison.CaseId == id).ExecuteUpdateAsync(row => row.SetProperty(comparison => comparison.Lines, none), cancellationToken);
        await db.Set<RegisterExtract>().Where(extract => extract.CaseId == id).ExecuteDeleteAsync(cancellationToken);
        foreach (var assessment in await db.Set<CaseAssessment>().AsNoTracking().Where(assessment => assessment.CaseId == id).ToListAsync(cancellationToken))
        {
            var (facts, result) = assessment.WithoutEvidence();
            await db.Set<CaseAssessment>().Where(row => row.Id == assessment.Id)
                .ExecuteUpdateAsync(row => row.SetProperty(one => one.Facts, facts).SetProperty(one => one.Result, result), cancellationToken);
        }
    }

    /// <summary>What was handed in, and what was produced; of the latter its number, kind, template and hashes stay.</summary>
    private async Task ErasePapersAsync(Guid id, CancellationToken cancellationToken)
    {
        await RunAsync($"DELETE FROM attachments WHERE case_id = {id}", cancellationToken);
        await RunAsync($"UPDATE paper_deferrals SET reason = '' WHERE case_id = {id}", cancellationToken);
        await RunAsync($"DELETE FROM paper_contents WHERE paper_id IN (SELECT id FROM produced_papers WHERE case_id = {id})", cancellationToken);
    }

    private async Task ErasePaymentsAsync(Guid id, CancellationToken cancellationToken)
    {
        await RunAsync($"UPDATE payments SET payee_name = '', bank_name = '', account_sealed = {Nothing}, account_mask = '', failure_reason = NULL WHERE case_id = {id}", cancellationToken);
        await RunAsync($"UPDATE payment_attempts SET payee_name = '', bank_name = '', account_mask = '', reason = NULL WHERE payment_id IN (SELECT id FROM payments WHERE case_id = {id})", cancellationToken);

        // Banks and cashiers name files as they like; the rows inside name payments by our numbers only.
        await RunAsync($"UPDATE payment_result_files SET file_name = '' WHERE batch_id IN (SELECT batch_id FROM payment_attempts WHERE payment_id IN (SELECT id FROM payments WHERE case_id = {id}))", cancellationToken);
    }

    private Task<int> RunAsync(FormattableString sql, CancellationToken cancellationToken) => db.Database.ExecuteSqlAsync(sql, cancellationToken);
}

/// <summary>A case of an archive that is destroyed.</summary>
internal sealed record ErasedCase(Guid Id, string CaseNumber, string OrganisationPath);
