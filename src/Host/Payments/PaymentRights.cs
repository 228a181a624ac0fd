using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Host.Payments;

/// <summary>S-070: the county union pays, by its cashiers.</summary>
internal static class PaymentRights
{
    public static bool MayPay(Actor actor) => actor.Has(StaffRoles.Cashier) && actor.Level == OrganisationLevel.County;

    public static void RequirePay(Actor actor)
    {
        if (!MayPay(actor))
            throw new RuleViolationException("forbidden", "Aid is paid, and its funds are kept, by the cashiers of the county union.");
    }
}
