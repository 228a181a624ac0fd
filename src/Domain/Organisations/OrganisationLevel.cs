namespace AidWorkflows.Domain.Organisations;

/// <summary>The union's ladder, lowest first, so that levels compare.</summary>
public enum OrganisationLevel
{
    Grassroots = 0,
    County = 1,
    City = 2,
    Province = 3,
    National = 4,
}
