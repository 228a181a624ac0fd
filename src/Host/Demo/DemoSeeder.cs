using AidWorkflows.Data;
using AidWorkflows.Data.People;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AidWorkflows.Host.Demo;

/// <summary>Invented unions and ten accounts, each a person of its own, to try the system out. Only in an empty database.</summary>
internal sealed class DemoSeeder(
    AidDbContext db, UserManager<AidUser> users, IOptions<DemoOptions> options, IHostEnvironment environment, TimeProvider clock)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.Enabled)
            return;
        if (environment.IsProduction())
            throw new InvalidOperationException("AW3201 Demo:Enabled is true in Production. Demo accounts share one password; switch it off and use create-admin.");
        if (await db.Users.AnyAsync(cancellationToken) || await db.Set<Organisation>().AnyAsync(cancellationToken))
            return;

        var password = options.Value.Password.Length > 0 ? options.Value.Password : InitialPassword.New();

        // All or nothing: half a demo would never be completed by a later start.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await SeedAsync(password, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (options.Value.Password.Length == 0)
            Announce(password);
    }

    private async Task SeedAsync(string password, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var national = new Organisation("china", "全国总工会", OrganisationLevel.National, null, now);
        var province = new Organisation("anhui", "安徽省总工会", OrganisationLevel.Province, national, now);
        var city = new Organisation("luan", "六安市总工会", OrganisationLevel.City, province, now);
        var county = new Organisation("jinan", "金安区总工会", OrganisationLevel.County, city, now);
        var township = new Organisation("qingshan", "青山乡工会联合会", OrganisationLevel.Grassroots, county, now);
        var enterprise = new Organisation("xinghe", "星河纺织有限公司工会", OrganisationLevel.Grassroots, county, now);
        db.AddRange(national, province, city, county, township, enterprise);
        await db.SaveChangesAsync(cancellationToken);

        await AddAsync("admin", "周明远", StaffRoles.Administrator, national, password, now);
        await AddAsync("auditor", "吴清和", StaffRoles.Auditor, national, password, now);
        await AddAsync("grassroots1", "李秀兰", StaffRoles.Clerk, township, password, now);
        await AddAsync("grassroots2", "赵国庆", StaffRoles.Clerk, township, password, now);
        await AddAsync("county1", "王建华", StaffRoles.Reviewer, county, password, now);
        await AddAsync("county2", "陈雅琴", StaffRoles.Reviewer, county, password, now);
        await AddAsync("cashier", "孙丽萍", StaffRoles.Cashier, county, password, now);
        await AddAsync("cashier2", "冯晓燕", StaffRoles.Cashier, county, password, now);
        await AddAsync("city1", "郑志强", StaffRoles.Reviewer, city, password, now);
        await AddAsync("province1", "何文静", StaffRoles.Reviewer, province, password, now);
        await AddAsync("national1", "高岩", StaffRoles.Reviewer, national, password, now);
    }

    private async Task AddAsync(string userName, string name, string role, Organisation organisation, string password, DateTimeOffset now)
    {
        var person = new StaffMember(name, organisation.Id, now);
        db.Add(person);
        var user = new AidUser { Id = RisingId.New(now), UserName = userName, PersonId = person.Id };
        AdminAccount.Require(await users.CreateAsync(user, password));
        AdminAccount.Require(await users.AddToRoleAsync(user, role));
    }

    // To the console and not to the log: logs are kept.
    private static void Announce(string password)
    {
        Console.WriteLine();
        Console.WriteLine("  Demo accounts: admin, auditor, grassroots1, grassroots2, county1, county2, cashier, cashier2, city1, province1, national1");
        Console.WriteLine($"  Password of all of them, shown this once: {password}");
        Console.WriteLine();
    }
}
