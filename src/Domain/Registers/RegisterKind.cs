namespace AidWorkflows.Domain.Registers;

/// <summary>The registers that a household's economic status is compared with. The list is closed: each has its own fields and rules.</summary>
public enum RegisterKind
{
    Vehicles = 0,
    BusinessLicences = 1,
    RealEstate = 2,
    SocialInsurance = 3,
    TaxRecords = 4,
    MinimumLiving = 5,
    BankFinance = 6,
}
