using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.People;

/// <summary>Somebody does an absent colleague's tasks between two days, both included. It is told of every deed.</summary>
public sealed class StandIn
{
    public const int LongestDays = 366;

    public StandIn(Actor setBy, Actor absent, Actor standIn, DateOnly firstDay, DateOnly lastDay, DateOnly today, DateTimeOffset now)
    {
        if (setBy.PersonId != absent.PersonId && !(setBy.IsAdministrator && setBy.Oversees(absent.OrganisationPath)))
            throw new RuleViolationException("forbidden", "A stand-in is named by the absent person or by an administrator.");
        if (standIn.PersonId == absent.PersonId)
            throw new RuleViolationException("stand-in-yourself", "Nobody stands in for themselves.", "standInPersonId");

        // A stand-in never gets rights that the own account does not have.
        if (standIn.OrganisationId != absent.OrganisationId || !absent.Roles.Any(standIn.Has))
            throw new RuleViolationException("stand-in-not-colleague", "A stand-in is of the same union and has one of the same roles.", "standInPersonId");
        if (lastDay < firstDay || lastDay < today)
            throw new RuleViolationException("stand-in-days", "The last day must not be before the first day, nor in the past.", "lastDay");
        if (lastDay.DayNumber - firstDay.DayNumber > LongestDays)
            throw new RuleViolationException("stand-in-too-long", $"At most {LongestDays} days.", "lastDay", LongestDays);

        Id = RisingId.New(now);
        AbsentPersonId = absent.PersonId;
        StandInPersonId = standIn.PersonId;
        FirstDay = firstDay;
        LastDay = lastDay;
        SetBy = setBy.PersonId;
        SetAt = now;
    }

    // For the object-relational mapper.
    private StandIn()
    {
    }

    public Guid Id { get; private set; }

    public Guid AbsentPersonId { get; private set; }

    public Guid StandInPersonId { get; private set; }

    public DateOnly FirstDay { get; private set; }

    public DateOnly LastDay { get; private set; }

    public Guid SetBy { get; private set; }

    public DateTimeOffset SetAt { get; private set; }

    public Guid? EndedBy { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public bool IsOn(DateOnly day) => EndedAt is null && FirstDay <= day && day <= LastDay;

    /// <summary>Back earlier than thought. What was done stays as it was told.</summary>
    public void End(Actor actor, Actor absent, DateTimeOffset now)
    {
        if (actor.PersonId != AbsentPersonId && !(actor.IsAdministrator && actor.Oversees(absent.OrganisationPath)))
            throw new RuleViolationException("forbidden", "A stand-in is ended by the absent person or by an administrator.");
        if (EndedAt is not null)
            return;

        EndedAt = now;
        EndedBy = actor.PersonId;
    }
}
