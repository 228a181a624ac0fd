using AidWorkflows.Data;
using AidWorkflows.Data.People;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Accounts;

/// <summary>
/// The command create-admin: the first administrator of a database without accounts. The password comes from AID_ADMIN_PASSWORD
/// or is typed; an argument would stand in the process list and the shell's history.
/// </summary>
public sealed class AdminAccount(AidDbContext db, UserManager<AidUser> users, TimeProvider clock)
{
    public const string Command = "create-admin";
    public const string PasswordVariable = "AID_ADMIN_PASSWORD";

    /// <summary>The process' exit code.</summary>
    public async Task<int> RunAsync(TextReader input, TextWriter output, string? passwordFromEnvironment, CancellationToken cancellationToken)
    {
        var userName = await AskAsync(input, output, "User name", "admin");
        var name = await AskAsync(input, output, "Name of the person", userName);
        var organisation = await AskAsync(input, output, "Name of the top organisation (only used when there is none)", "全国总工会");
        var password = passwordFromEnvironment ?? await AskAsync(input, output, "Password (at least 12 characters)", "");
        try
        {
            await CreateAsync(userName, name, organisation, password, cancellationToken);
        }
        catch (InvalidOperationException e)
        {
            await output.WriteLineAsync(e.Message);
            return 1;
        }

        await output.WriteLineAsync($"Administrator '{userName}' created.");
        return 0;
    }

    public async Task CreateAsync(string userName, string name, string organisationName, string password, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var top = await db.Set<Organisation>().OrderBy(organisation => organisation.Path.Length).FirstOrDefaultAsync(cancellationToken);
        if (top is null)
        {
            top = new Organisation("china", organisationName, OrganisationLevel.National, null, now);
            db.Add(top);
        }

        var person = new StaffMember(name, top.Id, now);
        db.Add(person);
        db.Add(person.Created([StaffRoles.Administrator], null, now));
        var user = new AidUser { Id = RisingId.New(now), UserName = userName, PersonId = person.Id };
        Require(await users.CreateAsync(user, password));
        Require(await users.AddToRoleAsync(user, StaffRoles.Administrator));
        await transaction.CommitAsync(cancellationToken);
    }

    internal static void Require(IdentityResult result)
    {
        if (!result.Succeeded)
            throw new InvalidOperationException($"AW3202 The account was not created: {string.Join(" ", result.Errors.Select(error => error.Description))}");
    }

    private static async Task<string> AskAsync(TextReader input, TextWriter output, string question, string usual)
    {
        await output.WriteAsync(usual.Length == 0 ? $"{question}: " : $"{question} [{usual}]: ");
        return await input.ReadLineAsync() is { Length: > 0 } answer ? answer : usual;
    }
}
