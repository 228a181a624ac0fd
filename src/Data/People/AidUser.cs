using Microsoft.AspNetCore.Identity;

namespace AidWorkflows.Data.People;

/// <summary>A sign-in account. The person behind it is what separation of duties compares, never the account.</summary>
public sealed class AidUser : IdentityUser<Guid>
{
    public Guid? PersonId { get; set; }

    public bool MustChangePassword { get; set; }
}
