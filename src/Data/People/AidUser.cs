using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;

namespace AidWorkflows.Data.People;

/// <summary>A sign-in account. The person behind it is what separation of duties compares, never the account.</summary>
public sealed class AidUser : IdentityUser<Guid>
{
    public Guid? PersonId { get; set; }

    public bool MustChangePassword { get; set; }

    /// <summary>Cookies and tokens carry the stamp they were made with, so all from before end.</summary>
    public void EndSessions()
    {
        SecurityStamp = Convert.ToHexString(RandomNumberGenerator.GetBytes(20));
        ConcurrencyStamp = Guid.NewGuid().ToString();
    }
}
