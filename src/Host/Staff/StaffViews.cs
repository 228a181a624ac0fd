using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Host.HumanTasks;

namespace AidWorkflows.Host.Staff;

public sealed record StaffUnion(Guid Id, string Code, string Name, OrganisationLevel Level);

/// <param name="MustChangePassword">The password is still the one that an administrator was shown.</param>
/// <param name="LockedUntil">Set while too many wrong passwords keep the account out.</param>
public sealed record StaffView(
    Guid Id, string Name, string UserName, IReadOnlyList<string> Roles, StaffUnion Organisation, bool Active, bool MustChangePassword, DateTimeOffset? LockedUntil);

public sealed record StaffPage(IReadOnlyList<StaffView> Items, int TotalCount);

/// <param name="OpenTasks">Tasks that wait for this person; they can be handed over.</param>
/// <param name="History">The newest line first.</param>
public sealed record StaffDetails(StaffView Staff, int OpenTasks, IReadOnlyList<StaffChangeView> History);

/// <param name="By">Null when it was the command that makes the first administrator.</param>
public sealed record StaffChangeView(
    Guid Id,
    StaffChangeKind Kind,
    DateTimeOffset At,
    PersonView? By,
    IReadOnlyList<string>? RolesBefore,
    IReadOnlyList<string>? RolesAfter,
    string? OrganisationBefore,
    string? OrganisationAfter,
    string? NameBefore,
    string? NameAfter);

/// <summary>The answer in which a password is shown, once. A repeated request gets it without.</summary>
public sealed record IssuedPassword(StaffView Staff, string? InitialPassword, string Note)
{
    internal const string Once = "The password is shown this once only and has to be replaced at the first sign-in.";
    internal const string NotAgain = "The password was shown once, in the first answer to this request. If it is lost, reset it.";

    // Also when somebody logs the answer by mistake.
    public override string ToString() => $"{nameof(IssuedPassword)} of {Staff.Id}";
}

/// <summary>A new member of staff as it is typed in.</summary>
public sealed record WantedStaff(string? Name, string? UserName, Guid? OrganisationId, IReadOnlyList<string>? Roles);

/// <param name="Search">Part of the name or of the user name.</param>
/// <param name="OrganisationId">Of this union or one below it.</param>
public sealed record StaffFilter(string? Search, Guid? OrganisationId, string? Role, bool? Active);
