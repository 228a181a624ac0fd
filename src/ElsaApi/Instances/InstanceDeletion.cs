using AidWorkflows.Data;
using AidWorkflows.Data.Workflows;
using AidWorkflows.Engine.Execution;
using AidWorkflows.Engine.Runtime;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.ElsaApi.Instances;

/// <summary>Deletes an instance; a running one is cancelled first, so that whatever its activities opened elsewhere is closed.</summary>
internal sealed class InstanceDeletion(AidDbContext db, WorkflowStore store, WorkflowRuntime runtime)
{
    /// <summary>False when there is none.</summary>
    public async Task<bool> DeleteAsync(string id, string actor, CancellationToken cancellationToken)
    {
        var status = await db.Instances.Where(instance => instance.Id == id).Select(instance => (WorkflowSubStatus?)instance.SubStatus).SingleOrDefaultAsync(cancellationToken);
        if (status is null)
            return false;

        // Before the cancellation, which cannot be taken back.
        await store.RequireDeletableAsync(id, cancellationToken);
        if (status is not (WorkflowSubStatus.Finished or WorkflowSubStatus.Cancelled))
        {
            try
            {
                await runtime.CancelAsync(id, actor, cancellationToken);
            }
            catch (InstanceStateException)
            {
                // It ended by itself.
            }
        }

        return await store.DeleteInstanceAsync(id, cancellationToken);
    }
}
