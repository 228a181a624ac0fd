using System.Net;
using System.Text;
using AidWorkflows.Data.Papers;
using AidWorkflows.Data.Protection;
using AidWorkflows.Domain.Papers;
using AidWorkflows.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Data.Archives;

/// <summary>
/// Payment lists name many households and belong to none. A list that names this one loses its content; who was paid what stays in the
/// payments of the others. It has to be opened, as nothing else tells who is in it.
/// </summary>
internal sealed class PaymentListErasure(AidDbContext db, FieldProtector protector)
{
    public async Task EraseAsync(ErasedCase aidCase, CancellationToken cancellationToken)
    {
        var payments = await db.Set<Payment>().AsNoTracking().Where(payment => payment.CaseId == aidCase.Id)
            .Select(payment => new { payment.CreatedAt, payment.PaidAt, payment.PayeeName }).ToListAsync(cancellationToken);
        if (payments.Count == 0)
            return;

        // Only what waits to be paid is listed.
        var from = payments.Min(payment => payment.CreatedAt);
        var to = payments.Exists(payment => payment.PaidAt is null) ? DateTimeOffset.MaxValue : payments.Max(payment => payment.PaidAt!.Value);
        string[] traces = [aidCase.CaseNumber, .. payments.Select(payment => payment.PayeeName).Where(name => name.Length > 0)];
        var contents = await (
            from paper in db.Set<ProducedPaper>().AsNoTracking()
            join content in db.Set<PaperContent>().AsNoTracking() on paper.Id equals content.PaperId
            where paper.Kind == PaperKind.PaymentList && paper.ProducedAt >= @from && paper.ProducedAt <= to && aidCase.OrganisationPath.StartsWith(paper.OrganisationPath)
            select content).ToListAsync(cancellationToken);
        foreach (var content in contents)
        {
            var text = WebUtility.HtmlDecode(Encoding.UTF8.GetString(protector.OpenBytes(SealedColumns.PaperContent, content.PaperId, content.Sealed)));
            if (traces.Any(trace => text.Contains(trace, StringComparison.Ordinal)))
                await db.Set<PaperContent>().Where(row => row.PaperId == content.PaperId).ExecuteDeleteAsync(cancellationToken);
        }
    }
}
